import { and, eq, isNull, sql } from 'drizzle-orm';
import { almatyDate } from './almaty-time.ts';
import type { Db } from './database.ts';
import { type RevealEnd, revealDays } from './schema/hidden.ts';

export interface RevealDay {
  readonly used: number;
  readonly ended: { readonly why: RevealEnd; readonly sign: string; readonly at: Date } | null;
}

/**
 * Takes one reveal out of today's budget before it is made, in one statement, so that no crash and no second process
 * spends it twice. False when the budget is used up or reveals have ended for the day.
 */
export async function takeReveal(db: Db, platform: string, budget: number, now: Date): Promise<boolean> {
  if (budget < 1) return false;
  const taken = await db
    .insert(revealDays)
    .values({ platform, day: almatyDate(now), used: 1 })
    .onConflictDoUpdate({
      target: [revealDays.platform, revealDays.day],
      set: { used: sql`${revealDays.used} + 1` },
      setWhere: sql`${revealDays.used} < ${budget} and ${revealDays.endedWhy} is null`,
    })
    .returning({ used: revealDays.used });
  return taken.length > 0;
}

/** No more reveals on this platform today. The first reason of a day stays. */
export async function endReveals(
  db: Db,
  platform: string,
  end: { readonly why: RevealEnd; readonly sign: string },
  now: Date,
): Promise<void> {
  const ended = { endedWhy: end.why, endedSign: end.sign, endedAt: now };
  await db
    .insert(revealDays)
    .values({ platform, day: almatyDate(now), used: 0, ...ended })
    .onConflictDoUpdate({
      target: [revealDays.platform, revealDays.day],
      set: ended,
      setWhere: isNull(revealDays.endedWhy),
    });
}

/** A person has just signed in: a day that the sign-in wall had ended goes on, with what is left of its budget. */
export async function resumeAfterLogin(db: Db, platform: string, now: Date): Promise<void> {
  await db
    .update(revealDays)
    .set({ endedWhy: null, endedSign: null, endedAt: null })
    .where(
      and(eq(revealDays.platform, platform), eq(revealDays.day, almatyDate(now)), eq(revealDays.endedWhy, 'login')),
    );
}

export async function revealDay(db: Db, platform: string, now: Date): Promise<RevealDay> {
  const [row] = await db
    .select()
    .from(revealDays)
    .where(and(eq(revealDays.platform, platform), eq(revealDays.day, almatyDate(now))));
  if (!row) return { used: 0, ended: null };
  const { used, endedWhy, endedSign, endedAt } = row;
  return { used, ended: endedWhy && endedAt ? { why: endedWhy, sign: endedSign ?? '', at: endedAt } : null };
}
