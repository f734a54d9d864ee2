import type { PlatformAdapter } from './adapter.ts';
import { isOwnHost } from './read.ts';

/** Where a link leads on a platform. */
export type AdAddress =
  | {
      readonly kind: 'ad';
      readonly adapter: PlatformAdapter;
      readonly adId: string;
      /** The page to look at: on the platform's main host, without what the link was sent round with. */
      readonly url: string;
      /** The plainest address of the same ad, where it is another one. */
      readonly plainest: string | null;
    }
  | { readonly kind: 'not-an-ad'; readonly adapter: PlatformAdapter };

/**
 * The ad behind a link in any of its shapes: mobile and city hosts, language prefixes, no slug, an id after the hash,
 * tracking tails, an end mangled by a chat program. `null`: no platform of these has such a host.
 */
export function adAddress(adapters: readonly PlatformAdapter[], link: URL): AdAddress | null {
  const adapter = adapters.find((one) => ownsHost(one, link));
  if (!adapter) return null;
  for (const shape of shapesOf(link)) {
    const adId = adapter.adIdOf(shape);
    if (adId === null) continue;
    const plainest = adapter.listingUrl(adId);
    const url = onMainHost(adapter, shape);
    return { kind: 'ad', adapter, adId, url, plainest: plainest === url ? null : plainest };
  }
  return { kind: 'not-an-ad', adapter };
}

function ownsHost(adapter: PlatformAdapter, link: URL): boolean {
  if (isOwnHost(adapter, link.href)) return true;
  const bare = link.hostname.replace(/^(?:www|m|mobile|ru|kk|kz)\./, '');
  return [bare, `www.${bare}`].some((host) => adapter.access.hosts.includes(host));
}

/** The link as given, then ever more of what may be left out of it: the first that names an ad counts. */
function* shapesOf(link: URL): Generator<URL> {
  const paths = [link.pathname, withoutTail(link.pathname), withoutLanguage(withoutTail(link.pathname))];
  const tails = [
    ['', ''],
    ['', link.hash.replace(/[;&].*$/, '')],
    [link.search, link.hash],
  ] as const;
  for (const [search, hash] of tails)
    for (const path of new Set(paths)) {
      const shape = new URL(link.origin);
      shape.pathname = path;
      shape.search = search;
      shape.hash = hash;
      yield shape;
    }
}

/** Punctuation and letters glued to the end of an address by the text around it. */
function withoutTail(path: string): string {
  let plain = path;
  try {
    plain = decodeURIComponent(path);
  } catch {
    // A broken escape is left as it is.
  }
  return plain.replace(/[^\w\-./~+].*$/s, '').replace(/[.~+-]+$/, '');
}

function withoutLanguage(path: string): string {
  return path.replace(/^\/(?:ru|kk|kz|en)(?=\/)/, '');
}

/** A mobile or language host shows the same ad as the main one. A city's host beneath a dotted one has ads of its own. */
function onMainHost(adapter: PlatformAdapter, url: URL): string {
  const isCity = (hostname: string) =>
    adapter.access.hosts.some((own) => own.startsWith('.') && `.${hostname}`.endsWith(own));
  // An origin beyond the platform's hosts is a stand-in: nothing is asked of the real ones then.
  const origin = isCity(url.hostname) && isCity(new URL(adapter.origin).hostname) ? url.origin : adapter.origin;
  return `${origin}${url.pathname}${url.search}${url.hash}`;
}
