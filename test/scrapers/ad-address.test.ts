import { describe, expect, it } from 'vitest';
import { adAddress } from '../../scrapers/ad-address.ts';
import { platforms } from '../../scrapers/directory.ts';
import { addressOf, linksIn } from '../../scrapers/links-in-text.ts';

const SHAPES: readonly (readonly [string, string, string, string])[] = [
  ['olx', 'as the site gives it', 'https://www.olx.kz/d/obyavlenie/korova-IDqjMEF.html', '388900001'],
  ['olx', 'Kazakh', 'https://www.olx.kz/d/kk/obyavlenie/siyr-IDqjMEF.html', '388900001'],
  ['olx', 'the mobile host', 'https://m.olx.kz/d/obyavlenie/korova-IDqjMEF.html', '388900001'],
  ['olx', 'the bare host, no scheme', 'olx.kz/d/obyavlenie/korova-IDqjMEF.html', '388900001'],
  ['olx', 'the old form with its hash', 'https://www.olx.kz/obyavlenie/korova-IDqjMEF.html#a1b2;promoted', '388900001'],
  ['olx', 'no slug', 'https://www.olx.kz/d/obyavlenie/-IDqjMEF.html', '388900001'],
  ['olx', 'very fresh, id after the hash', 'https://www.olx.kz/d/ru/obyavlenie/korova.html#388900001', '388900001'],
  [
    'olx',
    'tracking tails',
    'https://www.olx.kz/d/obyavlenie/korova-IDqjMEF.html?reason=seller_listing&utm_source=tg#x',
    '388900001',
  ],
  ['olx', 'text glued to its end', 'https://www.olx.kz/d/obyavlenie/korova-IDqjMEF.html,звоните', '388900001'],
  ['olx', 'plain http', 'http://www.olx.kz/d/obyavlenie/korova-IDqjMEF.html', '388900001'],
  ['krisha', 'as the site gives it', 'https://krisha.kz/a/show/1009900001', '1009900001'],
  ['krisha', 'Kazakh', 'https://krisha.kz/kz/a/show/1009900001', '1009900001'],
  ['krisha', 'the mobile host', 'https://m.krisha.kz/a/show/1009900001', '1009900001'],
  ['krisha', 'a www nobody set up', 'https://www.krisha.kz/a/show/1009900001', '1009900001'],
  ['krisha', 'tracking tails', 'https://krisha.kz/a/show/1009900001?source=similar_advert&srchid=9', '1009900001'],
  ['krisha', 'a closing slash and a bracket', 'https://krisha.kz/a/show/1009900001/)', '1009900001'],
  ['krisha', 'a Russian language prefix', 'https://krisha.kz/ru/a/show/1009900001', '1009900001'],
];

describe('the ad behind a link', () => {
  it.each(SHAPES)('%s: %s', (platform, _, typed, adId) => {
    const link = addressOf(typed);
    const found = link && adAddress(platforms(), link);
    expect(found).toMatchObject({ kind: 'ad', adId });
    if (found?.kind !== 'ad') throw new Error('no ad');
    expect(found.adapter.id).toBe(platform);
    expect(found.url.startsWith(found.adapter.origin)).toBe(true);
    expect(found.url).not.toMatch(/utm_|source=|reason=/);
    expect(found.adapter.adIdOf(new URL(found.url))).toBe(adId);
  });

  it('is asked for at the origin set for its platform, whatever host the link names', () => {
    const adapters = platforms(new Map([['krisha', 'http://127.0.0.1:4001']]));
    expect(adAddress(adapters, new URL('https://m.krisha.kz/kz/a/show/1009900001?x=1'))).toMatchObject({
      url: 'http://127.0.0.1:4001/kz/a/show/1009900001',
      plainest: 'http://127.0.0.1:4001/a/show/1009900001',
    });
  });

  it('a list of the platform is no ad, and a look-alike host is no platform', () => {
    expect(adAddress(platforms(), new URL('https://www.olx.kz/zhivotnye/'))).toMatchObject({ kind: 'not-an-ad' });
    for (const host of ['olx.kz.example', 'evil-olx.kz', 'notkrisha.kz', 'olx.kz@evil.example'])
      expect(adAddress(platforms(), new URL(`https://${host}/a/show/1009900001`))).toBeNull();
  });
});

describe('links in a forwarded message', () => {
  it.each([
    ['Смотри: https://krisha.kz/a/show/1009900001.', ['https://krisha.kz/a/show/1009900001']],
    ['(https://krisha.kz/a/show/1009900001)', ['https://krisha.kz/a/show/1009900001']],
    ['«olx.kz/d/obyavlenie/-IDqjMEF.html», жаман', ['https://olx.kz/d/obyavlenie/-IDqjMEF.html']],
    ['www.olx.kz/d/obyavlenie/-IDqjMEF.html!!!', ['https://www.olx.kz/d/obyavlenie/-IDqjMEF.html']],
    ['a https://site.example/x_(y) b', ['https://site.example/x_(y)']],
    [
      'https://krisha.kz/a/show/1009900001\u200b\nhttps://krisha.kz/a/show/1009900001',
      ['https://krisha.kz/a/show/1009900001'],
    ],
    ['*https://krisha.kz/a/show/1009900001*', ['https://krisha.kz/a/show/1009900001']],
    ['пишите на me@mail.example/x или 8 709 123 45 01', []],
    ['звоните https://wa.me/77091234501', []],
    ['цена 5.000 тг, и/или обмен', []],
  ])('%s', (text, links) => {
    expect(linksIn(text).map((link) => link.href)).toEqual(links);
  });

  it('what is no web address is none', () => {
    for (const typed of [
      'корова',
      '87091234501',
      'mailto:a@b.example',
      'file:///etc/passwd',
      'a b.kz/c',
      'javascript:alert(1)',
    ])
      expect(addressOf(typed), typed).toBeNull();
  });
});
