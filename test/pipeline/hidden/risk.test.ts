import { describe, expect, it } from 'vitest';
import { shinglesOf, similarity } from '../../../db/ad-text.ts';
import { PhoneNumber } from '../../../db/phone-number.ts';
import { createCandidates } from '../../../pipeline/hidden/candidates.ts';
import { confirmedFrom, NONE_CONFIRMED } from '../../../pipeline/hidden/confirmed-ads.ts';
import { ruledOut } from '../../../pipeline/hidden/prefix.ts';
import { createPrices } from '../../../pipeline/hidden/prices.ts';
import { LOOKUP_SCORE, RISK_POINTS, type RiskFacts, riskOf } from '../../../pipeline/hidden/risk.ts';
import type { Listing } from '../../../scrapers/adapter.ts';

const NOW = new Date('2026-11-24T05:00:00Z');
const TEXT = 'Отдаю щенков в добрые руки, привиты, приучены к лотку, возраст два месяца, звоните в любое время суток';

function ad(given: Partial<Listing> & { description?: string } = {}): Listing {
  const { description = 'Шкаф в хорошем состоянии', ...rest } = given;
  const title = rest.title ?? 'Шкаф для одежды';
  return {
    adId: '700000001',
    url: 'https://board.example/1',
    title,
    fields: [
      { name: 'title', kind: 'text', text: title },
      { name: 'description', kind: 'text', text: description },
    ],
    hidden: { count: null, prefix: null },
    photos: ['https://board.example/1.jpg'],
    seller: { id: '1', name: null, kind: null, since: null },
    price: { amount: 100_000, currency: 'KZT' },
    category: null,
    city: null,
    postedAt: '2026-11-24T09:00:00+05:00',
    refreshedAt: null,
    ...rest,
  };
}

const facts: RiskFacts = {
  platform: 'board',
  section: 'mebel',
  median: 100_000,
  attacks: [],
  confirmed: NONE_CONFIRMED,
  now: NOW,
};
const confirmed = confirmedFrom([
  {
    platform: 'board',
    listing: ad({
      description: TEXT,
      photos: ['https://board.example/puppy.jpg'],
      seller: { id: '77', name: null, kind: null, since: null },
    }),
  },
]);
const seller = (given: Partial<Listing['seller']>) => ({ id: '1', name: null, kind: null, since: null, ...given });
const attack = { from: new Date('2026-11-24T03:00:00Z'), to: new Date('2026-11-24T06:00:00Z') };

describe('the risk score', () => {
  it('an ordinary ad has none', () => {
    expect(riskOf(ad(), { ...facts, attacks: [], confirmed })).toEqual({ score: 0, parts: [] });
  });

  it.each([
    ['a price at a fifth of the usual', { price: { amount: 20_000, currency: 'KZT' } }, {}, 'far-below-price', 25],
    ['at two fifths', { price: { amount: 40_000, currency: 'KZT' } }, {}, 'far-below-price', 18],
    ['at three fifths', { price: { amount: 60_000, currency: 'KZT' } }, {}, 'far-below-price', 8],
    ['one word of haste', { description: 'Срочно, шкаф' }, {}, 'urgent-words', 7],
    ['two words of haste', { description: 'Срочно и недорого' }, {}, 'urgent-words', 14],
    ['haste in Kazakh', { description: 'Шұғыл сатылады, арзан' }, {}, 'urgent-words', 14],
    ['goods of the attacks', { title: 'Щенки ищут дом' }, {}, 'goods-at-risk', 8],
    ['goods of the attacks in Kazakh', { title: 'Сиыр сатылады' }, {}, 'goods-at-risk', 8],
    ['a section of the attacks', {}, { section: 'zhivotnye' }, 'goods-at-risk', 8],
    ['no photo', { photos: [] }, {}, 'no-photo', 6],
    ['an account minutes old', { seller: seller({ since: '2026-11-24T08:40:00+05:00' }) }, {}, 'new-account', 20],
    ['an account of the same day', { seller: seller({ since: '2026-11-24' }) }, {}, 'new-account', 12],
    ['an account of the same week', { seller: seller({ since: '2026-11-20T00:00:00Z' }) }, {}, 'new-account', 5],
    ['posted in the hours of an attack', {}, { attacks: [attack] }, 'attack-hours', 15],
    ['posted on the day of an attack', { postedAt: '2026-11-24' }, { attacks: [attack] }, 'attack-hours', 15],
    ['a confirmed ad’s account', { seller: seller({ id: '77' }) }, { confirmed }, 'same-account', 40],
    ['a confirmed ad’s photo', { photos: ['https://board.example/puppy.jpg'] }, { confirmed }, 'same-photo', 30],
    ['a confirmed ad’s text', { description: `${TEXT}!! Цена 500` }, { confirmed }, 'same-text', 40],
  ] as const)('%s', (_, given, more, code, points) => {
    const { parts } = riskOf(ad(given), { ...facts, ...more });
    expect(parts.find((part) => part.code === code)).toEqual({ code, points });
    expect(points).toBeLessThanOrEqual(RISK_POINTS[code]);
  });

  it.each([
    ['the usual price', {}, {}, 'far-below-price'],
    ['a price where none is usual yet', { price: { amount: 1, currency: 'KZT' } }, { median: null }, 'far-below-price'],
    ['an account of years', { seller: seller({ since: '2019-01-01' }) }, {}, 'new-account'],
    ['an account of unknown age', {}, {}, 'new-account'],
    ['posted before the attack', { postedAt: '2026-11-23T09:00:00+05:00' }, { attacks: [attack] }, 'attack-hours'],
    ['posted nobody knows when', { postedAt: null }, { attacks: [attack] }, 'attack-hours'],
    [
      'the same account id on another platform',
      { seller: seller({ id: '77' }) },
      { confirmed, platform: 'other' },
      'same-account',
    ],
    ['an account without id', { seller: seller({ id: null }) }, { confirmed }, 'same-account'],
    ['another text', { description: TEXT.split(' ').reverse().join(' ') }, { confirmed }, 'same-text'],
  ] as const)('%s scores nothing', (_, given, more, code) => {
    expect(riskOf(ad(given), { ...facts, ...more }).parts.map((part) => part.code)).not.toContain(code);
  });

  it('never leaves 0 to 100, and puts the strongest reason first', () => {
    const worst = ad({
      title: 'Щенки срочно',
      description: `Срочно, даром. ${TEXT}`,
      photos: ['https://board.example/puppy.jpg'],
      price: { amount: 1, currency: 'KZT' },
      seller: seller({ id: '77', since: '2026-11-24T08:59:00+05:00' }),
    });
    const { score, parts } = riskOf(worst, { ...facts, attacks: [attack], confirmed });
    expect(score).toBe(100);
    expect(parts.map((part) => part.points)).toEqual(parts.map((part) => part.points).toSorted((a, b) => b - a));
  });

  it('an ad like those of March 2025 is worth a person’s look, a plain cheap one is not', () => {
    const like = {
      title: 'Щенки хаски срочно',
      description: 'Недорого, срочно',
      price: { amount: 15_000, currency: 'KZT' },
    };
    expect(riskOf(ad(like), facts).score).toBeGreaterThanOrEqual(LOOKUP_SCORE);
    expect(riskOf(ad({ price: { amount: 40_000, currency: 'KZT' } }), facts).score).toBeLessThan(LOOKUP_SCORE);
  });
});

describe('what is free on the page rules an ad out', () => {
  const codes = (...numbers: string[]) => new Set(numbers.flatMap((one) => PhoneNumber.fromE164(one).operatorCodes()));
  it.each([
    ['another operator, one phone', { count: 1, prefix: '775' }, ['+77091234501'], true],
    ['the same operator', { count: 1, prefix: '709' }, ['+77091234501'], false],
    ['the operator of the second person', { count: 1, prefix: '775' }, ['+77091234501', '+77751234501'], false],
    ['several phones', { count: 2, prefix: '775' }, ['+77091234501'], false],
    ['an unknown count, which is not one', { count: null, prefix: '775' }, ['+77091234501'], false],
    ['no phone by its own word', { count: 0, prefix: '775' }, ['+77091234501'], false],
    ['no code shown', { count: 1, prefix: null }, ['+77091234501'], false],
    ['a code that is not Kazakh', { count: 1, prefix: '996' }, ['+77091234501'], false],
    ['half a code', { count: 1, prefix: '77' }, ['+77091234501'], false],
    ['a number abroad, whose own digits the code could be', { count: 1, prefix: '770' }, ['+447700900123'], false],
    ['a number abroad, whose digits it cannot be', { count: 1, prefix: '775' }, ['+447700900123'], true],
  ] as const)('%s', (_, hidden, numbers, expected) => {
    expect(ruledOut(hidden, codes(...numbers))).toBe(expected);
  });
});

describe('texts, prices and the list of the likeliest', () => {
  it('a repost is recognised through case, digits, a new sentence and ё', () => {
    const again = `${TEXT.toUpperCase()} ЕЩЁ ЕСТЬ КЛЕТКА 2026`;
    expect(similarity(shinglesOf(TEXT), shinglesOf(again))).toBe(1);
    expect(
      similarity(shinglesOf(TEXT), shinglesOf('Сдам светлую квартиру рядом со школой и парком на долгий срок семье')),
    ).toBe(0);
    expect(similarity(shinglesOf('Продам корову'), shinglesOf('Продам корову'))).toBe(0);
  });

  it('a usual price needs eight ads of its own category', () => {
    const prices = createPrices();
    for (let i = 1; i <= 7; i++) prices.note('cows', i * 1_000);
    for (let i = 1; i <= 8; i++) prices.note('flats', 10_000_000);
    expect(prices.median('cows')).toBeNull();
    prices.note('cows', 8_000);
    prices.note('cows', 0);
    expect(prices.median('cows')).toBe(4_500);
  });

  it('keeps the best of very many, however late a better one comes, and counts what it let go', () => {
    const points = (digest: Buffer) => digest.readUInt32BE();
    const candidates = createCandidates(10, ({ digest }) => ({ score: points(digest), parts: [] }));
    for (let i = 0; i < 1_000; i++) {
      const digest = Buffer.alloc(4);
      digest.writeUInt32BE((i * 7919) % 101);
      candidates.offer({ listing: ad({ adId: String(i) }), section: '', digest });
    }
    const best = candidates.best();
    expect(best.length).toBeLessThan(20);
    expect(best.slice(0, 9).map(({ risk }) => risk.score)).toEqual(Array(9).fill(100));
    expect(candidates.letGo()).toBeGreaterThan(500);
  });
});
