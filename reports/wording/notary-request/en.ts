import type { KindText } from '../wording.ts';

export const EN: KindText = ({ many, platform, subject }) => ({
  heading: 'Request to secure evidence by inspecting pages on the internet',
  salutation: '',
  applicant: [`Applicant: ${subject ?? '____________________'}`, 'Address: ____________________'],
  opening: [
    many
      ? `I ask you to secure evidence: to inspect the pages of listings on ${platform} in which my phone number is given without my consent.`
      : `I ask you to secure evidence: to inspect the page of a listing on ${platform} in which my phone number is given without my consent.`,
    'Why it is urgent: the listing can be deleted or changed at any minute, after which it cannot be presented. The person who placed it is not known to me and so cannot be notified.',
    'On the day of this request no case about these circumstances is before a court or another competent body.',
  ],
  numbersIntro: 'The number whose presence I ask you to certify (given in full only once):',
  adsIntro: many ? 'Pages to inspect:' : 'Page to inspect:',
  facts: [
    'How to inspect: open the address on the notary’s own computer; if the number is hidden, press the button that shows it; take a picture of the whole page and another of the place where the number is seen; record the address, the id of the listing, the date and time (UTC+5) and the browser; if the page cannot be reached, certify what is shown in its place.',
    'Please do not copy into the record what the page shows of other listings and of other people.',
  ],
  lawIntro: 'This request rests on the following provisions.',
  demands: null,
  requests: {
    intro: 'I ask you to:',
    items: [
      'carry out the inspection without delay and draw up a record with the pictures;',
      'state in the record whether the number named is seen on the page, and where;',
      'give me the record and a copy of it in electronic form.',
    ],
  },
  closing: [],
  reservation: null,
  attachments: [],
  warning: null,
});
