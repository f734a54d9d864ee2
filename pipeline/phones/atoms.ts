import { kindOf, THOUSAND } from './number-kinds.ts';

/** Stands behind the last atom as often as a reading looks ahead, so that looking needs no check. Its kind is -1. */
export const NO_ATOM = -4096;
export const AHEAD = 16;

/** What can be read as digits, in the order of the text: digits, number words, look-alike letters. */
export interface Atoms {
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** 0–9, or a number word's code (number-kinds.ts); NO_ATOM behind the last. */
  readonly code: Int32Array;
  readonly count: number;
  /** Indices of the atoms that are plain digits. */
  readonly digits: Int32Array;
  readonly digitCount: number;
  /** Indices of the others. */
  readonly words: Int32Array;
  readonly wordCount: number;
  /** Whether a word for a thousand is among them. */
  readonly thousands: boolean;
}

const KEPT = 1 << 20;

/**
 * Collects the atoms of one or several texts (scan.ts). The arrays are reused from call to call and hold nothing
 * between calls.
 */
export class AtomCollector implements Atoms {
  start = new Int32Array(4096);
  end = new Int32Array(4096);
  code = new Int32Array(4096);
  count = 0;
  digits = new Int32Array(4096);
  digitCount = 0;
  words = new Int32Array(4096);
  wordCount = 0;
  thousands = false;

  reset(): void {
    this.count = 0;
    this.digitCount = 0;
    this.wordCount = 0;
    this.thousands = false;
    if (this.start.length > KEPT) this.#hold(4096);
  }

  /** Makes place for the atoms of a text: no two stand at one character. */
  reserve(length: number): void {
    if (this.count + length + AHEAD > this.start.length) this.#hold(2 * (this.count + length + AHEAD));
  }

  #hold(size: number): void {
    const moved = (from: Int32Array, used: number): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(size);
      to.set(from.subarray(0, used));
      return to;
    };
    this.start = moved(this.start, this.count);
    this.end = moved(this.end, this.count);
    this.code = moved(this.code, this.count);
    this.digits = moved(this.digits, this.digitCount);
    this.words = moved(this.words, this.wordCount);
  }

  /** Forgets what was collected after `count` was so: the field is about to be scanned again, folded. */
  rewind(count: number): void {
    while (this.digitCount > 0 && (this.digits[this.digitCount - 1] as number) >= count) this.digitCount--;
    while (this.wordCount > 0 && (this.words[this.wordCount - 1] as number) >= count) this.wordCount--;
    this.count = count;
  }

  pushDigit(at: number, digit: number): void {
    const n = this.count++;
    this.start[n] = at;
    this.end[n] = at + 1;
    this.code[n] = digit;
    this.digits[this.digitCount++] = n;
  }

  pushWord(start: number, end: number, code: number): void {
    const n = this.count++;
    this.start[n] = start;
    this.end[n] = end;
    this.code[n] = code;
    this.words[this.wordCount++] = n;
    if (kindOf(code) === THOUSAND) this.thousands = true;
  }

  /** To be called when the last text was scanned. */
  close(): void {
    this.code.fill(NO_ATOM, this.count, this.count + AHEAD);
  }
}
