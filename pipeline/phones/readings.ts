import type { Atoms } from './atoms.ts';
import { hasBit, indexNumbers, lookUp, mayBegin8, type Needle, type NeedleIndex } from './needles.ts';
import {
  BARE_HUNDRED,
  figureOf,
  HUNDREDS,
  LOOK_ALIKE,
  NOUN,
  ONCE,
  TEEN,
  TENS,
  THOUSAND,
  TIMES,
  UNIT,
} from './number-kinds.ts';
import { POWERS, prepareNumerals } from './numerals.ts';
import { BY_FIGURE, BY_NOUN, ReadingStack } from './reading-stack.ts';
import { hasRoom, LONG_GAP, LONG_GAPS } from './room.ts';
import { type Candidate, FURTHEST, ROW } from './windows.ts';

/** Atoms before a word at which a number that uses the word can begin. */
const REACH = 16;
const SKIPS = 3;
const MEMO_FROM = 40;
/** Places of the search told apart in a key, and the values that can stand before one in a number without loss. */
const KEYED = 128 * 16 * 4;
const MOST_KEYED = 1e12;

const leadsWithTrunk = (digit: number): boolean => digit === 7 || digit === 8;

/** The first `n` of a value's `length` digits. */
function leading(value: number, length: number, n: number): number {
  return length === n ? value : Math.floor(value / (POWERS[length - n] as number));
}

/** Where the search of readings puts what it finds. */
export interface ReadingsFound {
  readonly candidates: Candidate[];
  /** Atoms from which not every reading could be tried: the step budget of that start ran out. */
  readonly exhausted: number[];
  /** Steps taken, for tests of linear cost. */
  steps: number;
}

export type ReadingSearch = (atoms: Atoms, index: NeedleIndex, stepsPerStart: number, found: ReadingsFound) => void;

const NO_NUMBERS = indexNumbers([]);

/**
 * Prepares the search of all readings of atoms around number words and look-alikes: depth first, cut as soon as no
 * protected number begins with the digits read so far. The functions are made once, not per text
 * (numerals.ts says why) nor per set of numbers: V8 does best with functions of which there is one.
 */
function prepareReadings(): ReadingSearch {
  let index = NO_NUMBERS;
  let stepsPerStart = 0;
  let code: Int32Array = new Int32Array(0);
  let start: Int32Array = code;
  let end: Int32Array = code;
  let count = 0;
  let found: ReadingsFound = { candidates: [], exhausted: [], steps: 0 };
  const stack = new ReadingStack();
  const numerals = prepareNumerals(stack);
  const { kind, unit, pushReadings, isFigure } = numerals;
  /** Atoms of the reading so far: fifteen digits at most, of five atoms at most. */
  const used = new Int32Array(128);
  let usedCount = 0;
  let steps = 0;
  let spent = false;
  let trunkInside = false;
  let counts = 0;
  let nounsCounted = 0;
  let nounsPassed = 0;
  let pairsPassed = 0;
  let longGaps = 0;
  /** States of one start already tried; kept only once a start turns out to branch. */
  const seen = new Set<number | string>();

  const fits = (value: number, length: number, before: number): boolean => {
    if (length > index.longest) return false;
    if (before < 1 && ((index.firstDigits >> leading(value, length, 1)) & 1) === 0) return false;
    if (before < 2 && length >= 2 && !hasBit(index.first2, leading(value, length, 2))) return false;
    if (before < 3 && length >= 3 && !hasBit(index.first3, leading(value, length, 3))) return false;
    if (before < 5 && length >= 5 && !hasBit(index.first5, leading(value, length, 5))) return false;
    if (before < 7 && length >= 7 && !hasBit(index.first7, leading(value, length, 7))) return false;
    return before >= 8 || length < 8 || mayBegin8(index, leading(value, length, 8));
  };
  /** Different readings of the same atoms as the same number are one; so are those of one endless row. */
  const told = new Map<Needle, { from: number; ends: Set<number>; rowEnd: number }>();
  const tell = (needle: Needle, next: number): void => {
    const from = used[0] as number;
    const held = told.get(needle) ?? { from, ends: new Set<number>(), rowEnd: 0 };
    told.set(needle, held);
    if (held.from !== from) {
      held.from = from;
      held.ends.clear();
    }
    if (held.ends.has(next)) return;
    held.ends.add(next);
    const row =
      from >= ROW && next + ROW < count && (start[next + ROW] as number) - (start[from - ROW] as number) < ROW * 16;
    if (row && from < held.rowEnd) return;
    if (row) held.rowEnd = next;
    found.candidates.push({
      needle,
      atoms: Array.from(used.subarray(0, usedCount)),
      order: 'forwards',
      trunkInside,
      counted: counts > 0,
      unsteady: pairsPassed > 0 || (nounsCounted > 0 && nounsPassed > 0),
    });
  };
  /** Leading digit of an atom on its own; -1 when it is none. */
  const leadOf = (i: number): number => {
    const figure = figureOf(code[i] as number);
    switch (kind(i)) {
      case 0:
      case UNIT:
      case NOUN:
        return figure;
      case TENS:
        return (figure / 10) | 0;
      case HUNDREDS:
        return (figure / 100) | 0;
      case TEEN:
      case BARE_HUNDRED:
      case THOUSAND:
        return 1;
      default:
        return -1;
    }
  };
  const begins = (digit: number): boolean => digit >= 0 && ((index.firstDigits >> digit) & 1) === 1;
  /** As many digits of a number can be looked up before it is known whole. */
  let foreseen = 0;
  /** Figures with figures behind them have one reading, whose first digits can be looked up without walking there. */
  const figuresBegin = (i: number): boolean => {
    let digits = code[i] as number;
    if (!begins(digits)) return false;
    for (let length = 2; length <= foreseen; length++) {
      const at = i + length - 1;
      if (kind(at + 1) !== 0 || kind(at + 2) === ONCE) return true;
      digits = digits * 10 + (code[at] as number);
      if (!fits(digits, length, length - 1)) return false;
    }
    return true;
  };
  /** Whether a number can begin here at all: most places are ruled out by their first digits, without trying readings. */
  const canBegin = (i: number): boolean => {
    const k = kind(i);
    const next = kind(i + 1);
    if (k === 0 && next === 0) return kind(i + 2) === ONCE ? begins(code[i] as number) : figuresBegin(i);
    if (k === LOOK_ALIKE || begins(leadOf(i))) return true;
    // "три семёрки", "дважды семь", "сорок раз …": the count is not the first digit.
    if (next === ONCE) return true;
    const counts = k === TIMES || ((k === 0 || k === UNIT || k === NOUN) && figureOf(code[i] as number) >= 2);
    return counts && next > 0 && begins(leadOf(i + 1));
  };
  const take = (i: number, next: number, value: number, length: number, more: number, width: number): void => {
    const grown = value * (POWERS[width] as number) + more;
    if (length + width > 15 || !fits(grown, length + width, length)) return;
    for (let n = i; n < next; n++) used[usedCount++] = n;
    walk(next, grown, length + width, 0);
    usedCount -= next - i;
  };
  const walk = (i: number, value: number, length: number, skipped: number): void => {
    if (++steps > stepsPerStart) {
      spent = true;
      return;
    }
    if (steps > MEMO_FROM) {
      // One number, for a text costs ten times as much; the longest values leave no room in it.
      const place = ((i & 127) * 16 + length) * 4 + skipped;
      const key = value < MOST_KEYED ? value * KEYED + place : `${place}:${value}`;
      if (seen.has(key)) return;
      seen.add(key);
    }
    if (skipped === 0 && ((index.lengthMask >> length) & 1) === 1) {
      const needles = lookUp(index, length, value);
      if (needles !== undefined)
        for (const needle of needles) if (!trunkInside || needle.form === 'core') tell(needle, i);
    }
    if (i >= count || length >= index.longest) return;
    const gap = length > 0 ? (start[i] as number) - (end[used[usedCount - 1] as number] as number) : 0;
    if (gap > FURTHEST) return;
    if (gap > LONG_GAP) {
      if (longGaps === LONG_GAPS) return;
      longGaps++;
    }
    step(i, value, length, skipped);
    if (gap > LONG_GAP) longGaps--;
  };
  const step = (i: number, value: number, length: number, skipped: number): void => {
    const k = kind(i);
    if (k === LOOK_ALIKE) {
      const looks = figureOf(code[i] as number);
      take(i, i + 1, value, length, (looks & 15) - 1, 1);
      if (looks > 15) take(i, i + 1, value, length, (looks >> 4) - 1, 1);
      if (length > 0 && skipped < SKIPS) walk(i + 1, value, length, skipped + 1);
      return;
    }
    // A digit before a digit has one reading; most steps are such, and lists cost.
    if (k === 0 && kind(i + 1) === 0 && kind(i + 2) !== ONCE) {
      take(i, i + 1, value, length, code[i] as number, 1);
      return;
    }
    if (isFigure(i)) {
      take(i, i + 1, value, length, unit(i), 1);
      return;
    }
    const from = stack.size;
    pushReadings(i);
    const to = stack.size;
    for (let n = from; n < to; n++) {
      const next = stack.next[n] as number;
      const repeated = stack.repeated[n] as number;
      const figure = unit(i);
      // "две двойки" is 22 either way.
      const same = figure === 2 && unit(i + 1) === 2;
      const passed = next === i + 1 && kind(i + 1) === NOUN && k !== NOUN && figure > 1 && !same;
      if (repeated === BY_FIGURE) counts++;
      if (repeated === BY_NOUN) nounsCounted++;
      // "тройка пятёрок" is as often 3 and 5.
      const nouns = repeated === BY_NOUN && k === NOUN;
      if (passed || nouns) nounsPassed++;
      if (passed && figure === 2) pairsPassed++;
      take(i, next, value, length, stack.value[n] as number, stack.digits[n] as number);
      if (repeated === BY_FIGURE) counts--;
      if (repeated === BY_NOUN) nounsCounted--;
      if (passed || nouns) nounsPassed--;
      if (passed && figure === 2) pairsPassed--;
    }
    stack.size = from;
    // Words that are as often no number at all: "он" (he), "раз", "пара".
    const doubtful = k === ONCE || k === TIMES || k === THOUSAND || k === BARE_HUNDRED || code[i] === TENS * 4096 + 10;
    if (doubtful && length > 0 && skipped < SKIPS) walk(i + 1, value, length, skipped + 1);
  };

  /** The trunk digit can hide in the first word: "восемьдесят семь ноль один" = 8 7 0 1. */
  const walkAfterTrunk = (from: number): void => {
    trunkInside = true;
    stack.size = 0;
    pushReadings(from);
    const to = stack.size;
    for (let n = 0; n < to; n++) {
      const digits = stack.digits[n] as number;
      if (digits < 2) continue;
      const value = stack.value[n] as number;
      const lead = leading(value, digits, 1);
      if (lead !== 8 && lead !== 7) continue;
      take(from, stack.next[n] as number, 0, 0, value % (POWERS[digits - 1] as number), digits - 1);
    }
    stack.size = 0;
  };

  return (atoms, numbers, mostSteps, into) => {
    ({ code, start, end, count } = atoms);
    index = numbers;
    stepsPerStart = mostSteps;
    foreseen = Math.min(8, index.shortest);
    const { words, wordCount } = atoms;
    found = into;
    numerals.load(atoms);
    let done = 0;
    for (let n = 0; n < wordCount; n++) {
      const w = words[n] as number;
      for (let from = Math.max(done, w - REACH); from <= w; from++) {
        const c = code[from] as number;
        // Most places are figures among figures that begin no number.
        if (c < 10 && from < w && (code[from + 1] as number) < 10 && !begins(c)) continue;
        const trunk = c > 9 && leadsWithTrunk(leadOf(from));
        if ((!trunk && !canBegin(from)) || !hasRoom(atoms, from, index.shortest)) continue;
        steps = 0;
        if (seen.size > 0) seen.clear();
        spent = false;
        trunkInside = false;
        walk(from, 0, 0, 0);
        if (trunk) walkAfterTrunk(from);
        into.steps += steps;
        if (spent) into.exhausted.push(from);
      }
      done = w + 1;
    }
    // To clear an empty one costs a new table.
    if (seen.size > 0) seen.clear();
    if (told.size > 0) told.clear();
    // A set with a number that is no longer protected can go.
    index = NO_NUMBERS;
  };
}

/** Puts what can be read around number words and look-alikes into `found`. */
export const searchReadings = prepareReadings();
