import { getSetCookies, Headers } from 'undici';
import { z } from 'zod';
import type { PlatformAdapter } from './adapter.ts';
import type { BrowserSession } from './browser.ts';

const cookie = z.looseObject({
  name: z.string(),
  value: z.string(),
  domain: z.string(),
  path: z.string(),
  expires: z.number(),
  httpOnly: z.boolean(),
  secure: z.boolean(),
  sameSite: z.enum(['Strict', 'Lax', 'None']),
});
const storage = z.looseObject({
  origin: z.string(),
  localStorage: z.array(z.object({ name: z.string(), value: z.string() })),
});
const session = z.object({ cookies: z.array(cookie), origins: z.array(storage) });

/** A session as it was kept; `null` when there is none or it is not in the shape that a browser takes. */
export function parseSession(kept: unknown): BrowserSession | null {
  const read = session.safeParse(kept);
  return read.success ? (read.data as BrowserSession) : null;
}

/** What of a session is the platform's own: a sign-in through another service leaves that one's cookies behind too. */
export function ownPart({ cookies, origins }: BrowserSession, adapter: PlatformAdapter): BrowserSession {
  const hosts = [new URL(adapter.origin).hostname, ...adapter.access.hosts.map((host) => host.replace(/^\./, ''))];
  const own = (host: string) =>
    hosts.some((one) => one === host || one.endsWith(`.${host}`) || host.endsWith(`.${one}`));
  return {
    cookies: cookies.filter(({ domain }) => own(domain.replace(/^\./, ''))),
    origins: origins.filter(({ origin }) => own(new URL(origin).hostname)),
  };
}

/**
 * The Cookie header that a browser would send to `url` after these pages set theirs (Set-Cookie, one a line), and in
 * this session; `null` when it would send none.
 */
export function cookieHeader(
  url: string,
  setBy: readonly { readonly url: string; readonly lines: string | undefined }[],
  kept: BrowserSession | null,
): string | null {
  const { hostname } = new URL(url);
  const setNow = setBy.flatMap((page) => {
    const headers = new Headers();
    for (const line of page.lines?.split('\n') ?? []) headers.append('set-cookie', line);
    return getSetCookies(headers).map(({ name, value, domain }) => ({
      name,
      value,
      domain: domain ? `.${domain.replace(/^\./, '')}` : new URL(page.url).hostname,
    }));
  });
  const sent = new Map(
    [...(kept?.cookies ?? []), ...setNow]
      .filter(({ domain }) => (domain.startsWith('.') ? `.${hostname}`.endsWith(domain) : domain === hostname))
      .map(({ name, value }) => [name, value]),
  );
  return sent.size === 0 ? null : [...sent].map(([name, value]) => `${name}=${value}`).join('; ');
}
