import type { KindText } from '../wording.ts';

export const EN: KindText = ({ platform, email, reference, organisation }) => ({
  heading: 'Preventing the publication of other people’s phone numbers',
  salutation: null,
  applicant: [],
  opening: [
    `${organisation} helps people whose phone numbers are given in listings without their consent. Such listings have been seen on ${platform} too. A number may be entered by mistake or on purpose; this letter accuses nobody.`,
    'We propose a procedure by which such a listing is stopped before publication, while no list of people or numbers is handed over to you.',
  ],
  numbersIntro: null,
  adsIntro: null,
  facts: [
    'The matching. The parties agree a secret key. We hand over a list of HMAC-SHA-256 values, computed with this key from the numbers in E.164 form, without names and without the numbers themselves. When a listing is placed, your system brings the number given in it to the same form, computes the value and looks it up in the list. On a match, publication waits until the number is confirmed by a code.',
    'Safeguards. A plain hash without a key will not do: there are so few possible numbers that all can be tried. The key is kept apart from the list, in a separate module, with restricted and recorded access; it is changed at least once a quarter; when a consent is withdrawn, the value leaves the list. If you wish, private set intersection can be used, by which neither party sees the values of the other.',
  ],
  lawIntro: 'The proposal helps to comply with the following provisions of the law of the Republic of Kazakhstan.',
  demands: null,
  requests: {
    intro: 'We request that you:',
    items: [
      'consider the procedure proposed and name a specialist with whom it can be discussed;',
      'until it is introduced, confirm by a code every number that is given for the first time in a listing of an account;',
      'tell us the outcome.',
    ],
  },
  closing: [`Please reply to ${email}, quoting Ref. No. ${reference}.`],
  reservation: null,
  attachments: [],
  warning: null,
});
