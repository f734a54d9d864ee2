/** Most readings that begin at one place (39, with thousands), times the fifteen digits at which a search can wait. */
const DEEPEST = 1024;

/** Why a figure is said more than once. */
export const PLAIN = 0;
/** A bare figure was taken as a count of the next ("екі нөл"). */
export const BY_FIGURE = 1;
/** A bare figure was taken as a count of the noun behind it ("три нуля"). */
export const BY_NOUN = 2;
/** "дважды", "раза". */
export const BY_WORD = 3;

/**
 * Ways to read the atoms from a place on, one row each: digits as a value, how many, and the atom after them. The search
 * goes deeper while it holds the readings of a place, so they lie on a stack; an object for each would be half its work.
 */
export class ReadingStack {
  size = 0;
  readonly value = new Float64Array(DEEPEST);
  readonly digits = new Uint8Array(DEEPEST);
  readonly next = new Int32Array(DEEPEST);
  readonly repeated = new Uint8Array(DEEPEST);

  push(value: number, digits: number, next: number, repeated: number): void {
    const at = this.size++;
    this.value[at] = value;
    this.digits[at] = digits;
    this.next[at] = next;
    this.repeated[at] = repeated;
  }
}
