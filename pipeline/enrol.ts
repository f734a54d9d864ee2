import type { z } from 'zod';
import type { ControlRecord, PersonRecord } from '../db/enrolment.ts';
import { SCOPES } from '../db/schema/people.ts';
import { InputError } from '../terminal.ts';

/** What to ask for each field, in the order asked. */
export const PERSON_QUESTIONS: Record<keyof PersonRecord, string> = {
  name: 'Name of the person:',
  language: 'Language to speak with the person (ru, kk, en):',
  operatorName: 'Operator: the organisation the consent is given to:',
  operatorBin: 'BIN of the operator (12 digits):',
  validUntil: 'Consent valid until (YYYY-MM-DD):',
  thirdParties: 'May the data be passed to third parties: platforms, lawyer, police (yes/no):',
  crossBorder: 'May the data be stored or sent abroad (yes/no):',
  publicDistribution: 'May the data be made public (yes/no):',
  dataList: 'Which data, comma-separated (e.g. name, phone number):',
  other: 'Anything else agreed (may be empty):',
  scopes: `What may be done, comma-separated (${SCOPES.join(', ')}):`,
  givenOn: 'Consent given on (YYYY-MM-DD):',
  givenHow: 'How it was given (e.g. signed on paper, recorded call):',
  verifiedBy: 'Who verified it (staff name):',
};
export const CONTROL_QUESTIONS: Record<keyof ControlRecord, string> = {
  controlHow: 'How control of the number was proven (e.g. code read back from an SMS):',
  controlVerifiedBy: 'Who verified it (staff name):',
  controlVerifiedOn: 'When (YYYY-MM-DD):',
};

/**
 * Checks a record collected from flags, a file or answers. Throws InputError that names the first field that is
 * missing or wrong, and never repeats a value.
 */
export function checkRecord<T>(schema: z.ZodType<T>, collected: unknown, what: string): T {
  const parsed = schema.safeParse(collected);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') throw new InputError(`${what}: unknown field ${issue.keys.join(', ')}`);
  const missing = field !== '' && (collected as Record<string, unknown>)[field] === undefined;
  throw new InputError(`${what}: ${missing ? `${field} is missing` : `${field || 'record'} is not valid`}`);
}
