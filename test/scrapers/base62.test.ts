import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOfId, idOfCode } from '../../scrapers/base62.ts';
import { olx } from '../../scrapers/platforms/olx.ts';

describe('OLX codes', () => {
  it.each([
    ['qgDUJ', 388151417],
    ['oDWLP', 364148929],
    ['r9sfK', 401214632],
    ['1aEIvv', 1073600464],
    ['xVv', 130480],
    ['Aa4ox', 534348273],
  ])('%s is %i, in an alphabet where w stands before v', (code, id) => {
    expect(idOfCode(code)).toBe(id);
    expect(codeOfId(id)).toBe(code);
  });

  it('come back from every id', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (id) => idOfCode(codeOfId(id)) === id));
  });

  it.each([
    ['/d/obyavlenie/korova-IDqgDUJ.html', '388151417'],
    ['/d/kk/obyavlenie/korova-IDqgDUJ.html?reason=hp', '388151417'],
    ['/d/obyavlenie/-IDqgDUJ.html', '388151417'],
    ['/obyavlenie/korova-IDqgDUJ.html#abc;promoted', '388151417'],
    ['/d/ru/obyavlenie/korova.html#388151417', '388151417'],
    ['/api/v1/offers/388151417/', '388151417'],
    ['/zhivotnye/?page=2', null],
    ['/d/obyavlenie/korova.html', null],
  ])('stand in addresses of every shape: %s', (path, id) => {
    expect(olx().adIdOf(new URL(path, 'https://www.olx.kz'))).toBe(id);
  });
});
