/** The letter that stands before an id on paper and screen: p1 person, n3 number, m12 match, l5 notice, r8 run, c4 capture, h5 lookup by hand, i2 list to import. */
export type ShortNameLetter = 'p' | 'n' | 'm' | 'l' | 'r' | 'c' | 'h' | 'i';

/** `n3` for number 3. */
export function shortName(letter: ShortNameLetter, id: number): string {
  return `${letter}${id}`;
}

/** The id in `n3` (any case), or `null` when it is not a short name with this letter. */
export function idOfShortName(letter: ShortNameLetter, typed: string): number | null {
  const found = /^([a-z])([1-9]\d{0,8})$/.exec(typed.trim().toLowerCase());
  return found && found[1] === letter ? Number(found[2]) : null;
}
