import type { Db } from '../db/database.ts';
import { type Match, recordMatch } from '../db/matches.ts';
import type { ActiveNumber } from '../db/numbers.ts';
import type { Vault } from '../db/vault.ts';
import type { Listing } from '../scrapers/adapter.ts';
import { compileNumbers } from './phones/find.ts';
import type { FieldText, FindResult, NumberFinder, Sighting } from './phones/sighting.ts';

/** A protected number in an ad: the strongest way it was seen, and every place. */
export type Seen = Pick<Match, 'numberId' | 'strength' | 'how' | 'whereSeen'>;

/** The search for these numbers. The digits stay inside it: sightings name a number by its row's id. */
export function finderOf(active: readonly ActiveNumber[]): NumberFinder {
  return compileNumbers(active.map(({ id, number }) => ({ id: String(id), e164: number.reveal() })));
}

/** The protected numbers that stand in these fields, one entry each, and whether the search gave up anywhere. */
export function numbersIn(
  fields: readonly FieldText[],
  finder: NumberFinder,
): { seen: Seen[]; exhausted: FindResult['exhausted'] } {
  const { sightings, exhausted } = finder.find(fields);
  const byNumber = new Map<string, Sighting[]>();
  for (const sighting of sightings)
    byNumber.set(sighting.numberId, [...(byNumber.get(sighting.numberId) ?? []), sighting]);
  const seen = [...byNumber].flatMap(([numberId, places]) => {
    const best = places.find((place) => place.strength === 'strong') ?? places[0];
    if (best === undefined) return [];
    const whereSeen = places.flatMap((place) => place.spans);
    return [{ numberId: Number(numberId), strength: best.strength, how: best.how, whereSeen }];
  });
  return { seen, exhausted };
}

/** Stores one match for each number seen, once however often a sweep repeats. Returns the rows' ids and which are new. */
export async function storeMatches(
  db: Db,
  vault: Vault,
  ad: { platform: string; runId: number; listing: Listing; seen: readonly Seen[] },
  now: Date,
): Promise<{ id: number; isNew: boolean; seen: Seen }[]> {
  const stored: { id: number; isNew: boolean; seen: Seen }[] = [];
  for (const seen of ad.seen) {
    const { platform, runId, listing } = ad;
    const match = { platform, runId, adId: listing.adId, url: listing.url, listing, ...seen };
    stored.push({ ...(await recordMatch(db, vault, match, now)), seen });
  }
  return stored;
}
