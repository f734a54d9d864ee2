import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountedMonth } from '../../db/figures.ts';
import { LANGUAGES } from '../../db/schema/language.ts';
import { campaignHtml, letterOf } from '../../reports/campaign-report.ts';
import { BURST_ADS, BURST_MS, type CampaignAd, groupCampaigns } from '../../reports/campaigns.ts';
import { csvCell, figuresCsv, figuresOf, SMALLEST_PUBLISHED } from '../../reports/figures.ts';
import { figuresHtml } from '../../reports/figures-page.ts';

const NOW = new Date('2026-11-24T05:00:00Z');
const HOUR = 3_600_000;
const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR);

function ad(matchId: number, over: Partial<CampaignAd> = {}): CampaignAd {
  // Weeks apart: only what is given joins them.
  return {
    matchId,
    platform: 'olx',
    personId: matchId,
    account: null,
    text: '',
    photos: [],
    at: at(matchId * 500),
    ...over,
  };
}
const groupsOf = (ads: readonly CampaignAd[]) =>
  groupCampaigns(ads).map((one) => ({ ids: one.ads.map((each) => each.matchId), reasons: one.reasons }));

describe('campaigns', () => {
  it('one ad is none, and ads that share nothing are none', () => {
    expect(groupsOf([ad(1)])).toEqual([]);
    expect(groupsOf([ad(1), ad(2), ad(3)])).toEqual([]);
  });

  it('join what shares an account, a text or a picture, over persons and platforms, and say why', () => {
    const ads = [
      ad(1, { account: 'a' }),
      ad(2, { account: 'a', text: 't' }),
      ad(3, { platform: 'krisha', text: 't', photos: ['p'] }),
      ad(4, { platform: 'krisha', account: 'a', photos: ['p'] }),
      ad(5, { platform: 'kolesa', account: 'a' }),
    ];
    expect(groupsOf(ads)).toEqual([
      {
        ids: [1, 2, 3, 4],
        reasons: ['same-account', 'same-photo', 'same-text', 'several-persons', 'several-platforms'],
      },
    ]);
  });

  it(`join ${BURST_ADS} ads on one person within ${BURST_MS / HOUR} hours, and not two, and not on several persons`, () => {
    const burst = (hours: readonly number[], personId = 7) =>
      hours.map((hour, i) => ad(i + 1, { personId, at: at(hour) }));
    expect(groupsOf(burst([0, 2, 6]))).toEqual([{ ids: [1, 2, 3], reasons: ['time-burst'] }]);
    expect(groupsOf(burst([0, 2]))).toEqual([]);
    expect(groupsOf(burst([0, 4, 8]))).toEqual([]);
    expect(groupsOf([0, 1, 2].map((hour, i) => ad(i + 1, { at: at(hour) })))).toEqual([]);
  });

  it('every ad stands in one campaign at most, whatever the order of the input', () => {
    const some = fc.array(
      fc.record({
        platform: fc.constantFrom('olx', 'krisha'),
        personId: fc.integer({ min: 1, max: 3 }),
        account: fc.constantFrom(null, 'a', 'b'),
        text: fc.constantFrom('', 't', 'u'),
        photos: fc.subarray(['p', 'q', 'r']),
        at: fc.integer({ min: 0, max: 40 }).map(at),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, (given) => {
        const ads = given.map((one, i) => ({ ...one, matchId: i + 1 }));
        const groups = groupsOf(ads);
        const ids = groups.flatMap((group) => group.ids);
        expect(new Set(ids).size).toBe(ids.length);
        expect(groups.every((group) => group.ids.length > 1 && group.reasons.length > 0)).toBe(true);
        const sorted = (all: typeof groups) => all.map((group) => group.ids.join(' ')).sort();
        expect(sorted(groupsOf([...ads].reverse()))).toEqual(sorted(groups));
      }),
    );
  });

  it.each([
    ['ru', 'одинаковый текст', '15 декабря 2026 года'],
    ['kk', 'мәтіні бірдей', '2026 жылғы 15 желтоқсандағы науқан'],
    ['en', 'the same text', '15 December 2026'],
  ] as const)('a report in %s names no ad and nobody', (language, reason, date) => {
    const [campaign] = groupCampaigns([ad(1, { text: 't' }), ad(2, { text: 't' })]);
    if (!campaign) throw new Error('no campaign');
    const html = campaignHtml(campaign, language, () => '<script>').replace(/base64,[^)]*/g, '');
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(reason);
    expect(html).toContain(date);
    expect(html).not.toContain('<script>');
    expect(html).not.toMatch(/https?:|7091/);
    const bars = [...html.matchAll(/text-anchor="middle">(\d+)</g)];
    expect(bars.map(([, ads]) => ads)).toEqual(['1', '1']);
  });

  it('persons in a report are letters', () => {
    expect([0, 25, 26, 27, 51, 52].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AB', 'AZ', 'BA']);
  });
});

const month = (over: Partial<CountedMonth> = {}): CountedMonth => ({
  ...{ month: '2026-11', platform: 'olx', found: 2, sent: 1, refused: 0, silent: 0, removed: 1 },
  ...{ measured: 1, medianHours: 24, reappeared: 0, blindNights: 3, ...over },
});

describe('figures', () => {
  it('for publication no count from one to four stands anywhere, and no median of few', () => {
    const count = fc.integer({ min: 0, max: 12 });
    const counts = { found: count, sent: count, refused: count, silent: count, removed: count, reappeared: count };
    const some = fc.record({ ...counts, measured: count });
    fc.assert(
      fc.property(fc.array(some), (counted) => {
        const months = counted.map((one) => month({ ...one, medianHours: one.measured === 0 ? null : 7.5 }));
        for (const [i, figure] of figuresOf(months, { public: true }).entries()) {
          const { found, sent, removed, refused, silent, reappeared, medianHours } = figure;
          for (const count of [found, sent, removed, refused, silent, reappeared])
            expect(count === null || count === 0 || count >= SMALLEST_PUBLISHED).toBe(true);
          expect(medianHours).toBe((counted[i]?.measured ?? 0) < SMALLEST_PUBLISHED ? null : 7.5);
        }
      }),
    );
  });

  it('in the house stand as they were counted', () => {
    const { measured: _, ...shown } = month();
    expect(figuresOf([month()], { public: false })).toEqual([shown]);
  });

  it.each(LANGUAGES)('the page in %s says all its words in that language, and draws what is known', (language) => {
    const figures = figuresOf([month(), month({ month: '2026-12', found: 9 })], { public: true });
    const html = figuresHtml(figures, { language, public: true, now: NOW, nameOf: () => 'площадка & <b>' });
    const said = html.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ');
    expect(said).not.toMatch(/NaN|undefined/);
    expect(said).toContain('площадка &amp; &lt;b&gt;');
    const foreign = said.replaceAll('площадка', '').match(language === 'en' ? /[\u0400-\u04ff]/ : /\b[a-z]{3,}\b/i);
    expect(foreign?.[0].replace(/amp|lt|gt/, '') ?? '').toBe('');
  });

  it('no cell of the CSV is a formula, and every row has its columns', () => {
    for (const text of ['=1+1', '+1', '-1', '@x', '\t=1', '＝1', '%x', '"a,b"', 'a\r\nb'])
      expect(csvCell(text)).not.toMatch(/^"?[=+\-@%\t\r\n＝]/);
    expect(csvCell('olx')).toBe('olx');
    const csv = figuresCsv(figuresOf([month({ platform: '=cmd' })], { public: false }));
    expect(
      csv
        .trimEnd()
        .split('\r\n')
        .map((row) => row.split(',').length),
    ).toEqual([10, 10]);
    expect(csv).toContain("'=cmd");
  });
});
