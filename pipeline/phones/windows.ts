import type { Atoms } from './atoms.ts';
import { hasBit, lookUp, type Needle, type NeedleIndex } from './needles.ts';

/** Atoms that read as a protected number. */
export interface Candidate {
  readonly needle: Needle;
  /** Atom indices in the order of the text. */
  readonly atoms: readonly number[];
  readonly order: 'forwards' | 'backwards' | 'code-last';
  /** The first word holds the trunk digit as well ("восемьдесят семь ноль …" = 8 7 0 …). */
  readonly trunkInside: boolean;
  /** A bare figure was read as a count of the next ("екі нөл" = 00), not as itself. */
  readonly counted: boolean;
  /** "два нуля" was read as 2 and 0, or one noun was counted by the figure before it and another was not. */
  readonly unsteady: boolean;
}

/** No reader joins digits that are further apart. */
export const FURTHEST = 160;
/** Atoms on one side that make a row longer than any number. */
export const ROW = 24;

/** The value of five digits, for each of the last places. */
const recent = new Int32Array(16);

function addWindow(
  atoms: Atoms,
  k: number,
  length: number,
  needles: readonly Needle[] | undefined,
  order: Candidate['order'],
  found: Candidate[],
): void {
  const { digits } = atoms;
  if (needles === undefined || overrun(atoms, digits[k - length + 1] as number, digits[k] as number)) return;
  const used = Array.from(digits.subarray(k - length + 1, k + 1));
  for (const needle of needles)
    found.push({ needle, atoms: used, order, trunkInside: false, counted: false, unsteady: false });
}

/** Every window of plain digits, forwards and backwards: constant work per digit. */
export function findWindows(atoms: Atoms, index: NeedleIndex, found: Candidate[]): void {
  const { code, digits, digitCount, start } = atoms;
  const ten = (index.lengthMask >> 10) & 1;
  const { first3, first5, last5, firstDigits, otherLengths: others, shortest } = index;
  let tail = 0;
  for (let k = 0; k < digitCount; k++) {
    const digit = code[digits[k] as number] as number;
    tail = tail * 10 + digit - (k < 5 ? 0 : (code[digits[k - 5] as number] as number) * 100_000);
    recent[k & 15] = tail;
    if (k < 6) continue;
    if (ten === 1 && k >= 9) {
      // The first digits rule more out than the last: numbers begin with few codes.
      const head = recent[(k - 5) & 15] as number;
      if (hasBit(first5, head) && hasBit(last5, tail))
        addWindow(atoms, k, 10, lookUp(index, 10, head * 100_000 + tail), 'forwards', found);
      if (hasBit(first3, tail % 1000)) addCodeLast(atoms, index, k, found);
    }
    if (others.length > 0 && hasBit(last5, tail))
      for (const length of others) {
        if (k + 1 < length) continue;
        let value = 0;
        for (let n = k - length + 1; n <= k; n++) value = value * 10 + (code[digits[n] as number] as number);
        addWindow(atoms, k, length, lookUp(index, length, value), 'forwards', found);
      }
    if (((firstDigits >> digit) & 1) === 0 || k + 1 < shortest) continue;
    let head = 0;
    for (let n = 0; n < 5; n++) head = head * 10 + (code[digits[k - n] as number] as number);
    if (!hasBit(first5, head)) continue;
    if (start[digits[k] as number]! - start[digits[k - 4] as number]! > FURTHEST) continue;
    let value = head;
    for (let n = 5; n < index.longest && n <= k; n++) {
      value = value * 10 + (code[digits[k - n] as number] as number);
      if (((index.lengthMask >> (n + 1)) & 1) === 1)
        addWindow(atoms, k, n + 1, lookUp(index, n + 1, value), 'backwards', found);
    }
  }
}

/** "318 42 07, код 8709": the three digits that end at `k` are a code, and before them stand the seven that belong behind. */
function addCodeLast(atoms: Atoms, index: NeedleIndex, k: number, found: Candidate[]): void {
  const { code, digits } = atoms;
  const operator = (recent[k & 15] as number) % 1000;
  for (let last = k - 3; last >= k - 4; last--) {
    const tail = recent[last & 15] as number;
    // The five digits that end two places before the last: of them the first two of the seven are left.
    const first = (recent[(last - 5) & 15] as number) % 100;
    if (last >= 6 && hasBit(index.last5, tail) && hasBit(index.first5, operator * 100 + first)) {
      const needles = lookUp(index, 10, (operator * 100 + first) * 100_000 + tail);
      if (needles !== undefined) {
        const used = [...digits.subarray(last - 6, last + 1), ...digits.subarray(k - 2, k + 1)];
        for (const needle of needles)
          found.push({ needle, atoms: used, order: 'code-last', trunkInside: false, counted: false, unsteady: false });
      }
    }
    // Only a trunk digit may stand between.
    const between = code[digits[last] as number] as number;
    if (between !== 8 && between !== 7) break;
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
