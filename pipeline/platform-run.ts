import type { Browser } from 'playwright';
import type { Config } from '../config.ts';
import { ConfigError } from '../config.ts';
import type { PlatformAdapter } from '../scrapers/adapter.ts';
import { createBrowserFetcher, launchBrowser } from '../scrapers/browser.ts';
import { createHttpFetcher } from '../scrapers/fetch.ts';
import { createLooker, type Looker } from '../scrapers/look.ts';
import { createPace } from '../scrapers/pace.ts';
import { isOwnHost } from '../scrapers/read.ts';
import type { ShownPage, ShowWanted } from '../scrapers/shown-page.ts';

const LOOPBACK = /^(127(\.\d+){3}|\[::1\]|localhost)$/;

/** The means of looking at platforms for one run: one browser for all, one pace and one robots file for each. */
export interface Outlook {
  of(adapter: PlatformAdapter): {
    readonly looker: Looker;
    show(url: string, wanted: ShowWanted): Promise<ShownPage>;
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
  return {
    of(adapter) {
      const own = (url: string) => isOwnHost(adapter, url);
      const looker = createLooker({
        adapter,
        fetchPage: adapter.access.engine === 'browser' ? tabs.fetchPage : http.fetchPage,
        pace: createPace({ requestsPerMinute: paceOf(adapter, config), now: () => clock().getTime(), sleep }),
        agent: 'Qorgan',
        clock,
      });
      return { looker, show: (url, wanted) => looker.politely(url, () => tabs.show(url, own, wanted)) };
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
