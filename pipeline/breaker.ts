import { type Breaker, closeBreaker, findBreaker, openBreaker } from '../db/breakers.ts';
import type { Db } from '../db/database.ts';
import type { PlatformAdapter } from '../scrapers/adapter.ts';
import { LookFailure } from '../scrapers/errors.ts';
import { LONGEST_PAUSE_SECONDS, type Looker } from '../scrapers/look.ts';
import { openPage, type Snapshot } from '../scrapers/page.ts';
import { isGoodLook, refusalOf } from '../scrapers/read.ts';

const HOUR_MS = 3_600_000;
/** The first refusal is answered by an hour's silence, each further one in a row by three times as long. */
const GROWTH = 3;
const LONGEST_MS = 72 * HOUR_MS;

/** How long nothing is asked of a platform after its n-th refusal in a row: 1, 3, 9, 27, 72, 72 … hours. */
export function silenceMs(refusals: number): number {
  return Math.min(LONGEST_MS, HOUR_MS * GROWTH ** (Math.max(1, refusals) - 1));
}

/** Why nothing is asked of the platform now. For staff: status, sign and time only. */
export function silenceWords({ why, failures, openUntil }: Breaker): string {
  const times = failures === 1 ? 'once' : `${failures} times in a row`;
  return `not asked before ${openUntil.toISOString().slice(0, 16).replace('T', ' ')} UTC: refused us ${times} (${why})`;
}

/**
 * A looker with the platform's circuit breaker before it, which remembers across runs: while it is open nothing is
 * asked, and that is told as "could not look". A refusal opens it, a good look closes it. `despiteBefore`: a person
 * chose to ask although it was opened before that moment; a refusal after it stops the run as ever.
 */
export function guarded(
  looker: Looker,
  deps: {
    readonly adapter: PlatformAdapter;
    readonly db: Db;
    readonly clock: () => Date;
    readonly despiteBefore?: Date | undefined;
  },
): Looker {
  const { adapter, db, clock } = deps;
  const platform = adapter.id;

  async function mayAsk(url: string): Promise<Breaker | null> {
    const breaker = await findBreaker(db, platform);
    if (!breaker || breaker.openUntil <= clock()) return breaker;
    if (deps.despiteBefore && breaker.openedAt < deps.despiteBefore) return breaker;
    throw new LookFailure(breaker.kind, url, silenceWords(breaker));
  }

  async function refused(before: Breaker | null, why: string): Promise<void> {
    const openUntil = new Date(clock().getTime() + silenceMs((before?.failures ?? 0) + 1));
    await openBreaker(db, { platform, kind: 'blocked', why, openUntil }, clock());
  }

  /** Runs one request and learns from how it ended. */
  async function learning<T>(url: string, request: () => Promise<T>, snapshotOf: (answer: T) => Snapshot | null) {
    const before = await mayAsk(url);
    let answer: T;
    try {
      answer = await request();
    } catch (error) {
      if (error instanceof LookFailure && error.kind === 'blocked') await refused(before, error.message);
      const pause = error instanceof LookFailure && error.kind === 'throttled' ? error.retryAfterSeconds : undefined;
      if (pause !== undefined && pause > LONGEST_PAUSE_SECONDS) {
        const openUntil = new Date(clock().getTime() + Math.min(pause * 1000, LONGEST_MS));
        await openBreaker(db, { platform, kind: 'throttled', why: 'asked for a long pause', openUntil }, clock());
      }
      throw error;
    }
    const snapshot = snapshotOf(answer);
    if (!snapshot) return answer;
    const page = openPage(snapshot);
    const refusal = refusalOf(adapter, page);
    if (refusal) await refused(before, refusal);
    else if (before && isGoodLook(adapter, page)) await closeBreaker(db, platform);
    return answer;
  }

  return {
    look: (url) =>
      learning(
        url,
        () => looker.look(url),
        (snapshot) => snapshot,
      ),
    politely: (url, request) => learning(url, () => looker.politely(url, request), snapshotWithin),
    permits: looker.permits,
    robots: () => learning(adapter.origin, looker.robots, () => null),
    requests: looker.requests,
  };
}

/** The page that came with a picture; other requests bring none that could be judged. */
function snapshotWithin(answer: unknown): Snapshot | null {
  if (typeof answer !== 'object' || answer === null || !('snapshot' in answer)) return null;
  return answer.snapshot as Snapshot;
}
