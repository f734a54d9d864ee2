import { and, desc, eq, lt } from 'drizzle-orm';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { type Coverage, type RunCounts, type RunKind, type RunReason, runs } from './schema/runs.ts';
import { shortName } from './short-name.ts';

export type Run = Readonly<typeof runs.$inferSelect>;

/** Begins one execution on one platform. */
export async function startRun(db: Db, input: { kind: RunKind; platform: string }, now: Date): Promise<{ id: number }> {
  const [row] = await db
    .insert(runs)
    .values({ ...input, startedAt: now, aliveAt: now, state: 'running', reasons: [], counts: {} })
    .returning({ id: runs.id });
  return { id: row!.id };
}

/** Saves the counts so far and shows that the run is alive. Throws RecordError wrong-state when it is not running. */
export async function saveCounts(db: Db, id: number, counts: RunCounts, now: Date): Promise<void> {
  const saved = await db
    .update(runs)
    .set({ counts, aliveAt: now })
    .where(and(eq(runs.id, id), eq(runs.state, 'running')))
    .returning({ id: runs.id });
  if (saved.length === 0) throw await notRunning(db, id);
}

/** Ends a run with its verdict. `interrupted`: staff stopped it. Throws RecordError wrong-state when it is not running. */
export async function endRun(
  db: Db,
  id: number,
  outcome: {
    coverage: Coverage;
    reasons: readonly RunReason[];
    counts: RunCounts;
    state?: 'ended' | 'interrupted';
  },
  now: Date,
): Promise<void> {
  const { coverage, reasons, counts, state = 'ended' } = outcome;
  const ended = await db
    .update(runs)
    .set({ state, coverage, reasons, counts, endedAt: now, aliveAt: now })
    .where(and(eq(runs.id, id), eq(runs.state, 'running')))
    .returning({ id: runs.id });
  if (ended.length === 0) throw await notRunning(db, id);
}

/**
 * Marks runs that have given no sign of life since `silentSince` as interrupted with partial coverage: their process
 * was killed, so what they did not reach is not known. Returns their ids.
 */
export async function markInterrupted(db: Db, silentSince: Date, now: Date): Promise<number[]> {
  const rows = await db
    .update(runs)
    .set({
      state: 'interrupted',
      coverage: 'partial',
      endedAt: now,
      reasons: [{ kind: 'interrupted', where: 'run', detail: 'the process ended without finishing the run' }],
    })
    .where(and(eq(runs.state, 'running'), lt(runs.aliveAt, silentSince)))
    .returning({ id: runs.id });
  return rows.map((row) => row.id);
}

/** The newest run of every platform, of one kind or of any. */
export async function latestRuns(db: Db, kind?: RunKind): Promise<Run[]> {
  return db
    .selectDistinctOn([runs.platform])
    .from(runs)
    .where(kind ? eq(runs.kind, kind) : undefined)
    .orderBy(runs.platform, desc(runs.id));
}

/** Newest first, at most `limit`. */
export async function listRuns(db: Db, filter: { platform?: string; limit?: number } = {}): Promise<Run[]> {
  return db
    .select()
    .from(runs)
    .where(filter.platform === undefined ? undefined : eq(runs.platform, filter.platform))
    .orderBy(desc(runs.id))
    .limit(filter.limit ?? 50);
}

export async function findRun(db: Db, id: number): Promise<Run | null> {
  const [row] = await db.select().from(runs).where(eq(runs.id, id));
  return row ?? null;
}

async function notRunning(db: Db, id: number): Promise<RecordError> {
  return (await findRun(db, id))
    ? new RecordError('wrong-state', `run ${shortName('r', id)} has ended already`)
    : new RecordError('not-found', `no run ${shortName('r', id)}`);
}
