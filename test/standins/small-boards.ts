import { startAvi } from './avi.ts';
import { startEdc } from './edc.ts';
import { startKn } from './kn.ts';
import type { Standin, StandinAd } from './platform.ts';
import { startSalexy } from './salexy.ts';
import { startSatu } from './satu.ts';
import { startSlanet } from './slanet.ts';

/** The imitations of the smaller boards, by the platform's id: all are started the same way. */
export const SMALL_BOARDS: Readonly<Record<string, (ads: readonly StandinAd[]) => Promise<Standin>>> = {
  salexy: startSalexy,
  avi: startAvi,
  edc: startEdc,
  slanet: startSlanet,
  kn: startKn,
  satu: startSatu,
};
