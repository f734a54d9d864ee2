import type { PlatformAdapter } from './adapter.ts';
import { LookFailure } from './errors.ts';
import type { FetchPage, FetchPicture } from './fetch.ts';
import type { Looker } from './look.ts';
import type { Pace } from './pace.ts';
import { isOwnHost } from './read.ts';
import { createRobots, type Robots } from './robots.ts';

/** Fetches one picture of an ad, politely. Throws LookFailure; `blocked` and `throttled` mean: ask for no more. */
export type PictureLook = (url: string) => Promise<Buffer>;

/**
 * Pictures lie on the platform's hosts only (origin and `access.hosts`), take their turn in the platform's one pace, and
 * obey two robots files where the host is another: the origin's (looker) and their own host's, asked once a run.
 */
export function createPictureLook(deps: {
  readonly adapter: PlatformAdapter;
  readonly looker: Looker;
  readonly pace: Pace;
  readonly fetchPage: FetchPage;
  readonly fetchPicture: FetchPicture;
  readonly agent: string;
  readonly clock: () => Date;
}): PictureLook {
  const { adapter, looker, pace } = deps;
  const own = (url: string) => isOwnHost(adapter, url);
  const rules = new Map<string, Promise<Robots>>();

  /** A robots file that could not be read is not asked for again: the host's pictures stay unread in this run. */
  const robotsOf = (origin: string): Promise<Robots> => {
    const held = rules.get(origin);
    if (held !== undefined) return held;
    const robots = createRobots({
      origin,
      agent: deps.agent,
      clock: deps.clock,
      fetch: (url) => looker.politely(url, () => deps.fetchPage(url, own)),
      blockedSign: () => null,
    })();
    rules.set(origin, robots);
    return robots;
  };

  return async (url) => {
    if (!URL.canParse(url) || !own(url))
      throw new LookFailure('disallowed', url, 'the picture lies on a host that is not the platform’s');
    const { origin } = new URL(url);
    if (origin !== adapter.origin) {
      const robots = await robotsOf(origin);
      if (!robots.allowed(url)) throw new LookFailure('disallowed', url, 'robots.txt of the picture host forbids it');
      pace.atLeast(robots.crawlDelaySeconds);
    }
    const { status, bytes } = await looker.politely(url, () => deps.fetchPicture(url, own));
    if (status === 200) return bytes;
    if (status === 401 || status === 403 || status === 468) throw new LookFailure('blocked', url, `HTTP ${status}`);
    if (status === 429 || status === 503) throw new LookFailure('throttled', url, `HTTP ${status}`);
    throw new LookFailure('unreachable', url, `HTTP ${status}`);
  };
}
