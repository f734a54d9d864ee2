import { pageOfMatches } from '../../../db/match-lists.ts';
import type { StaffVisit } from '../visit.ts';
import { filterOf, type TypedFilter } from './filter.ts';

/**
 * The next one to decide on, in the order of the list (newest first): older than this one, else the newest there is;
 * `null` when none but this is left.
 */
export async function nextOf(visit: StaffVisit, id: number, typed: TypedFilter): Promise<number | null> {
  const filter = { ...(await filterOf(visit, typed)), state: 'new' as const };
  const { db, vault } = visit.deps;
  const [older] = (await pageOfMatches(db, vault, filter, { before: id, limit: 1 })).rows;
  if (older) return older.id;
  const newest = (await pageOfMatches(db, vault, filter, { limit: 2 })).rows.find((match) => match.id !== id);
  return newest?.id ?? null;
}
