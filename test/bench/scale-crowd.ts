import { inventAds } from '../standins/ads.ts';
import { walksOf } from '../standins/installation.ts';
import { startKrisha } from '../standins/krisha.ts';
import { startOlx } from '../standins/olx.ts';
import type { Standin } from '../standins/platform.ts';

/** An imitation with this many invented ads, spread evenly over the platform's own indexes. */
export function startCrowd(platform: 'olx' | 'krisha', count: number): Promise<Standin> {
  const ads = inventAds(count, 11, walksOf(platform), new Date()).map((ad) => ({ ...ad, promoted: false }));
  return platform === 'olx' ? startOlx(ads) : startKrisha(ads);
}
