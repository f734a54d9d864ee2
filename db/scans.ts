import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { recordLook } from './asked.ts';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { type JobKind, queueOf, URGENCY } from './job-kinds.ts';
import type { Queue } from './job-queue.ts';
import type { Limits } from './limits.ts';
import { activeNumberIds } from './numbers.ts';
import type { Run } from './runs.ts';
import { matches } from './schema/matches.ts';
import { runs } from './schema/runs.ts';
import { scanJobs, scans } from './schema/scans.ts';
import { shortName } from './short-name.ts';

export type Scan = Readonly<typeof scans.$inferSelect>;

/** Found, not found, could not look; and the two that are no answer yet. */
export type ScanAnswer = 'waiting' | 'looking' | 'found' | 'not-found' | 'could-not-look';

export interface PlatformScan {
  readonly platform: string;
  readonly answer: ScanAnswer;
  /** Matches of this number on the platform, whenever they were found. */
  readonly matchIds: readonly number[];
  readonly run: Run | null;
}

/**
 * Has a number looked for on these platforms now. Throws RecordError wrong-state for a number that is not looked for, or
 * limit. The jobs are added before the scan is written down: of one that is cut off between, the jobs are done all the same.
 */
export async function startScan(
  db: Db,
  queue: Pick<Queue, 'add'>,
  asked: { readonly numberId: number; readonly platforms: readonly string[]; readonly by: string },
  limits: Limits,
  now: Date,
): Promise<{ id: number }> {
  const { numberId, platforms, by } = asked;
  if (!(await activeNumberIds(db, now)).has(numberId))
    throw new RecordError('wrong-state', `${shortName('n', numberId)} is not looked for now`);
  await recordLook(db, { what: 'scan', numberId, by }, limits, now);
  const jobs: { platform: string; job: string }[] = [];
  for (const platform of platforms) jobs.push({ platform, job: await queue.add({ kind: 'scan', platform, numberId }) });
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(scans)
      .values({ numberId, startedBy: by, startedAt: now })
      .returning({ id: scans.id });
    if (jobs.length > 0) await tx.insert(scanJobs).values(jobs.map((one) => ({ scanId: row!.id, ...one })));
    return { id: row!.id };
  });
}

/** The newest scan of a number, or `null`. */
export async function latestScan(db: Db, numberId: number): Promise<Scan | null> {
  const [row] = await db.select().from(scans).where(eq(scans.numberId, numberId)).orderBy(desc(scans.id)).limit(1);
  return row ?? null;
}

/** The newest scans, one a number. */
export async function latestScans(db: Db): Promise<Scan[]> {
  return db.selectDistinctOn([scans.numberId]).from(scans).orderBy(scans.numberId, desc(scans.id));
}

/** How far a scan has come on each of its platforms, by name. */
export async function scanResults(db: Db, scan: Scan): Promise<PlatformScan[]> {
  const asked = await db.select().from(scanJobs).where(eq(scanJobs.scanId, scan.id)).orderBy(scanJobs.platform);
  const ids = asked.map(({ job }) => job);
  const done = ids.length === 0 ? [] : await db.select().from(runs).where(inArray(runs.job, ids)).orderBy(runs.id);
  const byJob = new Map(done.map((run) => [run.job, run]));
  const found = await db
    .select({ id: matches.id, platform: matches.platform })
    .from(matches)
    .where(eq(matches.numberId, scan.numberId))
    .orderBy(matches.id);
  return asked.map(({ platform, job }) => {
    const run = byJob.get(job) ?? null;
    const matchIds = found.filter((one) => one.platform === platform).map((one) => one.id);
    return { platform, run, matchIds, answer: answerOf(run, matchIds.length, scan) };
  });
}

/** Pure. A hit is told at once; "not found" only of a platform that was looked at to the end. */
export function answerOf(
  run: Pick<Run, 'coverage'> | null,
  found: number,
  { stoppedAt }: Pick<Scan, 'stoppedAt'>,
): ScanAnswer {
  if (run === null) return stoppedAt === null ? 'waiting' : found > 0 ? 'found' : 'could-not-look';
  if (run.coverage === null) return 'looking';
  if (found > 0) return 'found';
  return run.coverage === 'complete' ? 'not-found' : 'could-not-look';
}

/**
 * Stops a scan: jobs that wait are dropped, those at work end after the page in flight. Throws RecordError not-found, or
 * wrong-state when it was stopped before.
 */
export async function stopScan(
  db: Db,
  queue: Pick<Queue, 'state' | 'drop'>,
  { id, by }: { readonly id: number; readonly by: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [stopped] = await tx
      .update(scans)
      .set({ stoppedAt: now, stoppedBy: by })
      .where(and(eq(scans.id, id), isNull(scans.stoppedAt)))
      .returning();
    if (!stopped) throw new RecordError('wrong-state', 'this scan was stopped before');
    const detail = { what: 'scan-stopped', number: shortName('n', stopped.numberId) };
    await appendToLog(tx, { kind: 'asked', by, detail }, now);
  });
  const kind: JobKind = 'scan';
  for (const { platform, job } of await db.select().from(scanJobs).where(eq(scanJobs.scanId, id))) {
    // A newer scan may have joined the same job: it goes on for that one.
    if (!(await isScanStopped(db, job))) continue;
    const [scan] = await db.select({ numberId: scans.numberId }).from(scans).where(eq(scans.id, id));
    const queued = { id: job, queue: queueOf(platform, URGENCY[kind]) };
    if (scan && (await queue.state(queued)) === 'waiting')
      await queue.drop({ ...queued, job: { kind, platform, numberId: scan.numberId } });
  }
}

/** Whether staff stopped the newest scan that this job is done for. A job of the command line has none and goes on. */
export async function isScanStopped(db: Db, job: string): Promise<boolean> {
  const [newest] = await db
    .select({ stoppedAt: scans.stoppedAt })
    .from(scanJobs)
    .innerJoin(scans, eq(scans.id, scanJobs.scanId))
    .where(eq(scanJobs.job, job))
    .orderBy(desc(scans.id))
    .limit(1);
  return newest !== undefined && newest.stoppedAt !== null;
}
