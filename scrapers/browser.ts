import {
  type Browser,
  type BrowserContext,
  type CDPSession,
  chromium,
  type Response,
  type Page as Tab,
} from 'playwright';
import { LookFailure } from './errors.ts';
import type { FetchPage } from './fetch.ts';
import type { Snapshot } from './page.ts';
import { type ExchangeRecorder, recordExchanges } from './record-exchanges.ts';
import { takeShownPage } from './show.ts';
import type { ShownPage, ShowWanted } from './shown-page.ts';

const VIEWPORT = { width: 1280, height: 900 };
const LOCALE = 'ru-KZ';
const TIMEZONE = 'Asia/Almaty';
const NAVIGATION_MS = 30_000;
/** How long a page may go on loading after its document is there. */
const SETTLE_MS = 5_000;
const NOT_RECORDED: ExchangeRecorder = { exchanges: async () => [] };
const HEAVY = new Set(['image', 'media', 'font']);

/** A page that stands loaded in a tab. */
interface Visit {
  readonly tab: Tab;
  readonly snapshot: Snapshot;
  readonly response: Response;
  readonly session: CDPSession;
  readonly recorder: ExchangeRecorder;
  readonly browser: Browser;
}

/** Starts Chromium. The sandbox is off only as root, where Chromium refuses to start with it. */
export async function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    // Playwright's own handler closes the browser and ends the process at the first Ctrl-C, with nothing saved.
    handleSIGINT: false,
    args: [
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * Pages as Chromium sees them, in the same Snapshot as the plain client's: each in a fresh context without cookies,
 * downloads, service workers or permissions, and without requests to hosts that are not the platform's.
 */
export function createBrowserFetcher(options: {
  readonly browser: () => Promise<Browser>;
  readonly userAgent: string;
  readonly clock: () => Date;
}): {
  fetchPage: FetchPage;
  /** The page with all that is kept of it as evidence, from one load. */
  show(url: string, ownHost: (url: string) => boolean, wanted: ShowWanted): Promise<ShownPage>;
} {
  const visit = async <T>(
    url: string,
    ownHost: (url: string) => boolean,
    heavy: boolean,
    use: (visit: Visit) => Promise<T>,
  ): Promise<T> => {
    const browser = await options.browser();
    const context = await browser.newContext({
      userAgent: options.userAgent,
      viewport: VIEWPORT,
      locale: LOCALE,
      timezoneId: TIMEZONE,
      acceptDownloads: false,
      serviceWorkers: 'block',
    });
    try {
      await guard(context, ownHost, heavy);
      const tab = await context.newPage();
      const session = await guardRedirects(context, tab, ownHost);
      // Without it the browser does not tell the server's certificates.
      if (heavy) await session.send('Network.enable');
      const recorder = heavy ? recordExchanges(tab, options.clock) : NOT_RECORDED;
      tab.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
      const fetchedAt = options.clock().toISOString();
      const response = await navigate(tab, url, ownHost);
      const snapshot = await snapshotOf(tab, response, url, fetchedAt);
      return await use({ tab, snapshot, response, session, recorder, browser });
    } finally {
      await context.close().catch(() => undefined);
    }
  };
  return {
    fetchPage: (url, ownHost) => visit(url, ownHost, false, async ({ snapshot }) => snapshot),
    show: (url, ownHost, wanted) =>
      visit(url, ownHost, true, async ({ tab, snapshot, response, session, recorder, browser }) => {
        const at = { wanted, recorder, session, ownHost, clock: options.clock };
        return {
          ...(await takeShownPage(tab, { snapshot, response }, at)),
          viewport: VIEWPORT,
          locale: LOCALE,
          timezone: TIMEZONE,
          userAgent: options.userAgent,
          browserVersion: browser.version(),
        };
      }),
  };
}

async function guard(context: BrowserContext, ownHost: (url: string) => boolean, heavy: boolean): Promise<void> {
  await context.route('**/*', (route) => {
    const request = route.request();
    const url = request.url();
    const wanted = url.startsWith('data:') || (ownHost(url) && (heavy || !HEAVY.has(request.resourceType())));
    return wanted ? route.continue() : route.abort();
  });
}

/** Playwright's routes see only the first request of a chain, so a redirect to a foreign host is stopped by CDP. */
async function guardRedirects(
  context: BrowserContext,
  tab: Tab,
  ownHost: (url: string) => boolean,
): Promise<CDPSession> {
  const session = await context.newCDPSession(tab);
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const answer = ownHost(request.url)
      ? session.send('Fetch.continueRequest', { requestId })
      : session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    // The tab may be closed by now; then nothing is asked any more.
    answer.catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: 'http*' }] });
  return session;
}

async function navigate(tab: Tab, url: string, ownHost: (url: string) => boolean): Promise<Response> {
  let response: Response | null;
  try {
    response = await tab.goto(url, { timeout: NAVIGATION_MS, waitUntil: 'domcontentloaded' });
    await tab.waitForLoadState('networkidle', { timeout: SETTLE_MS }).catch(() => undefined);
  } catch (error) {
    const word = /net::(ERR_\w+)/.exec(String(error))?.[1] ?? 'timeout';
    if (word === 'ERR_BLOCKED_BY_CLIENT') throw new LookFailure('layout', url, 'a redirect leaves the platform');
    if (word === 'ERR_TOO_MANY_REDIRECTS') throw new LookFailure('layout', url, 'a redirect loop');
    throw new LookFailure('unreachable', url, `no whole answer (${word})`, { cause: error });
  }
  if (!response) throw new LookFailure('unreachable', url, 'no answer');
  if (!ownHost(tab.url())) throw new LookFailure('layout', url, 'a redirect leaves the platform');
  return response;
}

async function snapshotOf(tab: Tab, response: Response, requestedUrl: string, fetchedAt: string): Promise<Snapshot> {
  const redirects: string[] = [];
  for (let from = response.request().redirectedFrom(); from; from = from.redirectedFrom())
    redirects.unshift(from.url());
  const headers = await response.allHeaders();
  const isHtml = /html/.test(headers['content-type'] ?? 'html');
  let body: string;
  try {
    body = isHtml ? await tab.content() : await response.text();
  } catch (error) {
    throw new LookFailure('unreachable', requestedUrl, 'the page went away while it was read', { cause: error });
  }
  return {
    requestedUrl,
    url: tab.url(),
    redirects,
    status: response.status(),
    headers,
    body,
    engine: 'browser',
    fetchedAt,
  };
}
