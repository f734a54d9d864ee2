import type { Browser } from 'playwright';
import type { Config } from '../config.ts';
import { ConfigError } from '../config.ts';
import type { Db } from '../db/database.ts';
import { findRobotsFile, keepRobotsFile } from '../db/robots-files.ts';
import type { PlatformAdapter } from '../scrapers/adapter.ts';
import { type BrowserSession, createBrowserFetcher, launchBrowser } from '../scrapers/browser.ts';
import { createHttpFetcher } from '../scrapers/fetch.ts';
import { createLooker, type Looker } from '../scrapers/look.ts';
import { createPace } from '../scrapers/pace.ts';
import { createPictureLook, type PictureLook } from '../scrapers/pictures.ts';
import { isOwnHost } from '../scrapers/read.ts';
import { type Revealed, type RevealTarget, revealNumber } from '../scrapers/reveal.ts';
import { guarded } from './breaker.ts';
import type { ShownPage } from './capture.ts';

const LOOPBACK = /^(127(\.\d+){3}|\[::1\]|localhost)$/;

export interface PlatformOutlook {
  readonly looker: Looker;
  show(url: string): Promise<ShownPage>;
  /** One picture of an ad. */
  readonly picture: PictureLook;
  reveal(target: RevealTarget, session: BrowserSession | null): Promise<Revealed>;
}

/** The means of looking at platforms for one run: one browser for all, one pace and one robots file for each. */
export interface Outlook {
  of(adapter: PlatformAdapter): PlatformOutlook;
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
  /** For Chromium, beside its usual ones. */
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
    started ??= launchBrowser(executable, { more: options.browserArguments ?? [] });
    return started;
  };
  const http = createHttpFetcher({ userAgent, clock });
  const tabs = createBrowserFetcher({ browser, userAgent, clock });
  return {
    of(adapter) {
      const own = (url: string) => isOwnHost(adapter, url);
      const plain = createLooker({
        adapter,
        fetchPage: adapter.access.engine === 'browser' ? tabs.fetchPage : http.fetchPage,
        pace: createPace({ requestsPerMinute: paceOf(adapter, config), now: () => clock().getTime(), sleep }),
        agent: 'Qorgan',
        clock,
        shelf: { find: (origin) => findRobotsFile(db, origin), keep: (file) => keepRobotsFile(db, file) },
      });
      const looker = guarded(plain, { adapter, db, clock, despiteBefore });
      return {
        looker,
        show: (url) => looker.politely(url, () => tabs.picture(url, own)),
        picture: createPictureLook({ adapter, looker, fetchPicture: http.fetchPicture }),
        reveal: (target, session) => revealNumber(target, session, { adapter, looker, tabs, http, clock }),
      };
    },
    async close() {
      await http.close();
      await (await started?.catch(() => undefined))?.close();
    },
  };
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
