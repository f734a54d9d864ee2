import type { Exchange, Header } from '../../scrapers/shown-page.ts';

/** Something taken out before anything was written, and how often. What it was is not told. */
export interface Strike {
  readonly what: string;
  readonly count: number;
}

/** Takes out what is ours and not the ad's: cookies, tokens, sign-in data and the visitor's own address. */
export interface Striker {
  text(text: string): string;
  exchange(exchange: Exchange): Exchange;
  url(url: string): string;
  strikes(): Strike[];
}

const STRUCK = '[struck]';
const HEADERS: Readonly<Record<string, string>> = {
  cookie: 'cookie',
  'set-cookie': 'cookie',
  authorization: 'sign-in data',
  'proxy-authorization': 'sign-in data',
  'x-csrf-token': 'token',
  'x-xsrf-token': 'token',
  'x-auth-token': 'token',
  'x-api-key': 'token',
  'x-forwarded-for': 'own address',
  'x-real-ip': 'own address',
  'x-client-ip': 'own address',
  'cf-connecting-ip': 'own address',
  'true-client-ip': 'own address',
};
const PARAMETERS = /^(token|captchaTokenV\d|g-?recaptcha-?response|access_token|csrf_?token|session_?id)$/i;
const NAMED =
  /(\\*["']|\b)(ipInfo|appKey|appToken|accessToken|access_token|refreshToken|refresh_token|csrfToken|csrf_token|sessionId|session_id|phoneToken)(?:\1|\b)\s*[:=]\s*/g;
const META = /(<meta[^>]{0,80}name=["']csrf-token["'][^>]{0,80}content=["'])([^"']+)/gi;
const ADDRESS = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})`;
const NAMED_ADDRESS = new RegExp(
  String.raw`(\\*["'])(?:ip|clientIp|userIp|remoteAddr)\1\s*:\s*(\\*["'])(${ADDRESS})\2`,
  'gi',
);
const TEXT = /html|json|javascript|xml|^text\//i;
const PROGRAM = /javascript|css/i;
/** A page's object about its visitor has some dozens of characters. */
const LONGEST_OBJECT = 4_000;

/**
 * `bodies` are all texts of the page: the visitor's own address is learnt from where the platform echoes it
 * (facts/kolesa-group.md) and then taken out everywhere. `hosts` are never taken for it.
 */
export function createStriker(bodies: readonly string[], hosts: readonly string[]): Striker {
  const counts = new Map<string, number>();
  const count = (what: string, by = 1) => counts.set(what, (counts.get(what) ?? 0) + by);
  const own = new Set<string>();
  for (const body of bodies)
    for (const found of body.matchAll(NAMED_ADDRESS)) if (found[3] && !hosts.includes(found[3])) own.add(found[3]);

  const withoutOwn = (text: string): string => {
    let left = text;
    for (const address of own) {
      const parts = left.split(address);
      if (parts.length > 1) count('own address', parts.length - 1);
      left = parts.join(STRUCK);
    }
    return left;
  };
  const text = (given: string): string => withoutOwn(withoutNamed(given, count));
  const url = (given: string): string => {
    if (!URL.canParse(given)) return given;
    const parsed = new URL(given);
    const secret = [...parsed.searchParams.keys()].filter((name) => PARAMETERS.test(name));
    if (secret.length === 0) return given;
    for (const name of secret) parsed.searchParams.set(name, 'struck');
    count('token', secret.length);
    return parsed.href;
  };
  const headers = (given: readonly Header[]): Header[] =>
    given.flatMap(([name, value]): Header[] => {
      const what = HEADERS[name.toLowerCase()];
      if (what === undefined) return [[name, withoutOwn(/^(referer|location)$/i.test(name) ? url(value) : value)]];
      count(what);
      return [];
    });
  return {
    text,
    url,
    exchange(exchange) {
      const type = exchange.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
      const body = exchange.body && TEXT.test(type) ? bodyOf(exchange.body, type) : exchange.body;
      return {
        ...exchange,
        url: url(exchange.url),
        requestHeaders: headers(exchange.requestHeaders),
        headers: headers(exchange.headers),
        body,
      };
    },
    // No digest of what stood there before: an address is short enough to be guessed from one.
    strikes: () => [...counts].map(([what, n]) => ({ what, count: n })),
  };

  function bodyOf(body: Buffer, type: string): Buffer {
    // Bytes stay bytes whatever their encoding: what is struck is ASCII.
    const raw = body.toString('latin1');
    const struck = PROGRAM.test(type) ? withoutOwn(raw) : text(raw);
    return struck === raw ? body : Buffer.from(struck, 'latin1');
  }
}

function withoutNamed(given: string, count: (what: string) => void): string {
  const metas = given.replace(META, (_, before: string) => {
    count('token');
    return `${before}${STRUCK}`;
  });
  let out = '';
  let done = 0;
  for (const found of metas.matchAll(NAMED)) {
    const start = found.index + found[0].length;
    if (found.index < done) continue;
    const end = endOfValue(metas, start);
    if (end === null) continue;
    const quote = /^\\*["']/.exec(metas.slice(start, start + 8))?.[0] ?? (/^\\*["']/.exec(found[1] ?? '')?.[0] || '"');
    out += `${metas.slice(done, start)}${quote}${STRUCK}${quote}`;
    done = end;
    count(found[2] === 'ipInfo' ? 'own address' : 'token');
  }
  return out + metas.slice(done);
}

/** Where a string, a number or an object that begins here ends; `null` when it is none (a variable of a program). */
function endOfValue(text: string, start: number): number | null {
  const quote = /^\\*["']/.exec(text.slice(start, start + 8))?.[0];
  if (quote) {
    for (let at = text.indexOf(quote, start + quote.length); at > 0; at = text.indexOf(quote, at + quote.length))
      if (text[at - 1] !== '\\') return at + quote.length;
    return null;
  }
  const number = /^\d+/.exec(text.slice(start, start + 20))?.[0];
  if (number) return start + number.length;
  if (text[start] !== '{') return null;
  let depth = 0;
  for (let at = start; at < Math.min(text.length, start + LONGEST_OBJECT); at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}') depth--;
    if (depth === 0) return at + 1;
  }
  return null;
}
