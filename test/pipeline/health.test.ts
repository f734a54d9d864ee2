import { describe, expect, it } from 'vitest';
import { PhoneNumber } from '../../db/phone-number.ts';
import { missedControl, unlikeBefore } from '../../pipeline/health.ts';
import { finderOf } from '../../pipeline/match.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { olx as olxAt } from '../../scrapers/platforms/olx.ts';
import { walksOf } from '../standins/installation.ts';
import { startOlx } from '../standins/olx.ts';
import { PROTECTED, plantedAds } from '../standins/planted.ts';

const usual = {
  cards: 1000,
  fresh: 400,
  listings: 400,
  'with:price': 390,
  'with:description': 400,
  revealed: 40,
  blocks: 0,
};
const week = Array.from({ length: 7 }, (_, i) => ({ ...usual, cards: 1000 + i * 10 }));
const where = (now: object) => unlikeBefore({ ...usual, ...now }, week).map((reason) => reason.where);

describe('a run judged against the seven before it', () => {
  it('is as usual when it is as usual, and on a slow day', () => {
    expect(where({})).toEqual([]);
    expect(where({ cards: 700, fresh: 250, listings: 250, 'with:price': 240, 'with:description': 250 })).toEqual([]);
  });

  it.each([
    ['cards', { cards: 300 }],
    ['fresh', { fresh: 50 }],
    ['revealed', { revealed: 0 }],
    ['price', { 'with:price': 20 }],
    ['blocks', { blocks: 5 }],
  ])('is unlike them when its %s are', (name, now) => {
    expect(where(now)).toEqual([name]);
  });

  it('says nothing while too few nights are known, or too few ads were read', () => {
    expect(unlikeBefore({ ...usual, cards: 1 }, week.slice(0, 2))).toEqual([]);
    expect(where({ fresh: 380, listings: 10, 'with:price': 0, 'with:description': 0 })).toEqual([]);
  });
});

describe('the positive control', () => {
  it('is seen where the organisation’s own number stands, and missed in every other case', async () => {
    const { visible, hidden } = plantedAds(388_900_000, walksOf('olx'), new Date());
    const [ad] = visible;
    if (!ad) throw new Error('nothing planted');
    const standin = await startOlx([ad, hidden]);
    const http = createHttpFetcher({ userAgent: 'Qorgan/test', clock: () => new Date() });
    try {
      const adapter = olxAt(standin.origin);
      const number = PhoneNumber.parse(PROTECTED);
      const finder = finderOf([{ id: 1, personId: 1, number, scopes: ['scan'], generation: 1 }]);
      const look = (n: number) =>
        missedControl(
          { url: adapter.listingUrl(String(n)) ?? '', adId: String(n) },
          { adapter, finder, look: (url) => http.fetchPage(url, () => true) },
        );
      expect(await look(ad.n)).toBeNull();
      expect(await look(hidden.n)).toMatchObject({
        kind: 'control-missed',
        detail: expect.stringMatching(/no enrolled/),
      });
      standin.trouble = 'captcha';
      expect(await look(ad.n)).toMatchObject({ detail: expect.stringMatching(/could not be looked at/) });
      standin.trouble = null;
      standin.remove(ad.n);
      expect(await look(ad.n)).toMatchObject({ detail: expect.stringMatching(/gone/) });
    } finally {
      await http.close();
      await standin.close();
    }
  });
});
