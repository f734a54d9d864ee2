import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { LookFailure } from '../../scrapers/errors.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { createLooker } from '../../scrapers/look.ts';
import { createPace } from '../../scrapers/pace.ts';
import { openPage } from '../../scrapers/page.ts';
import { avi } from '../../scrapers/platforms/avi.ts';
import { edc } from '../../scrapers/platforms/edc.ts';
import { kaspi } from '../../scrapers/platforms/kaspi.ts';
import { kn } from '../../scrapers/platforms/kn.ts';
import { kolesa } from '../../scrapers/platforms/kolesa.ts';
import { krisha } from '../../scrapers/platforms/krisha.ts';
import { olx } from '../../scrapers/platforms/olx.ts';
import { salexy } from '../../scrapers/platforms/salexy.ts';
import { satu } from '../../scrapers/platforms/satu.ts';
import { slanet } from '../../scrapers/platforms/slanet.ts';
import { telegram } from '../../scrapers/platforms/telegram.ts';
import { isOwnHost, readIndex, readListing } from '../../scrapers/read.ts';
import { inventAds } from '../standins/ads.ts';
import { startAvi } from '../standins/avi.ts';
import { startEdc } from '../standins/edc.ts';
import { startKaspi } from '../standins/kaspi.ts';
import { startKn } from '../standins/kn.ts';
import { startKolesa } from '../standins/kolesa.ts';
import { startKrisha } from '../standins/krisha.ts';
import { startOlx } from '../standins/olx.ts';
import type { Standin, StandinAd, Trouble } from '../standins/platform.ts';
import { startSalexy } from '../standins/salexy.ts';
import { startSatu } from '../standins/satu.ts';
import { startSlanet } from '../standins/slanet.ts';
import { startTelegram } from '../standins/telegram.ts';

const STALL_MS = 400;
const CHANNELS = ['oydan_bazar', 'oydan_taxi'];
interface Start {
  readonly id: string;
  readonly start: (ads: readonly StandinAd[]) => Promise<Standin>;
  readonly adapterAt: (origin?: string) => PlatformAdapter;
  readonly ads: readonly [string, string];
  readonly captcha: 'layout' | 'blocked';
  readonly archived: 'removed' | 'unknown';
  /** Sign of a withdrawn ad, where it is not HTTP 410. */
  readonly gone?: string;
}
/**
 * Two live ads of each stand-in, what a captcha page is told as (by the platform's own words, or as no page of its), and
 * what an ad taken down under HTTP 200 is told as: `unknown` where the platform's mark of it is not known.
 */
const ADS = ['700000000', '700000003'] as const;
const START: readonly Start[] = [
  { id: 'olx', start: startOlx, adapterAt: olx, ads: ADS, captcha: 'layout', archived: 'removed' },
  { id: 'krisha', start: startKrisha, adapterAt: krisha, ads: ADS, captcha: 'layout', archived: 'removed' },
  { id: 'kolesa', start: startKolesa, adapterAt: kolesa, ads: ADS, captcha: 'blocked', archived: 'removed' },
  { id: 'kaspi', start: startKaspi, adapterAt: kaspi, ads: ADS, captcha: 'layout', archived: 'unknown' },
  { id: 'salexy', start: startSalexy, adapterAt: salexy, ads: ADS, captcha: 'layout', archived: 'unknown' },
  { id: 'avi', start: startAvi, adapterAt: avi, ads: ADS, captcha: 'layout', archived: 'unknown' },
  { id: 'edc', start: startEdc, adapterAt: edc, ads: ADS, captcha: 'layout', archived: 'unknown' },
  { id: 'slanet', start: startSlanet, adapterAt: slanet, ads: ADS, captcha: 'layout', archived: 'unknown' },
  { id: 'kn', start: startKn, adapterAt: kn, ads: ADS, captcha: 'layout', archived: 'unknown' },
  { id: 'satu', start: startSatu, adapterAt: satu, ads: ADS, captcha: 'layout', archived: 'unknown' },
  {
    id: 'telegram',
    start: startTelegram,
    adapterAt: (origin?: string) => telegram(origin, { channels: CHANNELS }),
    ads: ['oydan_bazar/700000000', 'oydan_taxi/700000003'],
    captcha: 'layout',
    archived: 'removed',
    gone: 'the words "post not found" in its place',
  },
];

describe.each(START)('a look at $id in trouble', ({ start, adapterAt, ads, captcha, archived, gone }) => {
  let standin: Standin;
  let adapter: PlatformAdapter;
  const http = createHttpFetcher({
    userAgent: 'Qorgan/test',
    clock: () => new Date(),
    limits: { stallMs: STALL_MS, totalMs: 3_000, connectMs: 1_000 },
  });
  beforeAll(async () => {
    const walks = adapterAt()
      .indexWalks({ depth: 'full' })
      .map((walk) => walk.name);
    standin = await start(inventAds(60, 7, walks, new Date()));
    adapter = adapterAt(standin.origin);
    for (const walk of adapter.indexWalks({ depth: 'full' })) {
      const reading = await read(walk.page(1), null);
      if (reading.state === 'cards') for (const { adId, url } of reading.contents.cards) linked.set(adId, url);
    }
  });
  afterAll(async () => {
    await http.close();
    await standin.close();
  });
  /** Addresses as the index pages link them, for platforms whose addresses hold more than the id. */
  const linked = new Map<string, string>();
  const addressOf = (adId: string) => adapter.listingUrl(adId) ?? linked.get(adId) ?? '';

  async function read(url: string, trouble: Trouble | null) {
    standin.trouble = trouble;
    try {
      const page = openPage(await http.fetchPage(url, (one) => isOwnHost(adapter, one)));
      const adId = adapter.adIdOf(new URL(url));
      return adId === null ? readIndex(adapter, page) : readListing(adapter, page, adId);
    } catch (error) {
      if (!(error instanceof LookFailure)) throw error;
      return { state: 'unknown' as const, kind: error.kind };
    } finally {
      standin.trouble = null;
    }
  }
  const index = () => adapter.indexWalks({ depth: 'full' })[0]?.page(1) ?? '';
  const listing = () => addressOf(ads[0]);

  it('in none: the index has cards and the ad is live', async () => {
    expect((await read(index(), null)).state).toBe('cards');
    expect((await read(listing(), null)).state).toBe('live');
  });

  it.each([
    ['403', 'blocked'],
    ['429', 'throttled'],
    ['468', 'blocked'],
    ['captcha', null],
    ['redesign', 'layout'],
    ['redirect-loop', 'layout'],
    ['half-body', 'unreachable'],
    ['stall', 'unreachable'],
    ['reset', 'unreachable'],
  ] as const)('%s is "could not look" (%s), never "nothing found" and never "removed"', async (trouble, said) => {
    const kind = said ?? captcha;
    expect(await read(index(), trouble)).toMatchObject({ state: 'unknown', kind });
    expect(await read(listing(), trouble)).toMatchObject({ state: 'unknown', kind });
  });

  it(`a soft 404 decides nothing, an archived ad with 200 is ${archived}, a withdrawn one is removed`, async () => {
    expect(await read(listing(), 'soft-404')).toMatchObject({ state: 'unknown', kind: 'layout' });
    standin.remove(Number(/\d+$/.exec(ads[1])?.[0]));
    expect(await read(addressOf(ads[1]), null)).toMatchObject({
      state: 'removed',
      sign: gone ?? 'HTTP 410',
    });
  });

  it('a platform that asks to slow down is asked again later, and then told as throttled', async () => {
    let now = 0;
    const slept: number[] = [];
    const sleep = async (ms: number) => {
      slept.push(ms);
      now += ms;
    };
    const pace = createPace({ requestsPerMinute: 60, now: () => now, sleep });
    const looker = createLooker({ adapter, fetchPage: http.fetchPage, pace, agent: 'Qorgan', clock: () => new Date() });
    expect((await looker.look(index())).status).toBe(200);
    standin.trouble = '429';
    const before = standin.requests.length;
    await expect(looker.look(index())).rejects.toMatchObject({ kind: 'throttled' });
    expect(standin.requests.length - before).toBe(3);
    expect(Math.max(...slept)).toBeGreaterThanOrEqual(2_000);
    standin.trouble = null;
  });

  it('what robots.txt forbids is not asked for, nor any other host', async () => {
    const pace = createPace({ requestsPerMinute: 60_000, now: Date.now, sleep: async () => undefined });
    const looker = createLooker({ adapter, fetchPage: http.fetchPage, pace, agent: 'Qorgan', clock: () => new Date() });
    const before = standin.requests.length;
    await expect(looker.look(`${standin.origin}/my/messages`)).rejects.toMatchObject({ kind: 'disallowed' });
    await expect(looker.look('https://elsewhere.example/')).rejects.toMatchObject({ kind: 'disallowed' });
    expect(standin.requests.slice(before)).toEqual(['GET /robots.txt']);
  });

  it('each of its hosts is asked for its own robots.txt', async () => {
    const other = await start([]);
    const pace = createPace({ requestsPerMinute: 60_000, now: Date.now, sleep: async () => undefined });
    const twoHosts = { ...adapter, access: { ...adapter.access, hosts: [new URL(other.origin).host] } };
    const { fetchPage } = http;
    const looker = createLooker({ adapter: twoHosts, fetchPage, pace, agent: 'Qorgan', clock: () => new Date() });
    try {
      await expect(looker.look(`${other.origin}/my/messages`)).rejects.toMatchObject({ kind: 'disallowed' });
      expect(other.requests).toEqual(['GET /robots.txt']);
    } finally {
      await other.close();
    }
  });
});
