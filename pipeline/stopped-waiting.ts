import type { Db } from '../db/database.ts';
import { interruptRun } from '../db/runs.ts';
import { ASK_EVERY_MS, StoppedWaiting } from './jobs/lease.ts';

/** So long somebody who stops the work waits for the page in flight; a platform's usual pace is shorter. */
const SHORT_PAUSE_MS = 10_000;

/**
 * Does the work of a run. When staff stop it while it waits for the platform's turn, the run ends as interrupted, and
 * StoppedWaiting goes on up: nothing more is to be done.
 */
export async function orInterrupted<T>(
  { db, clock }: { readonly db: Db; readonly clock: () => Date },
  run: { readonly id: number } | { readonly job: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoppedWaiting)
      await interruptRun(db, run, { kind: 'interrupted', where: 'run', detail: error.message }, clock());
    throw error;
  }
}

/** How to keep still for so many milliseconds. Throws StoppedWaiting out of a long pause when staff stop the work. */
export function stoppablePause(platform: string, stopping: () => boolean): (ms: number) => Promise<void> {
  return async (ms) => {
    const until = Date.now() + ms;
    for (let left = ms; left > 0; left = until - Date.now()) {
      if (left > SHORT_PAUSE_MS && stopping()) throw new StoppedWaiting(`stopped while waiting for ${platform}`);
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, ASK_EVERY_MS)));
    }
  };
}
