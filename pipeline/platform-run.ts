import type { Browser } from 'playwright';
import type { Config } from '../config.ts';
import { ConfigError } from '../config.ts';
import type { PlatformAdapter } from '../scrapers/adapter.ts';
import { createBrowserFetcher, launchBrowser } from '../scrapers/browser.ts';
import { createHttpFetcher } from '../scrapers/fetch.ts';
import { createLooker, type Looker } from '../scrapers/look.ts';
import { createPace, type Pace } from '../scrapers/pace.ts';
import { isOwnHost } from '../scrapers/read.ts';
import type { ShownPage } from './capture.ts';
import type { Turn } from './jobs/turn.ts';

const LOOPBACK = /^(127(\.\d+){3}|\[::1\]|localhost)$/;

/**
 * The means of looking at platforms: one browser for all, one pace and one robots file for each. Nothing is asked but in
 * the platform's turn, which one process has at a time.
 */
export interface Outlook {
  of(
    adapter: PlatformAdapter,
    turnOf: (pace: Pace) => Turn,
  ): {
    readonly looker: Looker;
    show(url: string): Promise<ShownPage>;
    /** Waits for the platform's turn; a new figure says that somebody else had it meanwhile. */
    ready(): Promise<number>;
    end(): Promise<void>;
  };
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
}): Promise<Outlook> {
  const { config, clock } = options;
  const outside = options.adapters.some((adapter) => !isLoopback(adapter));
  if (outside && !config.contact)
    throw new ConfigError('set "contact" in config.json or QORGAN_CONTACT: platforms must be able to reach who asks');
  const executable = await options.chromium();
  const userAgent = `${options.tool}${config.contact ? ` (${config.contact})` : ''}`;
  let started: Promise<Browser> | undefined;
  const browser = () => {
    started ??= launchBrowser(executable);
    return started;
  };
  const http = createHttpFetcher({ userAgent, clock });
  const tabs = createBrowserFetcher({ browser, userAgent, clock });
  const asked = new Map<string, Asked>();
  const askedOf = (adapter: PlatformAdapter): Asked => {
    const before = asked.get(adapter.id);
    if (before) return before;
    const pace = createPace({ requestsPerMinute: paceOf(adapter, config), now: () => clock().getTime(), sleep });
    const fetchPage = adapter.access.engine === 'browser' ? tabs.fetchPage : http.fetchPage;
    const one: Asked = {
      pace,
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
      }),
    };
    asked.set(adapter.id, one);
    return one;
  };
  return {
    of(adapter, turnOf) {
      const own = (url: string) => isOwnHost(adapter, url);
      const one = askedOf(adapter);
      const turn = turnOf(one.pace);
      const begin = async () => {
        const taken = await turn.mine();
        one.turn = turn;
        return taken;
      };
      const looker: Looker = {
        async look(url) {
          await begin();
          return one.looker.look(url);
        },
        async politely(url, request) {
          await begin();
          return one.looker.politely(url, async () => {
            await turn.assure();
            return request();
          });
        },
        requests: one.looker.requests,
      };
      return { looker, show: (url) => looker.politely(url, () => tabs.picture(url, own)), ready: begin, end: turn.end };
    },
    async close() {
      await http.close();
      await (await started?.catch(() => undefined))?.close();
    },
  };
}

/** What a process keeps of a platform from one job to the next: its pace, its robots file, and whose turn it is. */
interface Asked {
  readonly pace: Pace;
  readonly looker: Looker;
  turn: Turn | null;
}

/** Slower than the adapter's pace as the configuration says; faster only where nobody else is asked. */
function paceOf(adapter: PlatformAdapter, config: Config): number {
  const usual = adapter.access.requestsPerMinute;
  const set = config.platforms[adapter.id]?.requestsPerMinute ?? usual;
  return isLoopback(adapter) ? set : Math.min(set, usual);
}

function isLoopback(adapter: PlatformAdapter): boolean {
  return LOOPBACK.test(new URL(adapter.origin).hostname);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
