import type { RunCounts } from '../db/schema/runs.ts';
import type { Listing, PlatformAdapter } from '../scrapers/adapter.ts';
import { LookFailure } from '../scrapers/errors.ts';
import { openPage, type Snapshot } from '../scrapers/page.ts';
import { readListing } from '../scrapers/read.ts';
import type { CoverageReason } from './coverage.ts';
import { numbersIn } from './match.ts';
import type { NumberFinder } from './phones/sighting.ts';

/** So many complete runs are looked back at; with fewer than the second figure nothing is said. */
export const RUNS_BACK = 7;
const FEWEST_RUNS = 3;
/** Below this part of the usual it is news; above, a slow day. */
const PART = 0.5;
/** Of fewer ads than this a share says nothing. */
const FEWEST_LISTINGS = 30;
/** Platforms in their usual state answer without a refusal: so many more than usual are news. */
const MORE_BLOCKS = 3;

const FIELDS: Readonly<Record<string, (listing: Listing) => boolean>> = {
  title: (listing) => listing.title !== '',
  description: (listing) => listing.fields.some((field) => field.name === 'description' && field.text !== ''),
  parameters: (listing) => listing.fields.some((field) => field.name.startsWith('param:')),
  contact: (listing) => listing.hidden !== null || listing.fields.some((field) => field.kind === 'contact'),
  seller: (listing) => listing.seller.name !== null || listing.seller.id !== null,
  price: (listing) => listing.price !== null,
  photos: (listing) => listing.photos.length > 0,
  city: (listing) => listing.city !== null,
  date: (listing) => listing.postedAt !== null || listing.refreshedAt !== null,
};

/** Counts which fields of an ad were there: when a platform moves one, its share falls though every page "reads". */
export function countFields(counts: Record<string, number>, listing: Listing): void {
  counts.listings = (counts.listings ?? 0) + 1;
  for (const [name, present] of Object.entries(FIELDS))
    if (present(listing)) counts[`with:${name}`] = (counts[`with:${name}`] ?? 0) + 1;
}

/**
 * What is unlike the last complete runs of the platform: far fewer cards, new ads or reveals, a field that has gone, more
 * refusals. Empty when all is as usual, or too little is known. `before` newest first. Pure.
 */
export function unlikeBefore(now: RunCounts, before: readonly RunCounts[]): CoverageReason[] {
  const past = before.slice(0, RUNS_BACK);
  if (past.length < FEWEST_RUNS) return [];
  const found: CoverageReason[] = [];
  const say = (where: string, detail: string) => found.push({ kind: 'unlike-before', where, detail });
  const names = [
    ['cards', 'cards'],
    ['fresh', 'new ads'],
    ['revealed', 'numbers revealed'],
  ] as const;
  for (const [name, words] of names) {
    const usual = median(past.map((counts) => counts[name] ?? 0));
    const seen = now[name] ?? 0;
    if (usual >= FEWEST_LISTINGS && seen < usual * PART) say(name, `${seen} ${words}, usually about ${usual}`);
  }
  for (const field of Object.keys(FIELDS)) {
    const seen = share(now, field);
    const shares = past.flatMap((counts) => share(counts, field) ?? []);
    if (seen === null || shares.length < FEWEST_RUNS) continue;
    const usual = median(shares);
    if (usual > 0.1 && seen < usual * PART)
      say(field, `"${field}" in ${percent(seen)} of the ads read, usually in ${percent(usual)}`);
  }
  const blocks = now.blocks ?? 0;
  const usualBlocks = median(past.map((counts) => counts.blocks ?? 0));
  if (blocks >= usualBlocks + MORE_BLOCKS) say('blocks', `${blocks} refusals, usually ${usualBlocks}`);
  return found;
}

/**
 * The positive control: the organisation's own listing, with a number of its own that is enrolled. When that number is
 * not seen there, the eyes are shut, whatever the counts say. Returns why, or `null` when it was seen.
 */
export async function missedControl(
  control: { readonly url: string; readonly adId: string },
  deps: {
    readonly adapter: PlatformAdapter;
    readonly look: (url: string) => Promise<Snapshot>;
    readonly finder: NumberFinder;
  },
): Promise<CoverageReason | null> {
  const missed = (detail: string): CoverageReason => ({ kind: 'control-missed', where: 'the control', detail });
  try {
    const page = openPage(await deps.look(control.url));
    const reading = readListing(deps.adapter, page, control.adId);
    switch (reading.state) {
      case 'live': {
        const { seen } = numbersIn(reading.listing.fields, deps.finder);
        return seen.length > 0 ? null : missed('no enrolled number was seen in the control listing');
      }
      case 'removed':
        return missed(`the control listing is gone (${reading.sign}): put up another and name it in config.json`);
      case 'unknown':
        return missed(`the control listing could not be looked at: ${reading.why}`);
    }
  } catch (error) {
    if (!(error instanceof LookFailure)) throw error;
    return missed(`the control listing could not be looked at: ${error.message}`);
  }
}

function share(counts: RunCounts, field: string): number | null {
  const listings = counts.listings ?? 0;
  return listings < FEWEST_LISTINGS ? null : (counts[`with:${field}`] ?? 0) / listings;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
