import { pick, type Random } from '../pipeline/photos/pictures.ts';

/** Codes +7 xxx that belong to no operator (facts/phones.md, other-platforms.md part 3): nobody's number is made here. */
const CODES = ['703', '704', '709', '736', '757', '765', '772', '773', '774', '779', '787'] as const;

/** Ten national digits of an invented number. */
export function inventedNumber(random: Random): string {
  return (
    pick(random, CODES) +
    Math.floor(random() * 1e7)
      .toString()
      .padStart(7, '0')
  );
}

export type Tongue = 'ru' | 'kk';

const UNITS = {
  ru: ['ноль', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'],
  kk: ['нөл', 'бір', 'екі', 'үш', 'төрт', 'бес', 'алты', 'жеті', 'сегіз', 'тоғыз'],
} as const;
const TEENS = [
  'десять',
  'одиннадцать',
  'двенадцать',
  'тринадцать',
  'четырнадцать',
  'пятнадцать',
  'шестнадцать',
  'семнадцать',
  'восемнадцать',
  'девятнадцать',
] as const;
const TENS = {
  ru: ['', '', 'двадцать', 'тридцать', 'сорок', 'пятьдесят', 'шестьдесят', 'семьдесят', 'восемьдесят', 'девяносто'],
  kk: ['', 'он', 'жиырма', 'отыз', 'қырық', 'елу', 'алпыс', 'жетпіс', 'сексен', 'тоқсан'],
} as const;
const HUNDREDS = [
  '',
  'сто',
  'двести',
  'триста',
  'четыреста',
  'пятьсот',
  'шестьсот',
  'семьсот',
  'восемьсот',
  'девятьсот',
] as const;

/** "007" → "ноль ноль семь", "45" → "сорок пять", "701" → "семьсот один": a group as people dictate it. */
export function groupInWords(group: string, tongue: Tongue): string {
  if (group.length === 0) return '';
  if (group.startsWith('0')) return `${UNITS[tongue][0]} ${groupInWords(group.slice(1), tongue)}`.trim();
  const value = Number(group);
  if (group.length === 1) return UNITS[tongue][value] ?? '';
  if (group.length === 2) return pairInWords(value, tongue);
  const hundreds = Math.floor(value / 100);
  const word =
    tongue === 'ru' ? (HUNDREDS[hundreds] ?? '') : hundreds === 1 ? 'жүз' : `${UNITS.kk[hundreds] ?? ''} жүз`;
  const rest = value % 100;
  if (rest === 0) return word;
  return `${word} ${rest < 10 ? UNITS[tongue][rest] : pairInWords(rest, tongue)}`;
}

function pairInWords(value: number, tongue: Tongue): string {
  if (tongue === 'ru' && value < 20) return TEENS[value - 10] ?? '';
  const unit = value % 10;
  return `${TENS[tongue][Math.floor(value / 10)] ?? ''}${unit === 0 ? '' : ` ${UNITS[tongue][unit]}`}`;
}

export function digitsInWords(digits: string, tongue: Tongue): string[] {
  return [...digits].map((digit) => UNITS[tongue][Number(digit)] ?? '');
}

const LATIN: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'yo', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p',
  р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sh', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
  ә: 'a', ғ: 'g', қ: 'q', ң: 'n', ө: 'o', ұ: 'u', ү: 'u', һ: 'h', і: 'i',
}; // biome-ignore format: a table

export function inLatin(words: string): string {
  return [...words].map((letter) => LATIN[letter] ?? letter).join('');
}

const PLAIN_CYRILLIC: Readonly<Record<string, string>> = { ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и' }; // biome-ignore format: a table

/** Kazakh typed without a Kazakh keyboard. */
export function withoutKeyboard(words: string): string {
  return [...words].map((letter) => PLAIN_CYRILLIC[letter] ?? letter).join('');
}
