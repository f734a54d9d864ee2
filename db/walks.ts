import { and, eq, lte } from 'drizzle-orm';
import type { Db } from './database.ts';
import { looseAds, type RunReason, type WalkEnd, walks } from './schema/runs.ts';

/** How far a walk through one index has come. */
export interface WalkPosition {
  readonly nextPage: number;
  /** Its address, where pages are named by the one before; `null` where the page's number names it. */
  readonly nextAddress: string | null;
  readonly pages: number;
  readonly unreadableInARow: number;
  readonly knownInARow: number;
  readonly cardsSeen: number;
  /** How many ads the platform said there are, on the page before. */
  readonly total: number | null;
  readonly missed: readonly RunReason[];
  readonly end: WalkEnd | null;
}

/** Keeps how far a walk of a run has come. */
export async function saveWalk(db: Db, runId: number, walk: string, position: WalkPosition): Promise<void> {
  await db
    .insert(walks)
    .values({ runId, walk, ...position })
    .onConflictDoUpdate({ target: [walks.runId, walks.walk], set: position });
}

/** How far each walk of a run has come; a walk not begun is missing. */
export async function walksOf(db: Db, runId: number): Promise<Map<string, WalkPosition>> {
  const rows = await db.select().from(walks).where(eq(walks.runId, runId));
  return new Map(rows.map(({ walk, runId: _, ...position }) => [walk, position]));
}

/** A run that has ended needs its positions no more; with `walk`, that one begins again at its top. */
export async function forgetWalks(db: Db, runId: number, walk?: string): Promise<void> {
  await db.delete(walks).where(and(eq(walks.runId, runId), walk === undefined ? undefined : eq(walks.walk, walk)));
}

/**
 * A walk came through without a gap: the ads that this run and those before it looked at have nothing unlooked-at
 * beneath them any more. Those of a run begun later stay loose: it may have met newer ads and been cut off.
 */
export async function firmUp(db: Db, platform: string, walk: string, runId: number): Promise<void> {
  await db
    .delete(looseAds)
    .where(and(eq(looseAds.platform, platform), eq(looseAds.walk, walk), lte(looseAds.runId, runId)));
}
