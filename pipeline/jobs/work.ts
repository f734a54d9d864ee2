import { asDatabaseError } from '../../db/client.ts';
import type { Db } from '../../db/database.ts';
import { queueOf } from '../../db/job-kinds.ts';
import type { Queue, QueuedJob } from '../../db/job-queue.ts';
import type { Urgency } from '../../db/leases.ts';
import { type Lease, LeaseLost, tryLease } from './lease.ts';

export interface WorkDeps {
  readonly db: Db;
  readonly queue: Queue;
  readonly platform: string;
  readonly urgency: Urgency;
  /** Does one job. Throws LeaseLost when somebody else has it. */
  readonly work: (job: QueuedJob, lease: Lease) => Promise<void>;
  /** No further job is begun, and the one at work ends soon by itself. */
  readonly stopping: () => boolean;
  /** How often to look for work while there is none. */
  readonly lookEveryMs: number;
  /** There is nothing more to wait for. */
  readonly over: () => Promise<boolean>;
  /** What becomes of a job that staff stopped: done with (they asked for it), or put back for the next worker. */
  readonly whenStopped: 'done' | 'give-back';
}

/**
 * Works off one queue until it is over: the installation's one worker of it, or waiting to become that. A job of a worker
 * that died is put back and taken up again. Throws what a job threw: a bug, which ends that job.
 */
export async function workOff(deps: WorkDeps): Promise<void> {
  const { queue } = deps;
  const name = queueOf(deps.platform, deps.urgency);
  let lease: Lease | null = null;
  try {
    while (!deps.stopping() && !(await deps.over())) {
      lease ??= await becomeWorker(deps, name);
      const job = lease && (await queue.take(name));
      if (!lease || !job) {
        await new Promise((resolve) => setTimeout(resolve, deps.lookEveryMs));
        await lease?.assure().catch(() => {
          lease = null;
        });
        continue;
      }
      try {
        await deps.work(job, lease);
        if (deps.stopping() && deps.whenStopped === 'give-back') await queue.giveBack(job);
        else await queue.done(job);
      } catch (error) {
        if (!(error instanceof LeaseLost)) {
          // A database that went away ends no job: the next worker takes it up. A bug does, or it would come for ever.
          if (!asDatabaseError(error)) await queue.drop(job);
          throw error;
        }
        // Stopped while waiting for the platform, or taken from us: in the second case it is no longer ours to touch.
        const ours = await lease.assure(0).then(
          () => true,
          () => false,
        );
        if (ours && (deps.whenStopped === 'give-back' || !deps.stopping())) await queue.giveBack(job);
        else if (ours) await queue.done(job);
        else lease = null;
      }
    }
  } finally {
    await lease?.giveBack().catch(() => undefined);
  }
}

async function becomeWorker({ db, queue }: WorkDeps, name: string): Promise<Lease | null> {
  const lease = await tryLease({ db, name, urgency: 'urgent', quietMs: () => 0 });
  if (lease) await queue.giveBackOrphans(name);
  return lease;
}
