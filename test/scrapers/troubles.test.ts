import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { LookFailure } from '../../scrapers/errors.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { createLooker } from '../../scrapers/look.ts';
import { createPace } from '../../scrapers/pace.ts';
import { openPage } from '../../scrapers/page.ts';
import { kolesa } from '../../scrapers/platforms/kolesa.ts';
import { krisha } from '../../scrapers/platforms/krisha.ts';
import { olx } from '../../scrapers/platforms/olx.ts';
import { isOwnHost, readIndex, readListing } from '../../scrapers/read.ts';
import { inventAds } from '../standins/ads.ts';
import { startKolesa } from '../standins/kolesa.ts';
import { startKrisha } from '../standins/krisha.ts';
import { startOlx } from '../standins/olx.ts';
import type { Standin, Trouble } from '../standins/platform.ts';

const STALL_MS = 400;
/** Two live ads of each stand-in, and what a captcha page is told as: by the platform's own words, or as no page of its. */
const START = [
  { id: 'olx', start: startOlx, adapterAt: olx, ads: [700_000_000, 700_000_003], captcha: 'layout' },
  { id: 'krisha', start: startKrisha, adapterAt: krisha, ads: [700_000_000, 700_000_003], captcha: 'layout' },
  { id: 'kolesa', start: startKolesa, adapterAt: kolesa, ads: [700_000_000, 700_000_003], captcha: 'blocked' },
] as const;

describe.each(START)('a look at $id in trouble', ({ start, adapterAt, ads, captcha }) => {
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
  });
  afterAll(async () => {
    await http.close();
    await standin.close();
  });

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
  const listing = () => adapter.listingUrl(String(ads[0])) ?? '';

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

  it('a soft 404 decides nothing, an archived ad with 200 is removed, a withdrawn one too', async () => {
    expect(await read(listing(), 'soft-404')).toMatchObject({ state: 'unknown', kind: 'layout' });
    expect(await read(listing(), 'archived')).toMatchObject({ state: 'removed' });
    standin.remove(ads[1]);
    expect(await read(adapter.listingUrl(String(ads[1])) ?? '', null)).toMatchObject({
      state: 'removed',
      sign: 'HTTP 410',
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
});
