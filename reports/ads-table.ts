import { almatyDate, almatyTime } from '../db/almaty-time.ts';
import type { Block, Cell, Column, Line } from './document.ts';
import type { LetterAd, LetterContent } from './letter-content.ts';
import type { AdsWording, LetterWording } from './wording/wording.ts';

/** The ads of a letter, one row each, in the order in which the letter numbers them. */
export function adsTable(content: LetterContent, wording: LetterWording): Block {
  const { columns, numberLabel } = wording.ads;
  const several = content.numbers.length > 1;
  const headings: Column[] = [
    { label: columns.row, width: 6 },
    { label: columns.ad, width: several ? 50 : 62 },
    ...(several ? [{ label: columns.number, width: 12 }] : []),
    { label: columns.firstSeen, width: 16 },
    { label: columns.lastSeen, width: 16 },
  ];
  const rows = content.ads.map((ad, i): Cell[] => {
    const number = content.numbers.findIndex((one) => one.id === ad.numberId) + 1;
    return [
      [text(String(i + 1))],
      adCell(ad, content, wording.ads),
      ...(several ? [[text(numberLabel(number))]] : []),
      moment(ad.firstSeenAt, wording),
      moment(ad.lastSeenAt, wording),
    ];
  });
  return { kind: 'table', columns: headings, rows };
}

/**
 * An address or a title as it may stand beside the number that is given in full once: a number in it is hidden. What no
 * printed page needs is left out: control characters, which no Word file may hold, and turns of the writing direction,
 * which would reach beyond it.
 */
export function withoutNumbers(given: string, content: LetterContent): string {
  const written = given
    .replace(/\p{Cs}/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to leave out
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufffe\uffff]/g, '');
  const repeats = content.numbers.some((one) => digitsOf(written).includes(one.e164.slice(-10)));
  return repeats ? hideDigits(written) : written;
}

function adCell(ad: LetterAd, content: LetterContent, wording: AdsWording): Cell {
  const url = withoutNumbers(ad.url, content);
  const hides = url !== ad.url;
  return [
    [{ kind: 'foreign', text: wording.quoted(withoutNumbers(ad.title, content)) }],
    [{ kind: 'address', text: url, href: hides ? null : ad.url }],
    text(wording.adId(ad.adId)),
    ...(hides ? [text(wording.addressHidesNumber)] : []),
    ...(ad.capture === null
      ? []
      : [
          [
            {
              kind: 'text',
              text: wording.captured(ad.capture.files, ad.capture.manifestSha256),
              small: true,
            } as const,
          ],
        ]),
  ];
}

function moment(at: Date, wording: LetterWording): Cell {
  return [
    text(wording.shortDate(almatyDate(at))),
    text(wording.ads.localTime(almatyTime(at))),
    text(`${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`),
  ];
}

/** Digits of any script, as the plain ones. */
function digitsOf(written: string): string {
  return written.normalize('NFKC').replace(/\D/g, '');
}

/** Every digit but the first four and the last two becomes a star. */
function hideDigits(written: string): string {
  const plain = written.normalize('NFKC');
  const total = digitsOf(written).length;
  let seen = 0;
  return plain.replace(/\d/g, (digit) => {
    seen++;
    return seen <= 4 || seen > total - 2 ? digit : '*';
  });
}

function text(words: string): Line {
  return [{ kind: 'text', text: words }];
}
