import { and, asc, eq, isNull } from 'drizzle-orm';
import { addConsent, type ConsentInput } from './consents.ts';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import type { Language } from './schema/language.ts';
import { numbers, persons } from './schema/people.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

export const NAME_CONTEXT = 'name of a person';
const NOT_YET = Buffer.alloc(0);
/** Stands where a name or number stood whose key was shredded. */
export const DESTROYED = '(destroyed)';

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly language: Language;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
}

/** Enrols a person together with the consent, or neither. Throws RecordError like `addConsent`. */
export async function addPerson(
  db: Db,
  vault: Vault,
  input: { name: string; language: Language; consent: ConsentInput },
  now: Date,
): Promise<{ id: number; consentId: number }> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(persons)
      .values({ nameSealed: NOT_YET, language: input.language, createdAt: now })
      .returning({ id: persons.id });
    // The key is the person's own, so the row comes first; a rollback leaves a key that opens nothing.
    vault.newPersonKey(row!.id);
    const nameSealed = vault.sealFor([row!.id], input.name, NAME_CONTEXT);
    await tx.update(persons).set({ nameSealed }).where(eq(persons.id, row!.id));
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

/**
 * Ends a person's protection and retires all the numbers, in one transaction: the next sweep looks for none of them.
 * Throws RecordError not-found, or ended when it had ended before.
 */
export async function endPerson(db: Db, id: number, by: string, now: Date): Promise<{ numbersRetired: number }> {
  return db.transaction(async (tx) => {
    const ended = await tx
      .update(persons)
      .set({ endedAt: now, endedBy: by })
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
    return { numbersRetired: retired.length };
  });
}

function opened(row: typeof persons.$inferSelect, vault: Vault): Person {
  const { nameSealed, ...plain } = row;
  return { ...plain, name: vault.openOr(nameSealed, NAME_CONTEXT, DESTROYED) };
}
