import { describe, expect, it } from 'vitest';
import { decodePage, encodingOf } from '../../scrapers/charset.ts';

const RUSSIAN = 'Продам корову, срочно. Звоните 8 709 123 45 01';
const KAZAKH = 'Сиыр сатамын, бағасы келісімді';
const bytesIn1251 = (text: string) =>
  Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code < 0x80 ? code : code - 0x410 + 0xc0;
    }),
  );
const half = Buffer.from('😀').subarray(0, 2);

describe('the letters of a page are read by its bytes first, by its word second', () => {
  it.each([
    ['UTF-8 that says so', Buffer.from(KAZAKH), 'text/html; charset=utf-8', KAZAKH],
    ['UTF-8 that says nothing', Buffer.from(KAZAKH), undefined, KAZAKH],
    ['UTF-8 that says windows-1251', Buffer.from(KAZAKH), 'text/html; charset=windows-1251', KAZAKH],
    ['windows-1251 that says so', bytesIn1251(RUSSIAN), 'text/html; charset=windows-1251', RUSSIAN],
    ['windows-1251 that says nothing', bytesIn1251(RUSSIAN), 'text/html', RUSSIAN],
    ['windows-1251 that says UTF-8', bytesIn1251(RUSSIAN), 'text/html; charset=utf-8', RUSSIAN],
    ['windows-1251 under a name nobody knows', bytesIn1251(RUSSIAN), 'text/html; charset=cow', RUSSIAN],
    ['UTF-16 by its mark', Buffer.from(`\ufeff${RUSSIAN}`, 'utf16le'), undefined, RUSSIAN],
    ['plain ASCII', Buffer.from('8 709 123 45 01'), undefined, '8 709 123 45 01'],
    ['nothing', Buffer.from(''), undefined, ''],
  ])('%s', (_, bytes, contentType, text) => {
    expect(decodePage(bytes, contentType)).toBe(text);
  });

  it('the page’s own head counts where the header says nothing', () => {
    const koi = Buffer.concat([
      Buffer.from('<meta charset="koi8-r">'),
      Buffer.from([0xeb, 0xcf, 0xd2, 0xcf, 0xd7, 0xc1]),
    ]);
    expect(decodePage(koi, 'text/html')).toContain('Корова');
  });

  it('one broken letter among many good ones leaves UTF-8 what it is', () => {
    const page = Buffer.concat([Buffer.from(KAZAKH), half, Buffer.from(KAZAKH)]);
    expect(decodePage(page, 'text/html; charset=windows-1251')).toContain(KAZAKH);
  });

  it('bytes that are no text in any encoding are not guessed at', () => {
    expect(encodingOf(Buffer.from([0x81, 0x98, 0xa0, 0xad, 0xb0, 0x98, 0xa0]), 'text/html; charset=utf-8')).toBeNull();
  });
});
