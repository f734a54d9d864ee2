import type { Atoms } from './atoms.ts';
import { CLASS, DIGIT, LETTER, LOOKS_ALONE, LOOKS_LIKE } from './chars.ts';
import { beginsLikeNumber, drawnLetters } from './number-words.ts';
import type { Units } from './units.ts';

/** Letters of a group that could be digits all together ("ООО", "Зl"). */
export const SMALL_GROUP = 4;
/** A word that begins so few units behind a digit can belong to it. */
export const NEAR_BEFORE = 4;
/** So does one that ends so few units before a digit. */
export const NEAR_BEHIND = 2;
export const ZERO = 0x30;
const NINE = 0x39;
const HYPHEN = 0x2d;
const T = new Set(Array.from('тТ', (letter) => letter.charCodeAt(0)));
const G = new Set(Array.from('гГ', (letter) => letter.charCodeAt(0)));

/** English "oh" is zero; letter by letter it looks like Kazakh "он", ten. */
export function isOh(text: Units, start: number, end: number): boolean {
  return (
    end - start === 2 && ((text[start] as number) | 0x20) === 0x6f && ((text[start + 1] as number) | 0x20) === 0x68
  );
}

const OHS = new Set(Array.from('ОоOo', (letter) => letter.charCodeAt(0)));

/** "семь О девять": a round letter right behind a number word, as the last atom is, can be a zero. */
export function isRoundBehindWord(atoms: Atoms, text: Units, at: number, base: number): boolean {
  const last = atoms.count - 1;
  if (last < 0 || (atoms.code[last] as number) < 10 || !OHS.has(text[at] as number)) return false;
  const gap = base + at - (atoms.end[last] as number);
  return gap >= 1 && gap <= 2 && beginsLikeNumber(text, at + (CLASS[text[at + 2] as number] === LETTER ? 2 : 3));
}

/** Behind the figure of a place ("2-я", "3-ші"). */
export const ORDINAL_ENDING = String.raw`(?:я|ая|й|ый|ой|ий|е|ое|го|му|ші|шы|нші|ншы|інші|ыншы)(?!\p{L})`;
const ORDINAL = new RegExp(`^${ORDINAL_ENDING}`, 'iu');
/** Longest place in a number that is told: "11-я цифра". */
const PLACE_FIGURES = 2;

/** "1-я цифра — 8, 2-я — 7": the figures [from, to) say which digit comes, and are none. */
export function isPlace(original: string, text: Units, from: number, to: number): boolean {
  if (text[to] !== HYPHEN || to - from > PLACE_FIGURES || CLASS[text[to + 1] as number] !== LETTER) return false;
  return ORDINAL.test(original.slice(to + 1, to + 6));
}

/** A figure at the edge of a digit group that is a letter of a number word ("0дин", "s3ven"). */
export function drawnWordAt(text: Units, i: number): boolean {
  return (
    (CLASS[text[i - 1] as number] === LETTER || CLASS[text[i + 1] as number] === LETTER) && drawnLetters(text, i) !== ''
  );
}

export function isDigitAt(text: Units, i: number): boolean {
  const unit = text[i] as number;
  return unit >= ZERO && unit <= NINE;
}

/** The letters [word, end) could be digits: one of them touches a digit, or all of a small group stand near one. */
export function looksLikeDigits(text: Units, word: number, end: number, lastDigit: number): boolean {
  const first = text[word] as number;
  const last = text[end - 1] as number;
  const before = word - lastDigit <= NEAR_BEFORE;
  if (lastDigit === word - 1 && (LOOKS_LIKE[first] as number) > 0) return !isTenge(text, word, end);
  if ((LOOKS_LIKE[last] as number) > 0 && isDigitAt(text, end)) return true;
  if (end - word > SMALL_GROUP || (LOOKS_LIKE[first] as number) === 0) return false;
  let sure = end - word > 1;
  for (let at = word; at < end; at++) {
    if ((LOOKS_LIKE[text[at] as number] as number) === 0) return false;
    sure ||= LOOKS_ALONE[text[at] as number] === 1;
  }
  return sure && (before || isDigitAt(text, end + 1) || isDigitAt(text, end + 2)) && !isTenge(text, word, end);
}

/** "000 тг": both letters look like a seven, and stand after every price. */
function isTenge(text: Units, word: number, end: number): boolean {
  return end - word === 2 && T.has(text[word] as number) && G.has(text[word + 1] as number);
}

/**
 * The row of digits, signs and look-alikes around a place holds enough of them for a number: "100 тг" does not. Fewest
 * digits as in grade.ts; eight places, the shortest national form of a foreign number (needles.ts).
 */
export function enoughNear(text: Units, i: number): boolean {
  let digits = 0;
  let looks = 0;
  for (const step of [-1, 1] as const)
    for (let at = step < 0 ? i : i + 1, far = 0; far < 40 && at >= 0; at += step, far++) {
      const unit = text[at] as number;
      const kind = CLASS[unit];
      if (kind === DIGIT) digits++;
      else if ((LOOKS_LIKE[unit] as number) > 0) looks++;
      else if (kind === LETTER) {
        if (digits >= 2 && step > 0 && beginsLikeNumber(text, at)) return true;
        break;
      }
      if (digits >= 4 && digits + looks >= 8) return true;
    }
  return false;
}

/** Letters worth reading as digits: short, mostly look-alikes, with a digit or a small group near. */
export function looksLikeGroup(text: Units, start: number, end: number): boolean {
  if (end - start > 12) return false;
  let looks = 0;
  for (let i = start; i < end; i++) if ((LOOKS_LIKE[text[i] as number] as number) > 0) looks++;
  if (looks === 0) return false;
  if (isDigitAt(text, start - 1) || isDigitAt(text, end)) return true;
  if (looks < end - start) return false;
  for (let gap = 1; gap <= 3; gap++) {
    for (const at of [start - 1 - gap, end + gap])
      if (isDigitAt(text, at) || (end - start <= 4 && (LOOKS_LIKE[text[at] as number] as number) > 0)) return true;
  }
  return false;
}
