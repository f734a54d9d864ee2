import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNumbers } from '../../../pipeline/phones/find.ts';
import { fold } from '../../../pipeline/phones/fold.ts';
import type { FieldText } from '../../../pipeline/phones/sighting.ts';
import { LONGEST_PIECE, MOST_UNFOLDED } from '../../../pipeline/phones/units.ts';

const E164 = '+77091234567';
const finder = compileNumbers([
  { id: 'n', e164: E164 },
  ...Array.from({ length: 500 }, (_, i) => ({
    id: `d${i}`,
    e164: `+7709${String(i * 19_937 + 1_000_000).padStart(7, '0')}`,
  })),
]);
const text = (body: string): FieldText[] => [{ name: 'body', kind: 'text', text: body }];

/** Everything an ad can hold: prose, digits in all dresses, markup, lone surrogates, NULs. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '8',
    '709',
    '1234567',
    'семь',
    'жеті жүз',
    'пять нулей',
    '&#55;',
    '&nbsp;',
    '<b>',
    '</b>',
    '<a href="tel:',
  ),
  fc.constantFrom(
    '\u200b',
    '\u00ad',
    '\ufe0f\u20e3',
    '７',
    '①',
    '\u{1d7f7}',
    '\ud835',
    '\udfce',
    '\u0000',
    '\n',
    ' ',
    '%20',
    'О',
    'З',
  ),
);
const anyText = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));

describe('the search holds on whatever a text is made of', () => {
  it('never throws, and every span lies within its own field', () => {
    const fields = fc.array(
      fc.record({
        name: fc.constantFrom('title', 'body', 'seller'),
        kind: fc.constantFrom('text', 'contact', 'link', 'picture'),
        text: anyText,
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fields, (all) => {
        const numbered = all.map((field, i) => ({ ...field, name: `${field.name} ${i}` }) as FieldText);
        for (const sighting of finder.find(numbered).sightings)
          for (const span of sighting.spans) {
            const length = numbered.find((field) => field.name === span.field)?.text.length ?? -1;
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeGreaterThan(span.start);
            expect(span.end).toBeLessThanOrEqual(length);
          }
      }),
      { numRuns: 500 },
    );
  });

  it('folding never moves an offset: places go forward and stay inside the original', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), fc.boolean(), (body, address, spaced) => {
        const folded = fold(body, address, spaced);
        for (let i = 0; i < folded.text.length; i++) {
          const from = folded.from[i] ?? -1;
          const to = folded.to[i] ?? -1;
          expect(from).toBeLessThan(to);
          expect(to).toBeLessThanOrEqual(body.length);
          if (i > 0) expect(from).toBeGreaterThanOrEqual(folded.from[i - 1] ?? 0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('no character unfolds to more units than there is room for', () => {
    let most = 0;
    for (let codePoint = 0x80; codePoint <= 0x10ffff; codePoint++) {
      const char = String.fromCodePoint(codePoint);
      if (char.normalize('NFKC').length > 2) most = Math.max(most, fold(char, false, false).text.length);
    }
    expect(most).toBe(15);
    expect(most).toBeLessThan(MOST_UNFOLDED);
  });

  it('a field of nothing but the widest character is searched to its end', () => {
    const body = `${'\ufdfa'.repeat(3 * LONGEST_PIECE)} тел 8 709 123 45 67`;
    expect(finder.find(text(body)).sightings).toMatchObject([
      { numberId: 'n', spans: [{ start: body.length - 15, end: body.length }] },
    ]);
  });

  it('finds the number between any two pieces of prose, at the place where it stands', () => {
    const prose = fc.string({ unit: fc.constantFrom('а', 'ж', 'қ', 'і', ' ', '.', 'z'), maxLength: 60 });
    fc.assert(
      fc.property(prose, prose, (before, after) => {
        const [first] = finder.find(text(`${before} Тел: 8 709 123 45 67. ${after}`)).sightings;
        expect(first).toMatchObject({ numberId: 'n', strength: 'strong' });
        const span = first?.spans[0];
        expect(`${before} Тел: 8 709 123 45 67. ${after}`.slice(span?.start, span?.end)).toBe('8 709 123 45 67');
      }),
    );
  });

  it('keeps no state: the same text gives the same answer whatever was searched before', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const alone = finder.find(text(one));
        finder.find(text(other));
        expect(finder.find(text(one))).toEqual(alone);
      }),
    );
  });
});

describe('time grows with the length of a text, not faster', () => {
  const MEGABYTE = 1_000_000;
  const fill = (unit: string, size: number) => unit.repeat(Math.ceil(size / unit.length));
  it.each([
    ['digits', '7091234568'],
    ['digits one by one', '7 0 9 1 2 3 4 5 6 8 '],
    ['"семь "', 'семь '],
    ['glued number words', 'семьноль'],
    ['number words and counts', 'три семёрки два нуля '],
    ['combining marks', '7\u0301\u0302'],
    ['zero-width signs', '7\u200b0\u200b9'],
    ['one long word', 'семьяноль'],
    ['look-alikes', 'О7З9l '],
    ['the number itself', '87091234567 '],
    ['entities', '&#55;&nbsp;'],
    ['open tags', '<a href="'],
    ['spaced letters', 'с е м ь  '],
  ])(
    'a megabyte of %s',
    (_, unit) => {
      // Processor time, not the clock on the wall: this machine has neighbours.
      const timed = (size: number) => {
        const body = fill(unit, size);
        const begun = process.cpuUsage();
        finder.find(text(body));
        const { user, system } = process.cpuUsage(begun);
        return (user + system) / 1000;
      };
      timed(MEGABYTE / 20);
      const small = Math.max(5, Math.min(timed(MEGABYTE / 4), timed(MEGABYTE / 4)));
      const large = Math.min(timed(MEGABYTE), timed(MEGABYTE));
      // Four times the length: were the cost quadratic, the time would be sixteen times as long.
      expect(large).toBeLessThan(small * 4 * 2 + 200);
    },
    60_000,
  );

  it('ten megabytes of prose with one number in the middle', () => {
    const prose = fill('Продам корову, недорого, торг. ', 5 * MEGABYTE);
    const { sightings } = finder.find(text(`${prose}Звоните 8 709 123 45 67${prose}`));
    expect(sightings).toHaveLength(1);
    expect(sightings[0]?.spans[0]?.start).toBe(prose.length + 'Звоните '.length);
  }, 30_000);

  it('a flood of look-alikes cannot hide a number, and where the search gave up it says so', () => {
    const flood = fill('семь восемь О7 три ', 50_000);
    const few = compileNumbers([{ id: 'n', e164: E164 }], { stepsPerStart: 3 });
    const body = `${flood}. Звоните 8 709 123 45 67. ${flood}`;
    expect(finder.find(text(body)).sightings.map((sighting) => sighting.numberId)).toContain('n');
    const { sightings, exhausted } = few.find(text(body));
    expect(sightings.map((sighting) => sighting.numberId)).toContain('n');
    expect(exhausted.length).toBeGreaterThan(0);
    expect(exhausted.length).toBeLessThanOrEqual(100);
  });
});
