import { PLATFORM_IDS } from './directory.ts';

/** Stands for "an unknown site" of `check`: the one origin on loopback that it may then read. */
export const UNKNOWN_SITE = 'web';

/** QORGAN_ORIGINS cannot be used. One line. */
export class OriginsError extends Error {
  override readonly name = 'OriginsError';
}

/** This machine, as a URL names it. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(hostname);
}

/** `krisha=http://127.0.0.1:4001,…` as origins by platform. Throws OriginsError; plain http is for loopback only. */
export function parseOrigins(text: string | undefined): ReadonlyMap<string, string> {
  const origins = new Map<string, string>();
  for (const part of (text ?? '').split(',').filter((piece) => piece.trim() !== '')) {
    const [id = '', address = ''] = part.split(/=(.*)/s).map((piece) => piece.trim());
    if (id !== UNKNOWN_SITE && !PLATFORM_IDS.includes(id))
      throw new OriginsError(`QORGAN_ORIGINS: unknown platform "${id}"`);
    if (!URL.canParse(address)) throw new OriginsError(`QORGAN_ORIGINS: ${id} has no address`);
    const { protocol, hostname, origin } = new URL(address);
    if (protocol !== 'https:' && !(protocol === 'http:' && isLoopbackHost(hostname)))
      throw new OriginsError(`QORGAN_ORIGINS: ${id} must be https, or http on loopback`);
    origins.set(id, origin);
  }
  return origins;
}
