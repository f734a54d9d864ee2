import { and, desc, eq } from 'drizzle-orm';
import type { Db } from './database.ts';
import { idGaps, idWalks } from './schema/id-walks.ts';

/** Ids from `low` to `high`, both of them included. */
export interface IdRange {
  readonly low: number;
  readonly high: number;
}

/** What was asked for: every id up to `newest` from the first run's depth on, but for the gaps, highest first. */
export interface IdProgress {
  readonly newest: number;
  readonly gaps: readonly IdRange[];
}

/** How far the ids were asked for since the newest number was enrolled; `null`: not at all. */
export async function idProgress(db: Db, platform: string, generation: number): Promise<IdProgress | null> {
  const [walk] = await db
    .select({ newest: idWalks.newest })
    .from(idWalks)
    .where(and(eq(idWalks.platform, platform), eq(idWalks.generation, generation)));
  if (!walk) return null;
  const gaps = await db
    .select({ low: idGaps.low, high: idGaps.high })
    .from(idGaps)
    .where(eq(idGaps.platform, platform))
    .orderBy(desc(idGaps.low));
  return { newest: walk.newest, gaps };
}

/** Keeps how far the ids were asked for, in place of what was kept before. */
export async function saveIdProgress(
  db: Db,
  at: { readonly platform: string; readonly generation: number },
  { newest, gaps }: IdProgress,
): Promise<void> {
  const { platform, generation } = at;
  await db.transaction(async (tx) => {
    await tx
      .insert(idWalks)
      .values({ platform, newest, generation })
      .onConflictDoUpdate({ target: idWalks.platform, set: { newest, generation } });
    await tx.delete(idGaps).where(eq(idGaps.platform, platform));
    if (gaps.length > 0) await tx.insert(idGaps).values(gaps.map(({ low, high }) => ({ platform, low, high })));
  });
}
