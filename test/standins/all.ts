import { startAvi } from './avi.ts';
import { startEdc } from './edc.ts';
import { startKaspi } from './kaspi.ts';
import { startKn } from './kn.ts';
import { startKolesa } from './kolesa.ts';
import { startKrisha } from './krisha.ts';
import { startOlx } from './olx.ts';
import type { Standin, StandinAd } from './platform.ts';
import { startSalexy } from './salexy.ts';
import { startSatu } from './satu.ts';
import { startSlanet } from './slanet.ts';
import { postId, startTelegram } from './telegram.ts';

export type StartStandin = (ads: readonly StandinAd[]) => Promise<Standin>;

/** The smaller boards. */
export const SMALL_BOARDS = {
  salexy: startSalexy,
  avi: startAvi,
  edc: startEdc,
  slanet: startSlanet,
  kn: startKn,
  satu: startSatu,
} as const satisfies Readonly<Record<string, StartStandin>>;

/** The imitation of every platform in the directory, by its id: all are started the same way. */
export const STANDINS: Readonly<Record<string, StartStandin>> = {
  olx: startOlx,
  krisha: startKrisha,
  kolesa: startKolesa,
  kaspi: startKaspi,
  telegram: startTelegram,
  ...SMALL_BOARDS,
};

/** What platforms must be told in config.json before there is anything to look at. */
export const INVENTED_OPTIONS = { telegram: { channels: ['oydan_bazar'] } } as const;

/** The platform's own id of an invented ad. */
export function adIdOn(platform: string, ad: StandinAd): string {
  return platform === 'telegram' ? postId(ad) : String(ad.n);
}
