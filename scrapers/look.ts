import type { PlatformAdapter } from './adapter.ts';
import { LookFailure } from './errors.ts';
import { type FetchPage, retryAfterSeconds } from './fetch.ts';
import type { Pace } from './pace.ts';
import { openPage, type Snapshot } from './page.ts';
import { isOwnHost } from './read.ts';
import { createRobots, type Robots, type RobotsShelf } from './robots.ts';

const TRIES = 3;
/** A host beside the platform's own whose robots.txt cannot be read is not asked again for so long. */
const UNREAD_FOR_MS = 3_600_000;
/** Longest pause a single run waits out for a platform; beyond it the page is told as throttled. */
export const LONGEST_PAUSE_SECONDS = 300;

export interface Looker {
  /** One page, politely: own host, robots, pace, retries. Throws LookFailure. */
  look(url: string): Promise<Snapshot>;
  /** Runs another kind of request (a picture of the page) under the same robots and pace. Throws LookFailure. */
  politely<T>(url: string, request: () => Promise<T>): Promise<T>;
  /**
   * Whether a request that a page makes by itself may go out: own host, robots. It may be called while a request of ours
   * has the turn; a host's robots.txt that is not known yet is asked for then and there, once.
   */
  permits(url: string): Promise<boolean>;
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
  /** Staff are waiting for the end: what failed is told, and not tried again. */
  readonly stopping?: (() => boolean) | undefined;
}): Looker {
  const { adapter, pace } = deps;
  const own = (url: string) => isOwnHost(adapter, url);
  let requests = 0;
  const counted = <T>(request: () => Promise<T>) =>
    pace.turn(() => {
      requests++;
      return request();
    });
  const robotsOf = (origin: string, turn = counted) =>
    createRobots({
      origin,
      agent: deps.agent,
      clock: deps.clock,
      fetch: (url) => turn(() => deps.fetchPage(url, own)),
      shelf: deps.shelf,
      blockedSign: (snapshot) => adapter.signs.blocked(openPage(snapshot)),
    });
  // A robots.txt speaks for its own host alone (RFC 9309 2.3): each of a platform's hosts is asked for its own.
  const robots = new Map<string, ReturnType<typeof robotsOf>>();

  /** Hosts of pictures whose robots.txt could not be read: they are left in peace for a while. */
  const unread = new Map<string, { readonly error: LookFailure; readonly until: number }>();
  /** Each host's rules as they were read last. */
  const known = new Map<string, Robots>();

  async function rulesOf(origin: string): Promise<Robots> {
    const rulesNow = robots.get(origin) ?? robotsOf(origin);
    robots.set(origin, rulesNow);
    const before = unread.get(origin);
    if (before && deps.clock().getTime() < before.until) throw before.error;
    const rules = await rulesNow().catch((error: unknown) => {
      if (error instanceof LookFailure && origin !== adapter.origin)
        unread.set(origin, { error, until: deps.clock().getTime() + UNREAD_FOR_MS });
      throw error;
    });
    known.set(origin, rules);
    return rules;
  }

  async function politely<T>(url: string, request: () => Promise<T>): Promise<T> {
    if (!own(url)) throw new LookFailure('disallowed', url, 'the address is not the platform’s own');
    const rules = await rulesOf(new URL(url).origin);
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
        if (!(error instanceof LookFailure) || attempt >= TRIES || deps.stopping?.()) throw error;
        if (error.kind !== 'throttled' && error.kind !== 'unreachable') throw error;
        if ((error.retryAfterSeconds ?? 0) > LONGEST_PAUSE_SECONDS) throw error;
        pace.slowDown(error.retryAfterSeconds);
      }
    }
  }

  async function permits(url: string): Promise<boolean> {
    if (!own(url)) return false;
    const { origin } = new URL(url);
    // The turn is taken by the page that asks: waiting for another would be waiting for ourselves.
    const atOnce = <T>(request: () => Promise<T>) => {
      requests++;
      return request();
    };
    try {
      const rules = known.get(origin) ?? (await robotsOf(origin, atOnce)());
      known.set(origin, rules);
      return rules.allowed(url);
    } catch (error) {
      if (error instanceof LookFailure) return false;
      throw error;
    }
  }
  return { look, politely, permits, robots: () => rulesOf(adapter.origin), requests: () => requests };
}
