import { startKrisha } from './krisha.ts';
import { startOlx } from './olx.ts';
import type { Standin, StandinAd } from './platform.ts';

/** The imitation of every platform in the directory, by its id. */
export const STANDINS: Readonly<Record<string, (ads: readonly StandinAd[]) => Promise<Standin>>> = {
  olx: startOlx,
  krisha: startKrisha,
};
