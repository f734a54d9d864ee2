import { and, eq } from 'drizzle-orm';
import type { Db } from './database.ts';
import { walks } from './schema/runs.ts';

/** Keeps how a walk of a run ended: `noGap` when every ad newer than the known ones was looked at. */
export async function recordWalk(
  db: Db,
  walk: { readonly platform: string; readonly walk: string; readonly runId: number; readonly noGap: boolean },
): Promise<void> {
  await db
    .insert(walks)
    .values(walk)
    .onConflictDoUpdate({ target: [walks.platform, walks.walk], set: { runId: walk.runId, noGap: walk.noGap } });
}

/** Whether the walk's last run left nothing unlooked-at beneath the ads it knew. A walk never made left everything. */
export async function walkLeftNoGap(db: Db, platform: string, walk: string): Promise<boolean> {
  const [row] = await db
    .select({ noGap: walks.noGap })
    .from(walks)
    .where(and(eq(walks.platform, platform), eq(walks.walk, walk)));
  return row?.noGap ?? false;
}
