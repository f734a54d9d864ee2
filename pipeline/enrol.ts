import { z } from 'zod';
import type { Config } from '../config.ts';
import type { ConsentInput } from '../db/consents.ts';
import { LANGUAGES } from '../db/schema/language.ts';
import { SCOPES } from '../db/schema/people.ts';
import { InputError } from '../terminal.ts';

/** Consents end by themselves; the person is asked again (facts/law.md 4.1: 90 days). */
const DEFAULT_TERM_DAYS = 90;

const filled = z.string().trim().min(1);
const day = z.iso.date();
const yesNo = z.union([z.boolean(), z.string().transform((typed, context) => yes(typed, context))]);
const list = z.union([
  z.array(filled),
  filled.transform((typed) =>
    typed
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  ),
]);

/** The consent record: the fields of law 94-V art. 8(4), and what the helpline needs to show how it was given. */
export const personRecord = z.strictObject({
  name: filled,
  language: z.enum(LANGUAGES),
  operatorName: filled,
  operatorBin: z.string().regex(/^\d{12}$/, 'a BIN has 12 digits'),
  validUntil: day,
  thirdParties: yesNo,
  crossBorder: yesNo,
  publicDistribution: yesNo,
  dataList: list,
  other: z.string().default(''),
  scopes: list.pipe(z.array(z.enum(SCOPES)).min(1)),
  givenOn: day,
  givenHow: filled,
  verifiedBy: filled,
});
export type PersonRecord = z.infer<typeof personRecord>;

/** How it was shown that the person holds the number. An ID copy is not asked for: law 94-V art. 7(10) forbids it. */
export const controlRecord = z.strictObject({
  controlHow: filled,
  controlVerifiedBy: filled,
  controlVerifiedOn: day,
});
export type ControlRecord = z.infer<typeof controlRecord>;

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

/** The default end of a consent given today, as a date. */
export function defaultValidUntil(now: Date): string {
  return new Date(now.getTime() + DEFAULT_TERM_DAYS * 86_400_000).toISOString().slice(0, 10);
}

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

/** The consent as it is kept. A day begins and ends in Almaty (UTC+5). */
export function consentOf(record: PersonRecord): ConsentInput {
  const { name, givenOn, validUntil, ...rest } = record;
  return {
    ...rest,
    subjectName: name,
    givenAt: new Date(`${givenOn}T00:00:00+05:00`),
    validUntil: new Date(`${validUntil}T23:59:59+05:00`),
  };
}

/** Throws InputError where the data would lie outside Kazakhstan and the consent does not cover that. */
export function assertStorageCovered(record: PersonRecord, config: Pick<Config, 'storedAbroad'>): void {
  if (config.storedAbroad && !record.crossBorder)
    throw new InputError(
      'the data would be stored abroad ("storedAbroad" in config.json): the consent does not cover it',
    );
}

function yes(typed: string, context: z.RefinementCtx): boolean {
  const word = typed.trim().toLowerCase();
  if (['yes', 'y', 'true', 'да', 'иә'].includes(word)) return true;
  if (['no', 'n', 'false', 'нет', 'жоқ'].includes(word)) return false;
  context.addIssue({ code: 'custom', message: 'expected yes or no' });
  return false;
}
