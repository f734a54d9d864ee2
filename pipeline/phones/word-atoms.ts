import type { AtomCollector } from './atoms.ts';
import { cutGlued, type WordPart } from './glued-words.ts';
import { isDigitAt, isOh } from './look-alikes.ts';
import { codeOf, figureOf, kindOf, LOOK_ALIKE, TENS, UNIT } from './number-kinds.ts';
import { beginsLikeNumber, meaningOf, NONE_BEGINS } from './number-words.ts';
import type { Units } from './units.ts';

const GLUED_SLICE = 4096;
const TOUCHING_WORD = 14;
const TEN = codeOf(TENS, 10);
const ZERO_WORD = codeOf(UNIT, 0);

function pushParts(atoms: AtomCollector, parts: readonly WordPart[], base: number): void {
  for (const part of parts) atoms.pushWord(base + part.start, base + part.end, part.code);
}

/** A word that begins like a number: itself, or glued number words. */
export function pushWord(atoms: AtomCollector, text: Units, start: number, end: number, base: number): boolean {
  const code = meaningOf(text, start, end);
  if (code >= 0) {
    atoms.pushWord(base + start, base + end, code === TEN && isOh(text, start, end) ? ZERO_WORD : code);
    return true;
  }
  if (code === NONE_BEGINS || end - start < 5) return false;
  let found = false;
  for (let at = start; at < end; ) {
    const parts = cutGlued(text, at, Math.min(end, at + GLUED_SLICE), 3);
    if (parts === null) break;
    pushParts(atoms, parts, base);
    at = (parts[parts.length - 1] as WordPart).end;
    found = true;
  }
  return found;
}

/**
 * "useven09", "12threef": letters that touch a digit and begin or end as a figure's word. A reader may take the word
 * or leave it, so it becomes an optional atom, like a look-alike.
 */
export function pushTouching(atoms: AtomCollector, text: Units, start: number, end: number, base: number): void {
  if (end - start > TOUCHING_WORD) {
    pushInside(atoms, text, start, end, base);
    return;
  }
  const isOptional = (from: number, to: number): boolean => {
    const code = meaningOf(text, from, to);
    if (code < 0 || kindOf(code) !== UNIT) return false;
    atoms.pushWord(base + from, base + to, codeOf(LOOK_ALIKE, figureOf(code) + 1));
    return true;
  };
  let taken = start;
  if (isDigitAt(text, start - 1))
    for (let to = end - 1; to - start >= 3; to--)
      if (isOptional(start, to)) {
        taken = to;
        break;
      }
  if (isDigitAt(text, end))
    for (let from = Math.max(taken, start + 1); end - from >= 3; from++) if (isOptional(from, end)) break;
}

/** "номервосемьсемьсот…": number words glued to the end of another word. Three of them, or it is chance. */
export function pushInside(atoms: AtomCollector, text: Units, start: number, end: number, base: number): void {
  for (let at = start + 1; at + 6 < end; at++) {
    if (!beginsLikeNumber(text, at)) continue;
    const parts = cutGlued(text, at, Math.min(end, at + 128), 3);
    if (parts === null || parts.length < 3) continue;
    pushParts(atoms, parts, base);
    at = (parts[parts.length - 1] as WordPart).end - 1;
  }
}
