import { ALIKE_CODE, CLASS, DIGIT, LETTER, LOOKS_LIKE, needsFolding, SEPARATOR, SIGN_LOOKS } from './chars.ts';
import { cutGlued } from './glued-words.ts';
import {
  enoughNear,
  isDigitAt,
  isOh,
  looksLikeDigits,
  looksLikeGroup,
  SMALL_GROUP,
  ZERO,
  zeroWordAt,
} from './look-alikes.ts';
import { codeOf, figureOf, kindOf, LOOK_ALIKE, TENS, UNIT } from './number-kinds.ts';
import { beginsLikeNumber, beginsSo, meaningOf, NONE_BEGINS, STARTS_TWO } from './number-words.ts';
import { UnitHolder, type Units } from './units.ts';

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
  readonly #units = new UnitHolder();
  #worded = false;
  #mixed = false;

  reset(): void {
    this.#count = 0;
    this.#digitCount = 0;
    this.#worded = false;
    this.#mixed = false;
    this.#units.shrink();
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

  #pushDigit(at: number, digit: number): void {
    const n = this.#count;
    if (n === this.#start.length) this.#grow();
    this.#start[n] = at;
    this.#end[n] = at + 1;
    this.#code[n] = digit;
    if (this.#digitCount === this.#digits.length) this.#digits = grown(this.#digits);
    this.#digits[this.#digitCount++] = n;
    this.#count = n + 1;
  }

  #grow(): void {
    this.#start = grown(this.#start);
    this.#end = grown(this.#end);
    this.#code = grown(this.#code);
  }

  #push(start: number, end: number, code: number): void {
    if (this.#count === this.#start.length) this.#grow();
    this.#start[this.#count] = start;
    this.#end[this.#count] = end;
    this.#code[this.#count] = code;
    this.#worded = true;
    this.#count++;
  }

  /**
   * First look: digits and number words only. Stops where the text must be folded first; a `folded` text can still
   * turn out to have its letters spaced, a `closed` one is scanned to its end.
   */
  scan(original: string, base: number, state: 'raw' | 'folded' | 'closed'): ScanStop | null {
    const { length } = original;
    // An import is looked up at every use; a constant of the function is not.
    const classes = CLASS;
    const looksLike = LOOKS_LIKE;
    const alike = ALIKE_CODE;
    const starts = STARTS_TWO;
    const text = this.#units.load(original);
    let alone = 0;
    let lastDigit = -2;
    let i = 0;
    // Each unit is read once: reading it is most of the work.
    let unit = text[0] as number;
    let kind = classes[unit] as number;
    while (i < length) {
      if (kind === SEPARATOR) {
        unit = text[++i] as number;
        kind = classes[unit] as number;
      } else if (kind === LETTER) {
        const word = i;
        const first = unit;
        unit = text[++i] as number;
        const second = unit;
        kind = classes[unit] as number;
        while (kind === LETTER) {
          unit = text[++i] as number;
          kind = classes[unit] as number;
        }
        const touches = lastDigit === word - 1 || kind === DIGIT;
        if (
          !this.#mixed &&
          (touches || (i - word <= SMALL_GROUP && (looksLike[first] as number) > 0)) &&
          looksLikeDigits(text, word, i, lastDigit) &&
          enoughNear(text, word)
        )
          this.#mixed = true;
        if (i - word === 1) {
          if (++alone >= SPACED_LETTERS && state !== 'closed') return 'spaced-letters';
          continue;
        }
        alone = 0;
        // Most words are ruled out by their first two letters, most others by the third.
        const two = ((alike[first] as number) << 6) | (alike[second] as number);
        if (starts[two] === 1 && beginsSo(two, text[word + 2] as number) && this.#word(text, word, i, base)) continue;
        if (touches) this.#touchingWord(text, word, i, base);
        else if (i - word >= LONG_WORD) this.#insideWord(text, word, i, base);
      } else if (kind === DIGIT) {
        const run = i;
        do {
          this.#pushDigit(base + i, unit - ZERO);
          unit = text[++i] as number;
          kind = classes[unit] as number;
        } while (kind === DIGIT);
        lastDigit = i - 1;
        // Only beside a letter can a zero be one, and most groups stand alone.
        if (
          state === 'raw' &&
          (kind === LETTER || (run > 0 && classes[text[run - 1] as number] === LETTER)) &&
          (zeroWordAt(text, run) || (lastDigit > run && zeroWordAt(text, lastDigit)))
        )
          return 'fold';
      } else {
        if (SIGN_LOOKS[unit] === 1) {
          if (!this.#mixed && (lastDigit === i - 1 || isDigitAt(text, i + 1)) && enoughNear(text, i))
            this.#mixed = true;
        } else if (state === 'raw' && needsFolding(original, i)) return 'fold';
        unit = text[++i] as number;
        kind = classes[unit] as number;
      }
    }
    return null;
  }

  /** Second look, over folded text: look-alike letters in and beside groups of digits become atoms as well. */
  scanLookAlikes(original: string, base: number): void {
    const { length } = original;
    const text = this.#units.load(original);
    let i = 0;
    while (i < length) {
      const unit = text[i] as number;
      const kind = CLASS[unit] as number;
      if (kind === DIGIT) {
        this.#pushDigit(base + i, unit - ZERO);
        i++;
        continue;
      }
      if (kind === LETTER) {
        const word = i;
        do i++;
        while (i < length && CLASS[text[i] as number] === LETTER);
        if (this.#word(text, word, i, base)) continue;
        if (looksLikeGroup(text, word, i))
          for (let k = word; k < i; k++) {
            const looks = LOOKS_LIKE[text[k] as number] as number;
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
  #word(text: Units, start: number, end: number, base: number): boolean {
    const code = meaningOf(text, start, end);
    if (code >= 0) {
      this.#push(base + start, base + end, code === TEN && isOh(text, start, end) ? ZERO_WORD : code);
      return true;
    }
    if (code === NONE_BEGINS || end - start < 5) return false;
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
  #touchingWord(text: Units, start: number, end: number, base: number): void {
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
  #insideWord(text: Units, start: number, end: number, base: number): void {
    for (let at = start + 1; at + 6 < end; at++) {
      if (!beginsLikeNumber(text, at)) continue;
      const parts = cutGlued(text, at, Math.min(end, at + 128), 3);
      if (parts === null || parts.length < 3) continue;
      for (const part of parts) this.#push(base + part.start, base + part.end, part.code);
      at = (parts[parts.length - 1] as { end: number }).end - 1;
    }
  }
}
