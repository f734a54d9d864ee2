import { and, desc, eq, gt, gte, inArray, lt, max, ne, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { type Coverage, covered, type RunCounts, type RunKind, type RunReason, runs, walks } from './schema/runs.ts';
import { shortName } from './short-name.ts';

const CUT_OFF: RunReason = {
  kind: 'interrupted',
  where: 'run',
  detail: 'the process ended without finishing the run',
};

export type Run = Readonly<typeof runs.$inferSelect>;

/** Begins one execution on one platform. */
export async function startRun(
  db: Db,
  input: { kind: RunKind; platform: string; job?: string; generation?: number },
  now: Date,
): Promise<{ id: number }> {
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
 * Ends a run that staff stopped before it could come to its own end, where it is still running. One that walked indexes
 * keeps where it stood, and the next goes on there; one that had read no page yet has looked at nothing.
 */
export async function interruptRun(
  db: Db,
  which: { readonly id: number } | { readonly job: string },
  reason: RunReason,
  now: Date,
): Promise<void> {
  const walked = sql`exists (select 1 from ${walks} where ${walks.runId} = ${runs.id})`;
  await db
    .update(runs)
    .set({
      state: 'interrupted',
      coverage: sql`case when ${walked} then 'partial' else 'blind' end`,
      endedAt: now,
      aliveAt: now,
      reasons: [reason],
    })
    .where(and('id' in which ? eq(runs.id, which.id) : eq(runs.job, which.job), eq(runs.state, 'running')));
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
      reasons: [CUT_OFF],
    })
    .where(and(eq(runs.state, 'running'), lt(runs.aliveAt, silentSince)))
    .returning({ id: runs.id });
  return rows.map((row) => row.id);
}

/**
 * Takes up the run that does this job, or the newest one of its kind that staff stopped or a crash cut off after
 * `since`, when it looked for the same numbers and its positions are there. Returns `null` when there is none; every
 * other unfinished run of the kind on the platform is then past going on with, and is marked so.
 */
export async function resumeRun(
  db: Db,
  wanted: { kind: RunKind; platform: string; job: string; generation: number; since: Date },
  now: Date,
): Promise<Run | null> {
  const { kind, platform, job, generation } = wanted;
  const cutOff = await db
    .select({ id: runs.id, job: runs.job, same: sql<boolean>`${runs.generation} = ${generation}` })
    .from(runs)
    .where(
      and(
        eq(runs.kind, kind),
        eq(runs.platform, platform),
        inArray(runs.state, ['running', 'interrupted']),
        gt(runs.aliveAt, wanted.since),
        inArray(runs.id, db.select({ id: walks.runId }).from(walks)),
      ),
    )
    .orderBy(desc(runs.id));
  const same = cutOff.filter((run) => run.same);
  const goesOn = same.find((run) => run.job === job) ?? (kind === 'sweep' ? same[0] : undefined);
  await db
    .update(runs)
    .set({ state: 'interrupted', coverage: 'partial', endedAt: now, reasons: [CUT_OFF] })
    .where(
      and(
        eq(runs.kind, kind),
        eq(runs.platform, platform),
        eq(runs.state, 'running'),
        goesOn ? ne(runs.id, goesOn.id) : undefined,
      ),
    );
  const others = cutOff.map((run) => run.id).filter((id) => id !== goesOn?.id);
  if (others.length > 0) await db.delete(walks).where(inArray(walks.runId, others));
  if (!goesOn) return null;
  const [run] = await db
    .update(runs)
    .set({ state: 'running', coverage: null, endedAt: null, reasons: [], job, aliveAt: now })
    .where(eq(runs.id, goesOn.id))
    .returning();
  return run ?? null;
}

/** The newest run that did this job, or `null`. */
export async function runOfJob(db: Db, job: string): Promise<Run | null> {
  const [row] = await db.select().from(runs).where(eq(runs.job, job)).orderBy(desc(runs.id)).limit(1);
  return row ?? null;
}

/** The last complete runs of a kind on a platform, newest first. */
export async function completeRuns(db: Db, kind: RunKind, platform: string, limit: number): Promise<Run[]> {
  return db
    .select()
    .from(runs)
    .where(and(eq(runs.kind, kind), eq(runs.platform, platform), eq(runs.coverage, 'complete')))
    .orderBy(desc(runs.id))
    .limit(limit);
}

/** A complete run covers its platform up to the moment it began: newer ads stand above where it started. */
export async function moveCovered(db: Db, platform: string, runId: number, until: Date): Promise<void> {
  await db
    .insert(covered)
    .values({ platform, until, runId })
    .onConflictDoUpdate({
      target: covered.platform,
      set: { until: sql`excluded.until`, runId: sql`excluded.run_id` },
      setWhere: lt(covered.until, sql`excluded.until`),
    });
}

/** Up to when each platform was looked at without a gap; a platform never covered is missing. */
export async function coveredUntil(db: Db): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.select({ platform: covered.platform, until: covered.until }).from(covered);
  return new Map(rows.map((row) => [row.platform, row.until]));
}

/** The newest run of every platform, of one kind or of any; of those since a moment where it is given. */
export async function latestRuns(db: Db, kind?: RunKind, since?: Date): Promise<Run[]> {
  const newest = db
    .select({ id: max(runs.id) })
    .from(runs)
    .where(and(kind && eq(runs.kind, kind), since && gte(runs.startedAt, since)))
    .groupBy(runs.platform);
  return db.select().from(runs).where(inArray(runs.id, newest)).orderBy(runs.platform);
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
