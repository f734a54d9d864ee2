import type { Atoms } from './atoms.ts';
import { BARE_HUNDRED, HUNDREDS, kindOf, LOOK_ALIKE, NOUN, TENS, UNIT } from './number-kinds.ts';
import type { FieldText } from './sighting.ts';
import { type Gap, readGap } from './surroundings.ts';

/** Letters between two digits that may be noise, and not yet prose. */
export const SHORT_GAP = 3;
/** Signs between two digits that a reader still joins. */
export const MOST_SIGNS = 12;

/** Joined text of the fields being searched, and what each position belongs to. */
export interface Ground {
  readonly text: string;
  readonly atoms: Atoms;
  kindAt(position: number): FieldText['kind'];
  /** Whether [start, end) reads differently in the original. */
  changed(start: number, end: number): boolean;
}

const CAPITALISED = /^\p{Lu}\p{Ll}/u;

export function digitsBefore(atoms: Atoms, at: number): string {
  let digits = '';
  for (let i = at - 1; i >= 0 && digits.length < 40; i--) {
    if ((atoms.code[i] as number) > 9 || atoms.end[i] !== atoms.start[i + 1]) break;
    digits = String(atoms.code[i]) + digits;
  }
  return digits;
}

export function digitsAfter(atoms: Atoms, at: number): string {
  let digits = '';
  if ((atoms.code[at] as number) > 9 && kindOf(atoms.code[at] as number) !== LOOK_ALIKE) return '';
  for (let i = at + 1; i < atoms.count && digits.length < 40; i++) {
    if ((atoms.code[i] as number) > 9 || atoms.start[i] !== atoms.end[i - 1]) break;
    digits += String(atoms.code[i]);
  }
  return digits;
}

/** The gap to the neighbouring atom when it belongs to the same row of figures. */
export function neighbour(text: string, atoms: Atoms, left: number, right: number): Gap | null {
  if (left < 0 || right >= atoms.count) return null;
  const distance = (atoms.start[right] as number) - (atoms.end[left] as number);
  if (distance > 16 || distance < 0) return null;
  if (beginsSentence(text, atoms, left, right)) return null;
  const gap = readGap(text.slice(atoms.end[left], atoms.start[right]));
  return gap.fieldBreak || gap.loose || gap.letters > 0 || gap.signs > SHORT_GAP ? null : gap;
}

/** "…сорок пять Три окна…": a capital after small letters begins another sentence; "Сорок Пять Три" goes on. */
export function beginsSentence(text: string, atoms: Atoms, left: number, right: number): boolean {
  const first = atoms.start[right] as number;
  return (
    (atoms.code[right] as number) > 9 &&
    CAPITALISED.test(text.slice(first, first + 2)) &&
    !CAPITALISED.test(text.slice(atoms.start[left], (atoms.start[left] as number) + 2))
  );
}

/** "елу | жеті": a ten or a hundred and the figure after it, which a reader would join; over a line's end he would not. */
export function isOneNumeral(atoms: Atoms, left: number, right: number): boolean {
  const before = kindOf(atoms.code[left] as number);
  const code = atoms.code[right] as number;
  const figure = code < 10 || kindOf(code) === UNIT || kindOf(code) === NOUN;
  if (before === TENS) return figure;
  return (before === HUNDREDS || before === BARE_HUNDRED) && (figure || kindOf(code) === TENS);
}

export function groupAfter(atoms: Atoms, last: number): number {
  return last + 1 < atoms.count && (atoms.code[last + 1] as number) < 10 ? digitsAfter(atoms, last + 1).length + 1 : 0;
}

/** Sizes of the digit groups, e.g. 3,3,2,2. */
export function groupSizes(atoms: Atoms, used: readonly number[], gaps: readonly Gap[]): number[] {
  const sizes: number[] = [];
  let size = 1;
  for (const [n, gap] of gaps.entries()) {
    if (gap.empty && (atoms.code[used[n + 1] as number] as number) < 10) size++;
    else {
      sizes.push(size);
      size = 1;
    }
  }
  sizes.push(size);
  return sizes;
}
