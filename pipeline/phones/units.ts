/** UTF-16 units of a text, with zeros behind them, so that looking ahead never leaves the array. */
export type Units = Uint16Array;

/** Units of zeros behind every text; no look-ahead goes further. */
const MARGIN = 64;
/** Units of the longest piece of a field that is searched at once (find.ts). */
export const LONGEST_PIECE = (1 << 16) + 4096;
/** No unit unfolds to more (fold.ts): U+FDFA, a whole blessing, becomes fifteen letters. */
export const MOST_UNFOLDED = 16;

/**
 * Holds one text at a time as numbers. Copying it costs a tenth of what reading it by `charCodeAt` more than once does.
 * The array is made once, so a caller must be done with one text before it loads the next; one that keeps `units` as a
 * constant of its module has it compiled in, a tenth of a scan's time. Memory that no text reached is never touched.
 */
export class UnitHolder {
  readonly units: Units = new Uint16Array(LONGEST_PIECE * MOST_UNFOLDED + MARGIN);
  readonly #bytes = Buffer.from(this.units.buffer);

  /** Throws a RangeError when the text is longer than any piece can become. */
  load(text: string): void {
    if (text.length + MARGIN > this.units.length) throw new RangeError(`${text.length} units are no piece of a field`);
    // Little-endian, as every machine that Node runs on is.
    this.#bytes.write(text, 0, 'utf16le');
    this.units.fill(0, text.length, text.length + MARGIN);
  }
}
