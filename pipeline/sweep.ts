import { clearAlert, raiseAlert } from '../db/alerts.ts';
import { unchangedAds } from '../db/looked-at.ts';
import { completeRuns, endRun, moveCovered, resumeRun, saveCounts, startRun } from '../db/runs.ts';
import type { RunReason } from '../db/schema/runs.ts';
import { firmUp, forgetWalks, type WalkPosition, walksOf } from '../db/walks.ts';
import { openPage } from '../scrapers/page.ts';
import type { PhotoMeans } from './ad-photos.ts';
import { type Coverage, judgeCoverage, leavesNoGap, reasonsOf } from './coverage.ts';
import type { FoundMatch } from './examine.ts';
import { missedControl, RUNS_BACK, unlikeBefore } from './health.ts';
import { openHiddenNumbers } from './hidden/hidden-numbers.ts';
import type { HiddenMeans } from './hidden/means.ts';
import { photoRisk } from './photo-risk.ts';
import {
  BY_ID,
  digestsOf,
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
import { nextWalk, outcomeOf, unfinishedWalks, type WalkOrder, type WalksDeps, walkIndexes } from './sweep-walks.ts';

/** A run cut off longer ago is begun anew: so many newer ads may stand above by then that going on saves nothing. */
const GOES_ON_FOR_MS = 6 * 3_600_000;

export interface SweepDeps extends Omit<SettleDeps, 'onMatch' | 'onUnproven' | 'control'> {
  readonly hidden: HiddenMeans;
  /** Pictures are looked at beside the walk; `null`: not at all. */
  readonly photos: PhotoMeans | null;
  readonly onEvent: (event: SweepEvent) => void;
  /** Address of the organisation's own listing here. */
  readonly controlUrl: string | null;
}

/** What a run is to look through. */
export interface SweepPlan {
  readonly kind: 'sweep' | 'scan' | 'pulse';
  /** The job it does: taken up again, it goes on with the run it began. */
  readonly job: string;
  readonly order: WalkOrder;
  /** Deepest page of each index. */
  readonly deepest: number;
  /** Only so many indexes: the categories at risk come first. */
  readonly indexes: number;
}

export type SweepEvent =
  | { readonly kind: 'page'; platform: string; walk: string; n: number; lastPage: number | null; counts: SweepCounts }
  | ({ readonly kind: 'match' } & FoundMatch)
  | { readonly kind: 'alert'; readonly platform: string; readonly message: string };

export interface SweepResult {
  readonly runId: number;
  readonly platform: string;
  readonly coverage: Coverage;
  readonly reasons: readonly RunReason[];
  readonly counts: SweepCounts;
}

/**
 * Looks through one platform: walks its indexes, reads what is new or changed, stores matches and takes their first
 * proof; looks at pictures beside the walks, and at hidden numbers after them. How far it has come is saved after every
 * page: cut off at any moment, the next run goes on there.
 */
export async function sweepPlatform(given: SweepDeps, plan: SweepPlan): Promise<SweepResult> {
  const { adapter, db, clock } = given;
  const platform = adapter.id;
  const { kind, job } = plan;
  const control = controlOf(given);
  const onMatch = (match: FoundMatch) => given.onEvent({ kind: 'match', ...match });
  const onUnproven = (message: string) => given.onEvent({ kind: 'alert', platform, message });
  const deps: SweepDeps & SettleDeps = { ...given, control: control?.adId ?? null, onMatch, onUnproven };
  const since = new Date(clock().getTime() - GOES_ON_FOR_MS);
  const wanted = { kind, platform, job, generation: deps.generation };
  const goesOn = await resumeRun(db, { ...wanted, since }, clock());
  const runId = goesOn?.id ?? (await startRun(db, wanted, clock())).id;
  const startedAt = goesOn?.startedAt ?? clock();
  const counts: SweepCounts = { ...noCounts(), ...goesOn?.counts };
  const positions = goesOn ? await walksOf(db, runId) : new Map<string, WalkPosition>();
  const onProgress = () => saveCounts(db, runId, counts, clock());
  const hidden = await openHiddenNumbers(deps);
  const photos =
    deps.photos &&
    watchPhotos({
      ...deps,
      means: deps.photos,
      runId,
      counts,
      riskOf: (listing, section) => photoRisk(listing, hidden.scoreOf(listing, section)),
      record: (ads, walk) => recordSettled(ads, walk, deps, { hidden, runId }),
      onFound: hidden.found,
      onPrint: hidden.photo,
      onProgress,
    });
  const state: RunState = { runId, counts, settled: new Set(), hidden, photos };

  const walks = adapter.indexWalks({ depth: 'full' }).slice(0, plan.indexes);
  const walksDeps: WalksDeps = {
    ...deps,
    runId,
    deepest: plan.deepest,
    unchanged: (walk, cards) => {
      hidden.glance(cards, walk);
      const newest = adapter.idWalk?.newestOf(cards) ?? null;
      if (newest !== null) counts.newestId = Math.max(newest, counts.newestId ?? 0);
      const looked = cards.map((card) => digestsOf(card, deps));
      return unchangedAds(db, { platform, walk, runId }, looked);
    },
    settle: (walk, cards, page) => settleCards(cards, page, walk, deps, state),
    onPage: ({ walk, n, lastPage, cards, fresh }) => {
      counts.indexPages++;
      counts.cards += cards;
      counts.fresh += fresh;
      photos?.begin();
      deps.onEvent({ kind: 'page', platform, walk, n, lastPage, counts });
    },
    onStep: onProgress,
  };
  const walked = await walkIndexes(walks, positions, plan.order, walksDeps).catch((error: unknown) => {
    photos?.abandon();
    throw error;
  });
  let { refused } = walked;
  const outcomes = [...positions].map(([name, position]) => outcomeOf(name, position));
  const gapless = outcomes.filter(leavesNoGap).map((outcome) => outcome.walk);
  const unfinished = unfinishedWalks(walks, positions);
  const idWalk = kind === 'pulse' ? undefined : adapter.idWalk;
  if (idWalk && unfinished.length === 0 && !refused && !deps.stopping()) {
    const byId = await sweepIds(idWalk, counts.newestId ?? null, {
      ...deps,
      platform,
      settled: state.settled,
      settle: (ad) => settleById(ad, deps, state),
      onKept: onProgress,
    });
    outcomes.push(byId);
    refused ||= byId.refused;
  } else if (idWalk) unfinished.push({ kind: 'interrupted', where: idWalk.name, detail: 'not begun' });
  // Ads whose pictures a stop cut off lie unrecorded somewhere in these walks: they begin again at their top.
  for (const walk of (await photos?.finish()) ?? []) {
    positions.delete(walk);
    await forgetWalks(db, runId, walk);
  }
  const cutOff = nextWalk(walks, positions, plan.order) !== undefined && !refused;
  const judged = judgeCoverage(outcomes, walks.length + (idWalk ? 1 : 0));
  const revealed: RunReason[] = [];
  const unrevealed = await hidden.finish(!refused && judged !== 'blind', async (listing, seenIn, reveal) => {
    revealed.push(...(await settleListing(listing, openPage(seenIn), deps, state, { reveal })).missed);
  });
  Object.assign(counts, hidden.counts);

  const reasons: RunReason[] = [...reasonsOf(outcomes), ...unfinished, ...walked.missed, ...revealed, ...unrevealed];
  counts.blocks = reasons.filter((reason) => reason.kind === 'blocked').length;
  const blind = control && judged !== 'blind' && !cutOff ? await missedControl(control, deps) : null;
  if (blind) reasons.push(blind);
  if (kind === 'sweep' && judged === 'complete') {
    const before = (await completeRuns(db, 'sweep', platform, RUNS_BACK)).map((run) => run.counts);
    reasons.push(...unlikeBefore(counts, before));
  }
  const unlike = reasons.some((reason) => reason.kind === 'unlike-before');
  const coverage = blind ? 'blind' : unlike && judged === 'complete' ? 'partial' : judged;
  const interrupted = cutOff || deps.stopping();
  // A run that was killed may have left such ads too: then the next one goes all the way.
  if (!cutOff && (goesOn === null || photos === null))
    for (const walk of [...gapless, BY_ID]) await firmUp(db, platform, walk, runId);
  await endRun(db, runId, { coverage, reasons, counts, state: interrupted ? 'interrupted' : 'ended' }, clock());
  if (!cutOff) await forgetWalks(db, runId);
  await tellStaff({ kind, coverage, judged, refused, news: blind !== null || unlike }, deps);
  if (kind === 'sweep' && coverage === 'complete') await moveCovered(db, platform, runId, startedAt);
  return { runId, platform, coverage, reasons, counts };
}

/** Raises and clears what staff are told of a platform. */
async function tellStaff(
  run: { kind: SweepPlan['kind']; coverage: Coverage; judged: Coverage; refused: boolean; news: boolean },
  { db, adapter, clock }: SweepDeps,
): Promise<void> {
  const platform = adapter.id;
  if (run.kind === 'sweep' && run.news) await raiseAlert(db, 'blind', platform, clock());
  if (run.judged !== 'blind' && !run.refused) await clearAlert(db, 'blocked', platform, clock());
  if (run.kind === 'sweep' && run.coverage === 'complete')
    for (const alert of ['changed', 'blind', 'uncovered'] as const) await clearAlert(db, alert, platform, clock());
}

function controlOf({ controlUrl, adapter }: SweepDeps): { url: string; adId: string } | null {
  if (controlUrl === null) return null;
  const url = new URL(controlUrl);
  const adId = adapter.adIdOf(url);
  // A stand-in or staging stands at another origin than the address in the configuration.
  return adId === null ? null : { url: adapter.origin + url.pathname + url.search, adId };
}
