import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { matches } from './schema/matches.ts';
import { noticeMatches, noticeSteps, notices } from './schema/notices.ts';
import { matchReturns, rechecks } from './schema/rechecks.ts';
import type { Coverage } from './schema/runs.ts';

/** What became of one confirmed match: moments only, nothing of the ad or the person. */
export interface MatchHistory {
  readonly matchId: number;
  readonly platform: string;
  readonly foundAt: Date;
  /** When its removal was first asked for. */
  readonly sentAt: Date | null;
  /** When its removal was first proven. */
  readonly removedAt: Date | null;
  readonly refused: boolean;
  readonly silent: boolean;
  readonly returnedAt: readonly Date[];
}

/** The history of every confirmed match, oldest first. */
export async function matchHistories(db: Db): Promise<MatchHistory[]> {
  const confirmed = await db
    .select({ matchId: matches.id, platform: matches.platform, foundAt: matches.firstSeenAt })
    .from(matches)
    .where(eq(matches.state, 'confirmed'))
    .orderBy(asc(matches.id));
  const asked = await db
    .select({ matchId: noticeMatches.matchId, noticeId: notices.id, sentAt: notices.sentAt })
    .from(noticeMatches)
    .innerJoin(notices, eq(notices.id, noticeMatches.noticeId))
    .where(and(inArray(notices.kind, ['takedown', 'back-again']), isNotNull(notices.sentAt)));
  // The step, not the column: a letter that bounced went out twice, and the first time counts.
  const steps = await db
    .select({ noticeId: noticeSteps.noticeId, move: noticeSteps.move, at: noticeSteps.at })
    .from(noticeSteps)
    .where(inArray(noticeSteps.move, ['send', 'refuse', 'fall-silent']));
  const proofs = await db
    .select({ matchId: rechecks.matchId, at: rechecks.at })
    .from(rechecks)
    .where(and(eq(rechecks.reading, 'removed'), isNotNull(rechecks.captureId)))
    .orderBy(asc(rechecks.id));
  const returns = await db
    .select({ matchId: matchReturns.removedMatchId, at: matchReturns.seenAt })
    .from(matchReturns)
    .orderBy(asc(matchReturns.id));
  const lettersOf = byKey(asked, (one) => one.matchId);
  const stepsOf = byKey(steps, (step) => step.noticeId);
  const proofsOf = byKey(proofs, (proof) => proof.matchId);
  const returnsOf = byKey(returns, (back) => back.matchId);
  return confirmed.map((match) => {
    const own = (lettersOf.get(match.matchId) ?? []).flatMap((one) => stepsOf.get(one.noticeId) ?? []);
    const sent = own.filter((step) => step.move === 'send').map((step) => step.at.getTime());
    return {
      ...match,
      sentAt: sent.length === 0 ? null : new Date(Math.min(...sent)),
      removedAt: proofsOf.get(match.matchId)?.[0]?.at ?? null,
      refused: own.some((step) => step.move === 'refuse'),
      silent: own.some((step) => step.move === 'fall-silent'),
      returnedAt: (returnsOf.get(match.matchId) ?? []).map((back) => back.at),
    };
  });
}

function byKey<T>(rows: readonly T[], keyOf: (row: T) => number): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/**
 * Of every sweep, or of those since a moment, what figures need: each night in Almaty on which no run could look at the
 * platform (`blind`), and one run without a word on it (`null`) for each platform and month. Counted by the database:
 * years of nights on hundreds of platforms are too many rows for a page.
 */
export async function sweepNights(
  db: Db,
  since: Date = new Date(0),
): Promise<{ readonly platform: string; readonly startedAt: Date; readonly coverage: Coverage | null }[]> {
  const { rows } = await db.execute<{ platform: string; at: number; blind: boolean }>(sql`
    with nights as (
      select platform, ((started_at at time zone 'UTC') + interval '5 hours')::date as night, min(started_at) as at,
        coalesce(bool_and(coverage = 'blind'), false) as blind
      from runs where kind = 'sweep' and started_at >= ${since.toISOString()} group by 1, 2
    )
    select platform, extract(epoch from at)::float8 as at, true as blind from nights where blind
    union all
    select platform, extract(epoch from min(at))::float8, false from nights group by platform, date_trunc('month', night)`);
  return rows.map(({ platform, at, blind }) => ({
    platform,
    startedAt: new Date(at * 1000),
    coverage: blind ? 'blind' : null,
  }));
}
