import type { Case, KindText, TextFacts } from './wording.ts';

export type ByCase = Readonly<Record<Case, string>>;

/** The demand to take down ads that show a protected number: every sentence written out for each case. */
export interface TakedownWording {
  readonly heading: ByCase;
  readonly opening: ByCase;
  readonly facts: Readonly<Record<Case, (platform: string) => string>>;
  readonly numbersIntro: ByCase;
  readonly adsIntro: ByCase;
  readonly evidence: string;
  readonly lawIntro: string;
  readonly demandsIntro: ByCase;
  /** Of the statutory right. */
  readonly demands: { readonly remove: ByCase; readonly related: ByCase };
  readonly requestsIntro: string;
  /** Preservation is an ask of its own: platforms tend to purge both. */
  readonly requests: { readonly preserve: string; readonly answer: string; readonly prevent: ByCase };
  readonly platformRules: string;
  readonly proofOfControl: ByCase;
  readonly consent: ByCase;
  readonly reservation: ByCase;
  readonly goodFaith: string;
  reply(email: string, reference: string): string;
}

/** The takedown letter in the order of every letter. */
export function takedownText(wording: TakedownWording): KindText {
  return ({ which, platform, email, reference }: TextFacts) => ({
    heading: wording.heading[which],
    salutation: null,
    applicant: [],
    opening: [wording.opening[which], wording.facts[which](platform)],
    numbersIntro: wording.numbersIntro[which],
    adsIntro: wording.adsIntro[which],
    facts: [wording.evidence],
    lawIntro: wording.lawIntro,
    demands: {
      intro: wording.demandsIntro[which],
      items: [wording.demands.remove[which], wording.demands.related[which]],
    },
    requests: {
      intro: wording.requestsIntro,
      items: [wording.requests.preserve, wording.requests.answer, wording.requests.prevent[which]],
    },
    closing: [
      wording.platformRules,
      wording.proofOfControl[which],
      wording.consent[which],
      wording.goodFaith,
      wording.reply(email, reference),
    ],
    reservation: wording.reservation[which],
    attachments: ['screenshots', 'evidence'],
    warning: null,
  });
}
