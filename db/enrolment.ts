import { z } from 'zod';
import type { ConsentInput } from './consents.ts';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import type { Limits } from './limits.ts';
import { addNumber, type ControlProof, recordDuplicate } from './numbers.ts';
import { addPerson } from './people.ts';
import type { PhoneNumber } from './phone-number.ts';
import { LANGUAGES } from './schema/language.ts';
import { SCOPES } from './schema/people.ts';
import type { Vault } from './vault.ts';

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

/** The default end of a consent given today, as a date. */
export function defaultValidUntil(now: Date): string {
  return new Date(now.getTime() + DEFAULT_TERM_DAYS * 86_400_000).toISOString().slice(0, 10);
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

export function controlOf({ controlHow, controlVerifiedBy, controlVerifiedOn }: ControlRecord): ControlProof {
  const verifiedAt = new Date(`${controlVerifiedOn}T00:00:00+05:00`);
  return { how: controlHow, verifiedBy: controlVerifiedBy, verifiedAt };
}

/** Throws RecordError wrong-state where the data would lie outside Kazakhstan and the consent does not cover that. */
export function assertStorageCovered(
  { crossBorder }: Pick<PersonRecord, 'crossBorder'>,
  { storedAbroad }: { readonly storedAbroad: boolean },
): void {
  if (storedAbroad && !crossBorder)
    throw new RecordError(
      'wrong-state',
      'the data would be stored abroad ("storedAbroad" in config.json): the consent does not cover it',
    );
}

export interface Enrolment {
  readonly person: PersonRecord;
  readonly numbers: readonly { readonly number: PhoneNumber; readonly control: ControlRecord }[];
}

/**
 * Enrols a person, the consent and the numbers, or nothing of it. Throws RecordError like `addPerson` and `addNumber`,
 * and wrong-state where the consent does not cover where the data are stored.
 */
export async function enrol(
  db: Db,
  vault: Vault,
  { person, numbers }: Enrolment,
  rules: { readonly limits: Limits; readonly storedAbroad: boolean },
  now: Date,
): Promise<{ personId: number; numberIds: number[] }> {
  assertStorageCovered(person, rules);
  const { name, language } = person;
  const all = db.transaction(async (tx) => {
    const added = await addPerson(tx, vault, { name, language, consent: consentOf(person) }, now, rules.limits);
    const numberIds: number[] = [];
    for (const { number, control } of numbers) {
      const input = { personId: added.id, number, control: controlOf(control) };
      numberIds.push((await addNumber(tx, vault, input, now, rules.limits)).id);
    }
    return { personId: added.id, numberIds };
  });
  return all.catch(async (error: unknown) => {
    // The attempt was rolled back with everything else: it is written down anew.
    if (error instanceof RecordError && error.kind === 'duplicate')
      await recordDuplicate(db, { person: 'new', by: person.verifiedBy }, now);
    throw error;
  });
}

function yes(typed: string, context: z.RefinementCtx): boolean {
  const word = typed.trim().toLowerCase();
  if (['yes', 'y', 'true', 'да', 'иә'].includes(word)) return true;
  if (['no', 'n', 'false', 'нет', 'жоқ'].includes(word)) return false;
  context.addIssue({ code: 'custom', message: 'expected yes or no' });
  return false;
}
