import type { IndexContents, Listing, PlatformAdapter } from './adapter.ts';
import { type FailureKind, LookFailure } from './errors.ts';
import type { Page } from './page.ts';

type Unknown = { readonly state: 'unknown'; readonly kind: FailureKind; readonly why: string };

/** What one look at an index page says. */
export type IndexReading =
  | { readonly state: 'cards'; readonly contents: IndexContents }
  | { readonly state: 'empty'; readonly sign: string }
  | Unknown;

/** What one look at an ad says. `removed` carries the sign seen; a second one an hour later makes it proven. */
export type ListingReading =
  | { readonly state: 'live'; readonly listing: Listing }
  | { readonly state: 'removed'; readonly sign: string }
  | Unknown;

/**
 * Reads an index page by the signs present on it. Structure comes before words: healthy pages of Kolesa Group say
 * "reCAPTCHA", and live OLX pages hold «больше не доступно» among their translations.
 */
export function readIndex(adapter: PlatformAdapter, page: Page): IndexReading {
  return parsed(() => indexOf(adapter, page));
}

function indexOf(adapter: PlatformAdapter, page: Page): IndexReading {
  const trouble = troubleOf(adapter, page);
  if (trouble) return trouble;
  const { status } = page.snapshot;
  if (status === 404 || status === 410)
    return unknown('layout', `the index answers ${status}: its address has changed`);
  if (status !== 200) return unknown('layout', `the index answers ${status}`);
  const empty = adapter.signs.indexEmpty(page);
  if (empty) return { state: 'empty', sign: empty };
  if (!adapter.signs.index(page)) return unknown('layout', 'no sign of an index on the page');
  const contents = adapter.parseIndex(page);
  if (contents.cards.length === 0) return unknown('layout', 'an index without cards and without the empty sign');
  return { state: 'cards', contents };
}

/**
 * Reads one ad. Removed needs the platform's own sign (404, 410 or a sign of the adapter) on the platform's own host;
 * a page without any sign, of another ad, or reached by a redirect elsewhere is "could not look".
 */
export function readListing(adapter: PlatformAdapter, page: Page, adId: string): ListingReading {
  return parsed(() => listingOf(adapter, page, adId));
}

function listingOf(adapter: PlatformAdapter, page: Page, adId: string): ListingReading {
  const trouble = troubleOf(adapter, page);
  if (trouble) return trouble;
  const { status, url } = page.snapshot;
  if (!isOwnHost(adapter, url)) return unknown('layout', 'the answer came from a host that is not the platform’s');
  if (status === 404 || status === 410) return { state: 'removed', sign: `HTTP ${status}` };
  if (status !== 200) return unknown('layout', `the ad answers ${status}`);
  if (adapter.signs.listing(page)) {
    const listing = adapter.parseListing(page);
    if (listing.adId !== adId) return unknown('layout', 'the page shows another ad');
    const removed = adapter.signs.removed(page);
    return removed ? { state: 'removed', sign: removed } : { state: 'live', listing };
  }
  const removed = adapter.signs.removed(page);
  if (removed) return { state: 'removed', sign: removed };
  return unknown('layout', 'no sign of an ad on the page');
}

/**
 * Whether an address belongs to the platform: its origin's host, one of its other hosts, or one beneath `.host`, on the
 * web's usual ports and without a user name. What is no address belongs to nobody.
 */
export function isOwnHost(adapter: PlatformAdapter, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password, host } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return false;
  // With its port, where that is not the usual one.
  if (host === new URL(adapter.origin).host) return true;
  return adapter.access.hosts.some((own) => (own.startsWith('.') ? host.endsWith(own) : host === own));
}

/** The platform's refusal to show us anything, in words for staff, or `null`: what opens its circuit breaker. */
export function refusalOf(adapter: PlatformAdapter, page: Page): string | null {
  const trouble = parsed(() => troubleOf(adapter, page));
  return trouble?.kind === 'blocked' ? trouble.why : null;
}

/** The page has a sign of something the platform shows to guests: it serves us. */
export function isGoodLook(adapter: PlatformAdapter, page: Page): boolean {
  if (page.snapshot.status !== 200) return false;
  const { listing, index, indexEmpty } = adapter.signs;
  const sign = parsed(() => listing(page) ?? index(page) ?? indexEmpty(page));
  return typeof sign === 'string';
}

function troubleOf(adapter: PlatformAdapter, page: Page): Unknown | null {
  const { status } = page.snapshot;
  if (status === 429) return unknown('throttled', 'HTTP 429: asked to slow down');
  const healthy = status === 200 && (adapter.signs.listing(page) ?? adapter.signs.index(page));
  const blocked = healthy ? null : adapter.signs.blocked(page);
  if (blocked) return unknown('blocked', blocked);
  if (status === 403 || status === 468 || status === 401) return unknown('blocked', `HTTP ${status}: refused`);
  if (status >= 500) return unknown('unreachable', `HTTP ${status}`);
  return null;
}

function parsed<T>(parse: () => T): T | Unknown {
  try {
    return parse();
  } catch (error) {
    // A parser's own words may quote the page; only those of LookFailure are written for staff.
    if (error instanceof LookFailure) return unknown(error.kind, error.message);
    return unknown('layout', 'the page has the right signs but cannot be read');
  }
}

function unknown(kind: FailureKind, why: string): Unknown {
  return { state: 'unknown', kind, why };
}
