import { type AdDigest, recordLookedAt, unchangedAds } from '../db/looked-at.ts';
import { endRun, saveCounts, startRun } from '../db/runs.ts';
import { recordWalk, walkLeftNoGap } from '../db/walks.ts';
import type { Card, IndexScope, Listing } from '../scrapers/adapter.ts';
import { type FailureKind, LookFailure, ON_FAILURE } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { readListing } from '../scrapers/read.ts';
import type { PhotoMeans } from './ad-photos.ts';
import {
  type Coverage,
  type CoverageReason,
  judgeCoverage,
  leavesNoGap,
  reasonsOf,
  type WalkOutcome,
} from './coverage.ts';
import { type ExamineDeps, examine, type FoundMatch } from './examine.ts';
import { noCounts, type SweepCounts } from './sweep-counts.ts';
import { type PhotoWatch, watchPhotos } from './sweep-photos.ts';
import { type WalkDeps, walkIndex } from './walk.ts';

export interface SweepDeps extends Omit<ExamineDeps, 'onMatch'> {
  /** db/numbers.ts numbersGeneration: a number enrolled since makes every ad "changed". */
  readonly generation: number;
  readonly look: (url: string) => Promise<Snapshot>;
  /** Looks at pictures beside the walk; `null`: none are asked for. */
  readonly photos: PhotoMeans | null;
  readonly stopping: () => boolean;
  readonly onEvent: (event: SweepEvent) => void;
}

export type SweepEvent =
  | { readonly kind: 'page'; platform: string; walk: string; n: number; lastPage: number | null; counts: SweepCounts }
  | ({ readonly kind: 'match' } & FoundMatch);

export interface SweepResult {
  readonly runId: number;
  readonly platform: string;
  readonly coverage: Coverage;
  readonly reasons: readonly CoverageReason[];
  readonly counts: SweepCounts;
}

/**
 * Sweeps one platform: walks its indexes, reads what is new or changed, stores matches and takes their first proof.
 * An ad counts as looked at only after its matches are stored, so a crash at any moment reads it again and loses none.
 */
export async function sweepPlatform(deps: SweepDeps, scope: IndexScope): Promise<SweepResult> {
  const { adapter, db, clock } = deps;
  const platform = adapter.id;
  const run = await startRun(db, { kind: 'sweep', platform }, clock());
  const counts = noCounts();
  const onMatch = (match: FoundMatch) => deps.onEvent({ kind: 'match', ...match });
  const onProgress = () => saveCounts(db, run.id, counts, clock());
  const photos =
    deps.photos && watchPhotos({ ...deps, means: deps.photos, runId: run.id, counts, onMatch, onProgress });
  const state: RunState = { runId: run.id, counts, settled: new Set(), photos, onMatch };
  const walks = adapter.indexWalks(scope);
  const outcomes: WalkOutcome[] = [];
  for (const walk of walks) {
    const result = await walkIndex(walk, {
      adapter,
      look: deps.look,
      stopping: deps.stopping,
      mayStopAtKnown: await walkLeftNoGap(db, platform, walk.name),
      unchanged: async (cards) => {
        // What this very run has settled says nothing of what lies beneath it in this walk.
        const before = cards.filter((card) => !state.settled.has(card.adId));
        return unchangedAds(
          db,
          platform,
          before.map((card) => digestOf(card, deps)),
        );
      },
      settle: (cards, page) => settleCards(cards, page, deps, state),
      onPage: async ({ n, lastPage, cards, fresh }) => {
        counts.indexPages++;
        counts.cards += cards;
        counts.fresh += fresh;
        photos?.begin();
        await onProgress();
        deps.onEvent({ kind: 'page', platform, walk: walk.name, n, lastPage, counts });
      },
    } satisfies WalkDeps).catch((error: unknown) => {
      photos?.abandon();
      throw error;
    });
    outcomes.push(result);
    await recordWalk(db, { platform, walk: walk.name, runId: run.id, noGap: leavesNoGap(result) });
    if (result.refused || deps.stopping()) break;
  }
  // An ad whose pictures a stop cut off lies unrecorded somewhere beneath known ones: the next walks go all the way.
  if (photos !== null && !(await photos.finish()))
    for (const { walk } of outcomes) await recordWalk(db, { platform, walk, runId: run.id, noGap: false });
  const coverage = judgeCoverage(outcomes, walks.length);
  const reasons = reasonsOf(
    outcomes,
    walks.map((walk) => walk.name),
  );
  const interrupted = deps.stopping();
  await endRun(db, run.id, { coverage, reasons, counts, state: interrupted ? 'interrupted' : 'ended' }, clock());
  return { runId: run.id, platform, coverage, reasons, counts };
}

interface RunState {
  readonly runId: number;
  readonly counts: SweepCounts;
  readonly settled: Set<string>;
  readonly photos: PhotoWatch | null;
  readonly onMatch: (match: FoundMatch) => void;
}

async function settleCards(
  cards: readonly Card[],
  page: Page,
  deps: SweepDeps,
  state: RunState,
): Promise<CoverageReason[]> {
  const missed: CoverageReason[] = [];
  const done: AdDigest[] = [];
  for (const card of cards) {
    if (state.settled.has(card.adId)) continue;
    if (deps.stopping()) {
      missed.push({ kind: 'interrupted', where: `ad ${card.adId}`, detail: 'stopped before it was read' });
      break;
    }
    const read = card.listing ? { listing: card.listing, page } : await readAd(card, deps, state);
    if ('kind' in read) {
      missed.push(read);
      if (ON_FAILURE[read.kind] === 'stop-platform') break;
      continue;
    }
    const { listing, page: seenIn } = read;
    const settled = listing ? await settleListing(listing, seenIn, deps, state) : null;
    missed.push(...(settled?.missed ?? []));
    const digest = digestOf(card, deps);
    const mayHoldMore = listing !== null && settled?.found === 0 && state.photos !== null;
    done.push(...(mayHoldMore ? state.photos.take(listing, digest, seenIn.snapshot) : [digest]));
    state.settled.add(card.adId);
  }
  await recordLookedAt(deps.db, deps.adapter.id, done, deps.clock());
  return missed;
}

type LookMissed = CoverageReason & { readonly kind: FailureKind };

/** The ad behind a card; `listing: null` when it is gone by the platform's own sign; a reason when it could not be read. */
async function readAd(
  card: Card,
  deps: SweepDeps,
  state: RunState,
): Promise<{ listing: Listing | null; page: Page } | LookMissed> {
  try {
    const page = openPage(await deps.look(card.url));
    state.counts.listingsRead++;
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
  deps: SweepDeps,
  { counts, runId, onMatch }: RunState,
): Promise<{ found: number; missed: CoverageReason[] }> {
  if (listing.hidden) counts.numberHidden++;
  const examined = await examine(listing, page, runId, { ...deps, onMatch });
  counts.matchesSeen += examined.matchesSeen;
  counts.matchesNew += examined.matchesNew;
  counts.captures += examined.captures;
  const found = examined.matchesSeen;
  if (examined.exhausted === 0) return { found, missed: [] };
  const detail = `${examined.exhausted} places not searched to the end`;
  return { found, missed: [{ kind: 'search-exhausted', where: `ad ${listing.adId}`, detail }] };
}

function digestOf(card: Card, deps: SweepDeps): AdDigest {
  const content = `${deps.generation}\n${card.content}`;
  return { adId: card.adId, digest: deps.vault.contentDigest(deps.adapter.id, card.adId, content) };
}
