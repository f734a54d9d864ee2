import type { KindText } from '../wording.ts';

export const EN: KindText = ({ many, email, reference, platform }) => ({
  heading: 'Preservation of account data',
  salutation: null,
  applicant: [],
  opening: [
    'We write on behalf of a data subject (the “Subject”) and with the Subject’s consent.',
    many
      ? `Listings published on ${platform} give the Subject’s phone number without the Subject’s consent. The Subject is considering an application to the competent authorities.`
      : `A listing published on ${platform} gives the Subject’s phone number without the Subject’s consent. The Subject is considering an application to the competent authorities.`,
    'This request is separate from the demand for deletion: it neither withdraws nor delays it. The data need not be passed to us. Who placed the listing, and why, is not known to us, and this letter accuses nobody.',
  ],
  numbersIntro: 'The number in question:',
  adsIntro: many ? 'The listings:' : 'The listing:',
  facts: [],
  lawIntro: 'Removal from public access does not hinder the preservation of what the authorities may need:',
  demands: null,
  requests: {
    intro: 'Until a competent authority asks for them, we request that you preserve unchanged:',
    items: [
      'the data of the account: when it was made, what was given at registration, how and when the number was confirmed;',
      'IP addresses and login times, and the devices and programs from which the listing was placed;',
      'the text and the pictures of the listing with every change and the time of each;',
      'payments for promotion services, if there were any;',
      'the log of the number’s displays: how many times and when it was opened, without data of those who opened it.',
    ],
  },
  closing: [
    'Please confirm that the data are preserved, and until what date.',
    `Please reply to ${email}, quoting Ref. No. ${reference}.`,
  ],
  reservation:
    'The Subject reserves the right to apply to the competent authorities, including under the following provision:',
  attachments: ['screenshots'],
  warning: null,
});
