/** UTF-16 units of a text, with zeros behind them, so that looking ahead never leaves the array. */
export type Units = Uint16Array;

/** Units of zeros behind every text; no look-ahead goes further. */
const MARGIN = 64;

/**
 * Holds one text at a time as numbers. Copying it costs a tenth of what reading it by `charCodeAt` more than once does;
 * the array is reused, so a caller must be done with one text before it loads the next.
 */
export class UnitHolder {
  #units: Units = new Uint16Array(4096);
  #bytes = Buffer.from(this.#units.buffer);

  load(text: string): Units {
    const needed = text.length + MARGIN;
    if (needed > this.#units.length) {
      this.#units = new Uint16Array(needed * 2);
      this.#bytes = Buffer.from(this.#units.buffer);
    }
    // Little-endian, as every machine that Node runs on is.
    this.#bytes.write(text, 0, 'utf16le');
    this.#units.fill(0, text.length, needed);
    return this.#units;
  }

  /** Gives back the memory of a very long text. */
  shrink(): void {
    if (this.#units.length <= 1 << 20) return;
    this.#units = new Uint16Array(4096);
    this.#bytes = Buffer.from(this.#units.buffer);
  }
}
