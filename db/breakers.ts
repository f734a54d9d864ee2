import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { type BreakerKind, breakers } from './schema/platforms.ts';

export type Breaker = Readonly<typeof breakers.$inferSelect>;

export async function findBreaker(db: Db, platform: string): Promise<Breaker | null> {
  const [row] = await db.select().from(breakers).where(eq(breakers.platform, platform));
  return row ?? null;
}

/** Every platform that refused us and has not given a good look since. */
export async function listBreakers(db: Db): Promise<Breaker[]> {
  return db.select().from(breakers).orderBy(asc(breakers.platform));
}

/**
 * Opens a platform's breaker: one refusal more than it had. A pause that runs longer already is never shortened.
 */
export async function openBreaker(
  db: Db,
  refusal: { readonly platform: string; readonly kind: BreakerKind; readonly why: string; readonly openUntil: Date },
  now: Date,
): Promise<void> {
  await db
    .insert(breakers)
    .values({ ...refusal, failures: 1, openedAt: now })
    .onConflictDoUpdate({
      target: breakers.platform,
      set: {
        kind: refusal.kind,
        why: refusal.why,
        failures: sql`${breakers.failures} + 1`,
        openedAt: now,
        openUntil: sql`greatest(${breakers.openUntil}, excluded.open_until)`,
      },
    });
}

/** A good look: the platform serves us again, and what was counted against it is forgotten. */
export async function closeBreaker(db: Db, platform: string): Promise<void> {
  await db.delete(breakers).where(eq(breakers.platform, platform));
}
