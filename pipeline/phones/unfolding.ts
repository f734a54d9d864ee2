import { isBlankFiller, isIgnorable, plainOf } from './chars.ts';
import type { Units } from './units.ts';

/** Text with disguises of single characters undone, and where each unit of it came from. */
export interface Folded {
  readonly text: string;
  /** Start of the source of unit i in the original; one entry more than units. */
  readonly from: Int32Array;
  /** End of the source of unit i in the original. */
  readonly to: Int32Array;
}

const SPACE = 0x20;
let units = new Uint16Array(2048);
const UTF16 = new TextDecoder('utf-16le', { ignoreBOM: true });

/** Collects the folded text, unit by unit, with the place each came from. */
export class Unfolding {
  #from: Int32Array<ArrayBuffer>;
  #to: Int32Array<ArrayBuffer>;
  #length = 0;

  constructor(size: number) {
    this.#from = new Int32Array(size + 16);
    this.#to = new Int32Array(size + 16);
    if (units.length < size + 16) units = new Uint16Array(size * 2);
  }

  put(text: string, start: number, end: number): void {
    for (let k = 0; k < text.length; k++) this.unit(text.charCodeAt(k), start, end);
  }

  /** Plain spelling of decoded text: ignorables go, odd digits become 0–9. */
  plain(decoded: string, start: number, end: number): void {
    for (const char of decoded) {
      const codePoint = char.codePointAt(0) as number;
      const plain = plainOf(codePoint);
      if (plain !== null) this.put(plain, start, end);
      else if (isBlankFiller(codePoint)) this.unit(SPACE, start, end);
      else if (codePoint < 0x80 || !isIgnorable(codePoint)) this.put(char, start, end);
    }
  }

  unit(unit: number, start: number, end: number): void {
    const at = this.#length++;
    this.#hold(at + 2);
    units[at] = unit;
    this.#from[at] = start;
    this.#to[at] = end;
  }

  /** The units [start, end) of the original as they stand. */
  same(original: Units, start: number, end: number): void {
    const shift = this.#length - start;
    this.#length += end - start;
    this.#hold(this.#length + 1);
    const from = this.#from;
    const to = this.#to;
    const into = units;
    for (let at = start; at < end; at++) {
      into[at + shift] = original[at] as number;
      from[at + shift] = at;
      to[at + shift] = at + 1;
    }
  }

  #hold(size: number): void {
    while (size > this.#from.length) {
      this.#from = wider(this.#from);
      this.#to = wider(this.#to);
    }
    while (size > units.length) {
      const held = units;
      units = new Uint16Array(held.length * 2);
      units.set(held);
    }
  }

  finished(end: number): Folded {
    this.#from[this.#length] = end;
    this.#to[this.#length] = end;
    // A lone surrogate becomes U+FFFD: one unit for one, and no digit either way.
    const text = UTF16.decode(units.subarray(0, this.#length));
    return { text, from: this.#from, to: this.#to };
  }
}

function wider(held: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(held.length * 2);
  grown.set(held);
  return grown;
}
