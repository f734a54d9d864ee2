import {
  ALIKE_CODE,
  CLASS,
  DIGIT,
  LETTER,
  LOOKS_ALONE,
  LOOKS_LIKE,
  needsFolding,
  SEPARATOR,
  SPECIAL,
} from './chars.ts';
import {
  codeOf,
  cutGlued,
  figureOf,
  kindOf,
  LOOK_ALIKE,
  meaningOf,
  STARTS,
  TENS,
  UNIT,
  zeroInNumberWord,
} from './number-words.ts';

/** What can be read as digits, in the order of the text: digits, number words, look-alike letters. */
export interface Atoms {
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** 0–9, or a number word's code (number-words.ts). */
  readonly code: Int32Array;
  readonly count: number;
  /** Indices of the atoms that are plain digits. */
  readonly digits: Int32Array;
  readonly digitCount: number;
  /** Whether any atom is not a plain digit. */
  readonly worded: boolean;
  /** A letter that could be a digit stands in or beside a group of digits: scan again with look-alikes. */
  readonly mixed: boolean;
}

/** The scan met something that must be folded first. */
export type ScanStop = 'fold' | 'spaced-letters';

const SPACED_LETTERS = 8;
const LONG_WORD = 12;
const GLUED_SLICE = 4096;
const TOUCHING_WORD = 14;
const ZERO = 0x30;
const TEN = codeOf(TENS, 10);
const ZERO_WORD = codeOf(UNIT, 0);

function grown(held: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(held.length * 2);
  wider.set(held);
  return wider;
}

/**
 * Collects atoms of one or several texts. `base` is added to positions, so that fields scanned one after the other
 * share one line of positions. The arrays are reused from call to call and hold nothing between calls.
 */
export class AtomCollector {
  #start = new Int32Array(1024);
  #end = new Int32Array(1024);
  #code = new Int32Array(1024);
  #digits = new Int32Array(1024);
  #count = 0;
  #digitCount = 0;
  #worded = false;
  #mixed = false;

  reset(): void {
    this.#count = 0;
    this.#digitCount = 0;
    this.#worded = false;
    this.#mixed = false;
    if (this.#start.length > 1 << 20) {
      this.#start = new Int32Array(1024);
      this.#end = new Int32Array(1024);
      this.#code = new Int32Array(1024);
      this.#digits = new Int32Array(1024);
    }
  }

  mark(): number {
    return this.#count;
  }

  /** Forgets what was collected after `mark`: the field is about to be scanned again, folded. */
  rewind(mark: number): void {
    while (this.#digitCount > 0 && (this.#digits[this.#digitCount - 1] as number) >= mark) this.#digitCount--;
    this.#count = mark;
  }

  view(): Atoms {
    return {
      start: this.#start,
      end: this.#end,
      code: this.#code,
      count: this.#count,
      digits: this.#digits,
      digitCount: this.#digitCount,
      worded: this.#worded,
      mixed: this.#mixed,
    };
  }

  #push(start: number, end: number, code: number): void {
    if (this.#count === this.#start.length) {
      this.#start = grown(this.#start);
      this.#end = grown(this.#end);
      this.#code = grown(this.#code);
    }
    this.#start[this.#count] = start;
    this.#end[this.#count] = end;
    this.#code[this.#count] = code;
    if (code < 10) {
      if (this.#digitCount === this.#digits.length) this.#digits = grown(this.#digits);
      this.#digits[this.#digitCount++] = this.#count;
    } else this.#worded = true;
    this.#count++;
  }

  /**
   * First look: digits and number words only. Stops where the text must be folded first; a `folded` text can still
   * turn out to have its letters spaced, a `closed` one is scanned to its end.
   */
  scan(text: string, base: number, state: 'raw' | 'folded' | 'closed'): ScanStop | null {
    const { length } = text;
    let alone = 0;
    let i = 0;
    while (i < length) {
      const unit = text.charCodeAt(i);
      const kind = CLASS[unit] as number;
      if (kind === SEPARATOR) {
        i++;
      } else if (kind === LETTER) {
        const word = i;
        do i++;
        while (i < length && CLASS[text.charCodeAt(i)] === LETTER);
        if (i - word === 1) {
          if (++alone >= SPACED_LETTERS && state !== 'closed') return 'spaced-letters';
          continue;
        }
        alone = 0;
        const begin =
          ((ALIKE_CODE[unit] as number) << 12) |
          ((ALIKE_CODE[text.charCodeAt(word + 1)] as number) << 6) |
          (i - word > 2 ? (ALIKE_CODE[text.charCodeAt(word + 2)] as number) : 0);
        if (((STARTS[begin >> 3] as number) >> (begin & 7)) & 1 && this.#word(text, word, i, base)) continue;
        if (isDigitAt(text, word - 1) || isDigitAt(text, i)) this.#touchingWord(text, word, i, base);
        else if (i - word >= LONG_WORD) this.#insideWord(text, word, i, base);
      } else if (kind === DIGIT) {
        if (unit === ZERO && state === 'raw' && zeroInNumberWord(text, i) !== null) return 'fold';
        this.#push(base + i, base + i + 1, unit - 0x30);
        if (!this.#mixed && looksBeside(text, i)) this.#mixed = true;
        i++;
      } else {
        if (state === 'raw' && needsFolding(text, i)) return 'fold';
        i++;
      }
    }
    return null;
  }

  /** Second look, over folded text: look-alike letters in and beside groups of digits become atoms as well. */
  scanLookAlikes(text: string, base: number): void {
    const { length } = text;
    let i = 0;
    while (i < length) {
      const unit = text.charCodeAt(i);
      const kind = CLASS[unit] as number;
      if (kind === DIGIT) {
        this.#push(base + i, base + i + 1, unit - 0x30);
        i++;
        continue;
      }
      if (kind === LETTER) {
        const word = i;
        do i++;
        while (i < length && CLASS[text.charCodeAt(i)] === LETTER);
        if (this.#word(text, word, i, base)) continue;
        if (looksLikeGroup(text, word, i))
          for (let k = word; k < i; k++) {
            const looks = LOOKS_LIKE[text.charCodeAt(k)] as number;
            if (looks > 0) this.#push(base + k, base + k + 1, codeOf(LOOK_ALIKE, looks));
          }
        else if (isDigitAt(text, word - 1) || isDigitAt(text, i)) this.#touchingWord(text, word, i, base);
        else this.#insideWord(text, word, i, base);
        continue;
      }
      const looks = LOOKS_LIKE[unit] as number;
      if (looks > 0 && (isDigitAt(text, i - 1) || isDigitAt(text, i + 1)))
        this.#push(base + i, base + i + 1, codeOf(LOOK_ALIKE, looks));
      i++;
    }
  }

  /** A word that begins like a number: itself, or glued number words. */
  #word(text: string, start: number, end: number, base: number): boolean {
    const code = meaningOf(text, start, end);
    if (code >= 0) {
      this.#push(base + start, base + end, code === TEN && isOh(text, start) ? ZERO_WORD : code);
      return true;
    }
    if (end - start < 5) return false;
    let found = false;
    for (let at = start; at < end; ) {
      const parts = cutGlued(text, at, Math.min(end, at + GLUED_SLICE), 3);
      if (parts === null) break;
      for (const part of parts) this.#push(base + part.start, base + part.end, part.code);
      at = (parts[parts.length - 1] as { end: number }).end;
      found = true;
    }
    return found;
  }

  /**
   * "useven09", "12threef": letters that touch a digit and begin or end as a figure's word. A reader may take the word
   * or leave it, so it becomes an optional atom, like a look-alike.
   */
  #touchingWord(text: string, start: number, end: number, base: number): void {
    if (end - start > TOUCHING_WORD) {
      this.#insideWord(text, start, end, base);
      return;
    }
    let taken = start;
    if (isDigitAt(text, start - 1))
      for (let to = end - 1; to - start >= 3; to--)
        if (this.#optional(meaningOf(text, start, to), base + start, base + to)) {
          taken = to;
          break;
        }
    if (isDigitAt(text, end))
      for (let from = Math.max(taken, start + 1); end - from >= 3; from++)
        if (this.#optional(meaningOf(text, from, end), base + from, base + end)) break;
  }

  #optional(code: number, start: number, end: number): boolean {
    if (code < 0 || kindOf(code) !== UNIT) return false;
    this.#push(start, end, codeOf(LOOK_ALIKE, figureOf(code) + 1));
    return true;
  }

  /** "номервосемьсемьсот…": number words glued to the end of another word. Three of them, or it is chance. */
  #insideWord(text: string, start: number, end: number, base: number): void {
    for (let at = start + 1; at + 6 < end; at++) {
      const begin =
        ((ALIKE_CODE[text.charCodeAt(at)] as number) << 12) |
        ((ALIKE_CODE[text.charCodeAt(at + 1)] as number) << 6) |
        (ALIKE_CODE[text.charCodeAt(at + 2)] as number);
      if ((((STARTS[begin >> 3] as number) >> (begin & 7)) & 1) === 0) continue;
      const parts = cutGlued(text, at, Math.min(end, at + 128), 3);
      if (parts === null || parts.length < 3) continue;
      for (const part of parts) this.#push(base + part.start, base + part.end, part.code);
      at = (parts[parts.length - 1] as { end: number }).end - 1;
    }
  }
}

/** English "oh" is zero; letter by letter it looks like Kazakh "он", ten. */
function isOh(text: string, start: number): boolean {
  return /^oh$/i.test(text.slice(start, start + 3).trimEnd());
}

function isDigitAt(text: string, i: number): boolean {
  return CLASS[text.charCodeAt(i)] === DIGIT;
}

/** Cheap test at an edge of a digit group: is there a look-alike right beside it, or a small group of them? */
function looksBeside(text: string, i: number): boolean {
  const next = text.charCodeAt(i + 1);
  if (CLASS[next] !== DIGIT) {
    if ((LOOKS_LIKE[next] as number) > 0) return true;
    if (smallGroup(text, i, 1)) return true;
  }
  const before = text.charCodeAt(i - 1);
  if (i > 0 && CLASS[before] !== DIGIT) return (LOOKS_LIKE[before] as number) > 0 || smallGroup(text, i, -1);
  return false;
}

/** One to four letters that look like digits, at most three signs away. */
function smallGroup(text: string, i: number, step: 1 | -1): boolean {
  let at = i + step;
  for (let signs = 0; signs < 3 && CLASS[text.charCodeAt(at)] === SEPARATOR; signs++) at += step;
  let letters = 0;
  let sure = false;
  while (letters < 5 && (LOOKS_LIKE[text.charCodeAt(at)] as number) > 0) {
    sure ||= LOOKS_ALONE[text.charCodeAt(at)] === 1;
    letters++;
    at += step;
  }
  return letters > 0 && letters < 5 && (sure || letters > 1) && CLASS[text.charCodeAt(at)] !== LETTER;
}

/** Letters worth reading as digits: short, mostly look-alikes, with a digit or a small group near. */
function looksLikeGroup(text: string, start: number, end: number): boolean {
  if (end - start > 12) return false;
  let looks = 0;
  for (let i = start; i < end; i++) if ((LOOKS_LIKE[text.charCodeAt(i)] as number) > 0) looks++;
  if (looks === 0) return false;
  if (isDigitAt(text, start - 1) || isDigitAt(text, end)) return true;
  if (looks < end - start) return false;
  for (let gap = 1; gap <= 3; gap++) {
    for (const at of [start - 1 - gap, end + gap])
      if (isDigitAt(text, at) || (end - start <= 4 && (LOOKS_LIKE[text.charCodeAt(at)] as number) > 0)) return true;
  }
  return false;
}

/** For the bench: the bare loop every scan contains. */
export function bareLoop(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += CLASS[text.charCodeAt(i)] as number;
  return sum + SPECIAL;
}
