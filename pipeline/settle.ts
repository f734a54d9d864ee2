import { type AdDigest, type AdDigests, recordLookedAt, unchangedAds } from '../db/looked-at.ts';
import type { Card, Listing } from '../scrapers/adapter.ts';
import { type FailureKind, LookFailure, ON_FAILURE } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { readListing } from '../scrapers/read.ts';
import { type CoverageReason, ONE_AD } from './coverage.ts';
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
  /** Works in the platform's turn; a new figure says that somebody else had it meanwhile. */
  readonly whileMine: <T>(work: (turn: number) => Promise<T>) => Promise<T>;
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
  const isReadElsewhere = readByOthers(cards, section, deps, state.runId);
  let finished = true;
  try {
    for (const card of cards) {
      if (state.settled.has(card.adId)) continue;
      if (deps.stopping()) {
        missed.push({ kind: 'interrupted', where: ONE_AD, detail: 'stopped before it was read' });
        finished = false;
        break;
      }
      if (card.listing) {
        const settled = await settleAd(card.listing, page, section, digestOf(card, deps, deps.generation), deps, state);
        missed.push(...settled.missed);
        // Ads that came with their page are kept with it.
        done.push(...settled.lookedAt);
        state.settled.add(card.adId);
        continue;
      }
      // What others have read is told and the ad is fetched in one turn: between the two nobody else may read it.
      const fetched = await deps.whileMine(async (turn) =>
        (await isReadElsewhere(card, turn)) ? READ_ELSEWHERE : settleFetched(card, section, deps, state),
      );
      missed.push(...fetched.missed);
      if (fetched.refused) break;
    }
  } finally {
    await recordSettled(done, section, deps, state);
  }
  return { missed, finished };
}

interface Fetched {
  readonly missed: readonly CoverageReason[];
  readonly refused: boolean;
}
const READ_ELSEWHERE: Fetched = { missed: [], refused: false };

/**
 * Fetches the ad behind a card and keeps it at once: before the next one the platform may go to somebody else's turn, or
 * the process may die, and it is not fetched again.
 */
async function settleFetched(card: Card, section: string, deps: SettleDeps, state: RunState): Promise<Fetched> {
  const read = await readAd(card, deps);
  if ('kind' in read) return { missed: [read], refused: ON_FAILURE[read.kind] === 'stop-platform' };
  state.counts.listingsRead++;
  const digest = digestOf(card, deps, deps.generation);
  const { missed, lookedAt } = read.listing
    ? await settleAd(read.listing, read.page, section, digest, deps, state)
    : { missed: [], lookedAt: [digest] };
  await recordSettled(lookedAt, section, deps, state);
  state.settled.add(card.adId);
  return { missed, refused: false };
}

/** Tells of these cards whether somebody who had the platform before this turn of ours has read the ad as it is now. */
function readByOthers(
  cards: readonly Card[],
  walk: string,
  deps: SettleDeps,
  runId: number,
): (card: Card, turn: number) => Promise<boolean> {
  let knownIn: number | null = null;
  let known: ReadonlySet<string> = new Set();
  return async (card, turn) => {
    if (turn !== knownIn) {
      const digests = cards.map((one) => digestsOf(one, deps));
      const { firm, loose } = await unchangedAds(deps.db, { platform: deps.adapter.id, walk, runId }, digests);
      known = new Set([...firm, ...loose]);
      knownIn = turn;
    }
    return known.has(card.adId);
  };
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
        return { kind: reading.kind, where: ONE_AD, detail: reading.why };
    }
  } catch (error) {
    if (!(error instanceof LookFailure)) throw error;
    return { kind: error.kind, where: ONE_AD, detail: error.message };
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
  const where = ONE_AD;
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
