import type { Atoms } from './atoms.ts';
import { BEGINS, BEGINS_BACKWARDS, hasBit, lookUp, mayBegin8, type NeedleIndex } from './needles.ts';

/**
 * Whether the plain digits hold a number at all, in whatever order: three digits rule out most places, at one look
 * each. What it says yes to is searched by `findWindows`.
 */
export function mayHoldWindow(atoms: Atoms, index: NeedleIndex): boolean {
  const { code, digits, digitCount } = atoms;
  const { threes } = index;
  const begins = BEGINS;
  const beginsBackwards = BEGINS_BACKWARDS;
  let before = 0;
  let last = 0;
  for (let k = 0; k < digitCount; k++) {
    const digit = code[digits[k] as number] as number;
    const three = threes[before * 100 + last * 10 + digit] as number;
    before = last;
    last = digit;
    if (three === 0 || k < 2) continue;
    if ((three & begins) !== 0 && (holdsFrom(atoms, index, k - 2, 1) || holdsCodeLast(atoms, index, k))) return true;
    if ((three & beginsBackwards) !== 0 && holdsFrom(atoms, index, k, -1)) return true;
  }
  return false;
}

/** A number stands in the digits from `k` on, forwards or backwards. */
function holdsFrom({ code, digits, digitCount }: Atoms, index: NeedleIndex, k: number, step: 1 | -1): boolean {
  let value = 0;
  let at = k;
  for (let length = 1; length <= index.longest; length++, at += step) {
    if (at < 0 || at >= digitCount) return false;
    value = value * 10 + (code[digits[at] as number] as number);
    if (length === 5 && !hasBit(index.first5, value)) return false;
    if (length === 7 && !hasBit(index.first7, value)) return false;
    if (length === 8 && !mayBegin8(index, value)) return false;
    if (((index.lengthMask >> length) & 1) === 1 && lookUp(index, length, value) !== undefined) return true;
  }
  return false;
}

/** The three digits that end at `k` are a code, and the seven before them, or before a trunk digit, its number. */
function holdsCodeLast({ code, digits }: Atoms, index: NeedleIndex, k: number): boolean {
  for (let end = k - 3; end >= Math.max(6, k - 4); end--) {
    let value = 0;
    for (let at = k - 2; at <= k; at++) value = value * 10 + (code[digits[at] as number] as number);
    for (let at = end - 6; at <= end; at++) value = value * 10 + (code[digits[at] as number] as number);
    if (lookUp(index, 10, value) !== undefined) return true;
  }
  return false;
}
