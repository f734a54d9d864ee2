import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Db } from './database.ts';
import { matches, type Presence } from './schema/matches.ts';
import { type NoticeState, noticeMatches, notices } from './schema/notices.ts';
import { matchReturns, type RecheckPlace, type RecheckReading, rechecks } from './schema/rechecks.ts';

export type Recheck = Readonly<typeof rechecks.$inferSelect>;

/** Every look at a match, first to last. */
export async function rechecksOf(db: Db, matchId: number): Promise<Recheck[]> {
  return db.select().from(rechecks).where(eq(rechecks.matchId, matchId)).orderBy(asc(rechecks.id));
}

/** Records one look and what it makes of the match's presence, both or neither. */
export async function recordRecheck(
  db: Db,
  look: {
    readonly matchId: number;
    readonly runId: number;
    readonly at: Date;
    readonly reading: RecheckReading;
    readonly places: readonly RecheckPlace[];
    readonly captureId: number | null;
  },
  presence: { readonly now: Presence; readonly changed: boolean },
): Promise<{ id: number }> {
  return db.transaction(async (tx) => {
    const [row] = await tx.insert(rechecks).values(look).returning({ id: rechecks.id });
    await tx
      .update(matches)
      .set({
        recheckedAt: look.at,
        presence: presence.now,
        ...(presence.changed ? { presenceSince: look.at } : {}),
        ...(look.reading === 'live' ? { lastSeenAt: look.at } : {}),
      })
      .where(eq(matches.id, look.matchId));
    return { id: row!.id };
  });
}

/** A removed ad is back, as itself or as another. Recorded once for a moment it was seen. */
export async function recordReturn(
  db: Db,
  back: { removedMatchId: number; matchId: number; seenAt: Date; reasons: readonly string[] },
): Promise<boolean> {
  const rows = await db
    .insert(matchReturns)
    .values({ ...back, reasons: [...back.reasons] })
    .onConflictDoNothing()
    .returning({ id: matchReturns.id });
  return rows.length > 0;
}

/** Every return there is, oldest first. */
export async function listReturns(db: Db): Promise<Readonly<typeof matchReturns.$inferSelect>[]> {
  return db.select().from(matchReturns).orderBy(asc(matchReturns.id));
}

/** Letters that ask for the removal of a match and are under way, each with the presence of all its matches. */
export async function askingFor(
  db: Db,
  matchId: number,
  states: readonly NoticeState[],
): Promise<{ readonly id: number; readonly state: NoticeState; readonly presences: readonly Presence[] }[]> {
  const asking = await db
    .select({ id: notices.id, state: notices.state })
    .from(notices)
    .innerJoin(noticeMatches, eq(noticeMatches.noticeId, notices.id))
    .where(
      and(
        eq(noticeMatches.matchId, matchId),
        inArray(notices.kind, ['takedown', 'back-again']),
        inArray(notices.state, [...states]),
      ),
    )
    .orderBy(asc(notices.id));
  const found: { id: number; state: NoticeState; presences: Presence[] }[] = [];
  for (const { id, state } of asking) {
    const rows = await db
      .select({ presence: matches.presence })
      .from(matches)
      .innerJoin(noticeMatches, eq(noticeMatches.matchId, matches.id))
      .where(eq(noticeMatches.noticeId, id));
    found.push({ id, state, presences: rows.map((row) => row.presence) });
  }
  return found;
}
