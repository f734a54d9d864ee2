import { type AdDigest, recordLookedAt, unchangedAds } from '../db/looked-at.ts';
import { endRun, saveCounts, startRun } from '../db/runs.ts';
import { recordWalk, walkLeftNoGap } from '../db/walks.ts';
import type { Card, IndexScope, Listing } from '../scrapers/adapter.ts';
import { type FailureKind, LookFailure, ON_FAILURE } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { readListing } from '../scrapers/read.ts';
import type { RevealExchange } from '../scrapers/reveal.ts';
import { type Coverage, type CoverageReason, judgeCoverage, leavesNoGap, type WalkOutcome } from './coverage.ts';
import { type ExamineDeps, examine, type FoundMatch } from './examine.ts';
import { type HiddenNumbers, openHiddenNumbers } from './hidden/hidden-numbers.ts';
import type { HiddenMeans } from './hidden/means.ts';
import type { IdLook } from './id-walk.ts';
import { sweepIds } from './sweep-ids.ts';
import { type WalkDeps, type WalkResult, walkIndex } from './walk.ts';

export interface SweepDeps extends Omit<ExamineDeps, 'onMatch'> {
  readonly hidden: HiddenMeans;
  /** db/numbers.ts numbersGeneration: a number enrolled since makes every ad "changed". */
  readonly generation: number;
  readonly look: (url: string) => Promise<Snapshot>;
  readonly stopping: () => boolean;
  readonly onEvent: (event: SweepEvent) => void;
}

export type SweepEvent =
  | { readonly kind: 'page'; platform: string; walk: string; n: number; lastPage: number | null; counts: SweepCounts }
  | ({ readonly kind: 'match' } & FoundMatch);

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
  const state: RunState = {
    runId: run.id,
    counts: noCounts(),
    settled: new Set(),
    newestId: null,
    hidden: await openHiddenNumbers(deps),
  };
  const walks = adapter.indexWalks(scope);
  const outcomes: WalkResult[] = [];
  for (const walk of walks) {
    const result = await walkIndex(walk, {
      adapter,
      look: deps.look,
      stopping: deps.stopping,
      mayStopAtKnown: await walkLeftNoGap(db, platform, walk.name),
      unchanged: async (cards) => {
        state.hidden.glance(cards, walk.name);
        const newest = adapter.idWalk?.newestOf(cards) ?? null;
        if (newest !== null) state.newestId = Math.max(newest, state.newestId ?? 0);
        // What this very run has settled says nothing of what lies beneath it in this walk.
        const before = cards.filter((card) => !state.settled.has(card.adId));
        return unchangedAds(
          db,
          platform,
          before.map((card) => digestOf(card, deps)),
        );
      },
      settle: (cards, page) => settleCards(cards, page, walk.name, deps, state),
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
  const planned = [...walks, ...(adapter.idWalk ? [adapter.idWalk] : [])].map((walk) => walk.name);
  if (adapter.idWalk && outcomes.length === walks.length && !outcomes.at(-1)?.refused && !deps.stopping())
    outcomes.push(
      await sweepIds(adapter.idWalk, state.newestId, {
        db,
        platform,
        generation: deps.generation,
        settled: state.settled,
        stopping: deps.stopping,
        settle: (ad) => settleById(ad, deps, state),
        onKept: () => saveCounts(db, run.id, state.counts, clock()),
      }),
    );
  const coverage = judgeCoverage(outcomes, planned.length);
  const mayReveal = outcomes.every((outcome) => !outcome.refused) && coverage !== 'blind';
  const revealed: CoverageReason[] = [];
  const unrevealed = await state.hidden.finish(mayReveal, async (listing, seenIn, exchange) => {
    revealed.push(...(await settleListing(listing, openPage(seenIn), deps, state, exchange)));
  });
  Object.assign(state.counts, state.hidden.counts);
  const reasons = [...reasonsOf(outcomes, planned), ...revealed, ...unrevealed];
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
  readonly hidden: HiddenNumbers;
  /** The newest id seen on an index page of this run. */
  newestId: number | null;
}

/** One ad found by its id, in the way of a card whose listing must be read. */
async function settleById(ad: Pick<Card, 'adId' | 'url'>, deps: SweepDeps, state: RunState): Promise<IdLook> {
  const read = await readAd(ad, deps);
  state.counts.idsAsked = (state.counts.idsAsked ?? 0) + 1;
  if ('kind' in read) return { lost: read };
  if (!read.listing) return { missed: [] };
  state.counts.listingsRead++;
  const looked = digestOf({ adId: ad.adId, content: JSON.stringify([read.listing.fields, read.listing.price]) }, deps);
  const missed = await settleAd(read.listing, read.page, 'ids', looked, deps, state);
  await state.hidden.save();
  await recordLookedAt(deps.db, deps.adapter.id, [looked], deps.clock());
  state.settled.add(ad.adId);
  return { missed };
}

async function settleCards(
  cards: readonly Card[],
  page: Page,
  section: string,
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
    const read = card.listing ? { listing: card.listing, page } : await readAd(card, deps);
    if ('kind' in read) {
      missed.push(read);
      if (ON_FAILURE[read.kind] === 'stop-platform') break;
      continue;
    }
    if (!card.listing) state.counts.listingsRead++;
    const looked = digestOf(card, deps);
    if (read.listing) missed.push(...(await settleAd(read.listing, read.page, section, looked, deps, state)));
    done.push(looked);
    state.settled.add(card.adId);
  }
  await state.hidden.save();
  await recordLookedAt(deps.db, deps.adapter.id, done, deps.clock());
  return missed;
}

type LookMissed = CoverageReason & { readonly kind: FailureKind };

/** The ad behind a card; `listing: null` when it is gone by the platform's own sign; a reason when it could not be read. */
async function readAd(
  card: Pick<Card, 'adId' | 'url'>,
  deps: SweepDeps,
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

/** Examines an ad; one in which a guest sees no protected number may still hide one. */
async function settleAd(
  listing: Listing,
  page: Page,
  section: string,
  looked: AdDigest,
  deps: SweepDeps,
  state: RunState,
): Promise<CoverageReason[]> {
  const seen = state.counts.matchesSeen;
  const missed = await settleListing(listing, page, deps, state);
  if (state.counts.matchesSeen === seen) state.hidden.consider(listing, section, looked.digest);
  return missed;
}

async function settleListing(
  listing: Listing,
  page: Page,
  deps: SweepDeps,
  { counts, runId }: RunState,
  reveal: RevealExchange | null = null,
): Promise<CoverageReason[]> {
  if (listing.hidden) counts.numberHidden++;
  const onMatch = (match: FoundMatch) => deps.onEvent({ kind: 'match', ...match });
  const examined = await examine(listing, page, runId, { ...deps, onMatch }, reveal);
  counts.matchesSeen += examined.matchesSeen;
  counts.matchesNew += examined.matchesNew;
  counts.captures += examined.captures;
  if (examined.exhausted === 0) return [];
  const detail = `${examined.exhausted} places not searched to the end`;
  return [{ kind: 'search-exhausted', where: `ad ${listing.adId}`, detail }];
}

function digestOf(card: Pick<Card, 'adId' | 'content'>, deps: SweepDeps): AdDigest {
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
          detail: `no page after ${pages} is served or asked for, and older ads than those were never looked at`,
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
