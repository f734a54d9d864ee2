/**
 * OLX's own alphabet: `w` stands before `v` and `W` before `V` (facts/olx.md 1, exact on 209 of 209 measured ads).
 * The usual order decodes about a quarter of the codes into the id of another ad.
 */
const ALPHABET = '0123456789abcdefghijklmnopqrstuwvxyzABCDEFGHIJKLMNOPQRSTUWVXYZ';

/** The ad id in a code like `qgDUJ`, or `null` when it is none. */
export function idOfCode(code: string): number | null {
  let id = 0;
  for (const letter of code) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) return null;
    id = id * ALPHABET.length + digit;
  }
  return code.length > 0 && Number.isSafeInteger(id) ? id : null;
}

/** The code of an ad id. */
export function codeOfId(id: number): string {
  let rest = id;
  let code = '';
  do {
    code = ALPHABET.charAt(rest % ALPHABET.length) + code;
    rest = Math.floor(rest / ALPHABET.length);
  } while (rest > 0);
  return code;
}
