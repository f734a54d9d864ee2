import type { AtomCollector } from './atoms.ts';
import { ALIKE_CODE, CLASS, DIGIT, LETTER, LOOKS_LIKE, needsFolding, SEPARATOR, SIGN_LOOKS } from './chars.ts';
import {
  drawnWordAt,
  enoughNear,
  isDigitAt,
  isPlace,
  isRoundBehindWord,
  looksLikeDigits,
  looksLikeGroup,
  NEAR_BEFORE,
  NEAR_BEHIND,
  SMALL_GROUP,
  ZERO,
} from './look-alikes.ts';
import { codeOf, LOOK_ALIKE } from './number-kinds.ts';
import { STARTS } from './number-tree.ts';
import { UnitHolder, type Units } from './units.ts';
import { pushInside, pushTouching, pushWord } from './word-atoms.ts';

/** The scan met something that must be folded first. */
export type ScanStop = 'fold' | 'spaced-letters';

const SPACED_LETTERS = 8;
const LONG_WORD = 12;
/** Alike-code of the letters that are drawn like a zero. */
const ROUND = ALIKE_CODE['о'.charCodeAt(0)] as number;

// V8 looks an imported constant up at every use, and compiles in where one of the module's own lies, if it is read before
// the loop: the scan takes two thirds of the time so.
const BEGINNINGS = STARTS;
const BEFORE = NEAR_BEFORE;
const BEHIND = NEAR_BEHIND;

const SEPARATOR_LOOK = 0;
const SPECIAL_LOOK = 64;
const DIGIT_LOOK = 128;
const LETTER_LOOK = 192;
/** The alike-code in a letter's byte. */
const ALIKE_BITS = 63;
/**
 * Class and alike-code of every unit in one byte, for the first look, which reads nothing else of most units: letters
 * come last, so that one comparison knows them.
 */
const LOOK = new Uint8Array(65536);
for (let unit = 0; unit < 65536; unit++) {
  const kind = CLASS[unit];
  if (kind === LETTER) LOOK[unit] = LETTER_LOOK | (ALIKE_CODE[unit] as number);
  else if (kind !== SEPARATOR) LOOK[unit] = kind === DIGIT ? DIGIT_LOOK : SPECIAL_LOOK;
}

/** A letter that could be a digit stands in or beside a group of digits: scan again with look-alikes. */
let mixed = false;
const scanned = new UnitHolder();
const UNITS = scanned.units;

export function isMixed(): boolean {
  return mixed;
}

export function resetScan(): void {
  mixed = false;
}

/** Where the letters end that stand from `at` on. Three steps a round: what V8 adds to each round costs as much as a step. */
function endOfLetters(text: Units, at: number): number {
  const looks = LOOK;
  for (let i = at; ; i = (i + 3) | 0) {
    if ((looks[text[i] as number] as number) < LETTER_LOOK) return i;
    if ((looks[text[(i + 1) | 0] as number] as number) < LETTER_LOOK) return (i + 1) | 0;
    if ((looks[text[(i + 2) | 0] as number] as number) < LETTER_LOOK) return (i + 2) | 0;
  }
}

/**
 * First look: digits and number words only. Stops where the text must be folded first; a `folded` text can still
 * turn out to have its letters spaced, a `closed` one is scanned to its end.
 */
export function scan(
  atoms: AtomCollector,
  original: string,
  base: number,
  state: 'raw' | 'folded' | 'closed',
): ScanStop | null {
  const looks = LOOK;
  const beginnings = BEGINNINGS;
  const { length } = original;
  atoms.reserve(length);
  scanned.load(original);
  const text = UNITS;
  const closed = state === 'closed';
  const raw = state === 'raw';
  let alone = 0;
  let lastDigit = -2;
  let word = 0;
  let wordEnd = -3;
  let i = 0;
  let look = looks[text[0] as number] as number;
  for (;;) {
    if (look >= LETTER_LOOK) {
      word = i;
      // Three letters rule most words out.
      let three = look & ALIKE_BITS;
      i = (i + 1) | 0;
      look = looks[text[i] as number] as number;
      if (look >= LETTER_LOOK) {
        three = (three << 6) | (look & ALIKE_BITS);
        i = (i + 1) | 0;
        look = looks[text[i] as number] as number;
        three = (three << 6) | (look & ALIKE_BITS);
        if (look >= LETTER_LOOK) {
          i = endOfLetters(text, (i + 1) | 0);
          look = looks[text[i] as number] as number;
        }
      }
      wordEnd = i;
      if (word - lastDigit <= BEFORE && !mixed) lookAfter(text, word, i, lastDigit);
      if (i - word === 1) {
        if (three === ROUND && !mixed && isRoundBehindWord(atoms, text, word, base)) mixed = true;
        if (++alone >= SPACED_LETTERS && !closed) return 'spaced-letters';
        continue;
      }
      alone = 0;
      if ((((beginnings[three >> 3] as number) >> (three & 7)) & 1) === 1 && pushWord(atoms, text, word, i, base))
        continue;
      if (lastDigit === word - 1 || look === DIGIT_LOOK) pushTouching(atoms, text, word, i, base);
      else if (i - word >= LONG_WORD) pushInside(atoms, text, word, i, base);
    } else if (look === SEPARATOR_LOOK) {
      // The zeros behind a text are separators, too.
      if (i >= length) return null;
      look = looks[text[++i] as number] as number;
    } else if (look === DIGIT_LOOK) {
      const run = i;
      const follows = run > 0 && (looks[text[run - 1] as number] as number) >= LETTER_LOOK;
      if (run - wordEnd <= BEHIND && !mixed) lookBefore(text, word, wordEnd, run, lastDigit);
      do {
        atoms.pushDigit(base + i, (text[i] as number) - ZERO);
        i = (i + 1) | 0;
        look = looks[text[i] as number] as number;
      } while (look === DIGIT_LOOK);
      lastDigit = i - 1;
      if (isPlace(original, text, run, i)) atoms.rewind(atoms.count - (i - run));
      // Only beside a letter can a figure be one, and most groups stand alone.
      if (
        raw &&
        (look >= LETTER_LOOK || follows) &&
        (drawnWordAt(text, run) || (lastDigit > run && drawnWordAt(text, lastDigit)))
      )
        return 'fold';
    } else {
      if (SIGN_LOOKS[text[i] as number] === 1) {
        if (!mixed && (lastDigit === i - 1 || isDigitAt(text, i + 1)) && enoughNear(text, i)) mixed = true;
      } else if (raw && needsFolding(original, i)) return 'fold';
      look = looks[text[++i] as number] as number;
    }
  }
}

/** A short word of look-alikes behind digits, or letters that touch them, could be digits, too. */
function lookAfter(text: Units, word: number, end: number, lastDigit: number): void {
  if (lastDigit !== word - 1 && (end - word > SMALL_GROUP || LOOKS_LIKE[text[word] as number] === 0)) return;
  if (looksLikeDigits(text, word, end, lastDigit) && enoughNear(text, word)) mixed = true;
}

/** So could a word that ends where digits begin, or a place or two before. */
function lookBefore(text: Units, word: number, end: number, run: number, lastDigit: number): void {
  // "О.ж7": before the letter that touches, another word may end.
  if (end === run && end - word === 1 && CLASS[text[word - 2] as number] === LETTER) {
    let before = word - 2;
    while (before > 0 && CLASS[text[before - 1] as number] === LETTER) before--;
    lookBefore(text, before, word - 1, run, lastDigit);
  }
  if (end < run && (end - word > SMALL_GROUP || LOOKS_LIKE[text[word] as number] === 0)) return;
  if (looksLikeDigits(text, word, end, lastDigit) && enoughNear(text, word)) mixed = true;
}

/** Second look, over folded text: look-alike letters in and beside groups of digits become atoms as well. */
export function scanLookAlikes(atoms: AtomCollector, original: string, base: number): void {
  const { length } = original;
  atoms.reserve(length);
  scanned.load(original);
  const text = UNITS;
  let i = 0;
  while (i < length) {
    const unit = text[i] as number;
    const kind = CLASS[unit] as number;
    if (kind === DIGIT) {
      const run = i;
      do atoms.pushDigit(base + i, (text[i] as number) - ZERO);
      while (isDigitAt(text, ++i));
      if (isPlace(original, text, run, i)) atoms.rewind(atoms.count - (i - run));
      continue;
    }
    if (kind === LETTER) {
      const word = i;
      do i++;
      while (i < length && CLASS[text[i] as number] === LETTER);
      if (pushWord(atoms, text, word, i, base)) continue;
      if (i - word === 1 && isRoundBehindWord(atoms, text, word, base))
        atoms.pushWord(base + word, base + i, codeOf(LOOK_ALIKE, 1));
      else if (looksLikeGroup(text, word, i))
        for (let k = word; k < i; k++) {
          const looks = LOOKS_LIKE[text[k] as number] as number;
          if (looks > 0) atoms.pushWord(base + k, base + k + 1, codeOf(LOOK_ALIKE, looks));
        }
      else if (isDigitAt(text, word - 1) || isDigitAt(text, i)) pushTouching(atoms, text, word, i, base);
      else pushInside(atoms, text, word, i, base);
      continue;
    }
    const looks = LOOKS_LIKE[unit] as number;
    // "7⭕9 ⭕⭕ 58": a sign drawn twice for two zeros.
    const twice = looks === 1 && (text[i - 1] === unit || text[i + 1] === unit);
    if (looks > 0 && (twice || isDigitAt(text, i - 1) || isDigitAt(text, i + 1)))
      atoms.pushWord(base + i, base + i + 1, codeOf(LOOK_ALIKE, looks));
    i++;
  }
}
