import type { Db } from '../../db/database.ts';
import type { Urgency } from '../../db/leases.ts';
import type { Pace } from '../../scrapers/pace.ts';
import { type Lease, LeaseLost, StoppedWaiting, waitForLease } from './lease.ts';

/** How fresh the knowledge must be that nobody with urgent work waits. */
const WANTED_FRESH_MS = 1_000;

/** One process's right to ask one platform, taken at the first request and given back when the job is over. */
export interface Turn {
  /**
   * Before each page: takes the platform when it is not ours, and gives way when urgent work waits for it. The pace goes
   * on from whoever asked last. Returns how many times it was taken: with a new figure somebody else may have looked at
   * ads meanwhile. Throws StoppedWaiting when it is to be waited for no more.
   */
  mine(): Promise<number>;
  /** From now until the returned function is called it is given away to nobody: what was just looked up stays true. */
  hold(): () => void;
  /** Right before each request: throws LeaseLost unless the platform is certainly ours. */
  assure(): Promise<void>;
  end(): Promise<void>;
}

/**
 * `queue` is the lease of the queue whose job this is: without it somebody else does the job, and we must not; `null`
 * when a command asks for itself.
 */
export function openTurn(deps: {
  readonly db: Db;
  readonly platform: string;
  readonly urgency: Urgency;
  readonly pace: Pace;
  readonly queue: Lease | null;
  readonly stopping: () => boolean;
}): Turn {
  const { db, platform, urgency, pace, queue } = deps;
  let lease: Lease | null = null;
  let taken = 0;
  let holds = 0;
  // At least one whole interval: a request may be in flight whose end sets the pace's own time.
  const quietMs = () => Math.max(pace.intervalMs, pace.quietMs());
  const give = async () => {
    await lease?.giveBack();
    lease = null;
  };
  return {
    async mine() {
      await queue?.assure();
      if (lease !== null) {
        const { wanted } = await lease.assure(WANTED_FRESH_MS);
        if (!wanted || holds > 0 || urgency === 'urgent') return taken;
        await give();
      }
      lease = await waitForLease({ db, name: platform, urgency, quietMs }, deps.stopping);
      if (lease === null) throw new StoppedWaiting(`stopped while waiting for ${platform}`);
      pace.quietFor(lease.quietMs);
      await queue?.assure();
      taken++;
      return taken;
    },
    hold() {
      holds++;
      return () => {
        holds--;
      };
    },
    async assure() {
      if (lease === null) throw new LeaseLost(`${platform} is not ours to ask`);
      await lease.assure();
      await queue?.assure();
    },
    end: give,
  };
}
