import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { platforms } from '../../scrapers/directory.ts';
import type { FetchPage } from '../../scrapers/fetch.ts';
import { createLooker, type Looker } from '../../scrapers/look.ts';
import { createPace } from '../../scrapers/pace.ts';
import { openPage } from '../../scrapers/page.ts';
import { readIndex } from '../../scrapers/read.ts';
import { inventAds } from './ads.ts';
import { adIdOn, INVENTED_OPTIONS, STANDINS } from './all.ts';
import type { Standin, StandinAd } from './platform.ts';

/** One platform's imitation and one ad of it, to be looked at in every trouble. */
export interface Ground {
  readonly standin: Standin;
  readonly adapter: PlatformAdapter;
  readonly adId: string;
  readonly adUrl: string;
  readonly ad: StandinAd;
}

/** Starts the imitation of a platform with sixty invented ads; the first of them, changed as wished, is the one to look at. */
export async function startGround(id: string, fetchPage: FetchPage, change: Partial<StandinAd> = {}): Promise<Ground> {
  const walks = platforms(undefined, INVENTED_OPTIONS)
    .find((one) => one.id === id)
    ?.indexWalks({ depth: 'full' })
    .map((walk) => walk.name);
  const start = STANDINS[id];
  if (!walks || !start) throw new Error(`no stand-in for ${id}`);
  const [first, ...others] = inventAds(60, 7, walks, new Date());
  if (!first) throw new Error('no ads were invented');
  const ad = { ...first, ...change };
  const standin = await start([ad, ...others]);
  const adapter = platforms(new Map([[id, standin.origin]]), INVENTED_OPTIONS).find((one) => one.id === id);
  if (!adapter) throw new Error(`no adapter ${id}`);
  const adId = adIdOn(id, ad);
  const adUrl = adapter.listingUrl(adId) ?? (await urlOnIndex(adapter, adId, fetchPage));
  return { standin, adapter, adId, adUrl, ad };
}

/** Some boards tell an ad's address on their index alone. */
async function urlOnIndex(adapter: PlatformAdapter, adId: string, fetchPage: FetchPage): Promise<string> {
  for (const walk of adapter.indexWalks({ depth: 'full' })) {
    const reading = readIndex(adapter, openPage(await fetchPage(walk.page(1), () => true)));
    const card = reading.state === 'cards' ? reading.contents.cards.find((one) => one.adId === adId) : undefined;
    if (card) return card.url;
  }
  throw new Error(`${adapter.id}: no index shows ${adId}`);
}

/** A looker that waits for nothing. */
export function hastyLooker(adapter: PlatformAdapter, fetchPage: FetchPage): Looker {
  const pace = createPace({ requestsPerMinute: 60_000, now: () => 0, sleep: async () => undefined });
  return createLooker({ adapter, fetchPage, pace, agent: 'Qorgan', clock: () => new Date() });
}
