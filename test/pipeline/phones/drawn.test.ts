import { describe, expect, it } from 'vitest';
import { compileNumbers } from '../../../pipeline/phones/find.ts';

const finder = compileNumbers([
  { id: 'n', e164: '+77091234567' },
  { id: 'seven', e164: '+77071234567' },
  { id: 'ten', e164: '+77095701234' },
]);
const read = (text: string) =>
  finder.find([{ name: 'body', kind: 'text', text }]).sightings.map(({ numberId, strength }) => [numberId, strength]);

describe('figures drawn for letters', () => {
  it.each([
    ['for letters of a word', 'тел 8 s3v3n z3r0 n1ne one two thr33 f0ur f1ve six seven'],
    ['for the first letter of their own word', 'тел 8осемь 7емь 0оль 9евять 1дин 2ва 3ри 4етыре 5ять 6есть 7емь'],
    ['for the head of a numeral', 'тел 8 7сот девять сто двадцать три сорок пять 6десят семь'],
  ])('%s are read', (_, text) => {
    expect(read(text)).toEqual([['n', 'strong']]);
  });

  it('behind a whole word they stay figures, also in a text that is folded', () => {
    expect(read('тел восемь семьсот7 сто двадцать три 45 67')).toEqual([['seven', 'strong']]);
    expect(read('тел&nbsp;восемь семьсот7 сто двадцать три 45 67')).toEqual([['seven', 'strong']]);
  });

  it('that look like a word all by themselves stay figures', () => {
    expect(read('тел&nbsp;8 709 570 12 34')).toEqual([['ten', 'strong']]);
  });
});

describe('what parts the digits of one number', () => {
  it('single letters between single digits hide none of them', () => {
    expect(read('тел 8ж7ж0ж9ж1ж2ж3ж4ж5ж6ж7')).toEqual([['n', 'strong']]);
  });

  it('remarks in brackets do not', () => {
    expect(read('тел 8 709 (не ночью) 123 (спасибо) 45 (жду) 67')).toEqual([['n', 'strong']]);
  });

  it('number words with other words between are for a person to judge, and never strong', () => {
    const text =
      'Семь коров, ноль забот, девять телят, одна коза, два быка, три гуся, четыре утки, пять овец, шесть кошек, семь псов';
    expect(read(text)).toEqual([['n', 'weak']]);
  });

  it('the number of a place is no digit of the number', () => {
    expect(read('тел 1-я 8, 2-я 7, 3-я 0, 4-я 9, 5-я 1, 6-я 2, 7-я 3, 8-я 4, 9-я 5, 10-я 6, 11-я 7')).toEqual([
      ['n', 'strong'],
    ]);
  });
});
