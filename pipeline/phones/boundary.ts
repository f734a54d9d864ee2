import type { Atoms } from './atoms.ts';
import { type Lead, TRUNKS } from './lead.ts';
import { kindOf, LOOK_ALIKE, TIMES } from './number-kinds.ts';
import { canReadAs } from './plain-reading.ts';
import { digitsBefore, type Ground, groupAfter, neighbour } from './rows.ts';
import type { Gap } from './surroundings.ts';
import type { Candidate } from './windows.ts';

/** Whether the number is made of whole groups, or is cut out of a longer row of digits. */
export function boundary(
  ground: Ground,
  candidate: Candidate,
  lead: Lead,
  gluedAfter: string,
  gaps: readonly Gap[],
): 'whole' | 'joined' | 'longer-run' | 'never' {
  const { text, atoms } = ground;
  const { atoms: used, needle } = candidate;
  const first = used[0] as number;
  const last = used[used.length - 1] as number;
  if (lead.glued === 'foreign') return 'never';
  const fits = lead.glued === '' || (needle.form === 'core' && TRUNKS.has(lead.glued));
  if (!fits || gluedAfter !== '') {
    const contiguous = gaps.every((gap) => gap.empty);
    const run = lead.glued.length + needle.length + gluedAfter.length;
    if (contiguous && needle.form === 'core') {
      if (isJoined(lead.glued, gluedAfter)) return 'joined';
      return run === 11 ? 'longer-run' : 'never';
    }
    return fits &&
      gluedAfter.length === 1 &&
      lead.prefix &&
      tightRow(ground, first, -1) + tightRow(ground, last, 1) <= 4 &&
      run !== 12
      ? 'longer-run'
      : 'never';
  }
  const worded = used.some((a) => (atoms.code[a] as number) > 9 && kindOf(atoms.code[a] as number) !== LOOK_ALIKE);
  const nextGap = neighbour(text, atoms, last, last + 1);
  const previousGap = neighbour(text, atoms, lead.outside, lead.outside + 1);
  if (worded) {
    if (nextGap !== null) {
      let stop = last + 1;
      while (stop < atoms.count && stop - last < 8 && neighbour(text, atoms, stop - 1, stop) !== null) stop++;
      // The same words read to their end are another number: of two readings the one that uses the whole run wins.
      if (canReadAs(atoms, first, stop, needle.length) && !(canReadAs(atoms, last + 1, stop, 0) || stop === last + 1))
        return 'never';
      const code = atoms.code[last + 1] as number;
      if (code > 9 && kindOf(code) !== LOOK_ALIKE && kindOf(code) !== TIMES) return 'longer-run';
    }
    // "три, семь, семь, семь": a count that leaves words of the same row over is no count.
    if (candidate.counted && nextGap === null && gaps.some((gap) => gap.loose) && goesOn(ground, last)) return 'never';
    // "сегіз жеті жүз жетпіс тоғыз …": the eight before is the trunk, so it does not hide in the word after it as well.
    if (candidate.trunkInside && previousGap !== null) return 'never';
    if (lead.prefix && closeWordsBefore(text, atoms, lead.outside) >= 3) return 'longer-run';
    if (previousGap !== null && !lead.prefix && (atoms.code[lead.outside] as number) > 9) {
      const kind = kindOf(atoms.code[lead.outside] as number);
      if (kind !== LOOK_ALIKE && kind !== TIMES) return 'longer-run';
    }
    return 'whole';
  }
  const singles = gaps.length > 0 && gaps.every((gap) => !gap.empty);
  if (nextGap !== null && singles && groupAfter(atoms, last) === 1) return 'longer-run';
  if (lead.prefix) {
    const previous =
      lead.outside < 0 || (atoms.code[lead.outside] as number) > 9 ? 0 : digitsBefore(atoms, lead.outside).length + 1;
    const before = previous >= 10 && previous <= 12 ? 0 : tightRow(ground, lead.outside + 1, -1);
    const after = nextIsNumber(atoms, last) ? 0 : tightRow(ground, last, 1);
    // "03-8709…": a small group tied on by a hyphen; phones are parted by more, or by a plus.
    const tied = !lead.plus && before > 0 && before <= 3 && text.charAt(lead.start - 1) === '-';
    return tied || partOfRow(before, after) ? 'longer-run' : 'whole';
  }
  if (previousGap !== null && previousGap.signs <= 1) return 'longer-run';
  if (nextGap !== null && nextGap.signs <= 1 && !nextIsNumber(atoms, last)) {
    const tight = /[-–]/.test(text.slice(atoms.end[last], atoms.start[last + 1]));
    if (tight || groupAfter(atoms, last) >= 3) return 'longer-run';
  }
  return 'whole';
}

/** Another number word stands behind, over a comma at most. */
function goesOn({ text, atoms }: Ground, last: number): boolean {
  const code = last + 1 < atoms.count ? (atoms.code[last + 1] as number) : 0;
  return code > 9 && /^[\s,]{1,3}$/.test(text.slice(atoms.end[last], atoms.start[last + 1]));
}

/** How many number words stand close together up to atom `at`; counted to three. */
function closeWordsBefore(text: string, atoms: Atoms, at: number): number {
  let found = 0;
  for (let i = at; found < 3 && neighbour(text, atoms, i, i + 1) !== null; i--) {
    const code = atoms.code[i] as number;
    if (code < 10 || kindOf(code) === LOOK_ALIKE) break;
    found++;
  }
  return found;
}

/** Two or three numbers written without a sign between them. */
function isJoined(before: string, after: string): boolean {
  const full = /^(?:[87]7[0-8]\d{8})*$/;
  const bare = /^(?:7[0-8]\d{8})*$/;
  const trunk = before.slice(-1);
  if ((trunk === '8' || trunk === '7') && full.test(before.slice(0, -1)) && full.test(after)) return true;
  return bare.test(before) && bare.test(after);
}

/** A new number begins here: a trunk digit of its own, or a group that holds one whole. */
function nextIsNumber(atoms: Atoms, last: number): boolean {
  const code = atoms.code[last + 1];
  const size = groupAfter(atoms, last);
  return (code === 8 || code === 7) && (size === 1 || size === 4 || size >= 10);
}

/** Digits of the row of groups beyond atom `at`, the groups parted by at most one space or hyphen. */
function tightRow(ground: Ground, at: number, step: 1 | -1): number {
  const { text, atoms } = ground;
  let total = 0;
  for (let i = at; total < 40; i += step) {
    const left = step === 1 ? i : i - 1;
    if (left < 0 || left + 1 >= atoms.count || (atoms.code[left] as number) > 9 || (atoms.code[left + 1] as number) > 9)
      break;
    if (!/^[ \u00a0-]?$/.test(text.slice(atoms.end[left], atoms.start[left + 1]))) break;
    total++;
  }
  return total;
}

/** Beside a phone stand other phones or a few figures; a card or an account is longer than that. */
function partOfRow(before: number, after: number): boolean {
  const harmless = (digits: number): boolean =>
    digits <= 3 || (digits >= 10 && digits <= 12) || (digits >= 20 && digits <= 24);
  return !(harmless(before) && harmless(after));
}
