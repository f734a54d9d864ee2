import { randomUUID } from 'node:crypto';
import type { SweepPlan } from '../../pipeline/sweep.ts';

/** A nightly sweep of a whole platform, as a job of its own. */
export function wholeSweep(): SweepPlan {
  const { POSITIVE_INFINITY: all } = Number;
  return { kind: 'sweep', job: randomUUID(), order: 'walk by walk', deepest: all, indexes: all };
}
