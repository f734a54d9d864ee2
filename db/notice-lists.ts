import { and, asc, desc, eq, inArray, isNotNull, lt, ne, notExists, or, sql } from 'drizzle-orm';
import { anyOf } from './any-of.ts';
import type { Db } from './database.ts';
import type { Match } from './matches.ts';
import { matches } from './schema/matches.ts';
import { type NoticeKind, type NoticeState, noticeMatches, notices } from './schema/notices.ts';

/** A letter as a line of a list. */
export interface NoticeLine {
  readonly id: number;
  readonly reference: string;
  readonly addressee: string;
  readonly kind: NoticeKind;
  readonly state: NoticeState;
  readonly stateSince: Date;
  readonly createdBy: string;
  readonly ads: number;
}

/** One page of letters in these states, newest first; those older than `before` where it is given. */
export async function noticePage(
  db: Db,
  { states, before, limit }: { states: readonly NoticeState[]; before: number | null; limit: number },
): Promise<NoticeLine[]> {
  const { id, reference, addressee, kind, state, stateSince, createdBy } = notices;
  const ads = sql<number>`(select count(*)::int from ${noticeMatches} where ${noticeMatches.noticeId} = ${notices.id})`;
  return db
    .select({ id, reference, addressee, kind, state, stateSince, createdBy, ads })
    .from(notices)
    .where(and(inArray(state, [...states]), before === null ? undefined : lt(id, before)))
    .orderBy(desc(id))
    .limit(limit);
}

/** How many letters stand where. */
export async function noticeCounts(db: Db): Promise<ReadonlyMap<NoticeState, number>> {
  const rows = await db
    .select({ state: notices.state, count: sql<number>`count(*)::int` })
    .from(notices)
    .groupBy(notices.state);
  return new Map(rows.map(({ state, count }) => [state, count]));
}

export interface Follower {
  readonly id: number;
  readonly followsId: number;
  readonly reference: string;
  readonly kind: NoticeKind;
  readonly state: NoticeState;
  readonly sent: boolean;
}

/** Letters that follow one of these and were not withdrawn unsent, oldest first. */
export async function followersOf(db: Db, ids: readonly number[]): Promise<Follower[]> {
  if (ids.length === 0) return [];
  const { id, followsId, reference, kind, state, sentAt } = notices;
  const rows = await db
    .select({ id, followsId, reference, kind, state, sentAt })
    .from(notices)
    .where(and(anyOf(followsId, ids), or(ne(state, 'closed'), isNotNull(sentAt))))
    .orderBy(asc(id));
  return rows.map(({ sentAt: sent, ...row }) => ({ ...row, followsId: row.followsId ?? 0, sent: sent !== null }));
}

/** A match as a line to choose from: nothing of the ad or its seller. */
export type MatchLine = Pick<
  Match,
  'id' | 'platform' | 'numberId' | 'state' | 'strength' | 'how' | 'presence' | 'firstSeenAt'
>;
const LINE = {
  id: matches.id,
  platform: matches.platform,
  numberId: matches.numberId,
  state: matches.state,
  strength: matches.strength,
  how: matches.how,
  presence: matches.presence,
  firstSeenAt: matches.firstSeenAt,
};

/** Confirmed matches for which removal was not asked yet (as `matchesAwaitingNotice`), counted by platform. */
export async function waitingByPlatform(db: Db): Promise<{ readonly platform: string; readonly count: number }[]> {
  return db
    .select({ platform: matches.platform, count: sql<number>`count(*)::int` })
    .from(matches)
    .where(waiting(db))
    .groupBy(matches.platform)
    .orderBy(asc(matches.platform));
}

/** The oldest of them on one platform. */
export async function waitingOn(db: Db, platform: string, limit: number): Promise<MatchLine[]> {
  return db
    .select(LINE)
    .from(matches)
    .where(and(waiting(db), eq(matches.platform, platform)))
    .orderBy(asc(matches.id))
    .limit(limit);
}

/** Those of these matches that there are, in the order of their ids. */
export async function matchLines(db: Db, ids: readonly number[]): Promise<MatchLine[]> {
  if (ids.length === 0) return [];
  return db.select(LINE).from(matches).where(anyOf(matches.id, ids)).orderBy(asc(matches.id));
}

/** Captures that show the ads of a letter gone, oldest first. */
export async function removalProofs(
  db: Db,
  noticeId: number,
): Promise<{ readonly id: number; readonly platform: string; readonly capturedAt: Date }[]> {
  const { rows } = await db.execute<{ id: number; platform: string; captured_at: string }>(sql`
    select distinct c.id, c.platform, c.captured_at
    from rechecks r join captures c on c.id = r.capture_id join notice_matches n on n.match_id = r.match_id
    where n.notice_id = ${noticeId} and c.purpose = 'removal' and c.destroyed_at is null order by c.id`);
  return rows.map((row) => ({ id: row.id, platform: row.platform, capturedAt: new Date(row.captured_at) }));
}

function waiting(db: Db) {
  const asked = db
    .select({ one: sql`1` })
    .from(noticeMatches)
    .innerJoin(notices, eq(notices.id, noticeMatches.noticeId))
    .where(
      and(
        eq(noticeMatches.matchId, matches.id),
        inArray(notices.kind, ['takedown', 'back-again']),
        or(ne(notices.state, 'closed'), isNotNull(notices.sentAt)),
      ),
    );
  return and(eq(matches.state, 'confirmed'), notExists(asked));
}
