import type { Listing } from '../scrapers/adapter.ts';

/** How much an ad's pictures deserve one of the run's looks: higher first. Pure. */
export type PhotoRisk = (listing: Listing) => number;

const DAY_MS = 86_400_000;
/** Prices differ by powers of ten; a bait is cheap. */
const PRICE_STEPS = 9;

/**
 * Ads that hide their contact number before those that do not, newer before older, and of one day the cheaper before the
 * dearer: bait is cheap, and an ad without a price is as cheap as can be.
 */
export const simplePhotoRisk: PhotoRisk = (listing) => {
  const time = Date.parse(listing.refreshedAt ?? listing.postedAt ?? '');
  const day = Number.isNaN(time) ? 0 : Math.floor(time / DAY_MS);
  const dear = Math.min(PRICE_STEPS, Math.floor(Math.log10(1 + Math.max(0, listing.price?.amount ?? 0))));
  return (listing.hidden ? 10_000_000 : 0) + day * 10 + (PRICE_STEPS - dear);
};
