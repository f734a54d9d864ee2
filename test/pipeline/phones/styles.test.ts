import { describe, expect, it } from 'vitest';
import { compileNumbers } from '../../../pipeline/phones/find.ts';
import { DISTRACTORS, inventAd, neighbourOf } from '../../bench/phones-ads.ts';
import { inventedNumber } from '../../bench/phones-spelling.ts';
import { STYLES, WEAK_BY_RULE } from '../../bench/phones-styles.ts';
import { pick, seeded } from '../photos/pictures.ts';

// A short run of test/bench/phones-recall.ts from another seed, so that recall cannot sink unseen.
const ADS_A_STYLE = 60;
const ADS_WITHOUT = 20_000;
const random = seeded(7);
const numbers = [...new Set(Array.from({ length: 2_000 }, () => inventedNumber(random)))];
const finder = compileNumbers(numbers.map((national, i) => ({ id: String(i), e164: `+7${national}` })));
const search = (title: string, body: string) =>
  finder.find([
    { name: 'title', kind: 'text', text: title },
    { name: 'body', kind: 'text', text: body },
  ]).sightings;

describe('every style of hiding is seen in generated ads', () => {
  it.each(Object.entries(STYLES))('%s', (style, spell) => {
    let strong = 0;
    let seen = 0;
    for (let i = 0; i < ADS_A_STYLE; i++) {
      const id = Math.floor(random() * numbers.length);
      const { title, body } = spell(random, numbers[id] ?? '');
      const ad = inventAd(random, title === undefined ? [body] : []);
      const found =
        title === undefined ? search(ad.title, ad.body) : search(`${ad.title} ${title}`, `${body} ${ad.body}`);
      const ours = found.filter((sighting) => sighting.numberId === String(id));
      if (ours.length > 0) seen++;
      if (ours.some((sighting) => sighting.strength === 'strong')) strong++;
    }
    expect(seen).toBeGreaterThanOrEqual(ADS_A_STYLE - 2);
    if (!WEAK_BY_RULE.has(style)) expect(strong).toBeGreaterThanOrEqual(ADS_A_STYLE * 0.93);
    else expect(strong).toBe(0);
  });

  it('and in ads without a protected number nothing is strong', () => {
    const known = new Set(numbers);
    let weak = 0;
    for (let i = 0; i < ADS_WITHOUT; i++) {
      const near = neighbourOf(random, pick(random, numbers));
      const inserts = known.has(near)
        ? []
        : [pick(random, DISTRACTORS)(random, near), pick(random, DISTRACTORS)(random, near)];
      const { title, body } = inventAd(random, inserts);
      const found = search(title, body);
      expect(found.filter((sighting) => sighting.strength === 'strong')).toEqual([]);
      weak += found.length;
    }
    expect(weak).toBeLessThanOrEqual(10);
  });
});
