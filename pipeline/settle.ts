import { type AdDigest, type AdDigests, recordLookedAt, unchangedAds } from '../db/looked-at.ts';
import type { Card, Listing } from '../scrapers/adapter.ts';
import { type FailureKind, LookFailure, ON_FAILURE } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { readListing } from '../scrapers/read.ts';
import type { CoverageReason } from './coverage.ts';
import { type ExamineDeps, examine, type SeenBeside } from './examine.ts';
import { countFields } from './health.ts';
import type { HiddenNumbers } from './hidden/hidden-numbers.ts';
import type { IdLook } from './id-walk.ts';
import type { SweepCounts } from './sweep-counts.ts';
import type { PhotoWatch } from './sweep-photos.ts';

/** The walk of ads that were found by their id. */
export const BY_ID = 'ids';

export interface SettleDeps extends ExamineDeps {
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
  /** The proof of a match could not be written (a full disk). */
  readonly onUnproven: (message: string) => void;
}

/** What a run has in hand while it looks at ads. */
export interface RunState {
  readonly runId: number;
  readonly counts: SweepCounts;
  /** Ads looked at by this process in this run. */
  readonly settled: Set<string>;
  readonly hidden: HiddenNumbers;
  readonly photos: PhotoWatch | null;
}

/**
 * Looks at the ads of one index page and stores what came of it. An ad counts as looked at only after its matches are
 * stored, so a crash at any moment reads it again and loses none.
 */
export async function settleCards(
  cards: readonly Card[],
  page: Page,
  section: string,
  deps: SettleDeps,
  state: RunState,
): Promise<{ missed: CoverageReason[]; finished: boolean }> {
  const missed: CoverageReason[] = [];
  const done: AdDigest[] = [];
  let finished = true;
  let turn: number | null = null;
  let readElsewhere: ReadonlySet<string> = new Set();
  try {
    for (const card of cards) {
      if (state.settled.has(card.adId)) continue;
      if (deps.stopping()) {
        missed.push({ kind: 'interrupted', where: `ad ${card.adId}`, detail: 'stopped before it was read' });
        finished = false;
        break;
      }
      if (!card.listing) {
        const now = await deps.ready();
        // A scan that went before may have read the rest of this page.
        if (now !== turn) readElsewhere = await looked(section, cards, deps, state.runId);
        turn = now;
        if (readElsewhere.has(card.adId)) continue;
      }
      const read = card.listing ? { listing: card.listing, page } : await readAd(card, deps);
      if ('kind' in read) {
        missed.push(read);
        if (ON_FAILURE[read.kind] === 'stop-platform') break;
        continue;
      }
      if (!card.listing) state.counts.listingsRead++;
      const digest = digestOf(card, deps, deps.generation);
      const settled = read.listing ? await settleAd(read.listing, read.page, section, digest, deps, state) : null;
      missed.push(...(settled?.missed ?? []));
      const lookedAt = settled?.lookedAt ?? [digest];
      // An ad that had to be fetched is kept at once: before the next one the platform may go to somebody else's turn,
      // or the process may die, and it is not fetched again. Ads that came with their page are kept with it.
      if (card.listing) done.push(...lookedAt);
      else await recordSettled(lookedAt, section, deps, state);
      state.settled.add(card.adId);
    }
  } finally {
    await recordSettled(done, section, deps, state);
  }
  return { missed, finished };
}

/** Of these cards, the ids of those whose ads were looked at as they are now. */
async function looked(
  walk: string,
  cards: readonly Card[],
  deps: SettleDeps,
  runId: number,
): Promise<ReadonlySet<string>> {
  const { firm, loose } = await unchangedAds(
    deps.db,
    { platform: deps.adapter.id, walk, runId },
    cards.map((card) => digestsOf(card, deps)),
  );
  return new Set([...firm, ...loose]);
}

/** One ad found by its id, in the way of a card whose listing must be read. */
export async function settleById(ad: Pick<Card, 'adId' | 'url'>, deps: SettleDeps, state: RunState): Promise<IdLook> {
  const read = await readAd(ad, deps);
  state.counts.idsAsked = (state.counts.idsAsked ?? 0) + 1;
  if ('kind' in read) return { lost: read };
  if (!read.listing) return { missed: [] };
  state.counts.listingsRead++;
  const content = JSON.stringify([read.listing.fields, read.listing.price]);
  const digest = digestOf({ adId: ad.adId, content }, deps, deps.generation);
  const { missed, lookedAt } = await settleAd(read.listing, read.page, BY_ID, digest, deps, state);
  await recordSettled(lookedAt, BY_ID, deps, state);
  state.settled.add(ad.adId);
  return { missed };
}

/** Writes down that these ads were looked at, after what of them waits for a person. */
export async function recordSettled(
  ads: readonly AdDigest[],
  walk: string,
  deps: Pick<SettleDeps, 'db' | 'adapter' | 'clock'>,
  { hidden, runId }: Pick<RunState, 'hidden' | 'runId'>,
): Promise<void> {
  await hidden.save();
  await recordLookedAt(deps.db, { platform: deps.adapter.id, walk, runId }, ads, deps.clock());
}

type LookMissed = CoverageReason & { readonly kind: FailureKind };

/** The ad behind a card; `listing: null` when it is gone by the platform's own sign; a reason when it could not be read. */
async function readAd(
  card: Pick<Card, 'adId' | 'url'>,
  deps: SettleDeps,
): Promise<{ listing: Listing | null; page: Page } | LookMissed> {
  try {
    const page = openPage(await deps.look(card.url));
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

/**
 * Examines an ad; one in whose text no protected number stands may still hide one behind a button or in its pictures.
 * `lookedAt`: it, when it counts as looked at now (sweep-photos.ts).
 */
async function settleAd(
  listing: Listing,
  page: Page,
  section: string,
  digest: AdDigest,
  deps: SettleDeps,
  state: RunState,
): Promise<{ missed: readonly CoverageReason[]; lookedAt: readonly AdDigest[] }> {
  if (listing.hidden) state.counts.numberHidden++;
  countFields(state.counts, listing);
  if (listing.adId === deps.control) return { missed: [], lookedAt: [digest] };
  const { found, missed, proven } = await settleListing(listing, page, deps, state);
  // An ad whose proof could not be written is looked at again by the next sweep.
  if (found > 0) return { missed, lookedAt: proven ? [digest] : [] };
  state.hidden.consider(listing, section, digest.digest);
  const lookedAt = state.photos?.take({ listing, digest, section, seenIn: page.snapshot }) ?? [digest];
  return { missed, lookedAt };
}

/** Looks for the protected numbers in what is known of one ad, and stores and counts them. */
export async function settleListing(
  listing: Listing,
  page: Page,
  deps: SettleDeps,
  { counts, runId }: Pick<RunState, 'counts' | 'runId'>,
  beside: SeenBeside = {},
): Promise<{ found: number; missed: CoverageReason[]; proven: boolean }> {
  const examined = await examine(listing, page, runId, deps, beside);
  counts.matchesSeen += examined.matchesSeen;
  counts.matchesNew += examined.matchesNew;
  counts.captures += examined.captures;
  const where = `ad ${listing.adId}`;
  const missed: CoverageReason[] = [];
  if (examined.unproven !== null) {
    missed.push({ kind: 'evidence', where, detail: examined.unproven });
    deps.onUnproven(examined.unproven);
  }
  if (examined.exhausted > 0)
    missed.push({ kind: 'search-exhausted', where, detail: `${examined.exhausted} places not searched to the end` });
  return { found: examined.matchesSeen, missed, proven: examined.unproven === null };
}

/** Every digest by which this card's ad counts as looked at. */
export function digestsOf(card: Card, deps: SettleDeps): AdDigests {
  const digests: Buffer[] = [];
  for (let one = deps.generation; one >= deps.oldestGeneration; one--) digests.push(digestOf(card, deps, one).digest);
  return { adId: card.adId, digests };
}

function digestOf(card: Pick<Card, 'adId' | 'content'>, deps: SettleDeps, generation: number): AdDigest {
  const content = `${generation}\n${card.content}`;
  return { adId: card.adId, digest: deps.vault.contentDigest(deps.adapter.id, card.adId, content) };
}
