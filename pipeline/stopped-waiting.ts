import type { Db } from '../db/database.ts';
import { interruptRun } from '../db/runs.ts';
import { StoppedWaiting } from './jobs/lease.ts';

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
