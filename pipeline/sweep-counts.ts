import type { RunCounts } from '../db/schema/runs.ts';

/** What a sweep did, counted; saved with the run at every page. */
export interface SweepCounts {
  indexPages: number;
  cards: number;
  fresh: number;
  listingsRead: number;
  /** Ads whose contact number a guest cannot see: looked at, but their hidden number was not. */
  numberHidden: number;
  matchesNew: number;
  matchesSeen: number;
  captures: number;
  photosRead: number;
  /** Read in an earlier run without a number in them, and not asked for again. */
  photosKnown: number;
  /** Not looked at because the budget or the time was used up. */
  photosLeftOut: number;
  /** Together; each reason has a count of its own, `photosCouldNotLook:timeout`. */
  photosCouldNotLook: number;
  [name: string]: number;
}

export function noCounts(): SweepCounts {
  return {
    indexPages: 0,
    cards: 0,
    fresh: 0,
    listingsRead: 0,
    numberHidden: 0,
    matchesNew: 0,
    matchesSeen: 0,
    captures: 0,
    photosRead: 0,
    photosKnown: 0,
    photosLeftOut: 0,
    photosCouldNotLook: 0,
  };
}

const BY_REASON = 'photosCouldNotLook:';

/** One more picture, or several, that could not be looked at, and why. */
export function countUnseen(counts: SweepCounts, why: string, photos: number): void {
  counts.photosCouldNotLook += photos;
  counts[BY_REASON + why] = (counts[BY_REASON + why] ?? 0) + photos;
}

/** `photos could not look: 3 (timeout 2, not-fetched 1)`, or `null` when every picture asked for was looked at. */
export function unseenPhotosLine(counts: RunCounts): string | null {
  const reasons = Object.entries(counts)
    .filter(([name]) => name.startsWith(BY_REASON))
    .map(([name, count]) => `${name.slice(BY_REASON.length)} ${count}`);
  const { photosCouldNotLook = 0, photosLeftOut = 0 } = counts;
  const parts = [
    ...(photosCouldNotLook > 0 ? [`${photosCouldNotLook} (${reasons.join(', ')})`] : []),
    ...(photosLeftOut > 0 ? [`${photosLeftOut} beyond the budget`] : []),
  ];
  return parts.length === 0 ? null : `photos could not look: ${parts.join(', ')}`;
}
