import type { WalkOutcome } from '../../pipeline/coverage.ts';
import { outcomeOf } from '../../pipeline/sweep-walks.ts';
import { AT_THE_TOP, emptyMemory, stepWalk, type WalkDeps } from '../../pipeline/walk.ts';
import type { Card, IndexWalk } from '../../scrapers/adapter.ts';

/** Walks one index to its end without a database; `known` are ads that an earlier run looked at, with no gap beneath. */
export async function walkThrough(
  walk: IndexWalk,
  deps: Pick<WalkDeps, 'adapter' | 'look'>,
  known: ReadonlySet<string> = new Set(),
): Promise<WalkOutcome & { readonly refused: boolean; readonly settled: readonly Card[] }> {
  const settled: Card[] = [];
  const memory = emptyMemory();
  let position = AT_THE_TOP;
  let refused = false;
  while (position.end === null) {
    const step = await stepWalk(walk, position, memory, {
      ...deps,
      deepest: Number.POSITIVE_INFINITY,
      unchanged: async (_walk, cards) => ({
        firm: new Set(cards.map((card) => card.adId).filter((adId) => known.has(adId))),
        loose: new Set(settled.map((card) => card.adId)),
      }),
      settle: async (_walk, cards) => {
        settled.push(...cards);
        return { missed: [], finished: true };
      },
      onPage: () => undefined,
    });
    if (step.state === 'stopped') throw new Error('nobody stops this walk');
    ({ position, refused } = step);
  }
  return { ...outcomeOf(walk.name, position), refused, settled };
}
