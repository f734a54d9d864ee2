import type { KindText } from '../wording.ts';

export const EN: KindText = ({ many, earlier, platform, email, reference }) => {
  const last = earlier.at(-1);
  return {
    heading: 'A phone number has reappeared in listings',
    salutation: null,
    applicant: [],
    opening: [
      'We write on behalf of a data subject (the “Subject”) and with the Subject’s consent.',
      `After our letter Ref. No. ${last?.reference} of ${last?.date} the distribution of the Subject’s phone number on ${platform} was stopped, for which we thank you. ${many ? 'The number now stands again in the listings named below.' : 'The number now stands again in the listing named below.'}`,
      many
        ? 'The Subject states that they did not place these listings and did not consent to the publication of the number. The number may have been entered by mistake or on purpose; this letter accuses nobody.'
        : 'The Subject states that they did not place this listing and did not consent to the publication of the number. The number may have been entered by mistake or on purpose; this letter accuses nobody.',
    ],
    numbersIntro: 'The Subject’s number (given in full only once in this letter):',
    adsIntro: many ? 'The listings:' : 'The listing:',
    facts: [
      'The pages have been captured: screenshots, source code and checksums are kept. The captured material will be provided at your request.',
      'Before deciding that the matter is resolved, please make sure that the number cannot be seen in the list of listings, on the page of the listing or in the mobile application.',
    ],
    lawIntro: 'This request rests on the following provisions of the law of the Republic of Kazakhstan.',
    demands: {
      intro: 'On this ground we demand, on behalf of the Subject, that you:',
      items: [
        many
          ? 'within one working day, stop distributing the number: delete it from the listings named above or take those listings down;'
          : 'within one working day, stop distributing the number: delete it from the listing named above or take that listing down;',
        'block and destroy the number in other listings of the same accounts, where it appears in them.',
      ],
    },
    requests: {
      intro: 'Furthermore, and separately from the demand for deletion, we request that you:',
      items: [
        'preserve, until a competent authority asks for them, the data of the accounts from which the number was placed the first time and now; they need not be passed to us;',
        'tell us what measures can prevent a third placement, and take them: for instance, confirming the number by a code before publication.',
      ],
    },
    closing: [
      'The Subject is ready to prove control of the number by a code that you send to it.',
      'We believe in good faith that the information in this letter is accurate and complete as of its date.',
      `Please reply to ${email}, quoting Ref. No. ${reference}.`,
    ],
    reservation:
      'The Subject reserves the right to apply to the competent authorities and to a court, including under the following provisions:',
    attachments: ['earlier', 'screenshots', 'evidence'],
    warning: null,
  };
};
