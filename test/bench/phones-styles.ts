import { pick, type Random } from '../pipeline/photos/pictures.ts';
import {
  digitsInWords,
  groupInWords,
  inLatin,
  inventedNumber,
  type Tongue,
  withoutKeyboard,
} from './phones-spelling.ts';

/** A planted number: inside the body, or partly in the title. */
export interface Planted {
  readonly title?: string;
  readonly body: string;
}

const CALL = {
  ru: ['тел ', 'Тел: ', 'звоните ', 'пишите на ватсап ', 'сот. ', 'мой номер ', ''],
  kk: ['байланыс ', 'Байланыс номері: ', 'хабарласыңыз ', 'қоңырау шалыңыз ', 'ватсап ', ''],
} as const;
const trunk = (random: Random): string => pick(random, ['8', '+7']);
const parts = (n: string): [string, string, string, string] => [
  n.slice(0, 3),
  n.slice(3, 6),
  n.slice(6, 8),
  n.slice(8),
];
const tongueOf = (random: Random): Tongue => (random() < 0.5 ? 'ru' : 'kk');
const called = (random: Random, tongue: Tongue, spelled: string): Planted => ({
  body: pick(random, CALL[tongue]) + spelled,
});
const either = (random: Random, spelled: string): Planted => called(random, tongueOf(random), spelled);

const LOOKS: Readonly<Record<string, readonly string[]>> = {
  0: ['О', 'о', 'O', 'o'], 1: ['l', 'I', 'i'], 3: ['З', 'з'], 4: ['Ч', 'ч'], 6: ['б'], 8: ['В', 'B'], 5: ['S'],
}; // biome-ignore format: a table
const DIGIT_FAMILIES = [0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x0660, 0x06f0] as const;
const RING = ['⓪', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨'] as const;
const REPEATED = {
  2: 'два', 3: 'три', 4: 'четыре', 5: 'пять',
} as const; // biome-ignore format: a table
const NOUNS = [
  'нуля',
  'единицы',
  'двойки',
  'тройки',
  'четвёрки',
  'пятёрки',
  'шестёрки',
  'семёрки',
  'восьмёрки',
  'девятки',
];
const MANY = [
  'нулей',
  'единиц',
  'двоек',
  'троек',
  'четвёрок',
  'пятёрок',
  'шестёрок',
  'семёрок',
  'восьмёрок',
  'девяток',
];
const SLIPS = [
  ['восемь', 'восем'], ['семь', 'сем'], ['девять', 'девят'], ['пятьдесят', 'пидесят'], ['шестьдесят', 'шесдесят'], ['двенадцать', 'двенацать'],
  ['тридцать', 'трицать'], ['двадцать', 'двацать'], ['четыре', 'четыри'], ['семьсот', 'семсот'], ['ноль', 'нуль'], ['один', 'адин'],
  ['пять', 'пят'], ['шесть', 'шест'], ['девяносто', 'девеносто'], ['пятнадцать', 'петнадцать'],
] as const; // biome-ignore format: a table

function groupsInWords(n: string, tongue: Tongue): string {
  return ['8', ...parts(n)].map((group) => groupInWords(group, tongue)).join(' ');
}

function repeats(n: string): string {
  const said: string[] = [];
  for (const run of `8${n}`.match(/(\d)\1*/g) ?? []) {
    let left = run.length;
    const digit = Number(run[0]);
    while (left > 0) {
      const take = Math.min(left, 5) as 1 | 2 | 3 | 4 | 5;
      said.push(take === 1 ? (run[0] ?? '') : `${REPEATED[take]} ${(take === 5 ? MANY : NOUNS)[digit]}`);
      left -= take;
    }
  }
  return said.join(' ');
}

/** More than twenty ways of hiding a number, as a generator of texts sees them; ours to be beaten by a reader. */
export const STYLES: Readonly<Record<string, (random: Random, n: string) => Planted>> = {
  'plain, grouped': (r, n) => {
    const [a, b, c, d] = parts(n);
    return either(r, pick(r, [`+7 ${a} ${b} ${c} ${d}`, `8 ${a} ${b} ${c} ${d}`, `8${a} ${b} ${c} ${d}`, `8-${a}-${b}-${c}-${d}`]));
  },
  'brackets': (r, n) => {
    const [a, b, c, d] = parts(n);
    return either(r, pick(r, [`8(${a})${b}${c}${d}`, `+7 (${a}) ${b}-${c}-${d}`, `8 (${a}) ${b} ${c}${d}`]));
  },
  'in one piece': (r, n) => either(r, trunk(r) + n),
  'without prefix': (r, n) => {
    const [a, b, c, d] = parts(n);
    return either(r, pick(r, [n, `${a} ${b} ${c} ${d}`, `${a}-${b}-${c}-${d}`, `${a} ${b} ${c}${d}`]));
  },
  'odd signs': (r, n) => either(r, ['8', ...parts(n)].join(pick(r, ['*', '_', '~', ' • ', ' | ', '=', '..', '/', ' , ', '::', '→']))),
  'digit by digit': (r, n) => either(r, [...`8${n}`].join(pick(r, [' ', '-', '.', '  ', ' . ']))),
  'letters for digits': (r, n) => {
    const [a, b, c, d] = parts(n);
    const text = pick(r, [`8${n}`, `8 ${a} ${b} ${c} ${d}`, `8(${a})${b}-${c}-${d}`]);
    return either(r, text.replace(/\d/g, (digit) => (LOOKS[digit] && r() < 0.4 ? pick(r, LOOKS[digit]) : digit)));
  },
  'Russian words, digit by digit': (r, n) => called(r, 'ru', digitsInWords(`8${n}`, 'ru').join(pick(r, [' ', ', ', '-']))),
  'Russian words, in groups': (r, n) => called(r, 'ru', groupsInWords(n, 'ru')),
  'Kazakh words, digit by digit': (r, n) => called(r, 'kk', digitsInWords(`8${n}`, 'kk').join(pick(r, [' ', ', ', '-']))),
  'Kazakh words, in groups': (r, n) => called(r, 'kk', groupsInWords(n, 'kk')),
  'words and digits mixed': (r, n) => {
    const tongue = tongueOf(r);
    const mixed = ['8', ...parts(n)].map((group) => (r() < 0.5 ? group : groupInWords(group, tongue)));
    return called(r, tongue, mixed.join(' '));
  },
  'plus in words': (r, n) => {
    const tongue = tongueOf(r);
    return called(r, tongue, `плюс ${tongue === 'ru' ? 'семь' : 'жеті'} ${parts(n).map((group) => groupInWords(group, tongue)).join(' ')}`);
  },
  'keycaps': (r, n) => either(r, [...`8${n}`].map((digit) => `${digit}\ufe0f\u20e3`).join(pick(r, ['', ' ']))),
  'invisible signs': (r, n) => either(r, [...`8${n}`].join(pick(r, ['\u200b', '\u00ad', '\u2060', '\u200d\u200b']))),
  'digits of other alphabets': (r, n) => {
    const family = pick(r, [...DIGIT_FAMILIES, 0]);
    const other = (digit: string) => (family === 0 ? (RING[Number(digit)] ?? '') : String.fromCodePoint(family + Number(digit)));
    return either(r, [...`8${n}`].map(other).join(pick(r, ['', ' '])));
  },
  'title and body': (r, n) => {
    const at = pick(r, [3, 6]);
    return { title: `8 ${n.slice(0, at)}`, body: `${n.slice(at, at + 3)} ${n.slice(at + 3)}` };
  },
  'messenger links': (r, n) => ({
    body: pick(r, [`wa.me/7${n}`, `https://wa.me/7${n}?text=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82`, `https://api.whatsapp.com/send?phone=7${n}`, `viber://chat?number=%2B7${n}`, `t.me/+7${n}`, `tel:+7${n}`]),
  }),
  'words for the signs': (r, n) => either(r, ['8', ...parts(n)].join(pick(r, [' тире ', ' дефис ', ' пробел ', ' точка ', ' сызықша ']))),
  'emoji or noise between': (r, n) => {
    const noise = pick(r, ['🔥', '❤️', '✨ ', 'х', 'ж', 'zz']);
    return { body: `звоните ${['8', ...parts(n)].join(noise)}` };
  },
  'two parts in a sentence': (r, n) => ({
    body: pick(r, [`Код 8${n.slice(0, 3)}, а дальше набирайте ${n.slice(3)}`, `Начало 8 ${n.slice(0, 6)}, конец ${n.slice(6, 8)} ${n.slice(8)}`]),
  }),
  'written backwards': (r, n) => either(r, [...`8${n}`].reverse().join('')),
  'Latin letters': (r, n) => {
    const tongue = tongueOf(r);
    return called(r, tongue, inLatin(r() < 0.5 ? groupsInWords(n, tongue) : digitsInWords(`8${n}`, tongue).join(' ')));
  },
  'no Kazakh keyboard': (r, n) => called(r, 'kk', withoutKeyboard(r() < 0.5 ? groupsInWords(n, 'kk') : digitsInWords(`8${n}`, 'kk').join(' '))),
  'misspelt words': (r, n) => {
    const words = groupsInWords(n, 'ru').split(' ');
    return called(r, 'ru', words.map((word) => (r() < 0.5 ? (SLIPS.find(([right]) => right === word)?.[1] ?? word) : word)).join(' '));
  },
  'glued words': (r, n) => {
    const tongue = tongueOf(r);
    return called(r, tongue, digitsInWords(`8${n}`, tongue).join(''));
  },
  'repeat words': (r, n) => called(r, 'ru', repeats(n)),
  'HTML entities and tags': (r, n) => {
    const [a, b, c, d] = parts(n);
    return either(r, pick(r, [`8&nbsp;${a}&nbsp;${b}&nbsp;${c}${d}`, `<b>8${a}</b><br>${b}<i>${c}</i>${d}`, [...`8${n}`].map((digit) => `&#${48 + Number(digit)};`).join('')]));
  },
  'line breaks': (r, n) => called(r, 'ru', pick(r, [['8', ...parts(n)].join('\n'), [...`8${n}`].join('\n')])),
  'two numbers joined': (r, n) => {
    const other = inventedNumber(r);
    return either(r, pick(r, [`8${n}-8${other}`, `8${other}/8${n}`, `8${n} / 8${other}`, `8 ${n} 8 ${other}`]));
  },
  'spaced letters': (r, n) => called(r, 'ru', digitsInWords(`8${n}`, 'ru').map((word) => [...word].join(' ')).join('  ')),
}; // biome-ignore format: one style a line

/** Weak is the right answer for these: a person looks. */
export const WEAK_BY_RULE: ReadonlySet<string> = new Set(['two parts in a sentence', 'written backwards']);
