import type { APIResponse, CDPSession, Response, Page as Tab } from 'playwright';
import type { JudgeAddress } from './browser-guard.ts';
import type { Exchange, ServerSeen, Taken } from './shown-page.ts';

const MAX_BODY = 10_000_000;
/** Of one page together: an ad's page has a few megabytes. */
const MAX_BODIES = 60_000_000;
const MAX_PHOTOS = 40;
const PHOTO_MS = 15_000;
/** An answer that never ends (a page that keeps a line open) is kept without its body. */
const BODY_MS = 5_000;

export interface ExchangeRecorder {
  /** Everything asked for so far and what came, in the order of asking. */
  exchanges(): Promise<Exchange[]>;
}

/** Keeps what a tab asks for and gets. Bodies are read as they end, because Chromium forgets large ones. */
export function recordExchanges(tab: Tab, clock: () => Date): ExchangeRecorder {
  const asked: Promise<Exchange | null>[] = [];
  let kept = 0;
  tab.on('response', (response) => {
    const at = clock().toISOString();
    asked.push(
      exchangeOf(tab, response, at, (bytes) => {
        if (bytes > MAX_BODY || kept + bytes > MAX_BODIES) return false;
        kept += bytes;
        return true;
      }).catch(() => null),
    );
  });
  return {
    exchanges: async () => (await Promise.all(asked)).filter((one) => one !== null),
  };
}

async function exchangeOf(
  tab: Tab,
  response: Response,
  at: string,
  room: (bytes: number) => boolean,
): Promise<Exchange | null> {
  const request = response.request();
  if (!/^https?:/.test(request.url())) return null;
  const kind = kindOf(tab, response);
  const body = kind === 'redirect' ? null : await bodyOf(response);
  return {
    kind,
    method: request.method(),
    url: request.url(),
    requestHeaders: (await request.headersArray()).map(({ name, value }) => [name, value] as const),
    status: response.status(),
    statusText: response.statusText(),
    headers: (await response.headersArray()).map(({ name, value }) => [name, value] as const),
    body: body && room(body.length) ? body : null,
    at,
  };
}

async function bodyOf(response: Response): Promise<Buffer | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), BODY_MS);
  });
  return Promise.race([response.body().catch(() => null), late]).finally(() => clearTimeout(timer));
}

/** By its own status: the browser tells where a request was sent on to only after its answer. */
function kindOf(tab: Tab, response: Response): Exchange['kind'] {
  const request = response.request();
  if (response.status() >= 300 && response.status() < 400 && response.status() !== 304) return 'redirect';
  return request.isNavigationRequest() && request.frame() === tab.mainFrame() ? 'document' : 'resource';
}

/** Address and certificates of the server that sent the page. */
export async function serverOf(response: Response, session: CDPSession): Promise<ServerSeen> {
  const far = await response.serverAddr().catch(() => null);
  const details = await response.securityDetails().catch(() => null);
  const address = far ? `${far.ipAddress}:${far.port}` : null;
  if (!details || !response.url().startsWith('https:')) return { address, tls: null };
  const origin = new URL(response.url()).origin;
  const certificates = await session.send('Network.getCertificate', { origin }).catch(() => ({ tableNames: [] }));
  const day = (seconds: number | undefined) => (seconds ? new Date(seconds * 1000).toISOString() : null);
  return {
    address,
    tls: {
      protocol: details.protocol ?? null,
      subject: details.subjectName ?? null,
      issuer: details.issuer ?? null,
      validFrom: day(details.validFrom),
      validTo: day(details.validTo),
      chain: certificates.tableNames,
    },
  };
}

const REFUSED = {
  foreign: { ok: false, why: 'on a host that is not the platform’s' },
  inner: { ok: false, why: 'on a host that is not on the public internet' },
} as const;

/**
 * Every photo of the ad: as the page has loaded it, else asked for now; only from the platform's own hosts, without
 * following redirects, and at most so many.
 */
export async function takePhotos(
  tab: Tab,
  urls: readonly string[],
  options: {
    readonly loaded: readonly Exchange[];
    readonly judge: JudgeAddress;
    readonly clock: () => Date;
  },
): Promise<{ url: string; photo: Taken<Exchange> }[]> {
  const taken: { url: string; photo: Taken<Exchange> }[] = [];
  for (const [i, given] of [...new Set(urls)].entries()) {
    const url = URL.canParse(given, tab.url()) ? new URL(given, tab.url()).href : given;
    const loaded = options.loaded.find((one) => one.url === url && one.status === 200 && one.body !== null);
    if (loaded) taken.push({ url, photo: { ok: true, value: { ...loaded, kind: 'photo' } } });
    else if (i >= MAX_PHOTOS) taken.push({ url, photo: { ok: false, why: `more than ${MAX_PHOTOS} photos` } });
    else {
      // Asked by our own process: none of the browser's guards see it.
      const judged = URL.canParse(url) ? await options.judge(url) : 'foreign';
      const photo = judged === 'own' ? await askForPhoto(tab, url, options.clock) : REFUSED[judged];
      taken.push({ url, photo });
    }
  }
  return taken;
}

async function askForPhoto(tab: Tab, url: string, clock: () => Date): Promise<Taken<Exchange>> {
  const at = clock().toISOString();
  const requestHeaders = [['Referer', tab.url()]] as const;
  let response: APIResponse;
  try {
    response = await tab.context().request.get(url, {
      headers: { Referer: tab.url() },
      maxRedirects: 0,
      timeout: PHOTO_MS,
    });
  } catch {
    return { ok: false, why: 'no whole answer' };
  }
  try {
    if (response.status() !== 200) return { ok: false, why: `HTTP ${response.status()}` };
    const body = await response.body();
    if (body.length > MAX_BODY) return { ok: false, why: `larger than ${MAX_BODY} bytes` };
    const headers = response.headersArray().map(({ name, value }) => [name, value] as const);
    const statusText = response.statusText();
    return {
      ok: true,
      value: { kind: 'photo', method: 'GET', url, requestHeaders, status: 200, statusText, headers, body, at },
    };
  } catch {
    return { ok: false, why: 'no whole answer' };
  } finally {
    await response.dispose().catch(() => undefined);
  }
}
