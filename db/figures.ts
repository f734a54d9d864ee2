import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
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
  return confirmed.map((match) => {
    const letters = asked.filter((one) => one.matchId === match.matchId).map((one) => one.noticeId);
    const own = steps.filter((step) => letters.includes(step.noticeId));
    const sent = own.filter((step) => step.move === 'send').map((step) => step.at.getTime());
    return {
      ...match,
      sentAt: sent.length === 0 ? null : new Date(Math.min(...sent)),
      removedAt: proofs.find((proof) => proof.matchId === match.matchId)?.at ?? null,
      refused: own.some((step) => step.move === 'refuse'),
      silent: own.some((step) => step.move === 'fall-silent'),
      returnedAt: returns.filter((back) => back.matchId === match.matchId).map((back) => back.at),
    };
  });
}

/** Every sweep: when it began and what it could look at. */
export async function sweepNights(
  db: Db,
): Promise<{ readonly platform: string; readonly startedAt: Date; readonly coverage: Coverage | null }[]> {
  return db
    .select({ platform: runs.platform, startedAt: runs.startedAt, coverage: runs.coverage })
    .from(runs)
    .where(eq(runs.kind, 'sweep'))
    .orderBy(asc(runs.id));
}
