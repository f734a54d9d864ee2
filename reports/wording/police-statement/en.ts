import type { KindText } from '../wording.ts';

export const EN: KindText = ({ calls, harm, journalist, many, organisation, platform, subject }) => ({
  heading: 'Report of a criminal offence',
  salutation: '',
  applicant: [
    `Applicant: ${subject ?? '____________________'}`,
    'IIN: ____________________',
    'Address: ____________________',
    'Telephone for contact: ____________________',
  ],
  opening: [
    'I report facts that I ask you to examine. Only what is known to me in person or was captured is set out here; who did this, and why, is not guessed at.',
    many
      ? `Listings published on ${platform} give as their contact the phone number that I use. Neither I nor those close to me placed these listings or asked anybody to, and I consented to nobody’s publishing the number.`
      : `A listing published on ${platform} gives as its contact the phone number that I use. Neither I nor those close to me placed this listing or asked anybody to, and I consented to nobody’s publishing the number.`,
    ...(journalist
      ? [
          'I work as a journalist. Whether the publications are connected with that work I do not know for certain; I ask you to examine this.',
        ]
      : []),
  ],
  numbersIntro: 'My number (given in full only once in this document):',
  adsIntro: many ? 'The listings:' : 'The listing:',
  facts: [
    ...(calls === null
      ? []
      : [
          `From ${calls.from} to ${calls.to} (days with calls: ${calls.days}) calls from strangers: ${calls.calls}, of them at night, from 22:00 to 06:00: ${calls.night}; messages: ${calls.messages}. The most was ${calls.most.calls} within ${calls.most.hours} h. The annex gives them by the hour; it does not say who called.`,
        ]),
    ...(harm.length === 0 ? [] : [`What followed, in my own words: ${harm.join(' ')}`]),
    'The pages have been captured: screenshots, source code and the checksums given with the listings are kept. The originals are kept apart and will be provided on request.',
  ],
  lawIntro:
    'I ask you to examine whether these facts show signs of an offence, and to consider them under the following provisions.',
  demands: null,
  requests: {
    intro: 'I ask you to:',
    items: [
      'accept and register this report and issue a document of its registration;',
      'examine whether these facts show signs of the criminal offences that the articles named provide for;',
      'obtain from the owner of the platform, and preserve, the data of the accounts from which the listings were placed: IP addresses, login times, device and payment data, the history of edits;',
      'notify me of the decision.',
    ],
  },
  closing: [
    `This document was prepared with the help of ${organisation}. It has no force until I have signed it in person; I file it myself.`,
  ],
  reservation: null,
  attachments: ['screenshots', 'manifest'],
  warning: {
    title: 'Warning',
    text: (citation) =>
      `I have been warned of criminal liability for knowingly making a false denunciation (${citation}).`,
    sign: 'Applicant’s signature: ____________________   Date: ____________________',
  },
});
