import { eq } from 'drizzle-orm';
import type { Db } from './database.ts';
import { matches } from './schema/matches.ts';
import { numbers } from './schema/people.ts';

/**
 * When the case of an ad closed: every match in it was dismissed, or its number's protection has ended. `null` while
 * one is open, and for an ad without a match.
 */
export async function caseClosedAt(db: Db, adDigest: Buffer): Promise<Date | null> {
  const rows = await db
    .select({ state: matches.state, decidedAt: matches.decidedAt, retiredAt: numbers.retiredAt })
    .from(matches)
    .innerJoin(numbers, eq(numbers.id, matches.numberId))
    .where(eq(matches.adDigest, adDigest));
  const closed = rows.map(({ state, decidedAt, retiredAt }) => (state === 'dismissed' ? decidedAt : retiredAt));
  if (closed.length === 0 || closed.some((at) => at === null)) return null;
  return new Date(Math.max(...closed.map((at) => at!.getTime())));
}

/** The day from which evidence of a closed case may be destroyed. */
export function retainedUntil(closedAt: Date, months: number): Date {
  const until = new Date(closedAt);
  until.setUTCMonth(until.getUTCMonth() + months);
  return until;
}
