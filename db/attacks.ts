import { eq, isNull } from 'drizzle-orm';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { activeNumberIds, logNumber } from './numbers.ts';
import { attacks } from './schema/jobs.ts';
import { numbers } from './schema/people.ts';
import { shortName } from './short-name.ts';

export type Attack = Readonly<typeof attacks.$inferSelect>;

/** Says that a number is under attack until then; said again, the newer word counts. */
export async function declareAttack(db: Db, numberId: number, until: Date, now: Date): Promise<void> {
  const row = { declaredAt: now, until };
  await db
    .insert(attacks)
    .values({ numberId, ...row })
    .onConflictDoUpdate({ target: attacks.numberId, set: row });
}

/** The attack is over: nightly sweeps are enough. Returns whether one had been declared. */
export async function endAttack(db: Db, numberId: number): Promise<boolean> {
  const gone = await db.delete(attacks).where(eq(attacks.numberId, numberId)).returning({ id: attacks.numberId });
  return gone.length > 0;
}

/**
 * Declares an attack, or with `until: null` its end, and writes down who did. Throws RecordError wrong-state for a number
 * that is not looked for.
 */
export async function watchAttack(
  db: Db,
  { id, by, until }: { readonly id: number; readonly by: string; readonly until: Date | null },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await activeNumberIds(tx, now)).has(id))
      throw new RecordError(
        'wrong-state',
        `${shortName('n', id)} is not looked for now ("qorgan number list" says why)`,
      );
    if (until === null) await endAttack(tx, id);
    else await declareAttack(tx, id, until, now);
    await logNumber(tx, { id, by, change: until === null ? 'attack over' : 'attack' }, now);
  });
}

/** Attacks on numbers that are still looked for, past ones among them. */
export async function listAttacks(db: Db): Promise<Attack[]> {
  const rows = await db
    .select({ attack: attacks })
    .from(attacks)
    .innerJoin(numbers, eq(numbers.id, attacks.numberId))
    .where(isNull(numbers.retiredAt))
    .orderBy(attacks.numberId);
  return rows.map((row) => row.attack);
}
