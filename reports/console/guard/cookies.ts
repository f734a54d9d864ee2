import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/**
 * `session`: who is signed in. `visit`: ties the forms before sign-in to this browser. `looks`: language and theme, for
 * pages without a user. `device`: this browser has signed in before (sign-in/throttle.ts).
 */
export type CookieName = 'session' | 'visit' | 'looks' | 'device';

const YEAR_S = 365 * 24 * 3600;
const LIVES: Readonly<Record<CookieName, number | null>> = {
  session: null,
  visit: null,
  looks: YEAR_S,
  device: 90 * 24 * 3600,
};

/** With `__Host-` a browser takes it from this very host alone, and over https or from the machine itself. */
const nameOf = (name: CookieName) => `__Host-qorgan-${name}`;

export function cookieOf(c: Context, name: CookieName): string | null {
  return getCookie(c, nameOf(name)) ?? null;
}

export function giveCookie(c: Context, name: CookieName, value: string): void {
  const maxAge = LIVES[name];
  const lasting = maxAge === null ? {} : { maxAge };
  setCookie(c, nameOf(name), value, { path: '/', secure: true, httpOnly: true, sameSite: 'Strict', ...lasting });
}

export function takeCookie(c: Context, name: CookieName): void {
  deleteCookie(c, nameOf(name), { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' });
}

/** What makes this browser's forms its own: the session, or before sign-in a secret of the visit. */
export function secretOfBrowser(c: Context): string {
  const secret = cookieOf(c, 'session') ?? cookieOf(c, 'visit');
  if (secret) return secret;
  const visit = randomBytes(32).toString('base64url');
  giveCookie(c, 'visit', visit);
  return visit;
}

/** The token of a browser's forms. It tells nothing of the secret. */
export function csrfTokenOf(secret: string): string {
  return createHmac('sha256', secret).update('qorgan console form v1').digest('base64url');
}

export function isCsrfToken(secret: string, sent: unknown): boolean {
  const wanted = Buffer.from(csrfTokenOf(secret));
  const given = Buffer.from(typeof sent === 'string' ? sent : '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
