import type { LetterWording } from '../wording.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const EN: LetterWording = {
  date: (day) => `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`,
  // The same words serve before a noun.
  dateOf: (day) => `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`,
  shortDate: (day) =>
    `${day.slice(8, 10)} ${(MONTHS[Number(day.slice(5, 7)) - 1] ?? '').slice(0, 3)} ${day.slice(0, 4)}`,
  outgoing: (reference) => `Ref. No. ${reference}`,
  bin: 'BIN',
  email: 'E-mail:',
  phone: 'Tel.:',
  salutation: 'Dear Sir or Madam,',
  closing: 'Yours faithfully,',
  attachments: 'Enclosures:',
  attachment: (kind) =>
    ({
      screenshots: 'Pictures of the pages with the listings',
      evidence: 'Capture files with their checksums',
      ads: 'List of the listings',
      calls: 'Record of calls and messages',
      consent: 'Consent of the data subject (copy)',
      earlier: 'Copies of the earlier letters',
      manifest: 'Inventory of the captured material with checksums',
    })[kind],
  sheets: (count) => (count === 1 ? '1 sheet' : `${count} sheets`),
  electronic: 'in electronic form',
  annexMark: (number, reference, date) => `Annex ${number} to letter Ref. No. ${reference} of ${date}`,
  annexLabel: (number) => `Annex ${number}`,
  executor: 'Prepared by:',
  draft: 'DRAFT. Do not send: this letter has not been approved.',
  toBeChecked: 'To be checked by a lawyer:',
  textNotProofRead: 'The text of this letter has not yet been proof-read by a Kazakh lawyer in this language.',
  subject: 'data subject:',
  addresseeNotChecked: 'The addressee’s details are not verified: compare them before sending.',
  fileTitle: (reference, date) => `Letter Ref. No. ${reference} of ${date}`,
  ads: {
    numberLabel: (n) => `Number ${n}`,
    annexHeading: 'Listings',
    columns: { row: 'No.', ad: 'Listing', number: 'Number', firstSeen: 'First seen', lastSeen: 'Last seen' },
    quoted: (title) => `“${title}”`,
    adId: (id) => `Listing id: ${id}`,
    addressHidesNumber: 'The address contains the number; part of its digits is hidden. The id identifies the listing.',
    captured: (files, sha256) => `Capture: ${files} files; SHA-256 of the manifest: ${sha256}`,
    localTime: (time) => `${time} (Almaty)`,
    adsInAnnex: (total) => `The listings (${total} in all) are set out in Annex 1.`,
  },
  calls: {
    annexHeading: 'Record of calls and messages',
    columns: { date: 'Date', hours: 'Hours', calls: 'Calls', night: 'Of them at night', messages: 'Messages' },
    total: 'Total',
  },
};
