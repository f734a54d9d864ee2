import { and, asc, eq, gte, inArray, isNotNull } from 'drizzle-orm';
import type { Db } from './database.ts';
import { matches } from './schema/matches.ts';
import { noticeMatches, noticeSteps, notices } from './schema/notices.ts';
import { matchReturns, rechecks } from './schema/rechecks.ts';
import { type Coverage, runs } from './schema/runs.ts';

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

/** Every sweep, or those since a moment: when it began and what it could look at. */
export async function sweepNights(
  db: Db,
  since?: Date,
): Promise<{ readonly platform: string; readonly startedAt: Date; readonly coverage: Coverage | null }[]> {
  return db
    .select({ platform: runs.platform, startedAt: runs.startedAt, coverage: runs.coverage })
    .from(runs)
    .where(and(eq(runs.kind, 'sweep'), since === undefined ? undefined : gte(runs.startedAt, since)))
    .orderBy(asc(runs.id));
}
