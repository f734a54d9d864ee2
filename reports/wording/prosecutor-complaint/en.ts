import type { KindText } from '../wording.ts';

export const EN: KindText = ({ calls, earlier, harm, journalist, many, organisation, platform, subject }) => ({
  heading: 'Complaint of inaction on a report of a criminal offence',
  salutation: '',
  applicant: [
    `Applicant: ${subject ?? '____________________'}`,
    'IIN: ____________________',
    'Address: ____________________',
    'Telephone for contact: ____________________',
  ],
  opening: [
    `I have filed a report of a criminal offence (${earlier.map((one) => `of ${one.date}${one.ticket ? `, registration number ${one.ticket}` : ''}`).join('; ')}). I was not told within the term whether it was registered or what was decided.`,
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
      'examine whether my report was registered and what was decided on it;',
      'where there are grounds, take measures of prosecutorial supervision;',
      'ensure that the data of the accounts from which the listings were placed are preserved;',
      'notify me of the outcome.',
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
