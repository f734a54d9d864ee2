import { type AdDigest, recordLookedAt, unchangedAds } from '../db/looked-at.ts';
import { endRun, saveCounts, startRun } from '../db/runs.ts';
import { recordWalk, walkLeftNoGap } from '../db/walks.ts';
import type { Card, IndexScope, Listing } from '../scrapers/adapter.ts';
import { type FailureKind, LookFailure, ON_FAILURE } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { readListing } from '../scrapers/read.ts';
import { type Coverage, type CoverageReason, judgeCoverage, leavesNoGap, type WalkOutcome } from './coverage.ts';
import { type ExamineDeps, examine, type FoundMatch } from './examine.ts';
import { type WalkDeps, walkIndex } from './walk.ts';

export interface SweepDeps extends Omit<ExamineDeps, 'onMatch'> {
  /** db/numbers.ts numbersGeneration: a number enrolled since makes every ad "changed". */
  readonly generation: number;
  readonly look: (url: string) => Promise<Snapshot>;
  readonly stopping: () => boolean;
  readonly onEvent: (event: SweepEvent) => void;
}

export type SweepEvent =
  | { readonly kind: 'page'; platform: string; walk: string; n: number; lastPage: number | null; counts: SweepCounts }
  | ({ readonly kind: 'match' } & FoundMatch)
  | { readonly kind: 'alert'; readonly platform: string; readonly message: string };

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
  const state: RunState = { runId: run.id, counts: noCounts(), settled: new Set() };
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
        state.counts.indexPages++;
        state.counts.cards += cards;
        state.counts.fresh += fresh;
        await saveCounts(db, run.id, state.counts, clock());
        deps.onEvent({ kind: 'page', platform, walk: walk.name, n, lastPage, counts: state.counts });
      },
    } satisfies WalkDeps);
    outcomes.push(result);
    await recordWalk(db, { platform, walk: walk.name, runId: run.id, noGap: leavesNoGap(result) });
    if (result.refused || deps.stopping()) break;
  }
  const coverage = judgeCoverage(outcomes, walks.length);
  const reasons = reasonsOf(
    outcomes,
    walks.map((walk) => walk.name),
  );
  const interrupted = deps.stopping();
  await endRun(
    db,
    run.id,
    { coverage, reasons, counts: state.counts, state: interrupted ? 'interrupted' : 'ended' },
    clock(),
  );
  return { runId: run.id, platform, coverage, reasons, counts: state.counts };
}

interface RunState {
  readonly runId: number;
  readonly counts: SweepCounts;
  readonly settled: Set<string>;
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
    const settled = read.listing
      ? await settleListing(read.listing, read.page, deps, state)
      : { missed: [], proven: true };
    missed.push(...settled.missed);
    state.settled.add(card.adId);
    // An ad whose proof could not be written is looked at again by the next sweep.
    if (settled.proven) done.push(digestOf(card, deps));
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
  { counts, runId }: RunState,
): Promise<{ missed: CoverageReason[]; proven: boolean }> {
  if (listing.hidden) counts.numberHidden++;
  const onMatch = (match: FoundMatch) => deps.onEvent({ kind: 'match', ...match });
  const examined = await examine(listing, page, runId, { ...deps, onMatch });
  counts.matchesSeen += examined.matchesSeen;
  counts.matchesNew += examined.matchesNew;
  counts.captures += examined.captures;
  const missed: CoverageReason[] = [];
  const where = `ad ${listing.adId}`;
  if (examined.unproven !== null) {
    missed.push({ kind: 'evidence', where, detail: examined.unproven });
    deps.onEvent({ kind: 'alert', platform: deps.adapter.id, message: examined.unproven });
  }
  if (examined.exhausted > 0)
    missed.push({ kind: 'search-exhausted', where, detail: `${examined.exhausted} places not searched to the end` });
  return { missed, proven: examined.unproven === null };
}

function digestOf(card: Card, deps: SweepDeps): AdDigest {
  const content = `${deps.generation}\n${card.content}`;
  return { adId: card.adId, digest: deps.vault.contentDigest(deps.adapter.id, card.adId, content) };
}

function reasonsOf(outcomes: readonly WalkOutcome[], planned: readonly string[]): CoverageReason[] {
  const reached = new Set(outcomes.map((outcome) => outcome.walk));
  return [
    ...outcomes.flatMap((outcome) => outcome.missed),
    ...outcomes
      .filter((outcome) => outcome.end === 'window-end')
      .map(
        ({ walk, pages }): CoverageReason => ({
          kind: 'window-end',
          where: walk,
          detail: `the platform serves no page after ${pages}, and older ads than those were never looked at`,
        }),
      ),
    ...planned
      .filter((walk) => !reached.has(walk))
      .map((walk): CoverageReason => ({ kind: 'interrupted', where: walk, detail: 'not begun' })),
  ];
}

function noCounts(): SweepCounts {
  return {
    indexPages: 0,
    cards: 0,
    fresh: 0,
    listingsRead: 0,
    numberHidden: 0,
    matchesNew: 0,
    matchesSeen: 0,
    captures: 0,
  };
}
