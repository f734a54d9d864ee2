import { type TakedownWording, takedownText } from '../takedown.ts';

const TEXTS: TakedownWording = {
  heading: {
    ad: 'Request to stop distributing a phone number in a listing',
    ads: 'Request to stop distributing a phone number in listings',
    numbers: 'Request to stop distributing phone numbers in listings',
    persons: 'Request to stop distributing phone numbers in listings',
  },
  opening: {
    ad: 'We write on behalf of a data subject (the “Subject”) and with the Subject’s consent.',
    ads: 'We write on behalf of a data subject (the “Subject”) and with the Subject’s consent.',
    numbers: 'We write on behalf of a data subject (the “Subject”) and with the Subject’s consent.',
    persons: 'We write on behalf of several data subjects (the “Subjects”) and with the consent of each of them.',
  },
  facts: {
    ad: (platform) =>
      `A listing published on ${platform} gives the Subject’s phone number as its contact. The Subject states that they did not place this listing and did not consent to the publication of the number. The number may have been entered by mistake or on purpose; this letter accuses neither the author of the listing nor the platform.`,
    ads: (platform) =>
      `Listings published on ${platform} give the Subject’s phone number as their contact. The Subject states that they did not place these listings and did not consent to the publication of the number. The number may have been entered by mistake or on purpose; this letter accuses neither the authors of the listings nor the platform.`,
    numbers: (platform) =>
      `Listings published on ${platform} give phone numbers of the Subject as their contact. The Subject states that they placed no such listing and did not consent to the publication of the numbers. The numbers may have been entered by mistake or on purpose; this letter accuses neither the authors of the listings nor the platform.`,
    persons: (platform) =>
      `Listings published on ${platform} give phone numbers of the Subjects as their contact. The Subjects state that they placed no such listing and did not consent to the publication of their numbers. The numbers may have been entered by mistake or on purpose; this letter accuses neither the authors of the listings nor the platform.`,
  },
  numbersIntro: {
    ad: 'The Subject’s number (given in full only once in this letter):',
    ads: 'The Subject’s number (given in full only once in this letter):',
    numbers: 'The Subject’s numbers (each given in full only once in this letter):',
    persons: 'The Subjects’ numbers (each given in full only once in this letter):',
  },
  adsIntro: {
    ad: 'The listing:',
    ads: 'The listings:',
    numbers: 'The listings:',
    persons: 'The listings:',
  },
  evidence:
    'The pages have been captured: screenshots, source code and the checksums given with the listings are kept. The captured material will be provided at your request.',
  lawIntro: 'This request rests on the following provisions of the law of the Republic of Kazakhstan.',
  demandsIntro: {
    ad: 'On this ground we demand, on behalf of the Subject, that you:',
    ads: 'On this ground we demand, on behalf of the Subject, that you:',
    numbers: 'On this ground we demand, on behalf of the Subject, that you:',
    persons: 'On this ground we demand, on behalf of the Subjects, that you:',
  },
  demands: {
    remove: {
      ad: 'within one working day, stop distributing the number: delete it from the listing named above or take that listing down;',
      ads: 'within one working day, stop distributing the number: delete it from the listings named above or take those listings down;',
      numbers:
        'within one working day, stop distributing the numbers: delete them from the listings named above or take those listings down;',
      persons:
        'within one working day, stop distributing the numbers: delete them from the listings named above or take those listings down;',
    },
    related: {
      ad: 'block and destroy the number in other listings of the same account, where it appears in them.',
      ads: 'block and destroy the number in other listings of the same accounts, where it appears in them.',
      numbers: 'block and destroy the numbers in other listings of the same accounts, where they appear in them.',
      persons: 'block and destroy the numbers in other listings of the same accounts, where they appear in them.',
    },
  },
  requestsIntro: 'Furthermore, and separately from the demand for deletion, we request that you:',
  requests: {
    preserve:
      'preserve, until a competent authority asks for them, the data of the account from which the listing was placed: IP addresses, login times, device and payment data, and the history of edits. These data need not be passed to us; preserving them does not hinder compliance with points 1 and 2;',
    answer: 'within fifteen working days, tell us what measures were taken or give a reasoned refusal;',
    prevent: {
      ad: 'take measures against the number being placed in listings again without the Subject’s consent.',
      ads: 'take measures against the number being placed in listings again without the Subject’s consent.',
      numbers: 'take measures against the numbers being placed in listings again without the Subject’s consent.',
      persons: 'take measures against the numbers being placed in listings again without the Subjects’ consent.',
    },
  },
  platformRules:
    'Please also treat this letter as a complaint about false contact details under the rules of your platform.',
  proofOfControl: {
    ad: 'The Subject is ready to prove control of the number by a code that you send to it. Copies of identity documents are not enclosed, so as not to spread more personal data than needed.',
    ads: 'The Subject is ready to prove control of the number by a code that you send to it. Copies of identity documents are not enclosed, so as not to spread more personal data than needed.',
    numbers:
      'The Subject is ready to prove control of each number by a code that you send to it. Copies of identity documents are not enclosed, so as not to spread more personal data than needed.',
    persons:
      'Each Subject is ready to prove control of their number by a code that you send to it. Copies of identity documents are not enclosed, so as not to spread more personal data than needed.',
  },
  consent: {
    ad: 'Confirmation of the Subject’s consent to this request will be provided at your request.',
    ads: 'Confirmation of the Subject’s consent to this request will be provided at your request.',
    numbers: 'Confirmation of the Subject’s consent to this request will be provided at your request.',
    persons: 'Confirmation of the Subjects’ consent to this request will be provided at your request.',
  },
  reservation: {
    ad: 'The Subject reserves the right to apply to the competent authorities and to a court, including under the following provisions:',
    ads: 'The Subject reserves the right to apply to the competent authorities and to a court, including under the following provisions:',
    numbers:
      'The Subject reserves the right to apply to the competent authorities and to a court, including under the following provisions:',
    persons:
      'The Subjects reserve the right to apply to the competent authorities and to a court, including under the following provisions:',
  },
  goodFaith: 'We believe in good faith that the information in this letter is accurate and complete as of its date.',
  reply: (email, reference) =>
    `Please reply to ${email}, quoting Ref. No. ${reference}. The authenticity of this letter can be verified at the same address.`,
};

export const EN = takedownText(TEXTS);
