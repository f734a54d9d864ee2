import type { ReceiptWording } from '../../receipt.ts';

export const RECEIPT_EN: ReceiptWording = {
  title: 'RECEIPT: THE PROTECTION HAS ENDED',
  organisation: (name) => `Organisation: ${name}`,
  person: (name) => `Short name in the system: ${name}`,
  ended: {
    withdrawn: (date) => `Consent to the processing of personal data withdrawn: ${date}`,
    ended: (date) => `Protection ended by the organisation: ${date}`,
  },
  stopped: 'Stopped from this moment:',
  stops: (numbers) => [
    `looking for the numbers (${numbers}) on every platform; a scan under way looks for them no more`,
    'writing, approving and sending letters, handing material to the police and to others',
  ],
  goesOn: (date) => `Destroyed no later than: ${date}`,
  goes: ({ numbers, matches, letters, captures }) => [
    `name, consent and numbers (${numbers})`,
    `texts and addresses of the ads found (${matches})`,
    `what letters say of the person, the files of those letters (${letters}) and the answers to them`,
    ...(captures === null ? [] : [`evidence: captures of the ads (${captures})`]),
  ],
  done: (date) => `Destroyed: ${date}`,
  hold: (date) =>
    `Destruction is on hold since ${date}: a case needs the data. The organisation has to name the case when asked.`,
  stays: 'What stays:',
  stay: {
    log: 'the log of acts: short names, dates, digests; no name and no number',
    course: 'the course of cases, for figures: platform, ad id, dates',
    held: (captures, norm) => `evidence that a case needs (${captures}): ${norm}`,
    evidence: (captures) => `evidence (${captures}) until its term is over: a court may need it`,
    shared: (matches) =>
      `records and captures of ads (${matches}) that carry the number of somebody else under protection too: that person needs them`,
    sent: (references) => `letters that their addressees have received (${references}): the copies are theirs`,
    copies: 'backups made before, until their own term is over',
  },
  ground: (norm) => `Ground: ${norm}`,
  keep: 'Keep this receipt. Every step is entered in a log that cannot be changed unseen.',
};
