import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNumbers } from '../../../pipeline/phones/find.ts';

const E164 = '+77091234501';
const finder = compileNumbers([
  { id: '1', e164: E164 },
  { id: '2', e164: '+77095550199' },
]);
const sightings = (text: string, kind: 'text' | 'contact' | 'link' = 'text') =>
  finder.find([{ name: 'description', kind, text }]).sightings;

describe('a protected number is found however a person can read it', () => {
  it.each([
    '+77091234501',
    '87091234501',
    '8 709 123 45 01',
    '+7 (709) 123-45-01',
    '8(709)1234501',
    '709 123 45 01',
    '8.709.123.45.01',
    '8\u00a0709\u00a0123\u00a045\u00a001',
    '８７０９１２３４５０１',
    '8 7О9 123 45 О1',
    'восемь семьсот девять сто двадцать три сорок пять ноль один',
    'https://wa.me/77091234501',
  ])('%s', (written) => {
    const [first] = sightings(`Продам корову. ${written}`);
    expect(first).toMatchObject({ numberId: '1', strength: 'strong' });
  });

  it('as a contact field and as a link it says so', () => {
    expect(sightings('+7 709 123 45 01', 'contact')[0]).toMatchObject({ how: 'field', strength: 'strong' });
    expect(sightings('tel:+77091234501', 'link')[0]).toMatchObject({ how: 'link', strength: 'strong' });
  });

  it('says where it stands, so that it can be marked', () => {
    const text = 'Звоните: 8 709 123 45 01, до вечера';
    const span = sightings(text)[0]?.spans[0];
    expect(text.slice(span?.start, span?.end)).toContain('709 123 45 01');
  });
});

describe('nothing else is found', () => {
  it.each([
    'Продам корову',
    '8 709 123 45 02',
    '8 701 123 45 01',
    '1 000 000 тенге, 2026 год',
    'VIN 40770912345015678',
  ])('%s', (text) => {
    expect(sightings(text).filter((one) => one.strength === 'strong')).toEqual([]);
  });

  it('in any other Kazakh number, however written', () => {
    const other = fc
      .integer({ min: 0, max: 9_999_999 })
      .map((n) => String(n).padStart(7, '0'))
      .filter((rest) => rest !== '1234501' && rest !== '5550199');
    const spelled = fc.constantFrom(
      (r: string) => `+7709${r}`,
      (r: string) => `8 709 ${r.slice(0, 3)} ${r.slice(3, 5)} ${r.slice(5)}`,
      (r: string) => `8(709)${r.slice(0, 3)}-${r.slice(3)}`,
    );
    fc.assert(
      fc.property(other, spelled, (rest, spell) =>
        sightings(`тел ${spell(rest)}`).every((one) => one.strength === 'weak'),
      ),
    );
  });

  it('and a result never carries the digits', () => {
    const found = JSON.stringify(finder.find([{ name: 'description', kind: 'text', text: `тел ${E164}` }]));
    expect(found).not.toContain('1234501');
  });
});
