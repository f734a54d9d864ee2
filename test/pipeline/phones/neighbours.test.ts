import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNumbers } from '../../../pipeline/phones/find.ts';
import type { FieldText } from '../../../pipeline/phones/sighting.ts';
import { STYLES } from '../../bench/phones-styles.ts';
import { seeded } from '../photos/pictures.ts';

/** Ten digits behind +7, from the invented range. */
const national = fc.stringMatching(/^709\d{7}$/);
const seed = fc.integer({ min: 1, max: 1 << 30 });

/** Every number that differs from this one in one digit, or has two adjacent digits swapped; all begin with 7. */
function neighbours(of: string): string[] {
  const found = new Set<string>();
  for (let i = 1; i < of.length; i++) {
    for (let digit = 0; digit < 10; digit++) found.add(of.slice(0, i) + digit + of.slice(i + 1));
    found.add(of.slice(0, i) + of.charAt(i + 1) + of.charAt(i) + of.slice(i + 2));
  }
  found.delete(of);
  return [...found];
}
const finderOf = (numbers: readonly string[]) =>
  compileNumbers(numbers.map((number) => ({ id: number, e164: `+7${number}` })));
const strong = (numbers: readonly string[], fields: readonly FieldText[]): string[] =>
  finderOf(numbers)
    .find(fields)
    .sightings.filter((sighting) => sighting.strength === 'strong')
    .map((sighting) => sighting.numberId);

describe("a stranger's number is not its neighbour's, however it is written", () => {
  it.each(Object.keys(STYLES))('%s', (style) => {
    const write = STYLES[style as keyof typeof STYLES];
    if (write === undefined) throw new Error('no such style');
    fc.assert(
      fc.property(national, seed, (stranger, from) => {
        const { title, body } = write(seeded(from), stranger);
        const fields: FieldText[] = [
          { name: 'title', kind: 'text', text: title ?? '' },
          { name: 'body', kind: 'text', text: body },
        ];
        expect(strong(neighbours(stranger), fields)).toEqual([]);
      }),
      { numRuns: 30, seed: 20261124 },
    );
  });
});

/** What is no phone, around the digits of a number that is protected. */
const NO_PHONE: readonly (readonly [string, (digits: string) => string])[] = [
  ['an IIN', (d) => `ИИН ${d}12`],
  ['a BIN', (d) => `БИН 87${d}`],
  ['an IBAN', (d) => `счёт KZ12${d}000011`],
  ['a card', (d) => `карта ${d.slice(0, 4)} ${d.slice(4, 8)} ${d.slice(8)}00 1122`],
  ['a VIN', (d) => `VIN XTA87${d}00`.slice(0, 21)],
  ['a cadastral number', (d) => `кадастр ${d.slice(0, 2)}-${d.slice(2, 5)}-${d.slice(5, 8)}-${d.slice(8)}1`],
  ['an order', (d) => `Заказ № ${d}`],
  ['a price', (d) => `Цена ${d} тг`],
  ['a row of prices', (d) => `Цены: ${d.slice(0, 3)}, ${d.slice(3, 6)}, ${d.slice(6, 8)}, ${d.slice(8)} тг`],
  ['a longer run of digits', (d) => `${d}${d}${d}55`],
  ['coordinates', (d) => `43.${d}, 76.${d}`],
  ['house numbers', (d) => `дома ${d.match(/../g)?.join(', ')}`],
  ['another country’s code', (d) => `+998 ${d}`],
  ['digits of separate sentences', (d) => `Дом ${d.slice(0, 3)}. Подъезд ${d.slice(3, 6)}. Квартира ${d.slice(6)}`],
];

describe('digits of a protected number that are no phone are never strong', () => {
  it.each(NO_PHONE)('%s', (_, write) => {
    fc.assert(
      fc.property(national, (digits) => {
        expect(strong([digits], [{ name: 'body', kind: 'text', text: write(digits) }])).toEqual([]);
      }),
      { numRuns: 200, seed: 20261124 },
    );
  });
});
