import { and, asc, desc, eq, isNull, max, sql } from 'drizzle-orm';
import { type ConsentStanding, consentStanding, coveredScopes, covers } from './consents.ts';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { assertNumbersFit, DEFAULT_LIMITS, type Limits } from './limits.ts';
import { DESTROYED } from './people.ts';
import type { PhoneNumber } from './phone-number.ts';
import { consents, numbers, persons, type Scope } from './schema/people.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

export type NumberStatus = 'active' | 'retired' | 'consent-expired' | 'consent-withdrawn';

export interface NumberRow {
  readonly id: number;
  readonly personId: number;
  readonly masked: string;
  readonly status: NumberStatus;
  readonly scopes: readonly Scope[];
  readonly validUntil: Date;
  readonly control: ControlProof;
  readonly addedAt: Date;
  readonly retiredAt: Date | null;
}

/** How it was shown that the person controls the number, by whom and when. */
export interface ControlProof {
  readonly how: string;
  readonly verifiedBy: string;
  readonly verifiedAt: Date;
}

export interface ActiveNumber {
  readonly id: number;
  readonly personId: number;
  readonly number: PhoneNumber;
  /** What the consent lets be done with it, by all its terms. */
  readonly scopes: readonly Scope[];
  /** Ads looked at in this generation or a later one were searched for it. */
  readonly generation: number;
}

/**
 * Enrols a number of a person. Throws RecordError: not-found (no such person), ended, expired (the consent is over or
 * withdrawn), duplicate (the number is enrolled already, whosever it is), limit. A duplicate tells that a number is
 * protected: the attempt is written down and counts as an enrolment of the day.
 */
export async function addNumber(
  db: Db,
  vault: Vault,
  input: { personId: number; number: PhoneNumber; control: ControlProof },
  now: Date,
  limits: Limits = DEFAULT_LIMITS,
): Promise<{ id: number }> {
  const { personId, number, control } = input;
  const owner = shortName('p', personId);
  try {
    return await db.transaction(async (tx) => {
      // The row is held so that the person cannot be ended between this look and the insert.
      const [person] = await tx.select().from(persons).where(eq(persons.id, personId)).for('update');
      if (!person) throw new RecordError('not-found', `no person ${shortName('p', personId)}`);
      if (person.endedAt) throw new RecordError('ended', `protection of ${shortName('p', personId)} has ended`);
      const [consent] = await tx
        .select()
        .from(consents)
        .where(eq(consents.personId, personId))
        .orderBy(desc(consents.id))
        .limit(1);
      const standing = consent ? consentStanding(consent, now) : 'expired';
      if (standing !== 'in-force')
        throw new RecordError('expired', `the consent of ${shortName('p', personId)} is ${standing}: record a new one`);
      // Of two enrolments of one number at once the second waits here and then sees the first.
      await tx.execute(sql`lock table ${numbers} in share row exclusive mode`);
      const enrolled = await tx.select().from(numbers).where(isNull(numbers.retiredAt));
      const isEnrolled = enrolled.some(
        (one) => !vault.isShredded(one.personId) && vault.unsealNumber(one.sealed, one.personId).equals(number),
      );
      if (isEnrolled) throw new RecordError('duplicate', 'this number is enrolled already');
      const [row] = await tx
        .insert(numbers)
        .values({
          personId,
          sealed: vault.sealNumber(number, personId),
          controlHow: control.how,
          controlVerifiedBy: control.verifiedBy,
          controlVerifiedAt: control.verifiedAt,
          addedAt: now,
          generation: (await numbersGeneration(tx)) + 1,
        })
        .returning({ id: numbers.id });
      const detail = { what: 'number', person: owner, number: shortName('n', row!.id) };
      await appendToLog(tx, { kind: 'enrolled', by: control.verifiedBy, detail }, now);
      await assertNumbersFit(tx, personId, limits, now);
      return { id: row!.id };
    });
  } catch (error) {
    if (!(error instanceof RecordError && error.kind === 'duplicate')) throw error;
    await recordDuplicate(db, { person: owner, by: control.verifiedBy }, now);
    await assertNumbersFit(db, personId, limits, now);
    throw error;
  }
}

/** Writes down that somebody tried to enrol a number that is protected: it counts as an enrolment of the day. */
export async function recordDuplicate(
  db: Db,
  { person, by }: { readonly person: string; readonly by: string },
  now: Date,
): Promise<void> {
  const detail = { what: 'number', person, why: 'duplicate' };
  await db.transaction((tx) => appendToLog(tx, { kind: 'refused', by, detail }, now));
}

/** Every number ever enrolled, oldest first, masked. */
export async function listNumbers(db: Db, vault: Vault, now: Date): Promise<NumberRow[]> {
  const rows = await numbersWithConsent(db);
  return rows.map(({ number, person, consent }) => ({
    id: number.id,
    personId: number.personId,
    masked:
      person.destroyedAt || vault.isShredded(number.personId)
        ? DESTROYED
        : vault.unsealNumber(number.sealed, number.personId).masked(),
    status: number.retiredAt ? 'retired' : STATUS[consentStanding(consent, now)],
    scopes: coveredScopes(consent),
    validUntil: consent.validUntil,
    control: { how: number.controlHow, verifiedBy: number.controlVerifiedBy, verifiedAt: number.controlVerifiedAt },
    addedAt: number.addedAt,
    retiredAt: number.retiredAt,
  }));
}

/** One number, whatever became of it, or `null`. Throws VaultError. */
export async function findNumber(db: Db, vault: Vault, id: number): Promise<PhoneNumber | null> {
  const [row] = await db
    .select({ sealed: numbers.sealed, personId: numbers.personId })
    .from(numbers)
    .where(eq(numbers.id, id));
  return row ? vault.unsealNumber(row.sealed, row.personId) : null;
}

/** Throws RecordError not-found, or ended when it was retired before. */
export async function retireNumber(db: Db, id: number, by: string, now: Date): Promise<void> {
  const retired = await db.transaction(async (tx) => {
    const rows = await tx
      .update(numbers)
      .set({ retiredAt: now })
      .where(and(eq(numbers.id, id), isNull(numbers.retiredAt)))
      .returning({ id: numbers.id });
    if (rows.length > 0) await logNumber(tx, { id, by, change: 'retired' }, now);
    return rows;
  });
  if (retired.length > 0) return;
  const known = await db.select({ id: numbers.id }).from(numbers).where(eq(numbers.id, id));
  throw known.length === 0
    ? new RecordError('not-found', `no number ${shortName('n', id)}`)
    : new RecordError('ended', `${shortName('n', id)} is retired already`);
}

/** Writes down what was done with a number. */
export async function logNumber(
  db: Db,
  act: { readonly id: number; readonly by: string; readonly change: 'retired' | 'attack' | 'attack over' },
  now: Date,
): Promise<void> {
  const detail = { number: shortName('n', act.id), change: act.change };
  await appendToLog(db, { kind: 'number-changed', by: act.by, detail }, now);
}

/** The numbers to look for now: not retired, the person not ended, a consent in force whose scope names `scan`. */
export async function activeNumbers(db: Db, vault: Vault, now: Date): Promise<ActiveNumber[]> {
  const rows = await numbersWithConsent(db);
  return rows
    .filter((row) => isActive(row, now) && !vault.isShredded(row.number.personId))
    .map(({ number, consent }) => ({
      id: number.id,
      personId: number.personId,
      number: vault.unsealNumber(number.sealed, number.personId),
      scopes: coveredScopes(consent),
      generation: number.generation,
    }));
}

/** Ids of the same, without opening a number: cheap enough to ask before every page. */
export async function activeNumberIds(db: Db, now: Date): Promise<ReadonlySet<number>> {
  const rows = await numbersWithConsent(db);
  return new Set(rows.filter((row) => isActive(row, now)).map(({ number }) => number.id));
}

type WithConsent = Awaited<ReturnType<typeof numbersWithConsent>>[number];

function isActive({ number, person, consent }: WithConsent, now: Date): boolean {
  return (
    !number.retiredAt && !person.endedAt && consentStanding(consent, now) === 'in-force' && covers(consent, 'scan')
  );
}

/**
 * Grows with every number enrolled, and with every consent renewed after a time in which nothing was looked for. It goes
 * into content digests, so that such a number makes every ad "changed" and old ads are read again for it.
 */
export async function numbersGeneration(db: Db): Promise<number> {
  const [row] = await db.select({ highest: max(numbers.generation) }).from(numbers);
  return row?.highest ?? 0;
}

const STATUS: Record<ConsentStanding, NumberStatus> = {
  'in-force': 'active',
  expired: 'consent-expired',
  withdrawn: 'consent-withdrawn',
};

/** Each number with its person and the newest consent of that person. */
async function numbersWithConsent(db: Db) {
  const governing = db
    .selectDistinctOn([consents.personId])
    .from(consents)
    .orderBy(consents.personId, desc(consents.id))
    .as('governing');
  const rows = await db
    .select({
      number: numbers,
      person: { endedAt: persons.endedAt, destroyedAt: persons.destroyedAt },
      consent: {
        scopes: governing.scopes,
        thirdParties: governing.thirdParties,
        crossBorder: governing.crossBorder,
        dataList: governing.dataList,
        validUntil: governing.validUntil,
        withdrawnAt: governing.withdrawnAt,
      },
    })
    .from(numbers)
    .innerJoin(persons, eq(persons.id, numbers.personId))
    .innerJoin(governing, eq(governing.personId, numbers.personId))
    .orderBy(asc(numbers.id));
  return rows;
}
