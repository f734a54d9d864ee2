import type { Atoms } from './atoms.ts';
import { figureOf, kindOf, LOOK_ALIKE, NOUN, UNIT } from './number-kinds.ts';
import { digitsBefore, type Ground, MOST_SIGNS, SHORT_GAP } from './rows.ts';
import { readGap } from './surroundings.ts';
import type { Candidate } from './windows.ts';

export const TRUNKS = new Set(['8', '7', '87', '88', '007', '997', '0087', '810', '8107', '07', '08']);

/** What stands before the digits of a number: its prefix, and what lies outside it. */
export interface Lead {
  /** Digits glued to the first digit of the number, before it. */
  readonly glued: string;
  /** Where the number begins with its prefix. */
  readonly start: number;
  readonly prefix: boolean;
  readonly plus: boolean;
  /** The last atom before the number and its prefix. */
  readonly outside: number;
}

export function reversedLead(atoms: Atoms, first: number): Lead {
  const glued = digitsBefore(atoms, first);
  return { glued, start: atoms.start[first] as number, prefix: false, plus: false, outside: first - 1 };
}

/** The trunk prefix before the number, in digits, words or a look-alike: 8, 7, +7, 8 7, 007, 997. */
export function readLead(ground: Ground, candidate: Candidate, loose: boolean): Lead {
  const { text, atoms } = ground;
  const first = candidate.atoms[0] as number;
  const begin = atoms.start[first] as number;
  const glued = (atoms.code[first] as number) > 9 ? '' : digitsBefore(atoms, first);
  const core = candidate.needle.form === 'core';
  const withPlus = (at: number): { start: number; plus: boolean } => {
    const sign = /(?:\+|(?<!\p{L})(?:плюс|plus|plyus|plius)[\s\-–—,.]{0,3}|[＋﹢])[\s(]{0,2}$/iu.exec(
      text.slice(Math.max(0, at - 12), at),
    );
    return sign === null ? { start: at, plus: false } : { start: at - sign[0].length, plus: true };
  };
  if (candidate.trunkInside) return { glued, ...withPlus(begin), prefix: true, outside: first - 1 };
  if (!core) {
    const zero = glued === '00' || glued === '0' || glued === '810';
    const at = zero ? begin - glued.length : begin;
    const sign = withPlus(at);
    let plus = sign.plus || glued === '00' || glued === '810';
    let start = sign.start;
    const before = first - 1;
    if (!plus && glued === '' && before >= 0 && digitsBefore(atoms, before + 0) === '0' && atoms.code[before] === 0) {
      const gap = readGap(text.slice(atoms.end[before], begin));
      if (gap.light) {
        plus = true;
        start = atoms.start[before - 1] as number;
      }
    }
    return { glued: zero ? '' : glued, start, prefix: plus, plus, outside: first - 1 - (zero ? glued.length : 0) };
  }
  if (glued.length > 0) {
    const sign = withPlus(begin - glued.length);
    return { glued, ...sign, prefix: TRUNKS.has(glued), outside: first - 1 - glued.length };
  }
  const before = leadAtom(atoms, first - 1);
  if (before < 0) return { glued, start: begin, prefix: false, plus: false, outside: -1 };
  const gap = readGap(text.slice(atoms.end[before], begin));
  const far = gap.letters > 0 && !(gap.letters <= SHORT_GAP && gap.glued);
  if (gap.fieldBreak || far || gap.signs > MOST_SIGNS || (gap.loose && !loose))
    return { glued, start: begin, prefix: false, plus: false, outside: before };
  const code = atoms.code[before] as number;
  let group: string;
  if (code < 10) group = digitsBefore(atoms, before) + String(code);
  else if (kindOf(code) === UNIT || kindOf(code) === NOUN) group = String(figureOf(code));
  else if (kindOf(code) === LOOK_ALIKE) group = String((figureOf(code) & 15) - 1);
  else group = '';
  if (!TRUNKS.has(group)) {
    // "+44 7700 …" is someone else's number whatever the ten digits say.
    const foreign = code < 10 && withPlus((atoms.end[before] as number) - group.length).plus;
    return { glued: foreign ? 'foreign' : glued, start: begin, prefix: false, plus: false, outside: before };
  }
  const startAtom = code < 10 ? before - group.length + 1 : before;
  const sign = withPlus(atoms.start[startAtom] as number);
  return { glued, ...sign, prefix: true, outside: startAtom - 1 };
}

/** The atom the trunk prefix could be: letters of noise that look like digits ("8zz701zz…") are passed over. */
function leadAtom(atoms: Atoms, at: number): number {
  const isNoise = (i: number): boolean => {
    const code = atoms.code[i] as number;
    return kindOf(code) === LOOK_ALIKE && !TRUNKS.has(String((figureOf(code) & 15) - 1));
  };
  let before = at;
  while (before >= 0 && at - before < 4 && (atoms.code[before] as number) > 9 && isNoise(before)) before--;
  return before >= 0 && (atoms.code[before] as number) < 10 ? before : at;
}
