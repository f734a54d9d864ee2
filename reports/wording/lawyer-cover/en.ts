import type { KindText } from '../wording.ts';

export const EN: KindText = ({ many, earlier, platform, calls }) => ({
  heading: 'Cover letter to the material',
  salutation: null,
  applicant: [],
  opening: [
    'We send you material for a legal opinion. It was entrusted to us with the consent of the person concerned; please keep it under legal privilege and do not pass it on by open channels.',
    many
      ? `In short: listings published on ${platform} give the phone number of the person concerned, who says that they did not place them and gave no consent. Who placed them is not known.`
      : `In short: a listing published on ${platform} gives the phone number of the person concerned, who says that they did not place it and gave no consent. Who placed it is not known.`,
    earlier.length === 0
      ? 'We have not yet written to the platform or to the authorities.'
      : `Sent so far: ${earlier.map((one) => `Ref. No. ${one.reference} of ${one.date}`).join('; ')}.`,
  ],
  numbersIntro: 'The number in question (in full in the material):',
  adsIntro: many ? 'The listings:' : 'The listing:',
  facts:
    calls === null
      ? []
      : [
          `From ${calls.from} to ${calls.to} calls received: ${calls.calls}, of them at night: ${calls.night}; messages: ${calls.messages}.`,
        ],
  lawIntro: null,
  demands: null,
  requests: {
    intro: 'We ask for your opinion:',
    items: [
      'whether the provisions on which the drafts rest are right and in force, and which of them should be left out;',
      'whether evidence should be secured by a notary before anything is filed, and in what order to proceed;',
      'what risks each possible application brings to the person concerned.',
    ],
  },
  closing: ['We file nothing without the decision of the person concerned.'],
  reservation: null,
  attachments: ['earlier', 'screenshots', 'evidence', 'consent'],
  warning: null,
});
