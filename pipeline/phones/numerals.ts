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

export const POWERS = Array.from({ length: 16 }, (_, n) => 10 ** n);
/** Words of one numeral stand close together. */
export const NUMERAL_GAP = 24;

/** One way to read the atoms from a place on: digits as a value, how many, and the atom after them. */
export interface Reading {
  readonly value: number;
  readonly digits: number;
  readonly next: number;
  readonly counted?: boolean;
  /** A bare figure was taken as a count of the noun behind it ("три нуля"). */
  readonly nouns?: boolean;
}

function addRepeat(
  list: Reading[],
  what: number,
  width: number,
  times: number,
  next: number,
  by: 'figure' | 'noun' | 'word',
): void {
  if (times < 2 || times * width > 12) return;
  let value = 0;
  for (let n = 0; n < times; n++) value = value * (POWERS[width] as number) + what;
  list.push({ value, digits: times * width, next, counted: by === 'figure', nouns: by === 'noun' });
}

/** How atoms read as numerals: every reading that begins at a place. */
export interface Numerals {
  /** Takes the atoms that the other functions speak of. */
  load(atoms: Atoms): void;
  /** Kind of an atom, 0 for a plain digit, -1 behind the last. */
  kind(i: number): number;
  /** The digit an atom stands for as a single figure, or -1. */
  unit(i: number): number;
  readingsAt(i: number): Reading[];
  /** The only reading here is the figure itself, as of most: it needs no list. */
  isFigure(i: number): boolean;
}

/** Makes the functions once for all texts: tsx names every function it makes, which costs more than running a small one. */
export function prepareNumerals(): Numerals {
  let code: Int32Array = new Int32Array(0);
  let start: Int32Array = code;
  let end: Int32Array = code;
  let count = 0;

  let thousands = false;

  const kind = (i: number): number => kindOf(code[i] as number);
  const near = (i: number): boolean => i < count && (start[i] as number) - (end[i - 1] as number) <= NUMERAL_GAP;
  const unit = (i: number): number => {
    const k = kind(i);
    return k === 0 ? (code[i] as number) : k === UNIT || k === NOUN ? figureOf(code[i] as number) : -1;
  };
  /** The last figure of a group of digits: it counts and multiplies nothing ("709 жүз" is not 70, 900). */
  const closesGroup = (i: number): boolean => kind(i) === 0 && i > 0 && kind(i - 1) === 0 && start[i] === end[i - 1];
  /** As `unit`, but no figure cut out of a group of digits ("жүз 80" is not 108, 0). */
  const loneUnit = (i: number): number =>
    kind(i) === 0 && kind(i + 1) === 0 && start[i + 1] === end[i] ? -1 : unit(i);
  /** "двенадцать", "тридцать", "тридцать четыре" at i: value and next atom. */
  const pair = (i: number): Reading[] => {
    const k = kind(i);
    if (k !== TEEN && k !== TENS) return [];
    const value = figureOf(code[i] as number);
    const found: Reading[] = [];
    if (k === TENS && near(i + 1) && loneUnit(i + 1) >= 1)
      found.push({ value: value + unit(i + 1), digits: 2, next: i + 2 });
    found.push({ value, digits: 2, next: i + 1 });
    return found;
  };
  const hundred = (hundreds: number, i: number): Reading[] => {
    const found: Reading[] = [];
    if (near(i)) {
      for (const rest of pair(i)) found.push({ value: hundreds * 100 + rest.value, digits: 3, next: rest.next });
      const u = loneUnit(i);
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
    if (u >= 1 && near(i + 1) && kind(i + 1) === BARE_HUNDRED && !closesGroup(i)) found.push(...hundred(u, i + 2));
    found.push({ value: u, digits: 1, next: i + 1 });
    return found;
  };
  /** "три нуля", "дважды семь", "три раза ноль", "ноль три раза". */
  const repeated = (i: number): Reading[] => {
    const list: Reading[] = [];
    const k = kind(i);
    const u = unit(i);
    const times = k === TIMES ? figureOf(code[i] as number) : u >= 2 && k !== NOUN && !closesGroup(i) ? u : 0;
    if (times > 0 && near(i + 1)) {
      const marked = k === TIMES || kind(i + 1) === ONCE;
      const at = kind(i + 1) === ONCE ? i + 2 : i + 1;
      const what = near(at) || at === i + 1 ? unit(at) : -1;
      if (what >= 0 && (marked || kind(at) !== 0))
        addRepeat(list, what, 1, times, at + 1, marked ? 'word' : kind(at) === UNIT ? 'figure' : 'noun');
      if (marked) for (const two of pair(at)) addRepeat(list, two.value, 2, times, two.next, 'word');
    }
    if (u >= 0 && near(i + 1)) {
      if (kind(i + 1) === TIMES) addRepeat(list, u, 1, figureOf(code[i + 1] as number), i + 2, 'word');
      else if (near(i + 2) && kind(i + 2) === ONCE) addRepeat(list, u, 1, unit(i + 1), i + 3, 'word');
    }
    return list;
  };
  /** "восемь тысяч семьсот один" = 8701. */
  const thousandsAt = (i: number): Reading[] => {
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
    for (let n = i; thousands && n < i + 4 && n < count; n++)
      if (kind(n) === THOUSAND) {
        found.push(...thousandsAt(i));
        break;
      }
    return found;
  };

  return {
    load: (atoms) => {
      ({ code, start, end, count, thousands } = atoms);
    },
    kind,
    unit,
    readingsAt,
    isFigure: (i) => unit(i) >= 0 && !thousands && kind(i + 1) !== BARE_HUNDRED && !mayRepeat(i),
  };
}
