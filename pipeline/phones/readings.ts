import type { Atoms } from './atoms.ts';
import { hasBit, type Needle, type NeedleIndex } from './needles.ts';
import {
  BARE_HUNDRED,
  figureOf,
  HUNDREDS,
  kindOf,
  LOOK_ALIKE,
  NOUN,
  ONCE,
  TEEN,
  TENS,
  THOUSAND,
  TIMES,
  UNIT,
} from './number-words.ts';

/** Atoms that read as a protected number. */
export interface Candidate {
  readonly needle: Needle;
  /** Atom indices in the order of the text. */
  readonly atoms: readonly number[];
  readonly reversed: boolean;
  /** The first word holds the trunk digit as well ("восемьдесят семь ноль …" = 8 7 0 …). */
  readonly trunkInside: boolean;
  /** A bare figure was read as a count of the next ("екі нөл" = 00), not as itself. */
  readonly counted: boolean;
}

const POWERS = Array.from({ length: 16 }, (_, n) => 10 ** n);
/** No reader joins digits that are further apart. */
export const FURTHEST = 160;
/** Words of one numeral stand close together. */
const NUMERAL_GAP = 24;
/** A gap wider than this is a long one (grade.ts), and no number that a reader would join has more than two. */
const LONG_GAP = 24;
const LONG_GAPS = 2;
/** Atoms before a word at which a number that uses the word can begin. */
const REACH = 16;
/** Atoms on one side that make a row longer than any number. */
export const ROW = 24;
const SKIPS = 3;
const MEMO_FROM = 40;

const leadsWithTrunk = (digit: number): boolean => digit === 7 || digit === 8;

const recent = new Int32Array(8);

function addWindow(
  atoms: Atoms,
  k: number,
  length: number,
  needles: readonly Needle[] | undefined,
  reversed: boolean,
  found: Candidate[],
): void {
  const { digits } = atoms;
  if (needles === undefined || overrun(atoms, digits[k - length + 1] as number, digits[k] as number)) return;
  const used = Array.from(digits.subarray(k - length + 1, k + 1));
  for (const needle of needles) found.push({ needle, atoms: used, reversed, trunkInside: false, counted: false });
}

/** Every window of plain digits, forwards and backwards: constant work per digit. */
export function findWindows(atoms: Atoms, index: NeedleIndex, found: Candidate[]): void {
  const { code, digits, digitCount, start } = atoms;
  const ten = (index.lengthMask >> 10) & 1;
  const others = index.otherLengths;
  let tail = 0;
  for (let k = 0; k < digitCount; k++) {
    const digit = code[digits[k] as number] as number;
    tail = tail * 10 + digit - (k < 5 ? 0 : (code[digits[k - 5] as number] as number) * 100_000);
    recent[k & 7] = tail;
    if (k < 6) continue;
    if (hasBit(index.last5, tail)) {
      if (ten === 1 && k >= 9) {
        const head = recent[(k - 5) & 7] as number;
        if (hasBit(index.first5, head)) addWindow(atoms, k, 10, index.lookUp(10, head * 100_000 + tail), false, found);
      }
      for (const length of others) {
        if (k + 1 < length) continue;
        let value = 0;
        for (let n = k - length + 1; n <= k; n++) value = value * 10 + (code[digits[n] as number] as number);
        addWindow(atoms, k, length, index.lookUp(length, value), false, found);
      }
    }
    if (((index.firstDigits >> digit) & 1) === 0 || k + 1 < index.shortest) continue;
    let head = 0;
    for (let n = 0; n < 5; n++) head = head * 10 + (code[digits[k - n] as number] as number);
    if (!hasBit(index.first5, head)) continue;
    if (start[digits[k] as number]! - start[digits[k - 4] as number]! > FURTHEST) continue;
    let value = head;
    for (let n = 5; n < index.longest && n <= k; n++) {
      value = value * 10 + (code[digits[k - n] as number] as number);
      if (((index.lengthMask >> (n + 1)) & 1) === 1)
        addWindow(atoms, k, n + 1, index.lookUp(n + 1, value), true, found);
    }
  }
}

/** The window lies inside a run of glued digits that goes on far beyond any number: one comparison a side. */
function overrun(atoms: Atoms, first: number, last: number): boolean {
  const { start } = atoms;
  if ((start[last] as number) - (start[first] as number) !== last - first) return false;
  return isGlued(atoms, first - ROW, first) || isGlued(atoms, last, last + ROW);
}

function isGlued({ start, count }: Atoms, from: number, to: number): boolean {
  return from >= 0 && to < count && (start[to] as number) - (start[from] as number) === to - from;
}

/** One way to read the atoms from a place on: digits as a value, how many, and the atom after them. */
interface Reading {
  readonly value: number;
  readonly digits: number;
  readonly next: number;
  readonly counted?: boolean;
}

function addRepeat(list: Reading[], what: number, width: number, times: number, next: number, counted: boolean): void {
  if (times < 2 || times * width > 12) return;
  let value = 0;
  for (let n = 0; n < times; n++) value = value * (POWERS[width] as number) + what;
  list.push({ value, digits: times * width, next, counted });
}

/** The first `n` of a value's `length` digits. */
function leading(value: number, length: number, n: number): number {
  return Math.floor(value / (POWERS[length - n] as number));
}

/** Where the search of readings puts what it finds. */
export interface ReadingsFound {
  readonly candidates: Candidate[];
  /** Atoms from which not every reading could be tried: the step budget of that start ran out. */
  readonly exhausted: number[];
  /** Steps taken, for tests of linear cost. */
  steps: number;
}

export type ReadingSearch = (atoms: Atoms, found: ReadingsFound) => void;

/**
 * Prepares the search of all readings of atoms around number words and look-alikes: depth first, cut as soon as no
 * protected number begins with the digits read so far. The functions are made once, not per text: tsx names every
 * function it makes, which costs more than running a small one.
 */
export function prepareReadings(index: NeedleIndex, stepsPerStart: number): ReadingSearch {
  let code: Int32Array = new Int32Array(0);
  let start: Int32Array = code;
  let end: Int32Array = code;
  let count = 0;
  let found: ReadingsFound = { candidates: [], exhausted: [], steps: 0 };
  const used: number[] = [];
  let steps = 0;
  let spent = false;
  let trunkInside = false;
  let counts = 0;
  let longGaps = 0;
  /** States of one start already tried; kept only once a start turns out to branch. */
  const seen = new Set<string>();

  const kind = (i: number): number => (i < count ? ((code[i] as number) < 10 ? 0 : kindOf(code[i] as number)) : -1);
  const near = (i: number): boolean => i < count && (start[i] as number) - (end[i - 1] as number) <= NUMERAL_GAP;
  /** The digit an atom stands for as a single figure, or -1. */
  const unit = (i: number): number => {
    const k = kind(i);
    return k === 0 ? (code[i] as number) : k === UNIT || k === NOUN ? figureOf(code[i] as number) : -1;
  };
  /** "двенадцать", "тридцать", "тридцать четыре" at i: value and next atom. */
  const pair = (i: number): Reading[] => {
    const k = kind(i);
    if (k !== TEEN && k !== TENS) return [];
    const value = figureOf(code[i] as number);
    const found: Reading[] = [];
    if (k === TENS && near(i + 1) && unit(i + 1) >= 1)
      found.push({ value: value + unit(i + 1), digits: 2, next: i + 2 });
    found.push({ value, digits: 2, next: i + 1 });
    return found;
  };
  const hundred = (hundreds: number, i: number): Reading[] => {
    const found: Reading[] = [];
    if (near(i)) {
      for (const rest of pair(i)) found.push({ value: hundreds * 100 + rest.value, digits: 3, next: rest.next });
      const u = unit(i);
      if (u >= 1) found.push({ value: hundreds * 100 + u, digits: 3, next: i + 1 });
    }
    found.push({ value: hundreds * 100, digits: 3, next: i });
    return found;
  };
  const numeral = (i: number): Reading[] => {
    const k = kind(i);
    if (k === HUNDREDS) return hundred(figureOf(code[i] as number) / 100, i + 1);
    if (k === BARE_HUNDRED) return hundred(1, i + 1);
    const u = unit(i);
    if (u < 0) return pair(i);
    const found: Reading[] = [];
    if (u >= 1 && near(i + 1) && kind(i + 1) === BARE_HUNDRED) found.push(...hundred(u, i + 2));
    found.push({ value: u, digits: 1, next: i + 1 });
    return found;
  };
  /** "три нуля", "дважды семь", "три раза ноль", "ноль три раза". */
  const repeated = (i: number): Reading[] => {
    const list: Reading[] = [];
    const k = kind(i);
    const u = unit(i);
    const times = k === TIMES ? figureOf(code[i] as number) : u >= 2 ? u : 0;
    if (times > 0 && near(i + 1)) {
      const marked = k === TIMES || kind(i + 1) === ONCE;
      const at = kind(i + 1) === ONCE ? i + 2 : i + 1;
      const what = near(at) || at === i + 1 ? unit(at) : -1;
      if (what >= 0 && (marked || kind(at) !== 0))
        addRepeat(list, what, 1, times, at + 1, !marked && kind(at) === UNIT);
      if (marked) for (const two of pair(at)) addRepeat(list, two.value, 2, times, two.next, false);
    }
    if (u >= 0 && near(i + 1)) {
      if (kind(i + 1) === TIMES) addRepeat(list, u, 1, figureOf(code[i + 1] as number), i + 2, false);
      else if (near(i + 2) && kind(i + 2) === ONCE) addRepeat(list, u, 1, unit(i + 1), i + 3, false);
    }
    return list;
  };
  /** "восемь тысяч семьсот один" = 8701. */
  const thousands = (i: number): Reading[] => {
    const found: Reading[] = [];
    const heads = kind(i) === THOUSAND ? [{ value: 1, digits: 1, next: i }] : numeral(i);
    for (const head of heads) {
      if (kind(head.next) !== THOUSAND || !near(head.next)) continue;
      found.push({ value: head.value * 1000, digits: head.digits + 3, next: head.next + 1 });
      if (near(head.next + 1))
        for (const rest of numeral(head.next + 1))
          found.push({ value: head.value * 1000 + rest.value, digits: head.digits + 3, next: rest.next });
    }
    return found;
  };
  /** A count could stand here; a list is made only then. */
  const mayRepeat = (i: number): boolean => {
    const k = kind(i);
    const after = kind(i + 1);
    if (k === TIMES || after === TIMES || after === ONCE || kind(i + 2) === ONCE) return true;
    return after > 0 && unit(i) >= 2;
  };
  const readingsAt = (i: number): Reading[] => {
    // The plain reading first: of two readings that give the same digits the first is told.
    const found = numeral(i);
    if (mayRepeat(i)) found.push(...repeated(i));
    for (let n = i; n < i + 4 && n < count; n++)
      if (kind(n) === THOUSAND) {
        found.push(...thousands(i));
        break;
      }
    return found;
  };

  const fits = (value: number, length: number, before: number): boolean => {
    if (length > index.longest) return false;
    if (before < 1 && ((index.firstDigits >> leading(value, length, 1)) & 1) === 0) return false;
    if (before < 2 && length >= 2 && !hasBit(index.first2, leading(value, length, 2))) return false;
    if (before < 3 && length >= 3 && !hasBit(index.first3, leading(value, length, 3))) return false;
    if (before < 5 && length >= 5 && !hasBit(index.first5, leading(value, length, 5))) return false;
    return !(before < 7 && length >= 7 && !hasBit(index.first7, leading(value, length, 7)));
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
    found.candidates.push({ needle, atoms: [...used], reversed: false, trunkInside, counted: counts > 0 });
  };
  /** Leading digit of a word on its own; -1 when it is none. */
  const leadOf = (i: number): number => {
    const k = kind(i);
    const figure = k > 0 ? figureOf(code[i] as number) : -1;
    switch (k) {
      case 0:
        return code[i] as number;
      case UNIT:
      case NOUN:
        return figure;
      case TEEN:
        return 1;
      case TENS:
        return figure / 10;
      case HUNDREDS:
        return figure / 100;
      case BARE_HUNDRED:
      case THOUSAND:
        return 1;
      default:
        return -1;
    }
  };
  const begins = (digit: number): boolean => digit >= 0 && ((index.firstDigits >> digit) & 1) === 1;
  /** Whether a number can begin here at all: most places are ruled out by their first digit, without trying readings. */
  const canBegin = (i: number): boolean => {
    const k = kind(i);
    if (k === LOOK_ALIKE || begins(leadOf(i))) return true;
    // "три семёрки", "дважды семь", "сорок раз …": the count is not the first digit.
    if (kind(i + 1) === ONCE) return true;
    return (k === TIMES || unit(i) >= 2) && kind(i + 1) > 0 && begins(leadOf(i + 1));
  };
  const take = (i: number, next: number, value: number, length: number, more: number, width: number): void => {
    const grown = value * (POWERS[width] as number) + more;
    if (length + width > 15 || !fits(grown, length + width, length)) return;
    for (let n = i; n < next; n++) used.push(n);
    walk(next, grown, length + width, 0);
    used.length -= next - i;
  };
  const walk = (i: number, value: number, length: number, skipped: number): void => {
    if (++steps > stepsPerStart) {
      spent = true;
      return;
    }
    if (steps > MEMO_FROM) {
      const key = `${i}:${length}:${skipped}:${value}`;
      if (seen.has(key)) return;
      seen.add(key);
    }
    if (skipped === 0 && ((index.lengthMask >> length) & 1) === 1)
      for (const needle of index.lookUp(length, value) ?? [])
        if (!trunkInside || needle.form === 'core') tell(needle, i);
    if (i >= count || length >= index.longest) return;
    const gap = length > 0 ? (start[i] as number) - (end[used[used.length - 1] as number] as number) : 0;
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
    for (const reading of readingsAt(i)) {
      if (reading.counted) counts++;
      take(i, reading.next, value, length, reading.value, reading.digits);
      if (reading.counted) counts--;
    }
    // Words that are as often no number at all: "он" (he), "раз", "пара".
    const doubtful = k === ONCE || k === TIMES || k === THOUSAND || k === BARE_HUNDRED || code[i] === TENS * 4096 + 10;
    if (doubtful && length > 0 && skipped < SKIPS) walk(i + 1, value, length, skipped + 1);
  };

  /** The trunk digit can hide in the first word: "восемьдесят семь ноль один" = 8 7 0 1. */
  const walkAfterTrunk = (from: number): void => {
    trunkInside = true;
    for (const reading of readingsAt(from)) {
      if (reading.digits < 2) continue;
      const lead = leading(reading.value, reading.digits, 1);
      if (lead !== 8 && lead !== 7) continue;
      take(from, reading.next, 0, 0, reading.value % (POWERS[reading.digits - 1] as number), reading.digits - 1);
    }
  };

  return (atoms, into) => {
    ({ code, start, end, count } = atoms);
    found = into;
    told.clear();
    let done = 0;
    for (let w = 0; w < count; w++) {
      if ((code[w] as number) < 10) continue;
      for (let from = Math.max(done, w - REACH); from <= w; from++) {
        const c = code[from] as number;
        if (c < 10 && !begins(c) && (from + 1 >= count || (code[from + 1] as number) < 10)) continue;
        const trunk = c > 9 && leadsWithTrunk(leadOf(from));
        if (!trunk && !canBegin(from)) continue;
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
    seen.clear();
    told.clear();
  };
}

/** Whether the atoms from `from` up to `to` can be read as exactly `length` digits. */
export function canReadAs(atoms: Atoms, from: number, to: number, length: number): boolean {
  const { code } = atoms;
  const reach = Array.from({ length: to - from + 1 }, () => 0);
  reach[0] = 1;
  const kind = (i: number): number => (i < to ? ((code[i] as number) < 10 ? 0 : kindOf(code[i] as number)) : -1);
  const isUnit = (i: number): boolean => kind(i) === 0 || kind(i) === UNIT || kind(i) === NOUN;
  for (let i = from; i < to; i++) {
    const here = reach[i - from] as number;
    if (here === 0) continue;
    const add = (next: number, digits: number): void => {
      if (next <= to) reach[next - from] = (reach[next - from] as number) | (here << digits);
    };
    const k = kind(i);
    if (isUnit(i)) add(i + 1, 1);
    if (k === LOOK_ALIKE) {
      add(i + 1, 1);
      add(i + 1, 0);
    }
    if (k === TEEN || k === TENS) add(i + 1, 2);
    if (k === TENS && isUnit(i + 1)) add(i + 2, 2);
    const head = k === HUNDREDS || k === BARE_HUNDRED ? i + 1 : isUnit(i) && kind(i + 1) === BARE_HUNDRED ? i + 2 : -1;
    if (head > 0) {
      add(head, 3);
      if (isUnit(head) || kind(head) === TEEN || kind(head) === TENS) add(head + 1, 3);
      if (kind(head) === TENS && isUnit(head + 1)) add(head + 2, 3);
    }
  }
  return (((reach[to - from] as number) >> length) & 1) === 1;
}

/** How many digits the atoms from `from` up to `to` give to a reader who takes every numeral as large as it goes. */
export function plainLength(atoms: Atoms, from: number, to: number): number {
  const kind = (i: number): number => (i < to ? kindOf(atoms.code[i] as number) : -1);
  const isUnit = (i: number): boolean => kind(i) === UNIT || kind(i) === NOUN;
  let digits = 0;
  for (let i = from; i < to; ) {
    const hundred =
      kind(i) === HUNDREDS || kind(i) === BARE_HUNDRED ? 1 : isUnit(i) && kind(i + 1) === BARE_HUNDRED ? 2 : 0;
    let next = i + hundred;
    const pair = kind(next) === TENS || kind(next) === TEEN;
    if (pair) next += kind(next) === TENS && isUnit(next + 1) ? 2 : 1;
    else if (hundred === 0 || isUnit(next)) next++;
    digits += hundred > 0 ? 3 : pair ? 2 : kind(i) === LOOK_ALIKE ? 0 : 1;
    i = next;
  }
  return digits;
}
