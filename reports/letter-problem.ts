/** What can stand in a letter's way: closed, so that the console says each in the user's language. */
export const LETTER_PROBLEMS = [
  'needs-match',
  'no-record',
  'wrong-addressee',
  'unknown-platform',
  'not-protected',
  'no-consent',
  'one-person',
  'follows',
  'not-sent',
  'nothing-waits',
  'responsible',
  'cannot-change',
  'unreadable',
  'edited-by-hand',
  'draft-mark',
  'no-reference',
  'number-repeated',
  'number-in-properties',
  'number-in-words',
  'no-address',
  'attachments-large',
  'number-in-name',
  'file-missing',
  'file-changed',
  'denied-norm',
  'no-norm',
  'not-docx',
  'docx-large',
  'docx-macros',
  'docx-changes',
  'docx-comments',
  'docx-loads',
  'mail-unsure',
  'mail-refused',
  'mailbox',
] as const;
export type LetterProblem = (typeof LETTER_PROBLEMS)[number];

/** A letter cannot be written, changed or sent as asked. One line; `about` names what it concerns: never a number. */
export class LetterError extends Error {
  override readonly name: string = 'LetterError';
  readonly problem: LetterProblem;
  readonly about: string;

  constructor(problem: LetterProblem, message: string, about = '') {
    super(message);
    this.problem = problem;
    this.about = about;
  }
}
