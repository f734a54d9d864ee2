import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { signInFailures } from './schema/accounts.ts';

/** Failures older than this count no more. */
export const FAILURES_COUNT_MS = 15 * 60_000;

/** How many sign-ins of a bucket failed lately, and when the last did. */
export async function failuresOf(
  db: Db,
  bucket: Buffer,
  now: Date,
): Promise<{ readonly count: number; readonly last: Date | null }> {
  const [row] = await db
    .select({
      count: sql<number>`count(*)::int`,
      last: sql<Date | null>`max(${signInFailures.at})`.mapWith(signInFailures.at),
    })
    .from(signInFailures)
    .where(and(eq(signInFailures.bucket, bucket), gt(signInFailures.at, new Date(now.getTime() - FAILURES_COUNT_MS))));
  return row ?? { count: 0, last: null };
}

/** Records one failure in each of these buckets and forgets the old ones. */
export async function recordFailure(db: Db, buckets: readonly Buffer[], now: Date): Promise<void> {
  await db.delete(signInFailures).where(lt(signInFailures.at, new Date(now.getTime() - FAILURES_COUNT_MS)));
  await db.insert(signInFailures).values(buckets.map((bucket) => ({ bucket, at: now })));
}

/** A good sign-in: what was counted against its bucket is forgotten. */
export async function forgetFailures(db: Db, bucket: Buffer): Promise<void> {
  await db.delete(signInFailures).where(eq(signInFailures.bucket, bucket));
}
