import type { PlatformAdapter } from './adapter.ts';
import { LookFailure } from './errors.ts';
import { type FetchPage, retryAfterSeconds } from './fetch.ts';
import type { Pace } from './pace.ts';
import { openPage, type Snapshot } from './page.ts';
import { isOwnHost } from './read.ts';
import { createRobots, type Robots, type RobotsShelf } from './robots.ts';

const TRIES = 3;
/** Longest pause a single run waits out for a platform; beyond it the page is told as throttled. */
export const LONGEST_PAUSE_SECONDS = 300;

export interface Looker {
  /** One page, politely: own host, robots, pace, retries. Throws LookFailure. */
  look(url: string): Promise<Snapshot>;
  /** Runs another kind of request (a picture of the page) under the same robots and pace. Throws LookFailure. */
  politely<T>(url: string, request: () => Promise<T>): Promise<T>;
  /** The platform's robots, asked for or kept. Throws LookFailure. */
  robots(): Promise<Robots>;
  readonly requests: () => number;
}

/** The only way a run asks a platform for anything. Does not read what comes back. */
export function createLooker(deps: {
  readonly adapter: PlatformAdapter;
  readonly fetchPage: FetchPage;
  readonly pace: Pace;
  readonly agent: string;
  readonly clock: () => Date;
  readonly shelf?: RobotsShelf | undefined;
}): Looker {
  const { adapter, pace } = deps;
  const own = (url: string) => isOwnHost(adapter, url);
  let requests = 0;
  const counted = <T>(request: () => Promise<T>) =>
    pace.turn(() => {
      requests++;
      return request();
    });
  const robots = createRobots({
    origin: adapter.origin,
    agent: deps.agent,
    clock: deps.clock,
    fetch: (url) => counted(() => deps.fetchPage(url, own)),
    shelf: deps.shelf,
    blockedSign: (snapshot) => adapter.signs.blocked(openPage(snapshot)),
  });

  async function politely<T>(url: string, request: () => Promise<T>): Promise<T> {
    if (!own(url)) throw new LookFailure('disallowed', url, 'the address is not the platform’s own');
    const rules = await robots();
    if (!rules.allowed(url)) throw new LookFailure('disallowed', url, 'robots.txt forbids this address');
    pace.atLeast(rules.crawlDelaySeconds);
    return counted(request);
  }

  async function look(url: string): Promise<Snapshot> {
    for (let attempt = 1; ; attempt++) {
      try {
        const snapshot = await politely(url, () => deps.fetchPage(url, own));
        if (snapshot.status !== 429 && snapshot.status !== 503) return snapshot;
        const pause = retryAfterSeconds(snapshot.headers['retry-after'], deps.clock());
        if (snapshot.status === 503 && pause === undefined) return snapshot;
        const said = pause === undefined ? {} : { retryAfterSeconds: pause };
        throw new LookFailure('throttled', url, `HTTP ${snapshot.status}: asked to slow down`, said);
      } catch (error) {
        if (!(error instanceof LookFailure) || attempt >= TRIES) throw error;
        if (error.kind !== 'throttled' && error.kind !== 'unreachable') throw error;
        if ((error.retryAfterSeconds ?? 0) > LONGEST_PAUSE_SECONDS) throw error;
        pace.slowDown(error.retryAfterSeconds);
      }
    }
  }
  return { look, politely, robots, requests: () => requests };
}
