/** What a number word can mean. An atom's code is `kind * 4096 + value`; a plain digit is its own value. */
export const UNIT = 1; // 0–9
export const TEEN = 2; // 10–19
export const TENS = 3; // 10, 20 … 90 that a unit may follow (Kazakh "он" counts as one)
export const HUNDREDS = 4; // 100 … 900
export const BARE_HUNDRED = 5; // "жүз", "сот": 100, or hundreds of the unit before it
export const THOUSAND = 6;
export const NOUN = 7; // "семёрка", "нулей"
export const TIMES = 8; // "дважды", "тройной"
export const ONCE = 9; // "раза", "рет": after a count
export const LOOK_ALIKE = 10; // value: LOOKS_LIKE nibbles

export const codeOf = (kind: number, value: number): number => kind * 4096 + value;
export const kindOf = (code: number): number => code >> 12;
export const figureOf = (code: number): number => code & 4095;
