import type { Atoms } from './atoms.ts';
import {
  BARE_HUNDRED,
  figureOf,
  HUNDREDS,
  kindOf,
  NOUN,
  ONCE,
  TEEN,
  TENS,
  THOUSAND,
  TIMES,
  UNIT,
} from './number-kinds.ts';
import { NUMERAL_GAP } from './numerals.ts';
import { FURTHEST } from './windows.ts';

/** A gap wider than this is a long one (grade.ts), and no number that a reader would join has more than two. */
export const LONG_GAP = 24;
export const LONG_GAPS = 2;
/** Most digits that a marked repeat gives ("три раза двенадцать"). */
const MOST_REPEATED = 12;

let room = new Uint8Array(1024);
let behind = new Int32Array(1024);

/**
 * Room for a number: 1 for every atom from which on `least` digits could be read, however its words are taken; `null` when
 * there is none. Most number words of a text stand alone ("два этажа"), and from there no reading need be tried. Room
 * is rather counted too large than too small.
 */
export function roomFor({ start, end, code, count }: Atoms, least: number): Uint8Array | null {
  if (room.length <= count || room.length > 1 << 20) {
    room = new Uint8Array(2 * count + 1024);
    behind = new Int32Array(2 * count + 1024);
  }
  let any = false;
  let next = -1;
  let digits = 0;
  behind[count] = 0;
  // Where the stretch that holds atom i ends, and the two behind it: a long gap parts stretches (LONG_GAPS = 2).
  let own = count;
  let second = count;
  let third = count;
  for (let i = count - 1; i >= 0; i--) {
    const what = code[i] as number;
    let near = false;
    if (i + 1 < count) {
      const gap = (start[i + 1] as number) - (end[i] as number);
      near = gap <= NUMERAL_GAP;
      if (gap > LONG_GAP) {
        third = gap > FURTHEST ? i + 1 : second;
        second = gap > FURTHEST ? i + 1 : own;
        own = i + 1;
      }
    }
    const worded = near && next > 9;
    // What a marked count repeats may stand far off.
    if (worded && kindOf(next) === ONCE && isCount(what)) return room.fill(1, 0, count);
    digits += what < 10 && !worded ? 1 : mostDigits(what, worded ? next : -1);
    behind[i] = digits;
    const enough = digits - (behind[third] as number) >= least;
    room[i] = enough ? 1 : 0;
    any ||= enough;
    next = what;
  }
  return any ? room : null;
}

/** "три", "дважды", "двойки". */
function isCount(code: number): boolean {
  if (code < 10) return code >= 2;
  const kind = kindOf(code);
  return kind === TIMES || ((kind === UNIT || kind === NOUN) && figureOf(code) >= 2);
}

/** Most digits that an atom can add to a number, before a word that stands near (numerals.ts); -1 when none does. */
function mostDigits(code: number, next: number): number {
  const kind = code < 10 ? UNIT : kindOf(code);
  switch (kind) {
    case UNIT: {
      const counts = next > 9 && (kindOf(next) === UNIT || kindOf(next) === NOUN);
      return counts ? Math.max(1, figureOf(code) - 1) : 1;
    }
    case TEEN:
    case TENS:
      return 2;
    case HUNDREDS:
    case BARE_HUNDRED:
      return 3;
    case THOUSAND:
      return 4;
    case TIMES:
      return MOST_REPEATED;
    case ONCE:
      return 0;
    default:
      return 1;
  }
}
