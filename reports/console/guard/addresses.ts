import { type Config, ConfigError } from '../../../config.ts';
import { isLoopback } from '../../loopback.ts';

/** Where the console listens and under which addresses browsers know it. */
export interface Addresses {
  /** As browsers name it; the first is told to staff. */
  readonly origins: readonly string[];
  readonly hosts: readonly string[];
  /** Only connections from here are taken, and its word about who asks is believed. */
  readonly proxy: string | null;
}

/**
 * Throws ConfigError: an address that others reach needs TLS or a named proxy, and the name under which browsers open
 * it, because a console that answers to any name can be steered from foreign pages (DNS rebinding).
 */
export function checkConsole({ console: settings }: Pick<Config, 'console'>): void {
  const { address, tls, proxy, origin } = settings;
  if (!isLoopback(address) && !tls && !proxy)
    throw new ConfigError(
      `console.address ${address} is reached by others: it needs console.tls or console.proxy in config.json`,
    );
  if ((!isLoopback(address) || proxy) && !origin?.startsWith('https:'))
    throw new ConfigError('console.origin must be the https:// address under which browsers open the console');
}

/** `port` is the one that was opened. */
export function addressesOf({ console: settings }: Pick<Config, 'console'>, port: number): Addresses {
  const { address, tls, proxy, origin } = settings;
  const scheme = tls ? 'https' : 'http';
  const here = isLoopback(address)
    ? ['127.0.0.1', 'localhost', '[::1]'].map((host) => `${scheme}://${host}:${port}`)
    : [];
  const origins = [...(origin ? [new URL(origin).origin] : []), ...here];
  return { origins, hosts: origins.map((one) => new URL(one).host), proxy: proxy ?? null };
}

/** Where a request comes from, or `null` when it comes past the proxy that must stand before us. */
export function sourceOf(addresses: Addresses, remote: string, forwardedFor: string | undefined): string | null {
  const from = plain(remote);
  if (addresses.proxy === null) return from;
  if (from !== plain(addresses.proxy)) return null;
  // The last entry is the proxy's own; what stands before it anybody may have written.
  return plain(forwardedFor?.split(',').at(-1)?.trim() || from);
}

/** An IPv4 address that came through an IPv6 socket is still the same address. */
function plain(address: string): string {
  return address.replace(/^::ffff:/i, '');
}
