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
import { BY_FIGURE, BY_NOUN, BY_WORD, PLAIN, type ReadingStack } from './reading-stack.ts';

export const POWERS = Array.from({ length: 16 }, (_, n) => 10 ** n);
/** Words of one numeral stand close together. */
export const NUMERAL_GAP = 24;
/** Most digits that a repeat gives ("три раза двенадцать"). */
export const MOST_REPEATED = 12;

/** How atoms read as numerals: every reading that begins at a place. */
export interface Numerals {
  /** Takes the atoms that the other functions speak of. */
  load(atoms: Atoms): void;
  /** Kind of an atom, 0 for a plain digit, -1 behind the last. */
  kind(i: number): number;
  /** The digit an atom stands for as a single figure, or -1. */
  unit(i: number): number;
  /** Puts every reading that begins at `i` on the stack, the plain one first. */
  pushReadings(i: number): void;
  /** The only reading here is the figure itself, as of most: it needs no list. */
  isFigure(i: number): boolean;
}

/** Makes the functions once for all texts: tsx names every function it makes, which costs more than running a small one. */
export function prepareNumerals(stack: ReadingStack): Numerals {
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
  /** A figure with another of its group before it: it counts and multiplies nothing ("709 жүз" is not 70, 900). */
  const glued = (i: number): boolean => kind(i) === 0 && i > 0 && kind(i - 1) === 0 && start[i] === end[i - 1];
  /** As `unit`, but no figure cut out of a group of digits ("жүз 80" is not 108, 0). */
  const loneUnit = (i: number): number => (glued(i + 1) ? -1 : unit(i));
  /** "четыреста 12": the value of two figures that stand as a group of their own; -1 where none do. */
  const lonePair = (i: number): number =>
    glued(i + 1) && !glued(i + 2) ? (code[i] as number) * 10 + (code[i + 1] as number) : -1;
  /** "двенадцать", "тридцать", "тридцать четыре" at i, behind as many hundreds. */
  const pushPair = (i: number, hundreds: number, digits: number): void => {
    const k = kind(i);
    if (k !== TEEN && k !== TENS) return;
    const value = hundreds + figureOf(code[i] as number);
    if (k === TENS && near(i + 1) && loneUnit(i + 1) >= 1) stack.push(value + unit(i + 1), digits, i + 2, PLAIN);
    stack.push(value, digits, i + 1, PLAIN);
  };
  const pushHundred = (hundreds: number, i: number): void => {
    if (near(i)) {
      pushPair(i, hundreds, 3);
      const u = loneUnit(i);
      if (u >= 1) stack.push(hundreds + u, 3, i + 1, PLAIN);
      const pair = lonePair(i);
      if (pair >= 10) stack.push(hundreds + pair, 3, i + 2, PLAIN);
    }
    stack.push(hundreds, 3, i, PLAIN);
  };
  const pushNumeral = (i: number): void => {
    const k = kind(i);
    const u = unit(i);
    if (k === HUNDREDS) pushHundred(figureOf(code[i] as number), i + 1);
    else if (k === BARE_HUNDRED) pushHundred(100, i + 1);
    else if (u < 0) {
      pushPair(i, 0, 2);
      // "раз, два, три": one, when it repeats nothing.
      if (k === ONCE && figureOf(code[i] as number) === 1) stack.push(1, 1, i + 1, PLAIN);
    } else {
      if (u >= 1 && near(i + 1) && kind(i + 1) === BARE_HUNDRED && !glued(i)) pushHundred(u * 100, i + 2);
      stack.push(u, 1, i + 1, PLAIN);
    }
  };
  const pushRepeat = (what: number, width: number, times: number, next: number, by: number): void => {
    if (times < 2 || times * width > MOST_REPEATED) return;
    let value = 0;
    for (let n = 0; n < times; n++) value = value * (POWERS[width] as number) + what;
    stack.push(value, times * width, next, by);
  };
  /** "три нуля", "дважды семь", "три раза ноль", "ноль три раза". */
  const pushRepeated = (i: number): void => {
    const k = kind(i);
    const u = unit(i);
    const counts = u >= 2 && !glued(i) && (k !== NOUN || kind(i + 1) === NOUN);
    const times = k === TIMES ? figureOf(code[i] as number) : counts ? u : 0;
    if (times > 0 && near(i + 1)) {
      const marked = k === TIMES || kind(i + 1) === ONCE;
      const at = kind(i + 1) === ONCE ? i + 2 : i + 1;
      const what = near(at) || at === i + 1 ? unit(at) : -1;
      if (what >= 0 && (marked || kind(at) !== 0))
        pushRepeat(what, 1, times, at + 1, marked ? BY_WORD : kind(at) === UNIT ? BY_FIGURE : BY_NOUN);
      const two = kind(at);
      if (marked && (two === TEEN || two === TENS)) {
        const value = figureOf(code[at] as number);
        if (two === TENS && near(at + 1) && loneUnit(at + 1) >= 1)
          pushRepeat(value + unit(at + 1), 2, times, at + 2, BY_WORD);
        pushRepeat(value, 2, times, at + 1, BY_WORD);
      }
    }
    if (u >= 0 && near(i + 1)) {
      if (kind(i + 1) === TIMES) pushRepeat(u, 1, figureOf(code[i + 1] as number), i + 2, BY_WORD);
      else if (near(i + 2) && kind(i + 2) === ONCE) pushRepeat(u, 1, unit(i + 1), i + 3, BY_WORD);
    }
  };
  /** The numerals at `i` as they are without a thousand; a list, for so few words are thousands. */
  const numeralsAt = (i: number): { value: number; digits: number; next: number }[] => {
    const from = stack.size;
    pushNumeral(i);
    const list = Array.from({ length: stack.size - from }, (_, n) => ({
      value: stack.value[from + n] as number,
      digits: stack.digits[from + n] as number,
      next: stack.next[from + n] as number,
    }));
    stack.size = from;
    return list;
  };
  /** "восемь тысяч семьсот один" = 8701. */
  const pushThousands = (i: number): void => {
    const heads = kind(i) === THOUSAND ? [{ value: 1, digits: 1, next: i }] : numeralsAt(i);
    for (const { value, digits, next } of heads) {
      if (kind(next) !== THOUSAND || !near(next)) continue;
      stack.push(value * 1000, digits + 3, next + 1, PLAIN);
      if (near(next + 1))
        for (const rest of numeralsAt(next + 1)) stack.push(value * 1000 + rest.value, digits + 3, rest.next, PLAIN);
    }
  };
  /** A count could stand here; a list is made only then. */
  const mayRepeat = (i: number): boolean => {
    const k = kind(i);
    const after = kind(i + 1);
    if (k === TIMES || after === TIMES || after === ONCE || kind(i + 2) === ONCE) return true;
    return after > 0 && unit(i) >= 2;
  };
  const pushReadings = (i: number): void => {
    // The plain reading first: of two readings that give the same digits the first is told.
    pushNumeral(i);
    if (mayRepeat(i)) pushRepeated(i);
    for (let n = i; thousands && n < i + 4 && n < count; n++)
      if (kind(n) === THOUSAND) {
        pushThousands(i);
        break;
      }
  };

  return {
    load: (atoms) => {
      ({ code, start, end, count, thousands } = atoms);
    },
    kind,
    unit,
    pushReadings,
    isFigure: (i) => unit(i) >= 0 && !thousands && kind(i + 1) !== BARE_HUNDRED && !mayRepeat(i),
  };
}
