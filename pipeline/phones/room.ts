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
import { MOST_REPEATED, NUMERAL_GAP } from './numerals.ts';
import { FURTHEST } from './windows.ts';

/** A gap wider than this is a long one (grade.ts), and no number that a reader would join has more than two. */
export const LONG_GAP = 24;
export const LONG_GAPS = 2;
/** Atoms looked at; a longer row counts as having room. */
const AHEAD = 64;

/**
 * Whether `least` digits could be read from the atom `from` on, however its words are taken. Most number words of a
 * text stand alone ("два этажа"), and from there no reading need be tried. Room is rather counted too large than too
 * small.
 */
export function hasRoom({ start, end, code, count }: Atoms, from: number, least: number): boolean {
  const near = NUMERAL_GAP;
  const furthest = FURTHEST;
  let digits = 0;
  let longGaps = 0;
  for (let i = from; i < from + AHEAD; i++) {
    const what = code[i] as number;
    const gap = i + 1 < count ? (start[i + 1] as number) - (end[i] as number) : furthest + 1;
    const next = gap <= near ? (code[i + 1] as number) : -1;
    // What a marked count repeats may stand far off.
    if (next > 9 && kindOf(next) === ONCE && isCount(what)) return true;
    digits += what < 10 && next < 10 ? 1 : mostDigits(what, next);
    if (digits >= least) return true;
    if (gap > furthest || (gap > LONG_GAP && ++longGaps > LONG_GAPS)) return false;
  }
  return true;
}

/** "три", "дважды", "двойки". */
function isCount(code: number): boolean {
  if (code < 10) return code >= 2;
  const kind = kindOf(code);
  return kind === TIMES || ((kind === UNIT || kind === NOUN) && figureOf(code) >= 2);
}

/** Most digits that a word of a kind can add to a number; a figure may count what stands behind it, too. */
const MOST_DIGITS = new Int8Array(16).fill(1);
for (const [kind, most] of [
  [TEEN, 2],
  [TENS, 2],
  [HUNDREDS, 3],
  [BARE_HUNDRED, 3],
  [THOUSAND, 4],
  [TIMES, MOST_REPEATED],
  [ONCE, 1],
] as const)
  MOST_DIGITS[kind] = most;

/** Most digits that an atom can add to a number, before a word that stands near (numerals.ts). */
function mostDigits(code: number, next: number): number {
  const kind = code < 10 ? UNIT : kindOf(code);
  if (kind !== UNIT && kind !== NOUN) return MOST_DIGITS[kind] as number;
  const counts = next > 9 && (kindOf(next) === UNIT || kindOf(next) === NOUN);
  return counts ? Math.max(1, figureOf(code) - 1) : 1;
}
