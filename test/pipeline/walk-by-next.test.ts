import { afterAll, describe, expect, it } from 'vitest';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { telegram } from '../../scrapers/platforms/telegram.ts';
import { isOwnHost } from '../../scrapers/read.ts';
import { inventAds } from '../standins/ads.ts';
import type { Standin } from '../standins/platform.ts';
import { postId, startTelegram } from '../standins/telegram.ts';
import { walkThrough } from '../standins/walk-through.ts';

const CHANNELS = ['oydan_bazar', 'oydan_taxi'];
const NOW = new Date('2026-11-24T05:00:00Z');
const http = createHttpFetcher({ userAgent: 'Qorgan/test', clock: () => NOW });
afterAll(() => http.close());

/** Walks one channel of a stand-in; `known` are posts that an earlier run looked at. */
async function walked(standin: Standin, channel: string, known: ReadonlySet<string> = new Set()) {
  const adapter = telegram(standin.origin, { channels: [channel] });
  const [walk] = adapter.indexWalks({ depth: 'full' });
  if (!walk) throw new Error('no walk');
  return walkThrough(walk, { adapter, look: (url) => http.fetchPage(url, (one) => isOwnHost(adapter, one)) }, known);
}

describe('a walk whose pages are named by the one before (Telegram channels)', () => {
  it('reads a channel from its newest post to its first, each post whole and once', async () => {
    const ads = inventAds(110, 7, CHANNELS, NOW);
    const standin = await startTelegram(ads);
    const { end, pages, missed, settled } = await walked(standin, 'oydan_bazar');
    const wanted = ads.filter((ad) => ad.category === 'oydan_bazar').map(postId);
    expect({ end, pages, missed }).toEqual({ end: 'end', pages: 3, missed: [] });
    expect(settled.map((card) => card.adId)).toEqual(wanted);
    expect(settled.every((card) => card.listing?.fields.some((field) => field.name === 'description'))).toBe(true);
    expect(standin.unexpected).toEqual([]);
    await standin.close();
  });

  it('stops above posts that were all looked at before', async () => {
    const ads = inventAds(200, 7, ['oydan_bazar'], NOW);
    const standin = await startTelegram(ads);
    const { end, pages } = await walked(standin, 'oydan_bazar', new Set(ads.slice(5).map(postId)));
    expect({ end, pages }).toEqual({ end: 'known', pages: 3 });
    await standin.close();
  });

  it('a closed or missing channel is "could not look", never "empty"', async () => {
    const standin = await startTelegram(inventAds(10, 7, ['oydan_bazar'], NOW));
    const { end, pages, missed } = await walked(standin, 'oydan_jabyq');
    expect({ end, pages }).toEqual({ end: 'failed', pages: 0 });
    expect(missed).toEqual([expect.objectContaining({ kind: 'layout', where: 'oydan_jabyq page 1' })]);
    await standin.close();
  });

  it('what lies beneath an unreadable page has no address, so the walk says where it ended', async () => {
    const standin = await startTelegram(inventAds(110, 7, ['oydan_bazar'], NOW));
    standin.onRequest = (path) => {
      standin.trouble = path.includes('before=') ? 'redesign' : null;
    };
    const { end, missed } = await walked(standin, 'oydan_bazar');
    expect(end).toBe('failed');
    expect(missed).toEqual([expect.objectContaining({ where: 'oydan_bazar page 2' })]);
    expect(standin.requests).toHaveLength(2);
    await standin.close();
  });
});
