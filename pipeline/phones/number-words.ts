import { ALIKE_CODE, CLASS, DIGIT, DROPPED, LETTER } from './chars.ts';
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

/** Figures drawn for letters of a word, by unit; 0 = none. */
const DRAWN = new Uint16Array(65536);
for (const [figure, letter] of ['0о', '1i', '3е', '4а', '5s', '7т'])
  DRAWN[(figure as string).charCodeAt(0)] = (letter as string).charCodeAt(0);

/**
 * "0дин", "s3ven": the letter that the figure at `i` is drawn for in a number word; 0 when it is a figure, as most are.
 */
export function drawnLetter(text: Units, i: number): number {
  const letter = DRAWN[text[i] as number] as number;
  if (letter === 0) return 0;
  let start = i;
  let end = i + 1;
  while (i - start < LONGEST && isInToken(text[start - 1] as number)) start--;
  while (end - i < LONGEST && isInToken(text[end] as number)) end++;
  if (end - start < 3 || CLASS[text[start - 1] as number] === DIGIT || CLASS[text[end] as number] === DIGIT) return 0;
  let figures = 0;
  for (let at = start; at < end; at++) {
    const drawn = DRAWN[text[at] as number] as number;
    if (drawn > 0) figures++;
    word[at - start] = drawn > 0 ? drawn : (text[at] as number);
  }
  // "570" is drawn like "sto", and is a figure.
  return figures * 2 <= end - start && meaningOf(word, 0, end - start) >= 0 ? letter : 0;
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
