import { ALIKE_CODE, CLASS, DIGIT, DROPPED, LETTER } from './chars.ts';
import { codeOf, kindOf, TIMES, UNIT } from './number-kinds.ts';
import { KAZAKH, KAZAKH_ENDINGS, slips, WORDS } from './number-spellings.ts';
import type { Units } from './units.ts';

/** Alike-codes of a word: soft signs dropped, doubled letters once. Empty when a character is no letter of ours. */
function codesOf(word: string): number[] {
  const codes: number[] = [];
  let last = 0;
  for (let i = 0; i < word.length; i++) {
    const code = ALIKE_CODE[word.charCodeAt(i)] as number;
    if (code === 0) return [];
    if (code !== DROPPED && code !== last) codes.push(code);
    last = code;
  }
  return codes;
}

export const WIDTH = 64;
let growing = new Int32Array(WIDTH * 4096);
/** Atom code + 1 of the word that ends at a node, 0 = none. */
export const endings: number[] = [0];
/** Nodes at which a word ends as it should be spelt, not by a slip. */
export const firmNodes = new Uint8Array(1 << 18);
/** Which three letters begin a number word, one bit each. */
export const STARTS = new Uint8Array((64 * 64 * 64) / 8);

function insert(codes: readonly number[], code: number, firm: boolean): void {
  if (codes.length < 2) return;
  let node = 0;
  for (const letter of codes) {
    const slot = node * WIDTH + letter;
    let next = growing[slot] as number;
    if (next === 0) {
      next = endings.length;
      endings.push(0);
      if ((next + 1) * WIDTH > growing.length) {
        const wider = new Int32Array(growing.length * 2);
        wider.set(growing);
        growing = wider;
      }
      growing[slot] = next;
    }
    node = next;
  }
  const held = endings[node] as number;
  if (held === 0 || firm) endings[node] = code + 1;
  // A slip that fits two words says nothing.
  else if (held !== code + 1 && firmNodes[node] === 0) endings[node] = 0;
  if (firm) firmNodes[node] = 1;
  markStart(codes);
}

function markStart(codes: readonly number[]): void {
  const start = ((codes[0] as number) << 12) | ((codes[1] as number) << 6) | (codes[2] ?? 0);
  STARTS[start >> 3] = (STARTS[start >> 3] as number) | (1 << (start & 7));
}

const all: (readonly [number, string])[] = WORDS.flatMap(([kind, value, words]) =>
  words.split(' ').map((word) => [codeOf(kind, value), word] as const),
);
for (const [kind, value, stem] of KAZAKH)
  for (const ending of KAZAKH_ENDINGS) if (stem.length > 2) all.push([codeOf(kind, value), stem + ending]);
for (const [code, word] of all) {
  // "раз" is both "one" and "times": the readings try both (readings.ts), the dictionary holds it once.
  if (word === 'раз' && kindOf(code) === UNIT) continue;
  if (word === 'пятью' && kindOf(code) === TIMES) continue;
  insert(codesOf(word), code, true);
  // As it is typed, too: "жиырма" begins with two letters of one code, which the trie holds once.
  markStart([0, 1, 2].map((at) => ALIKE_CODE[word.charCodeAt(at)] ?? 0));
}
for (const [code, word] of all) for (const slip of slips(word)) insert(codesOf(slip), code, false);

/** Children of a node, by alike-code; 0 = none. */
export const children = growing;

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
const MEANINGS = Int32Array.from(endings);

/** Meaning of the letters text[start, end); -1 or NONE_BEGINS when they are no number word. Doubled letters and soft signs are nothing. */
export function meaningOf(text: Units, start: number, end: number): number {
  let node = 0;
  let last = 0;
  for (let i = start; i < end; i++) {
    const code = ALIKE[text[i] as number] as number;
    if (code !== SILENT && code !== 0) {
      const next = BELOW[node * ROW + code] as number;
      if (next !== 0) node = next;
      else if (code !== last) return passed[node] === 1 ? -1 : NONE;
    } else if (code === 0) return passed[node] === 1 ? -1 : NONE;
    last = code;
  }
  const meaning = (MEANINGS[node] as number) - 1;
  return meaning >= 0 || passed[node] === 1 ? meaning : NONE;
}

/**
 * "0дин", "н0ль": the zero at `i` is an o of a number word; most zeros stand in figures.
 */
export function zeroInNumberWord(text: Units, i: number): boolean {
  let start = i;
  let end = i + 1;
  while (i - start < LONGEST && isInToken(text[start - 1] as number)) start--;
  while (end - i < LONGEST && isInToken(text[end] as number)) end++;
  if (end - start < 3 || CLASS[text[start - 1] as number] === DIGIT || CLASS[text[end] as number] === DIGIT)
    return false;
  for (let at = start; at < end; at++) word[at - start] = text[at] === 0x30 ? LETTER_O : (text[at] as number);
  return meaningOf(word, 0, end - start) >= 0;
}

const LETTER_O = 'о'.charCodeAt(0);
const word: Units = new Uint16Array(64);

function isInToken(unit: number): boolean {
  return CLASS[unit] === LETTER || unit === 0x30;
}

export const LONGEST = 24;

/** The first three letters from `at` on begin some number word. */
export function beginsLikeNumber(text: Units, at: number): boolean {
  const alike = ALIKE_CODE;
  const begin =
    ((alike[text[at] as number] as number) << 12) |
    ((alike[text[at + 1] as number] as number) << 6) |
    (alike[text[at + 2] as number] as number);
  return (((STARTS[begin >> 3] as number) >> (begin & 7)) & 1) === 1;
}
