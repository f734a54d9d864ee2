import type { KindText } from '../wording.ts';

export const EN: KindText = ({ many, earlier, platform, email, reference }) => ({
  heading: 'Second reminder',
  salutation: null,
  applicant: [],
  opening: [
    `About stopping the distribution of personal data on ${platform} we have written to you before: ${earlier.map((one) => `Ref. No. ${one.reference} of ${one.date}`).join('; ')}.`,
    many
      ? 'On the date of this letter the listings named below can still be seen; we have had no answer on the substance.'
      : 'On the date of this letter the listing named below can still be seen; we have had no answer on the substance.',
    'This letter goes out by a second channel, lest the earlier ones were lost; it accuses nobody.',
  ],
  numbersIntro: 'The number in question (given in full in the first letter):',
  adsIntro: many ? 'The listings:' : 'The listing:',
  facts: [],
  lawIntro: 'The procedure and the terms are set by the following provisions.',
  demands: {
    intro: 'On behalf of the data subject we demand that you:',
    items: [
      many
        ? 'stop distributing the number: delete it from the listings named or take those listings down;'
        : 'stop distributing the number: delete it from the listing named or take that listing down;',
      'within the term set by law, tell us what measures were taken or give a reasoned refusal.',
    ],
  },
  requests: {
    intro: 'Separately from the demand for deletion, we request that you:',
    items: [
      'preserve, until a competent authority asks for them, the data of the account from which the listing was placed, and confirm that they are preserved.',
    ],
  },
  closing: [
    'Should the number remain public, the data subject will have to ask the authorised body for the protection of personal data and the local executive body for assistance.',
    'The data subject is ready to prove control of the number by a code that you send to it.',
    `Please reply to ${email}, quoting Ref. No. ${reference}.`,
  ],
  reservation:
    'The data subject reserves the right to apply to the competent authorities, including under the following provisions:',
  attachments: ['earlier', 'screenshots'],
  warning: null,
});
