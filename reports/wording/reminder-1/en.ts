import type { KindText } from '../wording.ts';

export const EN: KindText = ({ many, earlier, platform, email, reference }) => {
  const first = earlier[0];
  const ticket = first?.ticket ? ` (registered under number ${first.ticket})` : '';
  return {
    heading: 'Reminder of a letter whose term has run out',
    salutation: null,
    applicant: [],
    opening: [
      `We wrote to you earlier, Ref. No. ${first?.reference} of ${first?.date}${ticket}, about stopping the distribution of personal data on ${platform}.`,
      many
        ? 'On the date of this letter the listings named below can still be seen and the number still stands in them.'
        : 'On the date of this letter the listing named below can still be seen and the number still stands in it.',
      'The earlier letter may not have reached the person responsible; this letter accuses nobody.',
    ],
    numbersIntro: 'The number in question (given in full in the earlier letter):',
    adsIntro: many ? 'The listings:' : 'The listing:',
    facts: [],
    lawIntro: 'We recall the provisions that set the procedure and the terms.',
    demands: {
      intro: 'We ask you to comply with the earlier letter, namely to:',
      items: [
        many
          ? 'stop distributing the number: delete it from the listings named or take those listings down;'
          : 'stop distributing the number: delete it from the listing named or take that listing down;',
        'preserve, until a competent authority asks for them, the data of the account from which the listing was placed; preserving them does not hinder the deletion.',
      ],
    },
    requests: {
      intro: 'Furthermore, we request that you:',
      items: ['confirm receipt of this letter and tell us who will consider it and when.'],
    },
    closing: [
      'The data subject is ready to prove control of the number by a code that you send to it.',
      `Please reply to ${email}, quoting Ref. No. ${reference}.`,
    ],
    reservation: null,
    attachments: ['earlier', 'screenshots'],
    warning: null,
  };
};
