import { createRequire } from 'node:module';
import type { Robot } from 'robots-parser';
import { LookFailure } from './errors.ts';
import { retryAfterSeconds } from './fetch.ts';
import type { Snapshot } from './page.ts';

// Its types declare an ES default export that the CommonJS file does not have.
const robotsParser = createRequire(import.meta.url)('robots-parser') as (url: string, text: string) => Robot;

const ONE_DAY_MS = 86_400_000;
/** RFC 9309 section 2.5: at least 500 KiB must be read. */
const MOST_CHARACTERS = 512_000;

export interface Robots {
  allowed(url: string): boolean;
  readonly crawlDelaySeconds: number;
}

/** What robots.txt answered: a file, or the 4xx of one that is not there. */
export interface RobotsAnswer {
  readonly origin: string;
  readonly status: number;
  readonly body: string;
  readonly fetchedAt: Date;
}

export interface RobotsShelf {
  find(origin: string): Promise<RobotsAnswer | null>;
  keep(answer: RobotsAnswer): Promise<void>;
}

/**
 * Robots by RFC 9309: 4xx allows everything, 5xx and an unreachable file forbid everything, an answer is kept for a
 * day. An answer that carries the platform's blocked sign is told as blocked (a wall, not a missing file), and a 429 is no
 * missing file either.
 */
export function createRobots(deps: {
  readonly origin: string;
  readonly agent: string;
  readonly clock: () => Date;
  readonly fetch: (url: string) => Promise<Snapshot>;
  readonly blockedSign: (snapshot: Snapshot) => string | null;
  /** Where the file is kept for other processes of the same day; without it each process asks for itself. */
  readonly shelf?: RobotsShelf | undefined;
}): () => Promise<Robots> {
  let kept: { robots: Robots; until: number } | undefined;
  return async () => {
    const now = deps.clock().getTime();
    if (kept && now < kept.until) return kept.robots;
    const onShelf = await deps.shelf?.find(deps.origin);
    const age = now - (onShelf?.fetchedAt.getTime() ?? 0);
    if (onShelf && age >= 0 && age < ONE_DAY_MS) {
      kept = { robots: rulesOf(onShelf), until: onShelf.fetchedAt.getTime() + ONE_DAY_MS };
      return kept.robots;
    }
    const file = await ask(deps.clock());
    await deps.shelf?.keep(file);
    kept = { robots: rulesOf(file), until: now + ONE_DAY_MS };
    return kept.robots;
  };

  async function ask(fetchedAt: Date): Promise<RobotsAnswer> {
    const url = `${deps.origin}/robots.txt`;
    const snapshot = await deps.fetch(url);
    if (snapshot.status >= 500) throw new LookFailure('unreachable', url, `robots.txt answers ${snapshot.status}`);
    if (snapshot.status === 429) {
      const pause = retryAfterSeconds(snapshot.headers['retry-after'], fetchedAt);
      const said = pause === undefined ? {} : { retryAfterSeconds: pause };
      throw new LookFailure('throttled', url, 'robots.txt answers 429: asked to slow down', said);
    }
    const blocked = deps.blockedSign(snapshot);
    if (blocked) throw new LookFailure('blocked', url, blocked);
    return { origin: deps.origin, status: snapshot.status, body: snapshot.body.slice(0, MOST_CHARACTERS), fetchedAt };
  }

  function rulesOf({ status, body }: RobotsAnswer): Robots {
    if (status >= 400) return { allowed: () => true, crawlDelaySeconds: 0 };
    const rules = robotsParser(`${deps.origin}/robots.txt`, body);
    return {
      allowed: (address) => rules.isAllowed(address, deps.agent) !== false,
      crawlDelaySeconds: rules.getCrawlDelay(deps.agent) ?? 0,
    };
  }
}
