import PQueue from 'p-queue';
import type { Browser } from 'playwright';
import type { Config } from '../config.ts';
import { ConfigError } from '../config.ts';
import type { Db } from '../db/database.ts';
import { findRobotsFile, keepRobotsFile } from '../db/robots-files.ts';
import type { PlatformAdapter } from '../scrapers/adapter.ts';
import { type BrowserSession, createBrowserFetcher, launchBrowser } from '../scrapers/browser.ts';
import { boundTo } from '../scrapers/browser-guard.ts';
import { createHttpFetcher } from '../scrapers/fetch.ts';
import { createLooker, type Looker } from '../scrapers/look.ts';
import { isLoopbackHost } from '../scrapers/origins.ts';
import { createPace, type Pace } from '../scrapers/pace.ts';
import { createPictureLook, type PictureLook } from '../scrapers/pictures.ts';
import { isOwnHost } from '../scrapers/read.ts';
import { type Revealed, type RevealTarget, revealNumber } from '../scrapers/reveal.ts';
import type { ShownPage, ShowWanted } from '../scrapers/shown-page.ts';
import { guarded } from './breaker.ts';
import { openTurn, type Turn } from './jobs/turn.ts';
import { stoppablePause } from './stopped-waiting.ts';

export interface PlatformOutlook {
  readonly looker: Looker;
  show(url: string, wanted: ShowWanted): Promise<ShownPage>;
  /** One picture of an ad. */
  readonly picture: PictureLook;
  reveal(target: RevealTarget, session: BrowserSession | null): Promise<Revealed>;
  /**
   * Works in the platform's turn, which is not given away before the work is done. It is told how many times the turn was
   * taken: a new figure says that somebody else had it meanwhile.
   */
  whileMine<T>(work: (turn: number) => Promise<T>): Promise<T>;
  /** Gives the platform back to whoever waits for it; `close` does so too. */
  end(): Promise<void>;
}

/**
 * The means of looking at platforms: one browser for all, one pace and one robots file for each. Nothing is asked but in
 * the platform's turn, which one process has at a time. Without `turnOf` somebody waits for the answer: the turn is urgent.
 */
export interface Outlook {
  of(adapter: PlatformAdapter, turnOf?: (pace: Pace) => Turn): PlatformOutlook;
  close(): Promise<void>;
}

/**
 * Throws ConfigError when a platform on the internet would be asked without a contact in the User-Agent. Chromium is
 * found or installed now, so that its absence is told before anything is looked at (BrowserMissing).
 */
export async function openOutlook(options: {
  readonly adapters: readonly PlatformAdapter[];
  readonly config: Config;
  readonly tool: string;
  readonly chromium: () => Promise<string>;
  readonly clock: () => Date;
  /** What is remembered of the platforms across runs: refusals, and robots for a day. */
  readonly db: Db;
  /** A person chose to ask platforms whose refusals we would still heed. */
  readonly despiteRefusal?: boolean | undefined;
  /** Nothing is to be waited for any more: neither the platform's turn, nor a pause that it asked for. */
  readonly stopping?: (() => boolean) | undefined;
  /** For Chromium, instead of those that bind it to the hosts of `adapters`. */
  readonly browserArguments?: readonly string[] | undefined;
}): Promise<Outlook> {
  const { config, clock, db } = options;
  const despiteBefore = options.despiteRefusal ? clock() : undefined;
  const outside = options.adapters.some((adapter) => !isLoopback(adapter));
  if (outside && !config.contact)
    throw new ConfigError('set "contact" in config.json or QORGAN_CONTACT: platforms must be able to reach who asks');
  const executable = await options.chromium();
  const userAgent = `${options.tool}${config.contact ? ` (${config.contact})` : ''}`;
  let started: Promise<Browser> | undefined;
  const browser = () => {
    started ??= launchBrowser(executable, { more: options.browserArguments ?? [boundTo(options.adapters)] });
    return started;
  };
  const http = createHttpFetcher({ userAgent, clock });
  const tabs = createBrowserFetcher({ browser, userAgent, clock });
  const asked = new Map<string, Asked>();
  const turns = new Set<Turn>();
  const stopping = options.stopping ?? (() => false);
  const askedOf = (adapter: PlatformAdapter): Asked => {
    const before = asked.get(adapter.id);
    if (before) return before;
    const pace = createPace({
      requestsPerMinute: paceOf(adapter, config),
      now: () => clock().getTime(),
      sleep: stoppablePause(adapter.id, stopping),
    });
    const fetchPage = adapter.access.engine === 'browser' ? tabs.fetchPage : http.fetchPage;
    const one: Asked = {
      pace,
      oneByOne: new PQueue({ concurrency: 1 }),
      turn: null,
      looker: createLooker({
        adapter,
        async fetchPage(url, ownHost) {
          await one.turn?.assure();
          return fetchPage(url, ownHost);
        },
        pace,
        agent: 'Qorgan',
        clock,
        stopping,
        shelf: { find: (origin) => findRobotsFile(db, origin), keep: (file) => keepRobotsFile(db, file) },
      }),
    };
    asked.set(adapter.id, one);
    return one;
  };
  // One for all who ask for themselves: a second would wait for the first for ever.
  const urgent = new Map<string, Turn>();
  const urgentTurn = (adapter: PlatformAdapter) => (pace: Pace) => {
    const before = urgent.get(adapter.id);
    if (before) return before;
    const turn = openTurn({ db, platform: adapter.id, urgency: 'urgent', pace, queue: null, stopping });
    urgent.set(adapter.id, turn);
    return turn;
  };
  return {
    of(adapter, turnOf = urgentTurn(adapter)) {
      const own = (url: string) => isOwnHost(adapter, url);
      const one = askedOf(adapter);
      const turn = turnOf(one.pace);
      turns.add(turn);
      const looker = guarded(inTurn(one, turn), { adapter, db, clock, despiteBefore });
      return {
        looker,
        show: (url, wanted) => looker.politely(url, () => tabs.show(url, own, wanted)),
        picture: createPictureLook({ adapter, looker, fetchPicture: http.fetchPicture }),
        reveal: (target, session) => revealNumber(target, session, { adapter, looker, tabs, http, clock }),
        async whileMine(work) {
          const { taken, release } = await one.oneByOne.add(async () => ({
            taken: await begin(one, turn),
            release: turn.hold(),
          }));
          try {
            return await work(taken);
          } finally {
            release();
          }
        },
        async end() {
          turns.delete(turn);
          await turn.end();
        },
      };
    },
    async close() {
      for (const turn of turns) await turn.end().catch(() => undefined);
      await http.close();
      await (await started?.catch(() => undefined))?.close();
    },
  };
}

/** What a process keeps of a platform from one job to the next: its pace, its robots file, and whose turn it is. */
interface Asked {
  readonly pace: Pace;
  readonly looker: Looker;
  /** A turn is given away between two requests only, so no other may be under way: pictures are asked for beside a walk. */
  readonly oneByOne: PQueue;
  turn: Turn | null;
}

async function begin(one: Asked, turn: Turn): Promise<number> {
  const taken = await turn.mine();
  one.turn = turn;
  return taken;
}

/** The platform's looker, asking for nothing unless the turn is ours. */
function inTurn(one: Asked, turn: Turn): Looker {
  const begun = <T>(request: () => Promise<T>): Promise<T> =>
    one.oneByOne.add(async () => {
      await begin(one, turn);
      return request();
    });
  return {
    look: (url) => begun(() => one.looker.look(url)),
    politely: (url, request) =>
      begun(() =>
        one.looker.politely(url, async () => {
          await turn.assure();
          return request();
        }),
      ),
    permits: one.looker.permits,
    robots: () => begun(one.looker.robots),
    requests: one.looker.requests,
  };
}

/** Slower than the adapter's pace as the configuration says; faster only where nobody else is asked. */
function paceOf(adapter: PlatformAdapter, config: Config): number {
  const usual = adapter.access.requestsPerMinute;
  const set = config.platforms[adapter.id]?.requestsPerMinute ?? usual;
  return isLoopback(adapter) ? set : Math.min(set, usual);
}

function isLoopback(adapter: PlatformAdapter): boolean {
  return isLoopbackHost(new URL(adapter.origin).hostname);
}
