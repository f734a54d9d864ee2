/** What one UTF-16 unit is to the scan. `SPECIAL` may need folding first; the scan asks `needsFolding`. */
export const SEPARATOR = 0;
export const LETTER = 1;
export const DIGIT = 2;
export const SPECIAL = 3;

/** Stands between two fields in the joined text; a noncharacter no ad can mean anything by. */
export const FIELD_BREAK = '\uFDD0';

/** Emoji furniture that follows a plain digit in a keycap; costs nothing and hides nothing. */
const KEYCAP_TAIL = new Set([0xfe0f, 0x20e3]);
/** Apostrophes that stand for a soft sign in Latin letters ("vosem'"). */
const SOFT_SIGNS = new Set([0x27, 0x60, 0xb4, 0x2018, 0x2019]);
const BLANK_FILLERS = new Set([0x3164, 0x115f, 0x1160, 0xffa0, 0x2800]);
const IGNORABLE = /^[\p{Cf}\p{Mn}\p{Me}]$/u;

export function isIgnorable(codePoint: number): boolean {
  return IGNORABLE.test(String.fromCodePoint(codePoint));
}

/** Digits that NFKC does not know: dingbats, negative circles, squared zero. First code point → value of the first. */
const DIGIT_BLOCKS: readonly (readonly [number, number, number])[] = [
  [0x2776, 1, 9],
  [0x2780, 1, 9],
  [0x278a, 1, 9],
  [0x24f5, 1, 9],
  [0x1f10b, 0, 0],
  [0x1f10c, 0, 0],
  [0x24ff, 0, 0],
  [0x1f550, 1, 9],
];

const ODD_DIGITS = new Map<number, string>();
for (const [first, value, last] of DIGIT_BLOCKS)
  for (let v = value; v <= last; v++) ODD_DIGITS.set(first + v - value, String(v));
for (const [cp, text] of [
  [0x277f, '10'],
  [0x2789, '10'],
  [0x2793, '10'],
  [0x24fe, '10'],
  [0x1f51f, '10'],
] as const)
  ODD_DIGITS.set(cp, text);
for (const cp of [0x1f17e, 0x1f15e, 0x1f13e]) ODD_DIGITS.set(cp, 'O');
for (let i = 0; i < 26; i++) {
  const letter = String.fromCharCode(65 + i);
  for (const base of [0x1f130, 0x1f150, 0x1f170, 0x1f1e6])
    if (!ODD_DIGITS.has(base + i)) ODD_DIGITS.set(base + i, letter);
}

const DECIMAL = /^\p{Nd}$/u;
const plainCache = new Map<number, string | null>();

function findPlain(codePoint: number): string | null {
  const odd = ODD_DIGITS.get(codePoint);
  if (odd !== undefined) return odd;
  const char = String.fromCodePoint(codePoint);
  const nfkc = char.normalize('NFKC');
  if (nfkc !== char && /[\p{L}\d]/u.test(nfkc)) {
    const bare = nfkc.replace(/[()., ]/g, '');
    return DECIMAL.test(bare) && !/\d/.test(bare) ? decimalValue(bare.codePointAt(0) as number) : bare;
  }
  return DECIMAL.test(char) ? decimalValue(codePoint) : null;
}

/** Decimal digits come in aligned blocks of ten, so the value is the distance to the block's first. */
function decimalValue(codePoint: number): string {
  let first = codePoint;
  while (codePoint - first < 9 && DECIMAL.test(String.fromCodePoint(first - 1))) first--;
  // Mathematical digits stand in five adjacent blocks; NFKC has dealt with those.
  return String(codePoint - first);
}

/** The plain spelling of a full-width, circled, mathematical, Arabic … character; `null` when it is plain already. */
export function plainOf(codePoint: number): string | null {
  if (codePoint < 0x80) return null;
  const known = plainCache.get(codePoint);
  if (known !== undefined) return known;
  const plain = findPlain(codePoint);
  if (plainCache.size < 20_000) plainCache.set(codePoint, plain);
  return plain;
}

function classOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return DIGIT;
  if (unit === 0x25 || unit === 0x26 || unit === 0x3c || unit === 0x28 || SOFT_SIGNS.has(unit)) return SPECIAL;
  if (KEYCAP_TAIL.has(unit)) return SEPARATOR;
  if (unit >= 0xd800 && unit <= 0xdbff) return SPECIAL;
  if (unit >= 0xdc00 && unit <= 0xdfff) return SEPARATOR;
  if (BLANK_FILLERS.has(unit) || isIgnorable(unit) || (unit >= 0x80 && findPlain(unit) !== null)) return SPECIAL;
  return /^\p{L}$/u.test(String.fromCharCode(unit)) ? LETTER : SEPARATOR;
}

/** Class of every UTF-16 unit. */
export const CLASS = new Uint8Array(65536);
for (let unit = 0; unit < 65536; unit++) CLASS[unit] = classOf(unit);

export function isBlankFiller(unit: number): boolean {
  return BLANK_FILLERS.has(unit);
}

/** Signs, not letters, that look like a digit ("70!", "|2"): a SPECIAL of their own, that needs no folding. */
export const SIGN_LOOKS = new Uint8Array(65536);

/**
 * The apostrophe at `i` softens a consonant as in "sem'", "pyat'desyat" (no English one follows these letters so), or
 * parts it from a vowel as in Ukrainian "дев'ять".
 */
export function isSoftSign(text: string, i: number): boolean {
  if (!SOFT_SIGNS.has(text.charCodeAt(i))) return false;
  if (/[a-z](?:[mt]|st)$/i.test(text.slice(Math.max(0, i - 3), i))) return true;
  return /[пв]/i.test(text.charAt(i - 1)) && /я/i.test(text.charAt(i + 1));
}

/** "87()9": brackets drawn as a zero, closed at once beside a digit. */
export function isDrawnZero(text: string, i: number): boolean {
  return text.charCodeAt(i + 1) === 0x29 && /\d/.test(text.charAt(i - 1) + text.charAt(i + 2));
}

/** Whether the SPECIAL unit at `i` really hides something: emoji, a lone `<`, `&` or `%` do not. */
export function needsFolding(text: string, i: number): boolean {
  const unit = text.charCodeAt(i);
  if (unit === 0x26) return /^[#a-zA-Z]$/.test(text.charAt(i + 1));
  if (unit === 0x25) return /^[0-9a-fA-F]{2}$/.test(text.slice(i + 1, i + 3));
  if (unit === 0x3c) return /^[a-zA-Z/!]$/.test(text.charAt(i + 1));
  if (unit === 0x28) return isDrawnZero(text, i);
  if (SOFT_SIGNS.has(unit)) return isSoftSign(text, i);
  if (unit < 0xd800 || unit > 0xdbff) return SIGN_LOOKS[unit] === 0;
  const codePoint = text.codePointAt(i) as number;
  return codePoint > 0xffff && (plainOf(codePoint) !== null || isIgnorable(codePoint));
}

/**
 * One code for letters that look or sound alike, so that "cемь" with a Latin c, "жети" typed without the Kazakh
 * keyboard and "сiм" meet the same dictionary entry. The dictionary goes through the same table, so a Latin
 * transliteration stays itself. 0 = no letter of ours, DROPPED = soft and hard sign.
 */
const ALIKE = [
  'аәaàáâäãåΑα',
  'б',
  'вbΒβ',
  'гғґ',
  'gğģǵ',
  'д',
  'd',
  'еёэeéèêëєΕ',
  'ж',
  'зҙ',
  'zžΖ',
  'ийіыїiıíìîïΙι',
  'кқҡkΚκ',
  'q',
  'л',
  'lł',
  'мmΜ',
  'нңhΗ',
  'nñńΝ',
  'оөoöóôõøΟο',
  'п',
  'рpΡρ',
  'сcçΣς',
  'sşśšѕ',
  'тtΤτ',
  'уүұўyýÿΥυ',
  'uüúùûū',
  'ф',
  'f',
  'хһxΧχ',
  'ц',
  'ч',
  'шщ',
  'ю',
  'я',
  'vwν',
  'jј',
  'r',
];
export const DROPPED = 63;

/** Alike-code of every UTF-16 unit. */
export const ALIKE_CODE = new Uint8Array(65536);
for (const [index, group] of ALIKE.entries())
  for (const char of group)
    for (const form of [char, char.toUpperCase(), char.toLowerCase()])
      if (form.length === 1) ALIKE_CODE[form.charCodeAt(0)] = index + 1;
for (const char of 'ьъЬЪ') ALIKE_CODE[char.charCodeAt(0)] = DROPPED;

/** Digits a letter or sign can stand for inside a digit group. Unicode's confusables lack 4, 5, 7, 8 and 9. */
const LOOKS: readonly (readonly [string, number])[] = [
  ['ОоOoΟοӨөѲѳØøՕօ○◯〇°⭕⭘⚪', 0],
  ['lI|іІιΙ!ıӏӀi¡', 1],
  ['ZzƧƨ', 2],
  ['ЗзӠӡƷʒЭэƐҘҙ', 3],
  ['ЧчAА', 4],
  ['SsЅѕ$Б', 5],
  ['бbGБ', 6],
  ['ТтTtГгZz', 7],
  ['ВвB&', 8],
  ['gq', 9],
];

/** First look-alike digit + 1 in the low nibble, a second one + 1 in the high nibble; 0 = none. */
export const LOOKS_LIKE = new Uint8Array(65536);
for (const [chars, digit] of LOOKS)
  for (const char of chars) {
    const unit = char.charCodeAt(0);
    const held = LOOKS_LIKE[unit] as number;
    LOOKS_LIKE[unit] = held === 0 ? digit + 1 : held | ((digit + 1) << 4);
  }

for (let unit = 0; unit < 65536; unit++)
  if ((LOOKS_LIKE[unit] as number) > 0 && CLASS[unit] === SEPARATOR) {
    SIGN_LOOKS[unit] = 1;
    CLASS[unit] = SPECIAL;
  }

/** Look-alikes that are read as a digit even when they stand alone between groups ("8 ООО"). */
export const LOOKS_ALONE = new Uint8Array(65536);
for (const char of 'ОоOolI|ЗзӠƷЧSб') LOOKS_ALONE[char.charCodeAt(0)] = 1;
