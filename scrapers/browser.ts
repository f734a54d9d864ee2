import type { Browser, BrowserContext, CDPSession, Response, Page as Tab } from 'playwright';
import { createJudge, guardRedirects, guardRequests, isInnerAnswer, type JudgeAddress } from './browser-guard.ts';
import { encodingOf, isGarbled } from './charset.ts';
import { LookFailure } from './errors.ts';
import { DEFAULT_LIMITS, type FetchPage } from './fetch.ts';
import type { Snapshot } from './page.ts';
import type { ResolveHost } from './public-address.ts';
import { type ExchangeRecorder, recordExchanges } from './record-exchanges.ts';
import { takeShownPage } from './show.ts';
import type { ShownPage, ShowWanted } from './shown-page.ts';

const VIEWPORT = { width: 1280, height: 900 };
const LOCALE = 'ru-KZ';
const TIMEZONE = 'Asia/Almaty';
/** How long a page may go on loading after its document is there. */
const SETTLE_MS = 5_000;
const NOT_RECORDED: ExchangeRecorder = { exchanges: async () => [] };

export interface BrowserLimits {
  readonly navigationMs: number;
  /** Of the document, as it comes and as its scripts leave it. */
  readonly maxBytes: number;
}
const USUAL_LIMITS: BrowserLimits = { navigationMs: 30_000, maxBytes: DEFAULT_LIMITS.maxBytes };

/** A page that stands loaded in a tab. */
export interface Visit {
  readonly tab: Tab;
  readonly snapshot: Snapshot;
  readonly response: Response;
  readonly session: CDPSession;
  readonly recorder: ExchangeRecorder;
  readonly browser: Browser;
  readonly judge: JudgeAddress;
}

/** Cookies and local storage of a context, as Playwright writes them down. */
export type BrowserSession = Awaited<ReturnType<BrowserContext['storageState']>>;

export interface BrowserFetcher {
  readonly fetchPage: FetchPage;
  /** The page with all that is kept of it as evidence, from one load. */
  show(url: string, ownHost: (url: string) => boolean, wanted: ShowWanted): Promise<ShownPage>;
  /** Opens an address and hands the tab over, to do there what a person would; `session` only where one is due. */
  visit<T>(
    url: string,
    ownHost: (url: string) => boolean,
    options: { readonly heavy?: boolean; readonly session?: BrowserSession | null },
    use: (visit: Visit) => Promise<T>,
  ): Promise<T>;
}

/** Starts Chromium. The sandbox is off only as root, where Chromium refuses to start with it. */
export async function launchBrowser(
  executablePath: string,
  { headed = false, more = [] }: { readonly headed?: boolean; readonly more?: readonly string[] } = {},
): Promise<Browser> {
  // Loaded when first needed: most runs find nothing to picture, and it takes most of a command's start.
  const { chromium } = await import('playwright');
  return chromium.launch({
    executablePath,
    headless: !headed,
    chromiumSandbox: process.getuid?.() !== 0,
    // Playwright's own handler closes the browser and ends the process at the first Ctrl-C, with nothing saved.
    handleSIGINT: false,
    args: [
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
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
  readonly limits?: Partial<BrowserLimits>;
  /** How names are found before they are asked; the system's own way unless a test gives another. */
  readonly resolve?: ResolveHost;
}): BrowserFetcher {
  const limits = { ...USUAL_LIMITS, ...options.limits };
  const visit: BrowserFetcher['visit'] = async (url, ownHost, { heavy = false, session = null }, use) => {
    const browser = await options.browser();
    const judge = createJudge(ownHost, { resolve: options.resolve, now: Date.now });
    const context = await browser.newContext({
      userAgent: options.userAgent,
      viewport: VIEWPORT,
      locale: LOCALE,
      timezoneId: TIMEZONE,
      acceptDownloads: false,
      serviceWorkers: 'block',
      ...(session ? { storageState: session } : {}),
    });
    try {
      await guardRequests(context, judge, heavy);
      const tab = await context.newPage();
      context.on('page', (other) => void other.close().catch(() => undefined));
      const session = await context.newCDPSession(tab);
      // With a User-Agent of our own Chromium would call itself a Windows machine.
      await session.send('Emulation.setUserAgentOverride', {
        userAgent: options.userAgent,
        acceptLanguage: LOCALE,
        userAgentMetadata: { platform: 'Unknown', platformVersion: '', architecture: '', model: '', mobile: false },
      });
      await guardRedirects(session, judge);
      const watched = await watchDocument(session, context, limits.maxBytes);
      const recorder = heavy ? recordExchanges(tab, options.clock) : NOT_RECORDED;
      tab.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
      const fetchedAt = options.clock().toISOString();
      const visited = async () => {
        const response = await navigate(tab, url, { ownHost, judge }, limits.navigationMs);
        const snapshot = await snapshotOf(tab, response, url, fetchedAt, limits);
        return await use({ tab, snapshot, response, session, recorder, browser, judge });
      };
      // A tab closed under it fails in whatever it was doing: the reason is why it was closed.
      return await visited().catch((error: unknown) => {
        if (watched.trouble() === 'too-large') throw tooLarge(url, limits);
        if (watched.trouble() === 'not-public') throw notPublic(url);
        if (watched.trouble() === 'cut-off') throw new LookFailure('unreachable', url, 'no whole answer (cut off)');
        throw error;
      });
    } finally {
      await context.close().catch(() => undefined);
    }
  };
  return {
    visit,
    fetchPage: (url, ownHost) => visit(url, ownHost, {}, async ({ snapshot }) => snapshot),
    show: (url, ownHost, wanted) =>
      visit(url, ownHost, { heavy: true }, async ({ tab, snapshot, response, session, recorder, browser, judge }) => {
        const at = { wanted, recorder, session, judge, clock: options.clock };
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

/**
 * Chromium has no limit of its own, and waits long for the rest of a page whose line broke: a document that grows beyond
 * our limit or is cut off closes its tab at once. Frames within the page are not watched.
 */
async function watchDocument(session: CDPSession, context: BrowserContext, maxBytes: number) {
  const documents = new Set<string>();
  let mainFrame: string | undefined;
  let bytes = 0;
  let trouble: 'too-large' | 'cut-off' | 'not-public' | null = null;
  const stop = (why: NonNullable<typeof trouble>) => {
    trouble ??= why;
    void context.close().catch(() => undefined);
  };
  session.on('Network.responseReceived', ({ requestId, type, frameId, response }) => {
    if (isInnerAnswer(response.url, response.remoteIPAddress)) stop('not-public');
    if (type !== 'Document') return;
    mainFrame ??= frameId;
    if (frameId === mainFrame) documents.add(requestId);
  });
  session.on('Network.dataReceived', ({ requestId, dataLength }) => {
    if (!documents.has(requestId)) return;
    bytes += dataLength;
    if (bytes > maxBytes) stop('too-large');
  });
  session.on('Network.loadingFailed', ({ requestId, canceled }) => {
    if (documents.has(requestId) && !canceled) stop('cut-off');
  });
  // It also makes the browser tell the server's certificates.
  await session.send('Network.enable');
  return { trouble: () => trouble };
}

function notPublic(url: string): LookFailure {
  return new LookFailure('unreachable', url, 'the host is not on the public internet');
}

function tooLarge(url: string, { maxBytes }: BrowserLimits): LookFailure {
  return new LookFailure('layout', url, `the page is larger than ${maxBytes} bytes`);
}

async function navigate(
  tab: Tab,
  url: string,
  { ownHost, judge }: { readonly ownHost: (url: string) => boolean; readonly judge: JudgeAddress },
  navigationMs: number,
): Promise<Response> {
  // Chromium opens a connection to where it is sent before any route is asked.
  if ((await judge(url)) === 'inner') throw notPublic(url);
  let response: Response | null;
  try {
    response = await tab.goto(url, { timeout: navigationMs, waitUntil: 'domcontentloaded' });
    await tab.waitForLoadState('networkidle', { timeout: SETTLE_MS }).catch(() => undefined);
  } catch (error) {
    const word = /net::(ERR_\w+)/.exec(String(error))?.[1] ?? 'timeout';
    if (word === 'ERR_BLOCKED_BY_CLIENT') throw new LookFailure('layout', url, 'a redirect leaves the platform');
    if (word === 'ERR_ADDRESS_UNREACHABLE') throw notPublic(url);
    if (word === 'ERR_TOO_MANY_REDIRECTS') throw new LookFailure('layout', url, 'a redirect loop');
    throw new LookFailure('unreachable', url, `no whole answer (${word})`, { cause: error });
  }
  if (!response) throw new LookFailure('unreachable', url, 'no answer');
  if (!ownHost(tab.url())) throw new LookFailure('layout', url, 'a redirect leaves the platform');
  return response;
}

async function snapshotOf(
  tab: Tab,
  response: Response,
  requestedUrl: string,
  fetchedAt: string,
  limits: BrowserLimits,
): Promise<Snapshot> {
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
  if (body.length > limits.maxBytes) throw tooLarge(requestedUrl, limits);
  if (isGarbled(body) || (isHtml && (await misread(tab, response))))
    throw new LookFailure('layout', requestedUrl, 'the page’s letters are not in the encoding it names');
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

/** U+FFFD in UTF-8. */
const LOST_LETTER = Buffer.from('\ufffd');

/** Chromium believes the encoding a page names; where the bytes say otherwise, what it shows is not the text. */
async function misread(tab: Tab, response: Response): Promise<boolean> {
  const used = await tab.evaluate('document.characterSet').catch(() => null);
  // The raw bytes are gone when the document was opened again by its scripts: then only what is garbled is told.
  const never = new Promise<null>((resolve) => setTimeout(resolve, SETTLE_MS, null).unref());
  const bytes = await Promise.race([response.body().catch(() => null), never]);
  if (typeof used !== 'string' || bytes === null || bytes.every((byte) => byte < 0x80)) return false;
  const right = encodingOf(bytes, response.headers()['content-type']);
  // Of a page whose encoding it guessed Chromium 150 hands out not the bytes but what UTF-8 makes of them: lost letters.
  // Then its guess counts when it is the one encoding that is believed unnamed (charset.ts).
  if (right === null && bytes.includes(LOST_LETTER)) return new TextDecoder(used).encoding !== 'windows-1251';
  return right === null || new TextDecoder(used).encoding !== right;
}
