import { describe, expect, it } from 'vitest';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { kaspi } from '../../scrapers/platforms/kaspi.ts';
import { kolesa } from '../../scrapers/platforms/kolesa.ts';
import { krisha } from '../../scrapers/platforms/krisha.ts';
import { olx } from '../../scrapers/platforms/olx.ts';
import { telegram } from '../../scrapers/platforms/telegram.ts';
import { isOwnHost } from '../../scrapers/read.ts';

function idIn(adapter: PlatformAdapter, address: string): string | null {
  expect(isOwnHost(adapter, address), address).toBe(true);
  return adapter.adIdOf(new URL(address));
}

describe('the ad in an address that a caller gave, in every shape on record', () => {
  it.each([
    'https://www.olx.kz/d/obyavlenie/korova-IDqgDUJ.html',
    'https://www.olx.kz/d/kk/obyavlenie/korova-IDqgDUJ.html',
    'https://m.olx.kz/d/obyavlenie/korova-IDqgDUJ.html',
    'https://olx.kz/d/obyavlenie/-IDqgDUJ.html',
    'https://www.olx.kz/obyavlenie/korova-IDqgDUJ.html#9b0c4e',
    'https://www.olx.kz/obyavlenie/korova-IDqgDUJ.html#9b0c4e;promoted',
    'https://www.olx.kz/obyavlenie/korova-IDqgDUJ.html;promoted',
    'https://www.olx.kz/d/obyavlenie/korova-IDqgDUJ.html?reason=hp%7Cpromoted',
    'https://www.olx.kz/d/obyavlenie/korova-IDqgDUJ.html#388151417',
    'https://www.olx.kz/d/ru/obyavlenie/korova.html#388151417',
    'https://www.olx.kz/d/kk/obyavlenie/korova.html#388151417;promoted',
    'https://www.olx.kz/api/v1/offers/388151417/',
  ])('olx: %s', (address) => {
    expect(idIn(olx(), address)).toBe('388151417');
  });

  it.each([
    [krisha(), 'https://krisha.kz/a/show/1006022667'],
    [krisha(), 'https://krisha.kz/kz/a/show/1006022667/'],
    [krisha(), 'https://m.krisha.kz/a/show/1006022667?source=similar_advert&utm_source=x#map'],
    [kolesa(), 'https://kolesa.kz/a/show/1006022667/'],
    [kolesa(), 'https://m.kolesa.kz/a/show/1006022667?from=search'],
    [kolesa(), 'https://kolesa.kz/kz/a/show/1006022667'],
  ] as const)('%s', (adapter, address) => {
    expect(idIn(adapter, address)).toBe('1006022667');
  });

  it.each([
    'https://obyavleniya.kaspi.kz/a/korova-srochno-116702726/',
    'https://obyavleniya.kaspi.kz/a/korova-116702726?ref=share',
    'https://obyavleniya.kaspi.kz/a/116702726',
    'https://market.kz/a/prodam-korovu-116702726/',
    'https://www.market.kz/a/116702726/',
  ])('kaspi: %s', (address) => {
    expect(idIn(kaspi(), address)).toBe('116702726');
  });

  it.each([
    'https://t.me/oydan_bazar/41',
    'https://t.me/Oydan_Bazar/41?single&comment=7',
    'https://t.me/s/oydan_bazar/41',
    'https://telegram.me/oydan_bazar/41/',
    'https://t.me/oydan_bazar/41?embed=1',
  ])('telegram: %s', (address) => {
    expect(idIn(telegram(), address)).toBe('oydan_bazar/41');
  });

  it.each([
    [telegram(), 'https://t.me/s/oydan_bazar?before=41'],
    [telegram(), 'https://t.me/c/1234567890/41'],
    [telegram(), 'https://t.me/+abcdefgh'],
    [olx(), 'https://www.olx.kz/zhivotnye/?page=2'],
    [olx(), 'https://www.olx.kz/list/user/Aa4ox/'],
    [olx(), 'https://www.olx.kz/zhivotnye/#388151417'],
    [krisha(), 'https://krisha.kz/prodazha/kvartiry/'],
    [krisha(), 'https://krisha.kz/a/edit/1006022667'],
    [kolesa(), 'https://kolesa.kz/cars/toyota/'],
  ] as const)('%s: no ad in %s', (adapter, address) => {
    expect(idIn(adapter, address)).toBeNull();
  });
});
