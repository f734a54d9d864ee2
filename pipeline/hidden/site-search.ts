import type { ActiveNumber } from '../../db/numbers.ts';
import { endRun, startRun } from '../../db/runs.ts';
import { shortName } from '../../db/short-name.ts';
import type { Card } from '../../scrapers/adapter.ts';
import { ON_FAILURE } from '../../scrapers/errors.ts';
import type { Snapshot } from '../../scrapers/page.ts';
import type { Coverage, CoverageReason } from '../coverage.ts';
import { type ExamineDeps, examine } from '../examine.ts';
import { readCards, readOwnPage } from './read-ad.ts';
import { spellingsOf } from './spellings.ts';

/** Ads opened of one spelling's results, where the results do not carry the whole text. */
const MOST_OPENED = 30;

/** The person's consent does not let their number be handed to a platform's search. One line. */
export class ConsentMissing extends Error {
  override readonly name = 'ConsentMissing';
}

/** Throws ConsentMissing unless the person's consent covers `site-search`. */
export function requireSearchConsent(number: ActiveNumber): void {
  if (number.scopes.includes('site-search')) return;
  throw new ConsentMissing(
    `the consent behind ${shortName('n', number.id)} does not cover "site-search": the number is not handed to a platform`,
  );
}

export interface SearchDeps extends ExamineDeps {
  readonly look: (url: string) => Promise<Snapshot>;
  /** Asked before each spelling is handed over: the consent may have been withdrawn a moment ago. */
  readonly stillCovered: () => Promise<boolean>;
  readonly stopping: () => boolean;
}

export interface SearchResult {
  readonly runId: number;
  readonly platform: string;
  readonly coverage: Coverage;
  readonly reasons: readonly CoverageReason[];
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Types one number into one platform's own search, in every usual spelling, and examines what comes back. A hit counts
 * only when the number stands in the ad itself: boards that find nothing show unrelated ads. The run and its reasons
 * name a spelling by its place in the list, never by its digits. `null`: the platform has no search that we know.
 * Throws ConsentMissing.
 */
export async function searchPlatformFor(number: ActiveNumber, deps: SearchDeps): Promise<SearchResult | null> {
  const { adapter, db, clock } = deps;
  requireSearchConsent(number);
  if (adapter.searchUrl('') === null) return null;
  const run = await startRun(db, { kind: 'scan', platform: adapter.id }, clock());
  const counts = { searches: 0, answered: 0, cards: 0, listingsRead: 0, matchesSeen: 0, matchesNew: 0, captures: 0 };
  const reasons: CoverageReason[] = [];
  const done = new Set<string>();
  const asked = new Set<string>();
  let refused = false;
  const miss = (reason: CoverageReason) => {
    reasons.push(reason);
    refused ||= ON_FAILURE[reason.kind as keyof typeof ON_FAILURE] === 'stop-platform';
  };

  const open = async (card: Card): Promise<void> => {
    const read = await readOwnPage(adapter, deps.look, card);
    counts.listingsRead++;
    if (read.state === 'missed') miss(read.reason);
    if (read.state !== 'live') return;
    const examined = await examine(read.listing, read.page, run.id, deps);
    counts.matchesSeen += examined.matchesSeen;
    counts.matchesNew += examined.matchesNew;
    counts.captures += examined.captures;
  };
  const settle = async (cards: readonly Card[], where: string): Promise<void> => {
    counts.cards += cards.length;
    const fresh = cards.filter((card) => !done.has(card.adId));
    // A card that carries the whole ad is searched at once; of the others each has to be opened.
    const hits = fresh.filter(
      ({ listing }) => listing === null || deps.finder.find(listing.fields).sightings.length > 0,
    );
    for (const card of hits.slice(0, MOST_OPENED)) {
      if (refused || deps.stopping()) return;
      await open(card);
      done.add(card.adId);
    }
    if (hits.length > MOST_OPENED)
      reasons.push({ kind: 'window-end', where, detail: `${hits.length - MOST_OPENED} results were not opened` });
    for (const card of fresh) if (card.listing) done.add(card.adId);
  };

  for (const [at, spelling] of spellingsOf(number.number).entries()) {
    const where = `spelling ${at + 1}`;
    const url = adapter.searchUrl(spelling);
    // A platform may write two spellings alike: nothing is handed over twice.
    if (url !== null && asked.has(url)) continue;
    if (!refused && !(await deps.stillCovered())) {
      reasons.push({ kind: 'interrupted', where, detail: 'the consent does not cover it any more' });
      break;
    }
    if (refused || deps.stopping() || url === null) {
      if (!refused) reasons.push({ kind: 'interrupted', where, detail: 'stopped before it was searched for' });
      break;
    }
    counts.searches++;
    asked.add(url);
    const { reading } = await readCards(adapter, deps.look, url);
    if (reading.state === 'unknown') miss({ kind: reading.kind, where, detail: reading.why });
    else counts.answered++;
    if (reading.state === 'cards') await settle(reading.contents.cards, where);
  }
  const coverage: Coverage = counts.answered === 0 ? 'blind' : reasons.length > 0 ? 'partial' : 'complete';
  const state = deps.stopping() ? 'interrupted' : 'ended';
  await endRun(db, run.id, { coverage, reasons, counts, state }, clock());
  return { runId: run.id, platform: adapter.id, coverage, reasons, counts };
}
