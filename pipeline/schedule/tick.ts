import type { Config } from '../../config.ts';
import { putHeartbeat, raiseAlert } from '../../db/alerts.ts';
import { listAttacks } from '../../db/attacks.ts';
import type { Db } from '../../db/database.ts';
import { lastDueTimes, recordDueTime } from '../../db/due-times.ts';
import type { Job } from '../../db/job-kinds.ts';
import type { Queue } from '../../db/job-queue.ts';
import { listMatches } from '../../db/matches.ts';
import { coveredUntil } from '../../db/runs.ts';
import { dayOf, dueTimes, lastDue, NIGHTLY_TASKS, type NightlyTask, pulseEveryMs, slotOf } from './due.ts';

/** Begun later than this, a night counts as missed; it is swept all the same. */
const LATE_MS = 3_600_000;

export interface TickDeps {
  readonly db: Db;
  readonly queue: Pick<Queue, 'add' | 'tidy'>;
  readonly config: Pick<Config, 'schedule' | 'alerts'>;
  /** Ids of the platforms that are switched on. */
  readonly platforms: readonly string[];
  /** Destroys what has outlived its term (db/enforce-retention.ts). */
  readonly upkeep: (now: Date) => Promise<unknown>;
}

/**
 * Does what is due by now and was not done. What is due is told by the wall clock and by what the database says was done,
 * never by timers: so a restart, a sleeping laptop and a changed clock miss nothing and double nothing. A due time is
 * kept as done after its jobs are added; adding a job that is there already joins it.
 */
export async function tick(deps: TickDeps, now: Date): Promise<void> {
  const { db, config } = deps;
  const done = await lastDueTimes(db);
  for (const task of NIGHTLY_TASKS) {
    const before = done.get(task);
    // The first schedule of an installation has missed nothing.
    if (before === undefined) {
      await recordDueTime(db, task, lastDue(config.schedule, task, now));
      continue;
    }
    const due = dueTimes(config.schedule, task, before, now);
    const newest = due[0];
    if (!newest) continue;
    await TASKS[task](deps, due, now);
    await recordDueTime(db, task, newest);
  }
  const every = pulseEveryMs(await listAttacks(db), now);
  if (every === null) return;
  const slot = slotOf(every, now);
  const before = done.get('pulse');
  if (before !== undefined && slot <= before) return;
  await addAll(
    deps,
    deps.platforms.map((platform) => ({ kind: 'pulse', platform })),
  );
  await recordDueTime(db, 'pulse', slot);
}

/** `due` is newest first: however many times were missed, the task is done once. */
const TASKS: Record<NightlyTask, (deps: TickDeps, due: readonly Date[], now: Date) => Promise<void>> = {
  async sweep(deps, due, now) {
    for (const missed of due.filter((time) => now.getTime() - time.getTime() > LATE_MS))
      await raiseAlert(deps.db, 'missed-night', dayOf(deps.config.schedule, missed), now);
    await addAll(
      deps,
      deps.platforms.map((platform) => ({ kind: 'sweep', platform })),
    );
    await deps.queue.tidy();
  },
  async upkeep(deps, _due, now) {
    await deps.upkeep(now);
  },
  async recheck(deps) {
    const confirmed = await listMatches(deps.db, { state: 'confirmed' });
    const here = confirmed.filter((match) => deps.platforms.includes(match.platform));
    await addAll(
      deps,
      here.map(({ id, platform }) => ({ kind: 'recheck', platform, matchId: id })),
    );
  },
  async nightEnds({ db, config, platforms }, _due, now) {
    const covered = await coveredUntil(db);
    const begun = lastDue(config.schedule, 'sweep', now);
    const uncovered = platforms.filter((platform) => (covered.get(platform) ?? new Date(0)) < begun);
    for (const platform of uncovered) await raiseAlert(db, 'uncovered', platform, now);
    if (uncovered.length === 0 && config.alerts.heartbeat) await putHeartbeat(db, now);
  },
};

async function addAll({ queue }: TickDeps, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) await queue.add(job);
}
