import { ALIKE_CODE, DROPPED } from './chars.ts';
import { codeOf, kindOf, TIMES, UNIT } from './number-kinds.ts';
import { KAZAKH, KAZAKH_ENDINGS, slips, WORDS } from './number-spellings.ts';

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

/** No alike-code of a letter is as high, but DROPPED, which leads nowhere. */
export const WIDTH = 40;
let growing = new Int32Array(WIDTH * 4096);
/** As `endings` and `firmNodes`, while the dictionary grows. */
const ended: number[] = [0];
const firmly: boolean[] = [];
/** Which three letters begin a number word, one bit each. */
export const STARTS = new Uint8Array((64 * 64 * 64) / 8);

function insert(codes: readonly number[], code: number, firm: boolean): void {
  if (codes.length < 2) return;
  let node = 0;
  for (const letter of codes) {
    const slot = node * WIDTH + letter;
    let next = growing[slot] as number;
    if (next === 0) {
      next = ended.length;
      ended.push(0);
      if ((next + 1) * WIDTH > growing.length) {
        const wider = new Int32Array(growing.length * 2);
        wider.set(growing);
        growing = wider;
      }
      growing[slot] = next;
    }
    node = next;
  }
  const held = ended[node] as number;
  if (held === 0 || firm) ended[node] = code + 1;
  // A slip that fits two words says nothing.
  else if (held !== code + 1 && firmly[node] !== true) ended[node] = 0;
  if (firm) firmly[node] = true;
  markStart(codes);
}

function markStart(codes: readonly number[]): void {
  const [first = 0, second = 0, third = 0] = codes;
  // As it is drawn out, too: "беес", "ббес", "бббес".
  for (const [a, b, c] of [
    [first, second, third],
    [first, second, second],
    [first, first, second],
    [first, first, first],
  ] as const) {
    const start = (a << 12) | (b << 6) | c;
    STARTS[start >> 3] = (STARTS[start >> 3] as number) | (1 << (start & 7));
  }
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
// "ушжуз", "онтоғыз": behind a word of two letters the third is the next word's.
const shortest = [...new Set(all.map(([, word]) => word))].map(codesOf).filter((codes) => codes.length === 2);
const firstLetters = new Set(all.map(([, word]) => ALIKE_CODE[word.charCodeAt(0)] as number));
for (const codes of shortest) for (const letter of firstLetters) markStart([...codes, letter]);
for (const [code, word] of all) for (const slip of slips(word)) insert(codesOf(slip), code, false);

/**
 * The nodes in the order of their depth, so that the beginnings, which every word asks for, lie together in the cache:
 * a dictionary in the order in which it grew is waited for.
 */
const byDepth = [0];
for (const node of byDepth)
  for (let slot = node * WIDTH; slot < (node + 1) * WIDTH; slot++) {
    const child = growing[slot] as number;
    if (child !== 0) byDepth.push(child);
  }
const placeOf = new Int32Array(byDepth.length);
for (const [place, node] of byDepth.entries()) placeOf[node] = place;

/** Children of a node, by alike-code; 0 = none. */
export const children = new Uint16Array(byDepth.length * WIDTH);
/** Atom code + 1 of the word that ends at a node, 0 = none. */
export const endings = new Int32Array(byDepth.length);
/** Nodes at which a word ends as it should be spelt, not by a slip. */
export const firmNodes = new Uint8Array(byDepth.length);
for (const [place, node] of byDepth.entries()) {
  endings[place] = ended[node] as number;
  firmNodes[place] = firmly[node] === true ? 1 : 0;
  for (let code = 0; code < WIDTH; code++) {
    const child = growing[node * WIDTH + code] as number;
    if (child !== 0) children[place * WIDTH + code] = placeOf[child] as number;
  }
}
growing = new Int32Array(0);
