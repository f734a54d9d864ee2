import type { Card, Listing, PlatformAdapter } from '../../scrapers/adapter.ts';
import { LookFailure } from '../../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../../scrapers/page.ts';
import { type IndexReading, type ListingReading, readIndex, readListing } from '../../scrapers/read.ts';
import { type CoverageReason, ONE_AD } from '../coverage.ts';

type Look = (url: string) => Promise<Snapshot>;

/** One ad's own page, looked at and read; a failure of the network comes back as `unknown`, like any other. */
export async function readAd(
  adapter: PlatformAdapter,
  look: Look,
  ad: { readonly adId: string; readonly url: string },
): Promise<{ readonly reading: ListingReading; readonly page: Page | null }> {
  try {
    const page = openPage(await look(ad.url));
    return { reading: readListing(adapter, page, ad.adId), page };
  } catch (error) {
    return { reading: unknownOf(error), page: null };
  }
}

/** One page of cards, looked at and read. The address is never repeated in what comes back: it may hold a number. */
export async function readCards(
  adapter: PlatformAdapter,
  look: Look,
  url: string,
): Promise<{ readonly reading: IndexReading; readonly page: Page | null }> {
  try {
    const page = openPage(await look(url));
    return { reading: readIndex(adapter, page), page };
  } catch (error) {
    return { reading: unknownOf(error), page: null };
  }
}

export type CardRead =
  | { readonly state: 'live'; readonly listing: Listing; readonly page: Page }
  | { readonly state: 'removed' }
  | { readonly state: 'missed'; readonly reason: CoverageReason };

/** The ad behind a card that stands on `index`: of the card itself where it carries the whole ad, else of its page. */
export async function readCard(adapter: PlatformAdapter, look: Look, card: Card, index: Page): Promise<CardRead> {
  if (card.listing) return { state: 'live', listing: card.listing, page: index };
  return readOwnPage(adapter, look, card);
}

/** The ad as its own page shows it now. */
export async function readOwnPage(
  adapter: PlatformAdapter,
  look: Look,
  ad: { readonly adId: string; readonly url: string },
): Promise<CardRead> {
  const { reading, page } = await readAd(adapter, look, ad);
  if (reading.state === 'live' && page) return { state: 'live', listing: reading.listing, page };
  if (reading.state !== 'unknown') return { state: 'removed' };
  return { state: 'missed', reason: { kind: reading.kind, where: ONE_AD, detail: reading.why } };
}

function unknownOf(error: unknown) {
  if (error instanceof LookFailure) return { state: 'unknown' as const, kind: error.kind, why: error.message };
  // A browser's own message repeats the address, and with it whatever was searched for.
  throw new Error(`the look failed: ${error instanceof Error ? error.name : 'unknown'}`);
}
