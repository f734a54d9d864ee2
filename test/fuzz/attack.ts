import { seeded } from '../pipeline/photos/pictures.ts';
import type { FuzzTarget } from './targets.ts';

/** Processor seconds that no input may take. */
export const CAP = 3;

export interface Fault {
  readonly seed: number;
  readonly what: string;
}

/** Attacks a parser `count` times. Each input has a seed of its own, so that one alone can be tried again. */
export async function attack(target: FuzzTarget, count: number, firstSeed = 1): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (let seed = firstSeed; seed < firstSeed + count && faults.length < 20; seed++) {
    const begun = process.cpuUsage();
    let wrong: string | null;
    try {
      wrong = await target.attack(seeded(seed));
    } catch (error) {
      wrong =
        error instanceof Error
          ? `${error.name}: ${(error.stack ?? '').split('\n').slice(0, 4).join(' | ')}`
          : String(error);
    }
    const { user, system } = process.cpuUsage(begun);
    const seconds = (user + system) / 1e6;
    if (wrong === null && seconds > CAP) wrong = `took ${seconds.toFixed(1)} s`;
    if (wrong !== null) faults.push({ seed, what: wrong });
  }
  return faults;
}
