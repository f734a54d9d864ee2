import { createRequire } from 'node:module';
import type { Robot } from 'robots-parser';
import { LookFailure } from './errors.ts';
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

/**
 * Robots by RFC 9309: 4xx allows everything, 5xx and an unreachable file forbid everything, an answer is kept for a
 * day. A refusal that carries the platform's blocked sign is told as blocked: it is a wall, not a missing file.
 */
export function createRobots(deps: {
  readonly origin: string;
  readonly agent: string;
  readonly clock: () => Date;
  readonly fetch: (url: string) => Promise<Snapshot>;
  readonly blockedSign: (snapshot: Snapshot) => string | null;
}): () => Promise<Robots> {
  let kept: { robots: Robots; until: number } | undefined;
  return async () => {
    const now = deps.clock().getTime();
    if (kept && now < kept.until) return kept.robots;
    const robots = await read();
    kept = { robots, until: now + ONE_DAY_MS };
    return robots;
  };

  async function read(): Promise<Robots> {
    const url = `${deps.origin}/robots.txt`;
    const snapshot = await deps.fetch(url);
    if (snapshot.status >= 500) throw new LookFailure('unreachable', url, `robots.txt answers ${snapshot.status}`);
    if (snapshot.status >= 400) {
      const blocked = deps.blockedSign(snapshot);
      if (blocked) throw new LookFailure('blocked', url, blocked);
      return { allowed: () => true, crawlDelaySeconds: 0 };
    }
    const rules = robotsParser(url, snapshot.body.slice(0, MOST_CHARACTERS));
    return {
      allowed: (address) => rules.isAllowed(address, deps.agent) !== false,
      crawlDelaySeconds: rules.getCrawlDelay(deps.agent) ?? 0,
    };
  }
}
