import type { Listing } from '../scrapers/adapter.ts';

const DAY_MS = 86_400_000;
/** Prices differ by powers of ten; a bait is cheap. */
const PRICE_STEPS = 9;
const DAYS = 1_000_000;

/**
 * How much an ad's pictures deserve one of the run's looks: higher first. The more like the ads of the attacks
 * (hidden/risk.ts) the sooner; of one score those that hide their contact number, then newer before older, and of one
 * day the cheaper before the dearer: an ad without a price is as cheap as can be. Pure.
 */
export function photoRisk(listing: Listing, score: number): number {
  const time = Date.parse(listing.refreshedAt ?? listing.postedAt ?? '');
  const day = Number.isNaN(time) ? 0 : Math.floor(time / DAY_MS);
  const dear = Math.min(PRICE_STEPS, Math.floor(Math.log10(1 + Math.max(0, listing.price?.amount ?? 0))));
  return ((score * 2 + (listing.hidden ? 1 : 0)) * DAYS + day) * 10 + (PRICE_STEPS - dear);
}
