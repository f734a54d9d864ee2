import type { Browser, BrowserContext, Response, Page as Tab } from 'playwright';
import { LookFailure } from './errors.ts';
import type { FetchPage } from './fetch.ts';
import type { Snapshot } from './page.ts';

const VIEWPORT = { width: 1280, height: 900 };
const NAVIGATION_MS = 30_000;
/** How long a page may go on loading after its document is there. */
const SETTLE_MS = 5_000;
const HEAVY = new Set(['image', 'media', 'font']);

/** A page with its picture. */
export interface Picture {
  readonly snapshot: Snapshot;
  readonly screenshot: Buffer;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly browserVersion: string;
}

/** Starts Chromium. The sandbox is off only as root, where Chromium refuses to start with it. */
export async function launchBrowser(executablePath: string): Promise<Browser> {
  // Loaded when first needed: most runs find nothing to picture, and it takes most of a command's start.
  const { chromium } = await import('playwright');
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
}): { fetchPage: FetchPage; picture(url: string, ownHost: (url: string) => boolean): Promise<Picture> } {
  const visit = async <T>(
    url: string,
    ownHost: (url: string) => boolean,
    heavy: boolean,
    use: (tab: Tab, snapshot: Snapshot, browser: Browser) => Promise<T>,
  ): Promise<T> => {
    const browser = await options.browser();
    const context = await browser.newContext({
      userAgent: options.userAgent,
      viewport: VIEWPORT,
      locale: 'ru-KZ',
      timezoneId: 'Asia/Almaty',
      acceptDownloads: false,
      serviceWorkers: 'block',
    });
    try {
      await guard(context, ownHost, heavy);
      const tab = await context.newPage();
      await guardRedirects(context, tab, ownHost);
      tab.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
      const fetchedAt = options.clock().toISOString();
      const response = await navigate(tab, url, ownHost);
      return await use(tab, await snapshotOf(tab, response, url, fetchedAt), browser);
    } finally {
      await context.close().catch(() => undefined);
    }
  };
  return {
    fetchPage: (url, ownHost) => visit(url, ownHost, false, async (_tab, snapshot) => snapshot),
    picture: (url, ownHost) =>
      visit(url, ownHost, true, async (tab, snapshot, browser) => ({
        snapshot,
        screenshot: await tab.screenshot({ fullPage: true, type: 'png', timeout: NAVIGATION_MS }),
        viewport: VIEWPORT,
        browserVersion: browser.version(),
      })),
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
async function guardRedirects(context: BrowserContext, tab: Tab, ownHost: (url: string) => boolean): Promise<void> {
  const session = await context.newCDPSession(tab);
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const answer = ownHost(request.url)
      ? session.send('Fetch.continueRequest', { requestId })
      : session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    // The tab may be closed by now; then nothing is asked any more.
    answer.catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: 'http*' }] });
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
