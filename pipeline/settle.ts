import { type AdDigest, type AdDigests, recordLookedAt, unchangedAds } from '../db/looked-at.ts';
import type { Card, Listing } from '../scrapers/adapter.ts';
import { type FailureKind, LookFailure, ON_FAILURE } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { readListing } from '../scrapers/read.ts';
import type { CoverageReason } from './coverage.ts';
import { type ExamineDeps, examine, type FoundMatch } from './examine.ts';
import { countFields } from './health.ts';

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
  [name: string]: number;
}

export interface SettleDeps extends Omit<ExamineDeps, 'onMatch'> {
  /** db/numbers.ts numbersGeneration: a number enrolled since makes every ad "changed". */
  readonly generation: number;
  /** An ad looked at when this number was the newest enrolled, or later, counts as looked at. */
  readonly oldestGeneration: number;
  /** The organisation's own listing on this platform: looked at for its own sake, never a match. */
  readonly control: string | null;
  readonly look: (url: string) => Promise<Snapshot>;
  /** Waits for the platform's turn; a new figure says that somebody else had it meanwhile. */
  readonly ready: () => Promise<number>;
  readonly stopping: () => boolean;
  readonly onMatch: (match: FoundMatch) => void;
}

/**
 * Looks at the ads of one index page and stores what came of it. An ad counts as looked at only after its matches are
 * stored, so a crash at any moment reads it again and loses none.
 */
export async function settleCards(
  at: { readonly walk: string; readonly runId: number; readonly counts: SweepCounts },
  cards: readonly Card[],
  page: Page,
  deps: SettleDeps,
): Promise<{ missed: CoverageReason[]; finished: boolean }> {
  const { counts } = at;
  const missed: CoverageReason[] = [];
  const looking = { platform: deps.adapter.id, walk: at.walk, runId: at.runId };
  const done: AdDigest[] = [];
  let finished = true;
  let turn: number | null = null;
  let readElsewhere: ReadonlySet<string> = new Set();
  try {
    for (const card of new Map(cards.map((one) => [one.adId, one])).values()) {
      if (deps.stopping()) {
        missed.push({ kind: 'interrupted', where: `ad ${card.adId}`, detail: 'stopped before it was read' });
        finished = false;
        break;
      }
      if (!card.listing) {
        const now = await deps.ready();
        // A scan that went before may have read the rest of this page.
        if (now !== turn) readElsewhere = await looked(at.walk, cards, deps);
        turn = now;
        if (readElsewhere.has(card.adId)) continue;
      }
      const read = card.listing ? { listing: card.listing, page } : await readAd(card, deps, counts);
      if ('kind' in read) {
        missed.push(read);
        if (ON_FAILURE[read.kind] === 'stop-platform') break;
        continue;
      }
      if (read.listing) missed.push(...(await settleListing(read.listing, read.page, deps, at)));
      const digest = digestOf(card, deps, deps.generation);
      // An ad that had to be fetched is kept at once: before the next one the platform may go to somebody else's turn,
      // or the process may die, and it is not fetched again. Ads that came with their page are kept with it.
      if (card.listing) done.push(digest);
      else await recordLookedAt(deps.db, looking, [digest], deps.clock());
    }
  } finally {
    await recordLookedAt(deps.db, looking, done, deps.clock());
  }
  return { missed, finished };
}

/** Of these cards, the ids of those whose ads were looked at as they are now. */
async function looked(walk: string, cards: readonly Card[], deps: SettleDeps): Promise<ReadonlySet<string>> {
  const { firm, loose } = await unchangedAds(
    deps.db,
    { platform: deps.adapter.id, walk },
    cards.map((card) => digestsOf(card, deps)),
  );
  return new Set([...firm, ...loose]);
}

/** Every digest by which this card's ad counts as looked at. */
export function digestsOf(card: Card, deps: SettleDeps): AdDigests {
  const digests: Buffer[] = [];
  for (let one = deps.generation; one >= deps.oldestGeneration; one--) digests.push(digestOf(card, deps, one).digest);
  return { adId: card.adId, digests };
}

type LookMissed = CoverageReason & { readonly kind: FailureKind };

/** The ad behind a card; `listing: null` when it is gone by the platform's own sign; a reason when it could not be read. */
async function readAd(
  card: Card,
  deps: SettleDeps,
  counts: SweepCounts,
): Promise<{ listing: Listing | null; page: Page } | LookMissed> {
  try {
    const page = openPage(await deps.look(card.url));
    counts.listingsRead++;
    const reading = readListing(deps.adapter, page, card.adId);
    switch (reading.state) {
      case 'live':
        return { listing: reading.listing, page };
      case 'removed':
        return { listing: null, page };
      case 'unknown':
        return { kind: reading.kind, where: `ad ${card.adId}`, detail: reading.why };
    }
  } catch (error) {
    if (!(error instanceof LookFailure)) throw error;
    return { kind: error.kind, where: `ad ${card.adId}`, detail: error.message };
  }
}

async function settleListing(
  listing: Listing,
  page: Page,
  deps: SettleDeps,
  { counts, runId }: { readonly counts: SweepCounts; readonly runId: number },
): Promise<CoverageReason[]> {
  if (listing.hidden) counts.numberHidden++;
  countFields(counts, listing);
  if (listing.adId === deps.control) return [];
  const examined = await examine(listing, page, runId, deps);
  counts.matchesSeen += examined.matchesSeen;
  counts.matchesNew += examined.matchesNew;
  counts.captures += examined.captures;
  if (examined.exhausted === 0) return [];
  const detail = `${examined.exhausted} places not searched to the end`;
  return [{ kind: 'search-exhausted', where: `ad ${listing.adId}`, detail }];
}

function digestOf(card: Card, deps: SettleDeps, generation: number): AdDigest {
  const content = `${generation}\n${card.content}`;
  return { adId: card.adId, digest: deps.vault.contentDigest(deps.adapter.id, card.adId, content) };
}
