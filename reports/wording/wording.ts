import type { Language } from '../../db/schema/language.ts';

/**
 * What a letter is about. Each sentence that depends on it is written out for each case: Russian and Kazakh inflect
 * too much for words to be put in and taken out.
 * `ad`: one ad, one number. `ads`: several ads, one number. `numbers`: several numbers of one person. `persons`:
 * numbers of several persons.
 */
export type Case = 'ad' | 'ads' | 'numbers' | 'persons';
export type ByCase = Readonly<Record<Case, string>>;

/** On what the organisation writes for the person. */
export type Authority = 'consent' | 'power-of-attorney';

export type AttachmentKind = 'screenshots' | 'evidence' | 'power-of-attorney';

/** A Kazakh lawyer who reads and writes this language has read the whole text. */
export interface ProofRead {
  readonly by: string;
  readonly on: string;
}

/** What every letter has, whatever its kind. */
export interface LetterWording {
  readonly proofRead: ProofRead | null;
  /** `YYYY-MM-DD` as it stands in an official letter. */
  date(day: string): string;
  /** `YYYY-MM-DD` as it stands in a table. */
  shortDate(day: string): string;
  outgoing(reference: string): string;
  readonly bin: string;
  readonly email: string;
  readonly phone: string;
  readonly addresseePost: string;
  readonly salutation: string;
  readonly closing: string;
  readonly attachments: string;
  attachment(kind: AttachmentKind): string;
  sheets(count: number): string;
  readonly electronic: string;
  annexMark(number: number, reference: string, date: string): string;
  readonly executor: string;
  /** Marks of a draft; they are gone from the approved letter. */
  readonly draft: string;
  readonly toBeChecked: string;
  readonly textNotProofRead: string;
  /** Title among the file's properties. */
  fileTitle(reference: string, date: string): string;
}

/** The demand to take down ads that show a protected number. */
export interface TakedownWording {
  readonly heading: ByCase;
  readonly opening: ByCase;
  readonly facts: Readonly<Record<Case, (platform: string) => string>>;
  readonly numbersIntro: ByCase;
  numberLabel(n: number): string;
  readonly subject: string;
  readonly adsIntro: ByCase;
  adsInAnnex(total: number): string;
  readonly annexHeading: string;
  readonly columns: {
    readonly row: string;
    readonly ad: string;
    readonly number: string;
    readonly firstSeen: string;
    readonly lastSeen: string;
  };
  quoted(title: string): string;
  adId(id: string): string;
  readonly addressHidesNumber: string;
  captured(files: number, sha256: string): string;
  localTime(time: string): string;
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
  readonly authority: Readonly<Record<Authority, ByCase>>;
  readonly reservation: ByCase;
  readonly goodFaith: string;
  reply(email: string, reference: string): string;
}

/** All texts in one language. A kind of letter that is not written in it does not compile. */
export interface Wording {
  readonly language: Language;
  readonly letter: LetterWording;
  readonly takedown: TakedownWording;
}
