import { unchangedAds } from '../db/looked-at.ts';
import { endRun, saveCounts, startRun } from '../db/runs.ts';
import { recordWalk, walkLeftNoGap } from '../db/walks.ts';
import type { IndexScope } from '../scrapers/adapter.ts';
import { openPage } from '../scrapers/page.ts';
import type { PhotoMeans } from './ad-photos.ts';
import { type Coverage, type CoverageReason, judgeCoverage, leavesNoGap, reasonsOf } from './coverage.ts';
import type { FoundMatch } from './examine.ts';
import { openHiddenNumbers } from './hidden/hidden-numbers.ts';
import type { HiddenMeans } from './hidden/means.ts';
import { photoRisk } from './photo-risk.ts';
import {
  digestOf,
  type RunState,
  recordSettled,
  type SettleDeps,
  settleById,
  settleCards,
  settleListing,
} from './settle.ts';
import { noCounts, type SweepCounts } from './sweep-counts.ts';
import { sweepIds } from './sweep-ids.ts';
import { watchPhotos } from './sweep-photos.ts';
import { type WalkDeps, type WalkResult, walkIndex } from './walk.ts';

export interface SweepDeps extends Omit<SettleDeps, 'onMatch'> {
  readonly hidden: HiddenMeans;
  /** Pictures are looked at beside the walk; `null`: not at all. */
  readonly photos: PhotoMeans | null;
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
 * Sweeps one platform: walks its indexes, reads what is new or changed, stores matches and takes their first proof;
 * then looks at what a guest does not see: pictures beside the walk, hidden numbers after it.
 */
export async function sweepPlatform(given: SweepDeps, scope: IndexScope): Promise<SweepResult> {
  const { adapter, db, clock } = given;
  const platform = adapter.id;
  const deps = { ...given, onMatch: (match: FoundMatch) => given.onEvent({ kind: 'match', ...match }) };
  const run = await startRun(db, { kind: 'sweep', platform }, clock());
  const counts = noCounts();
  const onProgress = () => saveCounts(db, run.id, counts, clock());
  const hidden = await openHiddenNumbers(given);
  const photos =
    given.photos &&
    watchPhotos({
      ...deps,
      means: given.photos,
      runId: run.id,
      counts,
      riskOf: (listing, section) => photoRisk(listing, hidden.scoreOf(listing, section)),
      record: (ads) => recordSettled(ads, deps, { hidden }),
      onFound: hidden.found,
      onProgress,
    });
  const state: RunState = { runId: run.id, counts, settled: new Set(), hidden, photos };
  let newestId: number | null = null;
  const walks = adapter.indexWalks(scope);
  const outcomes: WalkResult[] = [];
  for (const walk of walks) {
    const result = await walkIndex(walk, {
      adapter,
      look: deps.look,
      stopping: deps.stopping,
      mayStopAtKnown: await walkLeftNoGap(db, platform, walk.name),
      unchanged: async (cards) => {
        hidden.glance(cards, walk.name);
        const newest = adapter.idWalk?.newestOf(cards) ?? null;
        if (newest !== null) newestId = Math.max(newest, newestId ?? 0);
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
  const planned = [...walks, ...(adapter.idWalk ? [adapter.idWalk] : [])].map((walk) => walk.name);
  if (adapter.idWalk && outcomes.length === walks.length && !outcomes.at(-1)?.refused && !deps.stopping())
    outcomes.push(
      await sweepIds(adapter.idWalk, newestId, {
        db,
        platform,
        generation: deps.generation,
        settled: state.settled,
        stopping: deps.stopping,
        settle: (ad) => settleById(ad, deps, state),
        onKept: onProgress,
      }),
    );
  // An ad whose pictures a stop cut off lies unrecorded somewhere beneath known ones: the next walks go all the way.
  if (photos !== null && !(await photos.finish()))
    for (const { name } of walks) await recordWalk(db, { platform, walk: name, runId: run.id, noGap: false });
  const coverage = judgeCoverage(outcomes, planned.length);
  const mayReveal = outcomes.every((outcome) => !outcome.refused) && coverage !== 'blind';
  const revealed: CoverageReason[] = [];
  const unrevealed = await hidden.finish(mayReveal, async (listing, seenIn, reveal) => {
    revealed.push(...(await settleListing(listing, openPage(seenIn), deps, state, { reveal })).missed);
  });
  Object.assign(counts, hidden.counts);
  const reasons = [...reasonsOf(outcomes, planned), ...revealed, ...unrevealed];
  const interrupted = deps.stopping();
  await endRun(db, run.id, { coverage, reasons, counts, state: interrupted ? 'interrupted' : 'ended' }, clock());
  return { runId: run.id, platform, coverage, reasons, counts };
}
