import { and, asc, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm';
import { almatyDate } from './almaty-time.ts';
import { addWorkingDays } from './calendar.ts';
import { addConsent, type ConsentInput } from './consents.ts';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { assertPeopleFit, DEFAULT_LIMITS, type Limits } from './limits.ts';
import { attacks } from './schema/jobs.ts';
import type { Language } from './schema/language.ts';
import { consents, type Ending, numbers, persons } from './schema/people.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

const NAME_CONTEXT = 'name of a person';
/** What stands in the place of a name or a number that was destroyed. */
export const ERASED = '(destroyed)';

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly language: Language;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly endedHow: Ending | null;
  /** YYYY-MM-DD in Almaty: on this day what is known of the person is destroyed. */
  readonly destroyOn: string | null;
  readonly destroyedAt: Date | null;
  readonly heldAt: Date | null;
  readonly heldBy: string | null;
}

/** Law 94-V art. 8(7): within fifteen working days the processing has stopped. */
const DESTROYED_WITHIN_WORKING_DAYS = 15;

/** Enrols a person together with the consent, or neither. Throws RecordError like `addConsent`, and limit. */
export async function addPerson(
  db: Db,
  vault: Vault,
  input: { name: string; language: Language; consent: ConsentInput },
  now: Date,
  limits: Limits = DEFAULT_LIMITS,
): Promise<{ id: number; consentId: number }> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(persons)
      .values({ nameSealed: vault.seal(input.name, NAME_CONTEXT), language: input.language, createdAt: now })
      .returning({ id: persons.id });
    const detail = { what: 'person', person: shortName('p', row!.id) };
    await appendToLog(tx, { kind: 'enrolled', by: input.consent.verifiedBy, detail }, now);
    await assertPeopleFit(tx, limits, now);
    const consent = await addConsent(tx, vault, row!.id, input.consent, now);
    return { id: row!.id, consentId: consent.id };
  });
}

/** Everyone ever enrolled, oldest first. */
export async function listPersons(db: Db, vault: Vault): Promise<Person[]> {
  const rows = await db.select().from(persons).orderBy(asc(persons.id));
  return rows.map((row) => opened(row, vault));
}

export async function findPerson(db: Db, vault: Vault, id: number): Promise<Person | null> {
  const [row] = await db.select().from(persons).where(eq(persons.id, id));
  return row ? opened(row, vault) : null;
}

export interface Ended {
  readonly numbersRetired: number;
  /** YYYY-MM-DD. */
  readonly destroyOn: string;
}

/**
 * Ends a person's protection and retires all the numbers, in one transaction: the next page that is read is not searched
 * for them. The clock to the destruction of what is known of the person begins. Throws RecordError not-found, or ended
 * when it had ended before.
 */
export async function endPerson(db: Db, id: number, by: string, now: Date): Promise<Ended> {
  return endAs('ended', db, id, by, now);
}

/** The same, because the person took the consent back: then evidence goes too, unless a legal hold keeps it. */
export async function withdrawPerson(db: Db, id: number, by: string, now: Date): Promise<Ended> {
  return db.transaction(async (tx) => {
    const ended = await endAs('withdrawn', tx, id, by, now);
    await tx
      .update(consents)
      .set({ withdrawnAt: now, withdrawnBy: by })
      .where(and(eq(consents.personId, id), isNull(consents.withdrawnAt)));
    await appendToLog(tx, { kind: 'consent', by, detail: { person: shortName('p', id), change: 'withdrawn' } }, now);
    return ended;
  });
}

/**
 * A legal hold on what is known of a person (or its end): the clock may run out, nothing is destroyed. Throws RecordError
 * not-found, or wrong-state (held already, not held, destroyed already).
 */
export async function holdPerson(
  db: Db,
  id: number,
  act: { readonly by: string; readonly reason: string; readonly lift: boolean },
  now: Date,
): Promise<void> {
  const { by, reason, lift } = act;
  await db.transaction(async (tx) => {
    const done = await tx
      .update(persons)
      .set(lift ? { heldAt: null, heldBy: null, heldReason: null } : { heldAt: now, heldBy: by, heldReason: reason })
      .where(
        and(eq(persons.id, id), isNull(persons.destroyedAt), lift ? isNotNull(persons.heldAt) : isNull(persons.heldAt)),
      )
      .returning({ id: persons.id });
    if (done.length === 0) {
      const [known] = await tx.select({ id: persons.id }).from(persons).where(eq(persons.id, id));
      const name = shortName('p', id);
      throw known
        ? new RecordError('wrong-state', `${name} is ${lift ? 'under no hold' : 'held or destroyed already'}`)
        : new RecordError('not-found', `no person ${name}`);
    }
    const detail = { what: 'person', person: shortName('p', id), reason };
    await appendToLog(tx, { kind: lift ? 'released' : 'held', by, detail }, now);
  });
}

/** People whose data are to be destroyed by now: their day has come, and no hold keeps them. */
export async function personsToErase(db: Db, now: Date): Promise<{ id: number; endedHow: Ending }[]> {
  const due = await db
    .select({ id: persons.id, endedHow: persons.endedHow })
    .from(persons)
    .where(and(lte(persons.destroyOn, almatyDate(now)), isNull(persons.destroyedAt), isNull(persons.heldAt)))
    .orderBy(asc(persons.id));
  return due.flatMap(({ id, endedHow }) => (endedHow === null ? [] : [{ id, endedHow }]));
}

/** Ids of everyone whose data were destroyed: their keys are to be gone too. */
export async function erasedPersons(db: Db): Promise<number[]> {
  const rows = await db.select({ id: persons.id }).from(persons).where(isNotNull(persons.destroyedAt));
  return rows.map((row) => row.id);
}

async function endAs(how: Ending, db: Db, id: number, by: string, now: Date): Promise<Ended> {
  return db.transaction(async (tx) => {
    const destroyOn = addWorkingDays(almatyDate(now), DESTROYED_WITHIN_WORKING_DAYS);
    const ended = await tx
      .update(persons)
      .set({ endedAt: now, endedBy: by, endedHow: how, destroyOn })
      .where(and(eq(persons.id, id), isNull(persons.endedAt)))
      .returning({ id: persons.id });
    if (ended.length === 0) {
      const known = await tx.select({ id: persons.id }).from(persons).where(eq(persons.id, id));
      throw known.length === 0
        ? new RecordError('not-found', `no person ${shortName('p', id)}`)
        : new RecordError('ended', `protection of ${shortName('p', id)} has ended already`);
    }
    const retired = await tx
      .update(numbers)
      .set({ retiredAt: now })
      .where(and(eq(numbers.personId, id), isNull(numbers.retiredAt)))
      .returning({ id: numbers.id });
    const ids = retired.map((row) => row.id);
    if (ids.length > 0) await tx.delete(attacks).where(inArray(attacks.numberId, ids));
    await appendToLog(tx, { kind: 'ended', by, detail: { person: shortName('p', id), how, destroyOn } }, now);
    return { numbersRetired: retired.length, destroyOn };
  });
}

function opened(row: typeof persons.$inferSelect, vault: Vault): Person {
  const { nameSealed, heldReason: _, ...plain } = row;
  return { ...plain, name: row.destroyedAt ? ERASED : vault.unseal(nameSealed, NAME_CONTEXT).toString('utf8') };
}
