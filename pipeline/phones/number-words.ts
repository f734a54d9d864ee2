import { ALIKE_CODE, CLASS, DIGIT, DROPPED, LETTER } from './chars.ts';
import { figureOf, kindOf, TEEN, UNIT } from './number-kinds.ts';
import { children, endings, STARTS, WIDTH } from './number-tree.ts';
import type { Units } from './units.ts';

/** Nodes at which, or before which, a word ends. */
const passed = new Uint8Array(endings.length);
for (let node = 0; node < endings.length; node++)
  for (let slot = node * WIDTH; slot < (node + 1) * WIDTH; slot++) {
    const child = children[slot] as number;
    if (child !== 0) passed[child] = (passed[node] as number) | ((endings[child] as number) > 0 ? 1 : 0);
  }

/** The letters do not even begin with a number word, so that none is glued to others here. */
export const NONE_BEGINS = -2;

// As in scan.ts, the module's own constants are fast.
const ALIKE = ALIKE_CODE;
const BELOW = children;
const ROW = WIDTH;
const SILENT = DROPPED;
const NONE = NONE_BEGINS;
const MEANINGS = endings;
const BEGINNINGS = STARTS;

/** Meaning of the letters text[start, end); -1 or NONE_BEGINS when they are no number word. Doubled letters and soft signs are nothing. */
export function meaningOf(text: Units, start: number, end: number): number {
  const alike = ALIKE;
  const below = BELOW;
  let node = 0;
  let last = 0;
  for (let i = start; i < end; i++) {
    const code = alike[text[i] as number] as number;
    if (code !== SILENT && code !== 0) {
      const next = below[node * ROW + code] as number;
      if (next !== 0) node = next;
      else if (code !== last) return passed[node] === 1 ? -1 : NONE;
    } else if (code === 0) return passed[node] === 1 ? -1 : NONE;
    last = code;
  }
  const meaning = (MEANINGS[node] as number) - 1;
  return meaning >= 0 || passed[node] === 1 ? meaning : NONE;
}

const FIGURE_0 = 0x30;
/** Figures drawn for letters of a word, by unit; 0 = none. */
const DRAWN = new Uint16Array(65536);
for (const [figure, letter] of ['0о', '1i', '3е', '4а', '5s', '7т'])
  DRAWN[(figure as string).charCodeAt(0)] = (letter as string).charCodeAt(0);

/** First letters of a figure's own word ("8осемь", "7еті"). */
const INITIALS = ['нз', 'об', 'де', 'тү', 'чт', 'пб', 'ша', 'сж', 'вс', 'дт'];
/** What stands for a figure at the head of a longer numeral ("7сот", "3дцать", "5desyat"). */
const STEMS = [
  [],
  ['один', 'odin'],
  ['две', 'два', 'dve', 'dva'],
  ['три', 'tri'],
  ['четыре', 'четыр', 'chetyre'],
  ['пять', 'pyat'],
  ['шесть', 'shest'],
  ['семь', 'sem'],
  ['восемь', 'vosem'],
  ['девять', 'девя', 'devyat'],
];

/** The beginning of a number word for which the figure at `i` is drawn, alone before letters; '' when it is none. */
function drawnBeginning(text: Units, i: number): string {
  let end = i + 1;
  while (end - i < LONGEST && CLASS[text[end] as number] === LETTER) end++;
  if (end - i < 3 || CLASS[text[i - 1] as number] === LETTER || CLASS[text[i - 1] as number] === DIGIT) return '';
  const figure = (text[i] as number) - FIGURE_0;
  const meaningWith = (beginning: string): number => {
    for (let k = 0; k < beginning.length; k++) word[k] = beginning.charCodeAt(k);
    for (let at = i + 1; at < end; at++) word[at - i - 1 + beginning.length] = text[at] as number;
    return meaningOf(word, 0, end - i - 1 + beginning.length);
  };
  // "8семь": two figures, one of them in letters.
  if (kindOf(meaningWith('')) === UNIT) return '';
  for (const initial of INITIALS[figure] ?? '') {
    const meaning = meaningWith(initial);
    if (kindOf(meaning) === UNIT && figureOf(meaning) === figure) return initial;
  }
  return STEMS[figure]?.find((stem) => kindOf(meaningWith(stem)) >= TEEN) ?? '';
}

/**
 * "0дин", "s3ven", "8осемь": what the figure at `i` is drawn for in a number word; '' when it is a figure, as most are.
 */
export function drawnLetters(text: Units, i: number): string {
  const beginning = drawnBeginning(text, i);
  if (beginning !== '') return beginning;
  const letter = DRAWN[text[i] as number] as number;
  if (letter === 0) return '';
  let start = i;
  let end = i + 1;
  while (i - start < LONGEST && isInToken(text[start - 1] as number)) start--;
  while (end - i < LONGEST && isInToken(text[end] as number)) end++;
  if (end - start < 3 || CLASS[text[start - 1] as number] === DIGIT || CLASS[text[end] as number] === DIGIT) return '';
  let letters = 0;
  for (let at = start; at < end; at++)
    if ((DRAWN[text[at] as number] as number) === 0) word[letters++] = text[at] as number;
  // "570" looks like "sto" and is a figure; so is the seven of "семьсот7", behind a whole word.
  const behind = (DRAWN[text[end - 1] as number] as number) > 0 && meaningOf(word, 0, letters) >= 0;
  if (letters * 2 < end - start || behind) return '';
  for (let at = start; at < end; at++) word[at - start] = (DRAWN[text[at] as number] as number) || (text[at] as number);
  return meaningOf(word, 0, end - start) >= 0 ? String.fromCharCode(letter) : '';
}

const word: Units = new Uint16Array(64);

function isInToken(unit: number): boolean {
  return CLASS[unit] === LETTER || (DRAWN[unit] as number) > 0;
}

export const LONGEST = 24;

/** The first three letters from `at` on begin some number word. */
export function beginsLikeNumber(text: Units, at: number): boolean {
  const alike = ALIKE;
  const begin =
    ((alike[text[at] as number] as number) << 12) |
    ((alike[text[at + 1] as number] as number) << 6) |
    (alike[text[at + 2] as number] as number);
  return (((BEGINNINGS[begin >> 3] as number) >> (begin & 7)) & 1) === 1;
}

/** Whether a number word stands at `start` with something like another behind it: "стоимость" begins with one, alone. */
export function beginsWithTwo(text: Units, start: number, end: number): boolean {
  const alike = ALIKE;
  const below = BELOW;
  const meanings = MEANINGS;
  let node = 0;
  let last = 0;
  for (let i = start; i < end; i++) {
    const code = alike[text[i] as number] as number;
    if (code === 0) return false;
    if (code !== SILENT) {
      const next = below[node * ROW + code] as number;
      if (next !== 0) node = next;
      else if (code !== last || i === start) return false;
    }
    last = code;
    if ((meanings[node] as number) === 0) continue;
    const soft = alike[text[i + 1] as number] === SILENT ? 2 : 1;
    if (i + soft >= end || beginsLikeNumber(text, i + soft) || beginsLikeNumber(text, i + 1)) return true;
  }
  return false;
}
