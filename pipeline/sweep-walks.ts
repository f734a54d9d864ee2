import { raiseAlert } from '../db/alerts.ts';
import type { Db } from '../db/database.ts';
import { saveWalk, type WalkPosition } from '../db/walks.ts';
import type { IndexWalk } from '../scrapers/adapter.ts';
import type { CoverageReason, WalkOutcome } from './coverage.ts';
import { AT_THE_TOP, emptyMemory, stepWalk, UNREADABLE_IN_A_ROW, type WalkDeps, type WalkMemory } from './walk.ts';

/** `walk by walk` to its end, or `newest first`: page 1 of every index, then page 2 … */
export type WalkOrder = 'walk by walk' | 'newest first';

export interface WalksDeps extends WalkDeps {
  readonly db: Db;
  readonly clock: () => Date;
  readonly runId: number;
  readonly stopping: () => boolean;
  /** Called after each page, when its position is kept. */
  readonly onStep: () => Promise<void>;
}

/**
 * Goes through the indexes page by page until each has ended, the platform refuses us, or staff stop it. How far each
 * has come is kept after every page, here in `positions` and in the database.
 */
export async function walkIndexes(
  walks: readonly IndexWalk[],
  positions: Map<string, WalkPosition>,
  order: WalkOrder,
  deps: WalksDeps,
): Promise<{ readonly refused: boolean; readonly missed: readonly CoverageReason[] }> {
  const memories = new Map<string, WalkMemory>();
  const platform = deps.adapter.id;
  for (;;) {
    const walk = nextWalk(walks, positions, order);
    if (!walk || deps.stopping()) return { refused: false, missed: [] };
    const memory = memories.get(walk.name) ?? emptyMemory();
    memories.set(walk.name, memory);
    const step = await stepWalk(walk, positions.get(walk.name) ?? AT_THE_TOP, memory, deps);
    if (step.state === 'stopped') return { refused: false, missed: step.missed };
    positions.set(walk.name, step.position);
    // Told now, not at the end of a run that may take all night.
    const trouble = troubleOf(step.position, step.refused);
    if (trouble) await raiseAlert(deps.db, trouble, platform, deps.clock());
    await saveWalk(deps.db, deps.runId, walk.name, step.position);
    await deps.onStep();
    if (step.refused) return { refused: true, missed: [] };
    if (step.position.end !== null) memories.delete(walk.name);
  }
}

/** The walk to step next, or `undefined` when every walk has ended. Categories at risk come first. */
export function nextWalk(
  walks: readonly IndexWalk[],
  positions: ReadonlyMap<string, WalkPosition>,
  order: WalkOrder,
): IndexWalk | undefined {
  const open = walks.filter((walk) => (positions.get(walk.name)?.end ?? null) === null);
  if (order === 'walk by walk') return open[0];
  const page = (walk: IndexWalk) => positions.get(walk.name)?.nextPage ?? 1;
  return open.reduce<IndexWalk | undefined>(
    (best, walk) => (best && page(best) <= page(walk) ? best : walk),
    undefined,
  );
}

/** A walk that has not ended counts as failed. */
export function outcomeOf(walk: string, position: WalkPosition): WalkOutcome {
  return { walk, end: position.end ?? 'failed', pages: position.pages, missed: position.missed };
}

/** Walks that were not gone through to an end of any kind, and where they stand. */
export function unfinishedWalks(
  walks: readonly IndexWalk[],
  positions: ReadonlyMap<string, WalkPosition>,
): CoverageReason[] {
  return walks
    .filter((walk) => (positions.get(walk.name)?.end ?? null) === null)
    .map(({ name }): CoverageReason => {
      const page = positions.get(name)?.nextPage;
      return { kind: 'interrupted', where: name, detail: page ? `stopped before page ${page}` : 'not begun' };
    });
}

/** What staff should know at once: the platform refuses us, or page after page cannot be read any more. */
function troubleOf({ end, missed }: WalkPosition, refused: boolean): 'blocked' | 'changed' | null {
  if (refused) return 'blocked';
  const last = missed.slice(-UNREADABLE_IN_A_ROW);
  const layout = last.length === UNREADABLE_IN_A_ROW && last.every((reason) => reason.kind === 'layout');
  return end === 'failed' && layout ? 'changed' : null;
}
