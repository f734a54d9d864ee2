import type { IdProgress, IdRange } from '../db/id-walks.ts';
import type { WalkEnd } from '../db/schema/runs.ts';
import type { IdWalk } from '../scrapers/adapter.ts';
import { type FailureKind, ON_FAILURE } from '../scrapers/errors.ts';
import type { CoverageReason, WalkOutcome } from './coverage.ts';

/** After so many unreadable ads in a row the walk is given up: the pages have changed, or the network is gone. */
const UNREADABLE_IN_A_ROW = 3;
/** Progress is kept after so many ids, so that a crash asks for few of them again. */
const KEPT_EVERY = 25;
/** So far beneath what is known the newest id cannot fall: the sequence has begun anew, or was misread before. */
const BEGUN_ANEW = 1_000_000;

/**
 * What one look brought. `missed` is what of the ad could not be looked at; `lost` is the reason why none of it could.
 * An id without an ad was looked at.
 */
export type IdLook =
  | { readonly missed: readonly CoverageReason[] }
  | { readonly lost: CoverageReason & { readonly kind: FailureKind } };

/** `refused`: the platform refused us. */
export interface IdWalkResult extends WalkOutcome {
  readonly refused: boolean;
}

export interface IdWalkDeps {
  readonly walk: IdWalk;
  /** Of these ids, those whose ad was looked at already since the newest number was enrolled. */
  readonly lookedAt: (ids: readonly number[]) => Promise<ReadonlySet<number>>;
  /** Looks at the ad with this id and stores what came of it. */
  readonly settle: (id: number) => Promise<IdLook>;
  readonly keep: (progress: IdProgress) => Promise<void>;
  readonly stopping: () => boolean;
}

/**
 * Asks for ids from the newest one seen on the index pages down to the newest of the last run, then for the gaps that
 * earlier runs left, then once more for fresh ids that had no ad yet. An id without an ad counts as looked at; one that
 * could not be looked at is a gap, and so is what the run's limit left over: gaps are kept, told, and asked for again.
 */
export async function walkIds(seen: number | null, before: IdProgress | null, deps: IdWalkDeps): Promise<IdWalkResult> {
  const { walk } = deps;
  const missed: CoverageReason[] = [];
  let pages = 0;
  const ended = (end: WalkEnd, refused = false): IdWalkResult => ({ walk: walk.name, end, pages, missed, refused });
  if (seen === null) {
    missed.push({ kind: 'layout', where: walk.name, detail: 'no index page told the newest id' });
    return ended('failed');
  }
  const known = before && before.newest - seen < BEGUN_ANEW ? before : null;
  const newest = Math.max(seen, known?.newest ?? 0);
  const plan = planOf(newest, known, walk);
  /** Could not be looked at in this run: they stay gaps. */
  const lost: number[] = [];
  const progress = (): IdProgress => ({ newest, gaps: rangesOf([...plan.gaps, ...plan.again, ...lost.map(one)]) });

  let asked = 0;
  let unreadable = 0;
  let end: 'done' | 'stopped' | 'refused' | 'given-up' = 'done';
  for await (const { id, again } of idsOf(plan, deps)) {
    if (asked >= walk.perRun) break;
    if (deps.stopping()) {
      end = 'stopped';
      break;
    }
    asked++;
    const look = await deps.settle(id);
    take(again ? plan.again : plan.gaps);
    if ('missed' in look) {
      missed.push(...look.missed);
      pages++;
      unreadable = 0;
    } else {
      missed.push(look.lost);
      lost.push(id);
      unreadable++;
      if (ON_FAILURE[look.lost.kind] === 'stop-platform') end = 'refused';
      else if (unreadable >= UNREADABLE_IN_A_ROW) end = 'given-up';
      if (end !== 'done') break;
    }
    if (asked % KEPT_EVERY === 0) await deps.keep(progress());
  }
  const { gaps } = progress();
  await deps.keep({ newest, gaps });
  if (end === 'stopped') missed.push({ kind: 'interrupted', where: walk.name, detail: 'stopped before its end' });
  const first = gaps[0];
  const last = gaps.at(-1);
  if (first && last) {
    const count = gaps.reduce((sum, { low, high }) => sum + high - low + 1, 0);
    const detail = `${count} ids between ${last.low} and ${first.high} could not be asked for in this run`;
    missed.push({ kind: 'id-gap', where: walk.name, detail });
  }
  if (end !== 'done' || gaps.length > 0) return ended('failed', end === 'refused');
  return ended(known === null ? 'window-end' : 'known');
}

interface Plan {
  /** Not asked for yet, highest first; taken from while the run goes on. */
  readonly gaps: IdRange[];
  /** Had no ad when they were asked for, and may have one by now: what is left of them becomes a gap too. */
  readonly again: IdRange[];
}

function planOf(newest: number, known: IdProgress | null, { settling, perRun }: IdWalk): Plan {
  if (known === null) return { gaps: [{ low: Math.max(1, newest - perRun + 1), high: newest }], again: [] };
  const fresh = newest > known.newest ? [{ low: known.newest + 1, high: newest }] : [];
  return {
    gaps: [...fresh, ...known.gaps],
    again: [{ low: Math.max(1, known.newest - settling + 1), high: known.newest }],
  };
}

/** The ids to ask for, in their order. Those whose ad was looked at already are taken from the plan on the way. */
async function* idsOf(plan: Plan, { lookedAt }: IdWalkDeps): AsyncGenerator<{ id: number; again: boolean }> {
  const first = plan.gaps.map((range) => ({ ...range }));
  for (const again of [false, true]) {
    const left = again ? plan.again : plan.gaps;
    for (const block of blocksOf(left.map((range) => ({ ...range })))) {
      const done = await lookedAt(block);
      for (const id of block) {
        const asked = again && first.some(({ low, high }) => low <= id && id <= high);
        if (asked || done.has(id)) take(left);
        else yield { id, again };
      }
    }
  }
}

/** Takes the highest id out of the highest range. */
function take(ranges: IdRange[]): void {
  const [highest] = ranges;
  if (!highest) return;
  if (highest.low === highest.high) ranges.shift();
  else ranges[0] = { low: highest.low, high: highest.high - 1 };
}

/** The ids of these ranges, highest first, a hundred at a time: a gap may be of millions. */
function* blocksOf(ranges: readonly IdRange[]): Generator<number[]> {
  for (const { low, high } of ranges)
    for (let top = high; top >= low; top -= 100)
      yield Array.from({ length: Math.min(100, top - low + 1) }, (_, i) => top - i);
}

function one(id: number): IdRange {
  return { low: id, high: id };
}

/** Ranges sorted, highest first, with neighbours joined. */
export function rangesOf(ranges: readonly IdRange[]): IdRange[] {
  const joined: { low: number; high: number }[] = [];
  for (const { low, high } of [...ranges].sort((a, b) => b.high - a.high)) {
    const last = joined.at(-1);
    if (last && high >= last.low - 1) last.low = Math.min(last.low, low);
    else joined.push({ low, high });
  }
  return joined;
}
