import type { Db } from '../db/database.ts';
import { idProgress, saveIdProgress } from '../db/id-walks.ts';
import { everLookedAt } from '../db/looked-at.ts';
import type { IdWalk } from '../scrapers/adapter.ts';
import { type IdLook, type IdWalkResult, walkIds } from './id-walk.ts';

export interface SweepIdsDeps {
  readonly db: Db;
  readonly platform: string;
  /** db/numbers.ts numbersGeneration: what was asked for before a number was enrolled is asked for again. */
  readonly generation: number;
  /** Ads that this very run has looked at on its index pages. */
  readonly settled: ReadonlySet<string>;
  readonly stopping: () => boolean;
  /** Works in the platform's turn: nobody else looks at ads meanwhile. */
  readonly whileMine: <T>(work: () => Promise<T>) => Promise<T>;
  readonly settle: (ad: { readonly adId: string; readonly url: string }) => Promise<IdLook>;
  /** Called whenever progress was kept. */
  readonly onKept: () => Promise<void>;
}

/** Finds by their ids what the index pages of a run missed. `newest`: the newest id that they showed. */
export async function sweepIds(walk: IdWalk, newest: number | null, deps: SweepIdsDeps): Promise<IdWalkResult> {
  const { db, platform, generation, settled } = deps;
  const before = await idProgress(db, platform, generation);
  const lookedAt = async (ids: readonly number[]): Promise<Set<number>> => {
    // With no progress of this generation, rows may be of an older one: then only this run's own looks count.
    const known = before === null ? settled : await everLookedAt(db, platform, ids.map(String));
    return new Set(ids.filter((id) => known.has(String(id)) || settled.has(String(id))));
  };
  return walkIds(newest, before, {
    walk,
    stopping: deps.stopping,
    // Others may have had the platform since the id was planned.
    settle: (id) =>
      deps.whileMine(async () =>
        (await lookedAt([id])).has(id) ? { missed: [] } : deps.settle({ adId: String(id), url: walk.url(id) }),
      ),
    keep: async (progress) => {
      await saveIdProgress(db, { platform, generation }, progress);
      await deps.onKept();
    },
    lookedAt,
  });
}
