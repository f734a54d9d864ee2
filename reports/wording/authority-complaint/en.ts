import type { KindText } from '../wording.ts';

export const EN: KindText = ({ many, earlier, platform, email, reference, subject }) => ({
  heading: 'Appeal concerning a breach of the rules on the processing of personal data',
  salutation: '',
  applicant: [],
  opening: [
    `We write on behalf of a data subject${subject === null ? '' : ` (${subject})`} (the “Subject”) and with the Subject’s consent.`,
    many
      ? `Listings published on ${platform} give the Subject’s phone number without the Subject’s consent.`
      : `A listing published on ${platform} gives the Subject’s phone number without the Subject’s consent.`,
    `The Subject has asked for its deletion: ${earlier.map((one) => `Ref. No. ${one.reference} of ${one.date}${one.ticket ? `, registration number ${one.ticket}` : ''}`).join('; ')}. On the date of this appeal the number is still public.`,
    'Who placed the listing, and why, is not known to us. Whether there was a breach, and by whom, is for you to establish.',
  ],
  numbersIntro: 'The Subject’s number (given in full only once in this appeal):',
  adsIntro: many ? 'The listings:' : 'The listing:',
  facts: ['The pages have been captured: screenshots, source code and checksums are kept.'],
  lawIntro: 'This appeal rests on the following provisions of the law of the Republic of Kazakhstan.',
  demands: null,
  requests: {
    intro: 'We request that you:',
    items: [
      'register this appeal and tell us its registration number;',
      'demand of the owner and (or) operator that the number be blocked and destroyed in the listings named;',
      'examine whether measures are in place against the number being placed again without the Subject’s consent;',
      'tell us the outcome within the term set by law.',
    ],
  },
  closing: [
    'The Subject is ready to prove control of the number and to give any explanation needed.',
    `Please reply to ${email}, quoting Ref. No. ${reference}.`,
  ],
  reservation: null,
  attachments: ['earlier', 'screenshots', 'evidence', 'consent'],
  warning: null,
});
