import { eq, isNull } from 'drizzle-orm';
import type { Db } from './database.ts';
import { attacks } from './schema/jobs.ts';
import { numbers } from './schema/people.ts';

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
