import { clearAlert, raiseAlert } from '../db/alerts.ts';
import { unchangedAds } from '../db/looked-at.ts';
import { completeRuns, endRun, moveCovered, resumeRun, saveCounts, startRun } from '../db/runs.ts';
import type { RunReason } from '../db/schema/runs.ts';
import { firmUp, forgetWalks, saveWalk, type WalkPosition, walksOf } from '../db/walks.ts';
import type { IndexWalk } from '../scrapers/adapter.ts';
import { type Coverage, judgeCoverage, leavesNoGap, type WalkOutcome } from './coverage.ts';
import type { FoundMatch } from './examine.ts';
import { missedControl, RUNS_BACK, unlikeBefore } from './health.ts';
import { digestsOf, type SettleDeps, type SweepCounts, settleCards } from './settle.ts';
import { AT_THE_TOP, stepWalk, UNREADABLE_IN_A_ROW, type WalkDeps } from './walk.ts';

/** A run cut off longer ago is begun anew: so many newer ads may stand above by then that going on saves nothing. */
const GOES_ON_FOR_MS = 6 * 3_600_000;

export interface SweepDeps extends Omit<SettleDeps, 'onMatch' | 'control'> {
  readonly onEvent: (event: SweepEvent) => void;
  /** Address of the organisation's own listing here. */
  readonly controlUrl: string | null;
}

/** What a run is to look through. */
export interface SweepPlan {
  readonly kind: 'sweep' | 'scan' | 'pulse';
  /** The job it does: taken up again, it goes on with the run it began. */
  readonly job: string;
  /** `walk by walk` to its end, or `newest first`: page 1 of every index, then page 2 … */
  readonly order: 'walk by walk' | 'newest first';
  /** Deepest page of each index. */
  readonly deepest: number;
  /** Only so many indexes: the categories at risk come first. */
  readonly indexes: number;
}

export type SweepEvent =
  | { readonly kind: 'page'; platform: string; walk: string; n: number; lastPage: number | null; counts: SweepCounts }
  | ({ readonly kind: 'match' } & FoundMatch);

export interface SweepResult {
  readonly runId: number;
  readonly platform: string;
  readonly coverage: Coverage;
  readonly reasons: readonly RunReason[];
  readonly counts: SweepCounts;
}

/**
 * Looks through one platform: walks its indexes, reads what is new or changed, stores matches and takes their first
 * proof. How far it has come is saved after every page: cut off at any moment, the next run goes on there.
 */
export async function sweepPlatform(deps: SweepDeps, plan: SweepPlan): Promise<SweepResult> {
  const { adapter, db, clock } = deps;
  const platform = adapter.id;
  const { kind, job } = plan;
  const since = new Date(clock().getTime() - GOES_ON_FOR_MS);
  const wanted = { kind, platform, job, generation: deps.generation };
  const goesOn = await resumeRun(db, { ...wanted, since }, clock());
  const runId = goesOn?.id ?? (await startRun(db, wanted, clock())).id;
  const startedAt = goesOn?.startedAt ?? clock();
  const counts: SweepCounts = { ...noCounts(), ...goesOn?.counts };
  const walks = adapter.indexWalks({ depth: 'full' }).slice(0, plan.indexes);
  const positions = goesOn ? await walksOf(db, runId) : new Map<string, WalkPosition>();
  const control = controlOf(deps);
  const settle: SettleDeps = {
    ...deps,
    control: control?.adId ?? null,
    onMatch: (match) => deps.onEvent({ kind: 'match', ...match }),
  };
  const seen = new Map<string, Set<string>>();
  const missed: RunReason[] = [];
  const walkDeps: WalkDeps = {
    adapter,
    look: deps.look,
    deepest: plan.deepest,
    unchanged: (walk, cards) =>
      unchangedAds(
        db,
        { platform, walk },
        cards.map((card) => digestsOf(card, settle)),
      ),
    settle: (walk, cards, page) => settleCards({ walk, runId, counts }, cards, page, settle),
    onPage: ({ walk, n, lastPage, cards, fresh }) => {
      counts.indexPages++;
      counts.cards += cards;
      counts.fresh += fresh;
      deps.onEvent({ kind: 'page', platform, walk, n, lastPage, counts });
    },
  };
  let refused = false;
  for (;;) {
    const walk = nextWalk(walks, positions, plan.order);
    if (!walk || refused || deps.stopping()) break;
    if (!positions.has(walk.name)) seen.delete(walk.name);
    const ids = seen.get(walk.name) ?? new Set();
    seen.set(walk.name, ids);
    const step = await stepWalk(walk, positions.get(walk.name) ?? AT_THE_TOP, ids, walkDeps);
    if (step.state === 'stopped') {
      missed.push(...step.missed);
      break;
    }
    positions.set(walk.name, step.position);
    refused = step.refused;
    // Told now, not at the end of a run that may take all night.
    const trouble = troubleOf(step.position, refused);
    if (trouble) await raiseAlert(db, trouble, platform, clock());
    await saveWalk(db, runId, walk.name, step.position);
    await saveCounts(db, runId, counts, clock());
    if (step.position.end !== null) {
      seen.delete(walk.name);
      if (leavesNoGap(outcomeOf(walk.name, step.position))) await firmUp(db, platform, walk.name, runId);
    }
  }
  const interrupted = nextWalk(walks, positions, plan.order) !== undefined && !refused;
  const outcomes = [...positions].map(([name, position]) => outcomeOf(name, position));
  const judged = judgeCoverage(outcomes, walks.length);
  const reasons: RunReason[] = [...reasonsOf(outcomes, walks, positions), ...missed];
  counts.blocks = reasons.filter((reason) => reason.kind === 'blocked').length;
  const blind = control && judged !== 'blind' && !interrupted ? await missedControl(control, deps) : null;
  if (blind) reasons.push(blind);
  if (kind === 'sweep' && judged === 'complete') {
    const before = await completeRuns(db, 'sweep', platform, RUNS_BACK);
    reasons.push(
      ...unlikeBefore(
        counts,
        before.map((run) => run.counts),
      ),
    );
  }
  const unlike = reasons.some((reason) => reason.kind === 'unlike-before');
  const coverage = blind ? 'blind' : unlike && judged === 'complete' ? 'partial' : judged;
  await endRun(db, runId, { coverage, reasons, counts, state: interrupted ? 'interrupted' : 'ended' }, clock());
  if (!interrupted) await forgetWalks(db, runId);
  if (kind === 'sweep' && (blind || unlike)) await raiseAlert(db, 'blind', platform, clock());
  if (judged !== 'blind' && !refused) await clearAlert(db, 'blocked', platform, clock());
  if (kind === 'sweep' && coverage === 'complete')
    for (const alert of ['changed', 'blind', 'uncovered'] as const) await clearAlert(db, alert, platform, clock());
  if (kind === 'sweep' && coverage === 'complete') await moveCovered(db, platform, runId, startedAt);
  return { runId, platform, coverage, reasons, counts };
}

/** The walk to step next, or `undefined` when every walk has ended. Categories at risk come first. */
function nextWalk(
  walks: readonly IndexWalk[],
  positions: ReadonlyMap<string, WalkPosition>,
  order: SweepPlan['order'],
): IndexWalk | undefined {
  const open = walks.filter((walk) => (positions.get(walk.name)?.end ?? null) === null);
  if (order === 'walk by walk') return open[0];
  const page = (walk: IndexWalk) => positions.get(walk.name)?.nextPage ?? 1;
  return open.reduce<IndexWalk | undefined>(
    (best, walk) => (best && page(best) <= page(walk) ? best : walk),
    undefined,
  );
}

/** What staff should know at once: the platform refuses us, or page after page cannot be read any more. */
function troubleOf({ end, missed }: WalkPosition, refused: boolean): 'blocked' | 'changed' | null {
  if (refused) return 'blocked';
  const last = missed.slice(-UNREADABLE_IN_A_ROW);
  const layout = last.length === UNREADABLE_IN_A_ROW && last.every((reason) => reason.kind === 'layout');
  return end === 'failed' && layout ? 'changed' : null;
}

function controlOf({ controlUrl, adapter }: SweepDeps): { url: string; adId: string } | null {
  if (controlUrl === null) return null;
  const url = new URL(controlUrl);
  const adId = adapter.adIdOf(url);
  // A stand-in or staging stands at another origin than the address in the configuration.
  return adId === null ? null : { url: adapter.origin + url.pathname + url.search, adId };
}

function outcomeOf(walk: string, position: WalkPosition): WalkOutcome {
  return { walk, end: position.end ?? 'failed', pages: position.pages, missed: position.missed };
}

function reasonsOf(
  outcomes: readonly WalkOutcome[],
  planned: readonly IndexWalk[],
  positions: ReadonlyMap<string, WalkPosition>,
): RunReason[] {
  return [
    ...outcomes.flatMap((outcome) => outcome.missed),
    ...outcomes
      .filter((outcome) => outcome.end === 'window-end' || outcome.end === 'depth')
      .map(
        ({ walk, end, pages }): RunReason => ({
          kind: 'window-end',
          where: walk,
          detail:
            end === 'depth'
              ? `only its newest ${pages} pages were to be looked at`
              : `the platform serves no page after ${pages}, and older ads than those were never looked at`,
        }),
      ),
    ...planned
      .filter((walk) => (positions.get(walk.name)?.end ?? null) === null)
      .map(({ name }): RunReason => {
        const page = positions.get(name)?.nextPage;
        return { kind: 'interrupted', where: name, detail: page ? `stopped before page ${page}` : 'not begun' };
      }),
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
