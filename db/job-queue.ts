import PgBoss from 'pg-boss';
import type { Database } from './client.ts';
import { type Job, PRIORITY, queueOf, URGENCY } from './job-kinds.ts';
import { JOBS_SCHEMA as SCHEMA, sealJob, unsealJob } from './sealed-jobs.ts';
import type { Vault } from './vault.ts';

/** Postgres's code of it: one of the two goes through, and the other tries again. */
const DEADLOCK = '40P01';
/** A job given back by a dead worker is taken up again however often that happens; one that breaks is not repeated. */
const RETRIES = 1_000_000;
/** pg-boss's own longest. It is never acted upon: whether a worker lives is told by its lease. */
const EXPIRES_IN_HOURS = 23;

export interface QueuedJob {
  readonly id: string;
  readonly queue: string;
  readonly job: Job;
}

export type JobState = 'waiting' | 'at-work' | 'done' | 'dropped';

/** The jobs of the installation, kept by pg-boss in a schema of its own in the same database. */
export interface Queue {
  /** Adds a job, or joins one that does the same and has not begun or is unfinished. Returns its id. */
  add(job: Job): Promise<string>;
  state(job: Pick<QueuedJob, 'queue' | 'id'>): Promise<JobState>;
  /** The next job of a queue, now at work; `null` when none waits. Only for the holder of the queue's lease. */
  take(queue: string): Promise<QueuedJob | null>;
  done(job: QueuedJob): Promise<void>;
  /** Puts a job back to be taken up again. */
  giveBack(job: Pick<QueuedJob, 'queue' | 'id'>): Promise<void>;
  /** Puts back what a dead worker of this queue had at work. Only for the holder of the queue's lease. */
  giveBackOrphans(queue: string): Promise<void>;
  /** Ends a job that broke, so that it is not repeated for ever. */
  drop(job: QueuedJob): Promise<void>;
  /** Whether anything waits in a queue. */
  waits(queue: string): Promise<boolean>;
  /** Forgets jobs long done. */
  tidy(): Promise<void>;
}

/** Opens the queue; makes pg-boss's tables when they are not there. Jobs stand in them sealed. */
export async function openQueue({ pool }: Pick<Database, 'pool'>, vault: Vault): Promise<Queue> {
  const boss = new PgBoss({
    schema: SCHEMA,
    db: { executeSql: async (text, values) => pool.query(text, values) as Promise<{ rows: unknown[] }> },
    supervise: false,
    schedule: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  const made = new Set<string>();
  const ensureQueue = async (queue: string) => {
    if (made.has(queue)) return;
    while ((await boss.getQueue(queue)) === null)
      try {
        await boss.createQueue(queue, { name: queue, policy: 'stately', retryLimit: RETRIES });
      } catch (error) {
        // A queue is a table of its own: processes that make theirs at the same moment stand in each other's way.
        if (!(error instanceof Error && 'code' in error && error.code === DEADLOCK)) throw error;
      }
    made.add(queue);
  };
  const unfinished = async (queue: string, key: string): Promise<string | null> => {
    const { rows } = await pool.query<{ id: string }>(
      `select id from ${SCHEMA}.job where name = $1 and singleton_key = $2 and state <= 'active' order by state desc limit 1`,
      [queue, key],
    );
    return rows[0]?.id ?? null;
  };
  return {
    async add(job) {
      const queue = queueOf(job.platform, URGENCY[job.kind]);
      const { data, key } = sealJob(vault, job);
      await ensureQueue(queue);
      for (;;) {
        const same = await unfinished(queue, key);
        if (same !== null) return same;
        const id = await boss.send(queue, data, {
          singletonKey: key,
          priority: PRIORITY[job.kind],
          retryLimit: RETRIES,
          expireInHours: EXPIRES_IN_HOURS,
        });
        if (id !== null) return id;
      }
    },
    async state({ queue, id }) {
      const job = await boss.getJobById(queue, id, { includeArchive: true });
      if (job === null || job.state === 'cancelled' || job.state === 'failed') return 'dropped';
      if (job.state === 'completed') return 'done';
      return job.state === 'active' ? 'at-work' : 'waiting';
    },
    async take(queue) {
      await ensureQueue(queue);
      const [taken] = await boss.fetch<unknown>(queue);
      if (!taken) return null;
      const job = unsealJob(vault, taken.data);
      if (job !== null) return { id: taken.id, queue, job };
      await boss.cancel(queue, taken.id);
      return null;
    },
    async done({ queue, id }) {
      await boss.complete(queue, id);
    },
    async giveBack({ queue, id }) {
      await boss.fail(queue, id);
    },
    async giveBackOrphans(queue) {
      await ensureQueue(queue);
      const { rows } = await pool.query<{ id: string }>(
        `select id from ${SCHEMA}.job where name = $1 and state = 'active'`,
        [queue],
      );
      for (const { id } of rows) await boss.fail(queue, id);
    },
    async drop({ queue, id }) {
      await boss.cancel(queue, id);
    },
    async waits(queue) {
      await ensureQueue(queue);
      return (await boss.getQueueSize(queue, { before: 'active' })) > 0;
    },
    async tidy() {
      // pg-boss's own upkeep would also take jobs from workers that have been at them for a day.
      await pool.query(
        `delete from ${SCHEMA}.job where state > 'active' and completed_on < now() - interval '14 days'`,
      );
    },
  };
}
