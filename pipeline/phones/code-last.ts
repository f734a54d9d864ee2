import type { Graded } from './grade.ts';
import { digitsAfter, digitsBefore, type Ground, groupSizes } from './rows.ts';
import { readGap } from './surroundings.ts';
import type { Candidate } from './windows.ts';

/** What says that the figures standing last belong in front. */
const CLUE = /(?<!\p{L})(?:код|оператор|впереди|спереди|перед|вначале|начал|начин|сначала|алды|басы|code|kod)/iu;
/** Digits of the number behind the operator's code. */
const REST = 7;
const FURTHEST_APART = 40;
const BEHIND = 30;
const RESTS = new Set(['7', '3,4', '3,2,2', '2,2,3', '1,2,2,2']);

/**
 * "318 42 07 (код 8709)": the operator's code behind the rest. Always weak, and nothing without a word that says so: a
 * person reads it so, but two rows of figures beside each other can look the same.
 */
export function gradeCodeLast({ text, atoms, kindAt, changed }: Ground, { atoms: used }: Candidate): Graded | null {
  const at = (n: number): number => used[n] as number;
  const restEnd = atoms.end[at(REST - 1)] as number;
  const codeStart = atoms.start[at(REST)] as number;
  const end = atoms.end[at(used.length - 1)] as number;
  const start = atoms.start[at(0)] as number;
  if (codeStart - restEnd > FURTHEST_APART) return null;
  const clear = text.slice(restEnd, codeStart) + text.slice(end, end + BEHIND);
  const between = readGap(text.slice(restEnd, codeStart));
  if (between.empty || between.fieldBreak || !CLUE.test(clear)) return null;
  if (digitsBefore(atoms, at(0)) !== '' || digitsAfter(atoms, at(REST - 1)) !== '') return null;
  if (!['', '8', '7'].includes(digitsBefore(atoms, at(REST))) || digitsAfter(atoms, at(used.length - 1)) !== '')
    return null;
  const gaps = used.slice(1).map((atom, n) => readGap(text.slice(atoms.end[at(n)], atoms.start[atom])));
  const rest = gaps.slice(0, REST - 1);
  const whole = gaps.slice(REST).every((gap) => gap.empty) && rest.every((gap) => gap.empty || gap.light);
  if (!whole || !RESTS.has(groupSizes(atoms, used.slice(0, REST), rest).join())) return null;
  return {
    how: kindAt(start) === 'picture' ? 'picture' : 'split',
    strength: 'weak',
    parts: [
      [start, restEnd],
      [codeStart, end],
    ],
    reasons: changed(start, end) ? ['code-last', 'encoded-characters'] : ['code-last'],
  };
}
