import { ALIKE_CODE, CLASS, DIGIT, LETTER, SPECIAL } from './chars.ts';
import { STARTS_TWO } from './number-words.ts';
import type { Units } from './units.ts';

/** What a unit is to the first look: the alike-code of a letter, or NO_LETTER and its class. */
const NO_LETTER = 64;
const KIND = new Uint8Array(65536);
for (let unit = 0; unit < 65536; unit++)
  KIND[unit] = CLASS[unit] === LETTER ? (ALIKE_CODE[unit] as number) : NO_LETTER + (CLASS[unit] as number);

/** Whether a place is worth a second look, by the kinds of the next unit and of its own, and whether a letter stands before it. */
const WORTH = new Uint8Array(1 << 15);
for (let next = 0; next < 128; next++)
  for (let own = 0; own < 128; own++) {
    const sign = own === NO_LETTER + DIGIT || own === NO_LETTER + SPECIAL;
    const word = own < NO_LETTER && (next >= NO_LETTER || STARTS_TWO[(own << 6) | next] === 1);
    WORTH[(next << 8) | (own << 1)] = sign ? 1 : 0;
    WORTH[(next << 8) | (own << 1) | 1] = sign || word ? 1 : 0;
  }

/** Units looked at in one go. */
const STRIDE = 16;
/** Letters of a word that may hide glued number words inside. */
export const LONG_WORD = 12;

let places = new Int32Array(4096);

/** Places that the last first look found, in the order of the text; a long word's begins negative (`~place`). */
export function placesFound(): Int32Array {
  return places;
}

/**
 * Where in the text a digit, a sign that hides something, a lone letter, a long word, or a word that begins like a number
 * stands; returns how many. All else is passed over, at a few table look-ups a unit and without a branch that depends
 * on the text: a wrong guess of the processor costs as much as ten units. The places hold until the next look.
 */
export function firstLook(text: Units, length: number): number {
  // An import is looked up at every use; a constant of the function is not.
  const kinds = KIND;
  const worth = WORTH;
  if (places.length < length + 2 * STRIDE) places = new Int32Array(2 * length + 2 * STRIDE);
  const out = places;
  let count = 0;
  let kind = kinds[text[0] as number] as number;
  let window = (kind << 8) | (NO_LETTER << 1) | 1;
  // One bit a unit, 0 for a letter.
  let history = -2 | (kind >> 6);
  for (let from = 0; from < length; from += STRIDE) {
    const stop = from + STRIDE;
    for (let i = from; i < stop; i++) {
      kind = kinds[text[i + 1] as number] as number;
      window = (window >> 7) | (kind << 8);
      history = (history << 1) | (kind >> 6);
      out[count] = i;
      count += worth[window] as number;
    }
    const letters = ~history;
    let runs = letters & (letters >>> 1);
    runs &= runs >>> 2;
    runs &= runs >>> 4;
    runs &= runs >>> 4;
    runs = runs & ~(runs >>> 1) & 0xffff;
    while (runs !== 0) {
      const bit = 31 - Math.clz32(runs);
      runs ^= 1 << bit;
      count = insertLong(out, count, stop - bit - LONG_WORD + 1);
    }
  }
  return count;
}

/** A long word is known at its twelfth letter; the places behind it may have been put down already. */
function insertLong(out: Int32Array, count: number, word: number): number {
  let at = count;
  while (at > 0 && placeOf(out[at - 1] as number) >= word) at--;
  if (at < count && out[at] === word) {
    out[at] = ~word;
    return count;
  }
  out.copyWithin(at + 1, at, count);
  out[at] = ~word;
  return count + 1;
}

export function placeOf(entry: number): number {
  return entry < 0 ? ~entry : entry;
}

/** Gives back the memory of a very long text. */
export function shrinkPlaces(): void {
  if (places.length > 1 << 20) places = new Int32Array(4096);
}
