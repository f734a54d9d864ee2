import type { LookupFunction } from 'node:net';
import { Agent, fetch } from 'undici';
import { decodePage } from './charset.ts';
import { LookFailure } from './errors.ts';
import type { Snapshot } from './page.ts';
import { publicLookup } from './public-address.ts';

export interface FetchLimits {
  /** After decompression, so that a small bomb stays small. */
  readonly maxBytes: number;
  readonly totalMs: number;
  readonly connectMs: number;
  readonly stallMs: number;
  readonly maxRedirects: number;
}

/** OLX list pages reach 4 MB (facts/olx.md 4.1). */
export const DEFAULT_LIMITS: FetchLimits = {
  maxBytes: 10_000_000,
  totalMs: 30_000,
  connectMs: 10_000,
  stallMs: 15_000,
  maxRedirects: 5,
};

/** Fetches one page. `ownHost` says which addresses belong to the platform: a redirect elsewhere is not followed. */
export type FetchPage = (url: string, ownHost: (url: string) => boolean) => Promise<Snapshot>;

/** A picture as it came; what it holds is judged elsewhere. */
export interface FetchedPicture {
  readonly status: number;
  readonly bytes: Buffer;
}
export type FetchPicture = (url: string, ownHost: (url: string) => boolean) => Promise<FetchedPicture>;

const ACCEPT_PAGE = 'text/html,application/json;q=0.9,*/*;q=0.5';
/** The formats that pipeline/photos reads. */
const ACCEPT_PICTURE = 'image/avif,image/webp,image/jpeg,image/png,image/gif;q=0.9,*/*;q=0.1';

/** A whole answer, before anyone decides what its body is. */
interface Answer {
  readonly url: string;
  readonly redirects: readonly string[];
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly fetchedAt: string;
}

export interface HttpFetcher {
  readonly fetchPage: FetchPage;
  readonly fetchPicture: FetchPicture;
  /** The same with headers of a reveal (`X-Requested-With`, a cookie); they too go to own hosts only. */
  fetchWith(
    url: string,
    ownHost: (url: string) => boolean,
    headers: Readonly<Record<string, string>>,
  ): Promise<Snapshot>;
  close(): Promise<void>;
}

export interface FetcherOptions {
  readonly userAgent: string;
  readonly clock: () => Date;
  readonly limits?: Partial<FetchLimits>;
  /** How names are found; the system's own way unless a test gives another. */
  readonly lookup?: LookupFunction;
}

/**
 * A plain HTTP client without cookies. Answers of any status come back, because they carry the platform's signs; only
 * troubles of the network, and redirects that leave the platform, throw LookFailure.
 */
export function createHttpFetcher(options: FetcherOptions): HttpFetcher {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const dispatcher = new Agent({
    connect: { timeout: limits.connectMs, lookup: publicLookup(options.lookup) },
    headersTimeout: limits.stallMs,
    bodyTimeout: limits.stallMs,
  });
  const usual = {
    'user-agent': options.userAgent,
    'accept-language': 'ru,kk;q=0.8',
  };

  const whole = async (
    requestedUrl: string,
    ownHost: (url: string) => boolean,
    extra: Readonly<Record<string, string>>,
  ): Promise<Answer> => {
    const headers = { ...usual, ...extra };
    const redirects: string[] = [];
    const signal = AbortSignal.timeout(limits.totalMs);
    let url = requestedUrl;
    if (!ownHost(url)) throw new LookFailure('disallowed', url, 'the address is not the platform’s');
    for (;;) {
      const fetchedAt = options.clock().toISOString();
      let response: Awaited<ReturnType<typeof fetch>>;
      let body: Buffer;
      try {
        response = await fetch(url, { dispatcher, headers, redirect: 'manual', signal });
        body = await readCapped(response.body, limits.maxBytes, url);
      } catch (error) {
        throw error instanceof LookFailure ? error : networkFailure(error, url);
      }
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location) {
        if (!URL.canParse(location, url)) throw new LookFailure('layout', url, 'a redirect to what is no address');
        const next = new URL(location, url).href;
        if (next === url || redirects.includes(next)) throw new LookFailure('layout', url, 'a redirect loop');
        if (!ownHost(next)) throw new LookFailure('layout', url, 'a redirect leaves the platform');
        redirects.push(url);
        if (redirects.length > limits.maxRedirects) throw new LookFailure('layout', url, 'too many redirects');
        url = next;
        continue;
      }
      const named = Object.fromEntries(response.headers as Iterable<[string, string]>);
      // Several cookies may be set at once, and each is a header of its own.
      const cookies = response.headers.getSetCookie();
      if (cookies.length > 0) named['set-cookie'] = cookies.join('\n');
      return { url, redirects, status: response.status, headers: named, body, fetchedAt };
    }
  };
  const fetchWith: HttpFetcher['fetchWith'] = async (requestedUrl, ownHost, extra) => {
    const answer = await whole(requestedUrl, ownHost, { accept: ACCEPT_PAGE, ...extra });
    const body = decode(answer.body, answer.headers['content-type'], answer.url);
    return { ...answer, requestedUrl, body, engine: 'http' };
  };
  return {
    fetchPage: (url, ownHost) => fetchWith(url, ownHost, {}),
    fetchWith,
    async fetchPicture(url, ownHost) {
      const { status, body } = await whole(url, ownHost, { accept: ACCEPT_PICTURE });
      return { status, bytes: body };
    },
    close: () => dispatcher.destroy(),
  };
}

/** Seconds in a Retry-After header, in either of its two forms; `undefined` when there is none to read. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  if (!header) return undefined;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

async function readCapped(stream: AsyncIterable<Uint8Array> | null, maxBytes: number, url: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new LookFailure('layout', url, `the page is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A dropped line, a name that does not resolve, a stall: the platform said nothing, so nothing is concluded. */
function networkFailure(error: unknown, url: string): LookFailure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.name) : 'unknown';
  return new LookFailure('unreachable', url, `no whole answer (${code})`, { cause: error });
}

function decode(body: Buffer, contentType: string | undefined, url: string): string {
  const text = decodePage(body, contentType);
  if (text === null) throw new LookFailure('layout', url, 'the page’s letters cannot be read in any encoding');
  return text;
}
