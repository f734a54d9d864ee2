import type { Db } from '../db/database.ts';
import { type ActiveNumber, activeNumberIds } from '../db/numbers.ts';
import { finderOf } from './match.ts';
import type { NumberFinder } from './phones/sighting.ts';

/** The numbers of a run that takes hours: whoever withdraws meanwhile is not looked for on the next page. */
export interface LiveNumbers {
  /** Finds those that may be looked for by the newest `refresh`. */
  readonly finder: NumberFinder;
  has(numberId: number): boolean;
  readonly none: boolean;
  /** Looks whether each is protected still. One that was enrolled meanwhile waits for the next run. */
  refresh(): Promise<void>;
  /** The same request, and a refresh when its page is there: what is read of it is searched for these numbers only. */
  withRefresh<A extends unknown[], T>(request: (...given: A) => Promise<T>): (...given: A) => Promise<T>;
}

export function liveNumbers(
  at: { readonly db: Db; readonly clock: () => Date },
  active: readonly ActiveNumber[],
): LiveNumbers {
  let current = active;
  let compiled = finderOf(current);
  const refresh = async () => {
    const still = await activeNumberIds(at.db, at.clock());
    if (current.every(({ id }) => still.has(id))) return;
    current = current.filter(({ id }) => still.has(id));
    compiled = finderOf(current);
  };
  return {
    finder: { find: (fields) => compiled.find(fields) },
    has: (numberId) => current.some(({ id }) => id === numberId),
    get none() {
      return current.length === 0;
    },
    refresh,
    withRefresh:
      (request) =>
      async (...given) => {
        const result = await request(...given);
        await refresh();
        return result;
      },
  };
}
