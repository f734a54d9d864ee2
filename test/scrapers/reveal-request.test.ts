import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listing, PlatformAdapter, Reveal } from '../../scrapers/adapter.ts';
import { openPage, type Snapshot } from '../../scrapers/page.ts';
import { kn } from '../../scrapers/platforms/kn.ts';
import { salexy } from '../../scrapers/platforms/salexy.ts';
import { readIndex, readListing } from '../../scrapers/read.ts';
import { startKn } from '../standins/kn.ts';
import { PROTECTED, plantedAds } from '../standins/planted.ts';
import type { Standin } from '../standins/platform.ts';
import { startSalexy } from '../standins/salexy.ts';

const START = [
  { id: 'salexy', start: startSalexy, adapterAt: salexy },
  { id: 'kn', start: startKn, adapterAt: kn },
] as const;

async function fetched(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Snapshot> {
  const response = await fetch(url, { headers });
  return {
    requestedUrl: url,
    url: response.url,
    redirects: [],
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
    engine: 'http',
    fetchedAt: '2026-11-24T00:00:00.000Z',
  };
}

function requestOf({ reveal }: PlatformAdapter): Extract<Reveal, { how: 'request' }> {
  if (reveal?.how !== 'request') throw new Error('no request reveals a number here');
  return reveal;
}

describe.each(START)('the hidden number of an ad of $id', ({ start, adapterAt }) => {
  const walks = adapterAt()
    .indexWalks({ depth: 'full' })
    .map((walk) => walk.name);
  const { hidden } = plantedAds(388_900_000, walks, new Date());
  let standin: Standin;
  let adapter: PlatformAdapter;
  let listing: Listing;

  beforeAll(async () => {
    standin = await start([hidden]);
    adapter = adapterAt(standin.origin);
    const walk = adapter.indexWalks({ depth: 'full' }).find(({ name }) => name === hidden.category);
    const index = readIndex(adapter, openPage(await fetched(walk?.page(1) ?? '')));
    if (index.state !== 'cards') throw new Error('the stand-in has no index');
    const reading = readListing(adapter, openPage(await fetched(index.contents.cards[0]?.url ?? '')), `${hidden.n}`);
    if (reading.state !== 'live') throw new Error('the stand-in has no ad');
    listing = reading.listing;
  });
  afterAll(() => standin.close());

  /** As a guest's browser asks: the cookie of a first visit, and the page's own request. */
  async function asked(cookie = true): Promise<Snapshot> {
    const { url, headers, cookieFrom } = requestOf(adapter).request(listing);
    const visit = cookieFrom && cookie ? await fetched(cookieFrom) : null;
    const kept = visit?.headers['set-cookie']?.split(';')[0];
    return fetched(url, { ...headers, ...(kept ? { cookie: kept } : {}) });
  }

  it('is not in the guest’s page, and the listing says that there is one', () => {
    expect(JSON.stringify(listing)).not.toContain(PROTECTED.slice(2));
    expect(listing.hidden).toEqual({ count: null, prefix: null });
  });

  it('comes by the page’s own request', async () => {
    expect(requestOf(adapter).read(await asked())).toEqual({ state: 'phones', phones: [PROTECTED] });
    expect(standin.unexpected).toEqual([]);
  });

  it.each([
    ['reveal-refused', 'refused'],
    ['reveal-login', 'login'],
    ['reveal-captcha', 'captcha'],
    ['reveal-cap', 'cap'],
  ] as const)('%s ends reveals for the day', async (trouble, why) => {
    standin.trouble = trouble;
    const answer = await asked();
    standin.trouble = null;
    expect(requestOf(adapter).read(answer)).toMatchObject({ state: 'refused', why });
  });

  it('an answer that is none is unknown, never "no number"', async () => {
    const good = await asked();
    const { read } = requestOf(adapter);
    for (const body of [
      '',
      '<html><body>Мы обновились</body></html>',
      '{"phones":[]}',
      '{"phones":["+7 709 *** ** 01"]}',
    ])
      expect(read({ ...good, body }), body).toMatchObject({ state: 'unknown' });
    expect(read({ ...good, status: 500 })).toMatchObject({ state: 'unknown' });
    expect(read({ ...good, url: `${standin.origin}/elsewhere` })).toMatchObject({ state: 'unknown' });
  });
});

describe('salexy', () => {
  const { read } = requestOf(salexy());
  const url = 'https://almaty.salexy.kz/catalog/info/phone/id/1009900001';
  const answer = (body: string): Snapshot => ({
    requestedUrl: url,
    url,
    redirects: [],
    status: 200,
    headers: {},
    body,
    engine: 'http',
    fetchedAt: '2026-11-24T00:00:00.000Z',
  });

  it('asks the host of the ad’s own city, with the cookie of the front page', () => {
    const listing = { adId: '1009900001', url: 'https://almaty.salexy.kz/c/korova_1009900001.html' } as Listing;
    expect(requestOf(salexy()).request(listing)).toMatchObject({ url, cookieFrom: 'https://salexy.kz/' });
  });

  it('takes no number of another city’s ad for this one’s', () => {
    const tel = '<a href="tel:+77091234501">+7 709 123 45 01</a>';
    expect(read(answer(`<div data-id="1009900001">${tel}</div>`))).toMatchObject({ state: 'phones' });
    expect(read(answer(`<div data-id="1009900777">${tel}</div>`))).toMatchObject({ state: 'unknown' });
  });

  it('a sign-in page in place of the answer is a refusal', () => {
    expect(read({ ...answer('<p></p>'), url: 'https://salexy.kz/login' })).toMatchObject({ why: 'login' });
    expect(read(answer('<form><input type="password"></form>'))).toMatchObject({ why: 'login' });
  });
});
