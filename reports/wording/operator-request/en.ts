import type { KindText } from '../wording.ts';

export const EN: KindText = ({ calls, subject }) => ({
  heading: 'Protecting a subscriber from mass unwanted calls',
  salutation: null,
  applicant: [
    `Subscriber: ${subject ?? '____________________'}`,
    'Contract number: ____________________',
    'Address: ____________________',
  ],
  opening: [
    'I am your subscriber. My number is given without my consent in other people’s listings on the internet, so that strangers call and write to me. The listings are contested separately; I do not ask for data of those who call.',
  ],
  numbersIntro: 'My number (given in full only once in this letter):',
  adsIntro: null,
  facts:
    calls === null
      ? []
      : [
          `From ${calls.from} to ${calls.to} I received calls: ${calls.calls}, of them at night: ${calls.night}; messages: ${calls.messages}. The annex gives them by the hour.`,
        ],
  lawIntro: null,
  demands: null,
  requests: {
    intro: 'I ask you to:',
    items: [
      'tell me what services for limiting incoming calls and messages are open to me, and switch them on with my consent: calls from chosen numbers only, limits at night, forwarding;',
      'preserve, for the term set by law and until a competent authority asks for them, the records of incoming calls and messages to my number in the period named;',
      'give me the list of incoming calls as far as the law allows it to be given to the subscriber;',
      'allow no replacement of the SIM card and no transfer of the number without my presence in person.',
    ],
  },
  closing: ['I am ready to prove control of the number in person or by a code sent to it.'],
  reservation: null,
  attachments: [],
  warning: null,
});
