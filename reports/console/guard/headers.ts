import type { Context } from 'hono';

/** No script and no style but our own files; nothing from outside, nobody frames us. */
const CONTENT = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Stand on every answer, errors too. */
export function setSecurityHeaders(c: Context, { https }: { readonly https: boolean }): void {
  c.header('content-security-policy', CONTENT);
  c.header('x-content-type-options', 'nosniff');
  c.header('x-frame-options', 'DENY');
  // Not no-referrer: with that browsers send "Origin: null" with our own forms, and the origin is what we check.
  c.header('referrer-policy', 'same-origin');
  c.header('cross-origin-opener-policy', 'same-origin');
  c.header('cross-origin-resource-policy', 'same-origin');
  c.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  c.header('x-robots-tag', 'noindex, nofollow');
  c.header('cache-control', 'no-store');
  if (https) c.header('strict-transport-security', 'max-age=31536000');
}
