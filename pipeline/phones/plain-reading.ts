import type { Atoms } from './atoms.ts';
import { BARE_HUNDRED, HUNDREDS, kindOf, LOOK_ALIKE, NOUN, TEEN, TENS, UNIT } from './number-kinds.ts';

/** Whether the atoms from `from` up to `to` can be read as exactly `length` digits. */
export function canReadAs(atoms: Atoms, from: number, to: number, length: number): boolean {
  const { code } = atoms;
  const reach = Array.from({ length: to - from + 1 }, () => 0);
  reach[0] = 1;
  const kind = (i: number): number => (i < to ? ((code[i] as number) < 10 ? 0 : kindOf(code[i] as number)) : -1);
  const isUnit = (i: number): boolean => kind(i) === 0 || kind(i) === UNIT || kind(i) === NOUN;
  for (let i = from; i < to; i++) {
    const here = reach[i - from] as number;
    if (here === 0) continue;
    const add = (next: number, digits: number): void => {
      if (next <= to) reach[next - from] = (reach[next - from] as number) | (here << digits);
    };
    const k = kind(i);
    if (isUnit(i)) add(i + 1, 1);
    if (k === LOOK_ALIKE) {
      add(i + 1, 1);
      add(i + 1, 0);
    }
    if (k === TEEN || k === TENS) add(i + 1, 2);
    if (k === TENS && isUnit(i + 1)) add(i + 2, 2);
    const head = k === HUNDREDS || k === BARE_HUNDRED ? i + 1 : isUnit(i) && kind(i + 1) === BARE_HUNDRED ? i + 2 : -1;
    if (head > 0) {
      add(head, 3);
      if (isUnit(head) || kind(head) === TEEN || kind(head) === TENS) add(head + 1, 3);
      if (kind(head) === TENS && isUnit(head + 1)) add(head + 2, 3);
    }
  }
  return (((reach[to - from] as number) >> length) & 1) === 1;
}

/** How many digits the atoms from `from` up to `to` give to a reader who takes every numeral as large as it goes. */
export function plainLength(atoms: Atoms, from: number, to: number): number {
  const kind = (i: number): number => (i < to ? kindOf(atoms.code[i] as number) : -1);
  const isUnit = (i: number): boolean => kind(i) === UNIT || kind(i) === NOUN;
  let digits = 0;
  for (let i = from; i < to; ) {
    const hundred =
      kind(i) === HUNDREDS || kind(i) === BARE_HUNDRED ? 1 : isUnit(i) && kind(i + 1) === BARE_HUNDRED ? 2 : 0;
    let next = i + hundred;
    const pair = kind(next) === TENS || kind(next) === TEEN;
    if (pair) next += kind(next) === TENS && isUnit(next + 1) ? 2 : 1;
    else if (hundred === 0 || isUnit(next)) next++;
    digits += hundred > 0 ? 3 : pair ? 2 : kind(i) === LOOK_ALIKE ? 0 : 1;
    i = next;
  }
  return digits;
}
