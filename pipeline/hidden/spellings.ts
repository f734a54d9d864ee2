import type { PhoneNumber } from '../../db/phone-number.ts';

/**
 * How a seller may have written a number, for a platform's own search box (facts/other-platforms.md 3). The digits
 * leave PhoneNumber here because the person's consent says so: site-search.ts checks it before it asks for these.
 */
export function spellingsOf(number: PhoneNumber): readonly string[] {
  const e164 = number.reveal();
  const national = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(e164);
  if (!national) return [e164, e164.slice(1)];
  const [, code = '', a = '', b = '', c = ''] = national;
  const joined = `${code}${a}${b}${c}`;
  return [
    joined,
    `8${joined}`,
    `+7${joined}`,
    `7${joined}`,
    ...[`${code} ${a} ${b} ${c}`, `8 ${code} ${a} ${b} ${c}`, `+7 ${code} ${a} ${b} ${c}`, `8${code} ${a} ${b} ${c}`],
    ...[`8 (${code}) ${a}-${b}-${c}`, `8-${code}-${a}-${b}-${c}`, `+7 (${code}) ${a}-${b}-${c}`],
  ];
}
