import type { Atoms } from './atoms.ts';
import { boundary } from './boundary.ts';
import { FIELD_BREAK } from './chars.ts';
import { gradeCodeLast } from './code-last.ts';
import { readLead, reversedLead } from './lead.ts';
import { kindOf, LOOK_ALIKE } from './number-kinds.ts';
import { plainLength } from './plain-reading.ts';
import { beginsSentence, digitsAfter, type Ground, groupSizes, isOneNumeral, MOST_SIGNS, SHORT_GAP } from './rows.ts';
import type { Seen } from './sighting.ts';
import {
  alphanumericToken,
  type Gap,
  hasCallWord,
  hasIdLabel,
  hasMoney,
  IDENTITY_LABEL,
  isDialLink,
  isInAddress,
  isKnownId,
  isLetterAt,
  OPERATOR_CODE,
  readGap,
} from './surroundings.ts';
import { type Candidate, ROW } from './windows.ts';

/** Why a sighting is weak. */
export type Doubt =
  | 'long-gap'
  | 'reversed'
  | 'code-last'
  | 'longer-run'
  | 'vanity'
  | 'list'
  | 'labelled-id'
  | 'money'
  | 'glued-letters'
  | 'layout'
  | 'national-form'
  | 'no-plus'
  | 'in-address'
  | 'across-fields'
  | 'ambiguous'
  | 'few-digits';
/** How a sighting was disguised. */
export type Disguise =
  | 'number-words'
  | 'look-alikes'
  | 'encoded-characters'
  | 'unusual-signs'
  | 'noise'
  | 'line-breaks'
  | 'joined-numbers';

export interface Graded {
  readonly how: Seen;
  readonly strength: 'strong' | 'weak';
  /** Stretches of the joined text; more than one when a long gap or a field break parts them. */
  readonly parts: readonly (readonly [number, number])[];
  readonly reasons: readonly string[];
}

const PART_LETTERS = 60;
/** A word or two between groups, behind a prefix and a call word. */
const WORD_LETTERS = 14;
/** So many where the text says that the rest follows. */
const CONTINUED_LETTERS = 110;
const PART_SIGNS = 60;
/** So many number words, in the order of a number, are no chance, whatever stands between. */
const SPELLED = 6;
const OPERATOR_DIGITS = 3;
const BEFORE = 80;
const AFTER = 30;

const COINCIDENCE: readonly Doubt[] = [
  'list',
  'layout',
  'longer-run',
  'money',
  'long-gap',
  'glued-letters',
  'few-digits',
];

/**
 * Grades a candidate by what is around and between its digits; `null` when no reader takes it for the number.
 * `flood`: there are so many candidates that those inside an endless row of figures are told as weak unread.
 * The rules and the reasons are in README.md beside this file.
 */
export function grade(ground: Ground, candidate: Candidate, flood: boolean): Graded | null {
  const { text, atoms } = ground;
  const { needle, atoms: used } = candidate;
  const first = used[0] as number;
  const last = used[used.length - 1] as number;

  const begin = atoms.start[first] as number;
  if (flood && insideRow(atoms, used)) {
    const parts: Graded['parts'] = [[begin, atoms.end[last] as number]];
    return {
      how: ground.kindAt(begin) === 'picture' ? 'picture' : 'disguised',
      strength: 'weak',
      parts,
      reasons: ['longer-run'],
    };
  }
  if (candidate.order === 'code-last') return gradeCodeLast(ground, candidate);
  const isBackwards = candidate.order === 'backwards';
  const gaps: Gap[] = [];
  for (let n = 1; n < used.length; n++)
    gaps.push(readGap(text.slice(atoms.end[used[n - 1] as number], atoms.start[used[n] as number])));
  const kind = ground.kindAt(begin);
  const end = atoms.end[last] as number;
  const across = gaps.some((gap) => gap.fieldBreak);
  if (across && (kind !== 'text' || ground.kindAt(end - 1) !== 'text')) return null;

  const lead = isBackwards
    ? reversedLead(atoms, first)
    : readLead(
        ground,
        candidate,
        gaps.some((g) => g.loose),
      );
  const gluedAfter = digitsAfter(atoms, last);
  const doubts = new Set<Doubt>();
  const disguises = new Set<Disguise>();

  const before = contextBefore(text, lead.start);
  const after = contextAfter(text, end);
  const link = isDialLink(before);
  const sizes = groupSizes(atoms, used, gaps);
  const words = used.filter((a) => (atoms.code[a] as number) >= 10 && kindOf(atoms.code[a] as number) !== LOOK_ALIKE);
  const codeApart = (sizes[0] === OPERATOR_DIGITS && sizes.length > 1) || words.length > 0;
  const operator = codeApart && OPERATOR_CODE.test(before);
  const labelled = !operator && hasIdLabel(before, lead.prefix);
  const call = kind === 'contact' || link || operator || (!labelled && hasCallWord(before, after));
  if (isKnownId(alphanumericToken(text, lead.start, end), before)) return null;

  const spelled = words.length >= SPELLED;
  const looks = used.filter((a) => kindOf(atoms.code[a] as number) === LOOK_ALIKE);
  if (words.length > 0) disguises.add('number-words');
  if (looks.length > 0) disguises.add('look-alikes');
  if (looks.length > 6 || (looks.length > 0 && words.length + used.length - looks.length < 4)) doubts.add('few-digits');

  // Boundaries: the number must be whole groups.
  if (isBackwards) {
    if (lead.glued !== '' || !['', '8', '7', '77'].includes(gluedAfter) || needle.vanity) return null;
    if (gaps.some((gap) => gap.letters > 0 || gap.signs > SHORT_GAP || gap.loose)) return null;
    doubts.add('reversed');
  } else {
    const verdict = boundary(ground, candidate, lead, gluedAfter, gaps);
    if (verdict === 'never') return null;
    if (verdict === 'joined') disguises.add('joined-numbers');
    else if (verdict !== 'whole') doubts.add(verdict);
  }

  // Gaps: what parts the digits.
  const noisy = gaps.filter((gap) => gap.letters > 0 && gap.letters <= SHORT_GAP && gap.signs <= MOST_SIGNS);
  const long = gaps.filter((gap) => gap.letters > SHORT_GAP || gap.signs > MOST_SIGNS);
  const sameNoise = noisy.length >= 3 && noisy.every((gap) => gap.word === noisy[0]?.word || gap.glued);
  const repeatedLong = long.length >= 3 && long.every((gap) => gap.word === long[0]?.word && gap.letters <= 12);
  if (long.length > 0 && !repeatedLong) {
    const short = lead.prefix && call && long.every((gap) => gap.letters <= WORD_LETTERS);
    const most = short ? 4 : lead.prefix || call ? 2 : 1;
    if ((long.length > most && !spelled) || needle.vanity) return null;
    if (long.some((gap) => gap.letters > (gap.continued ? CONTINUED_LETTERS : PART_LETTERS) || gap.signs > PART_SIGNS))
      return null;
    doubts.add('long-gap');
  } else if (repeatedLong || noisy.length > 0) {
    const noise = repeatedLong || sameNoise || noisy.every((gap) => gap.glued);
    if (noise && (lead.prefix || call)) disguises.add('noise');
    else if (sameNoise && noisy.length === gaps.length) doubts.add('glued-letters');
    else doubts.add('long-gap');
  }
  const loose = gaps.some((gap) => gap.loose);
  if (gaps.some((gap) => gap.lines)) disguises.add('line-breaks');
  if (gaps.some((gap) => !gap.light && !gap.lines && gap.letters === 0)) disguises.add('unusual-signs');
  if (ground.changed(lead.start, end)) disguises.add('encoded-characters');

  const wordy = words.length >= 3;
  const sure = lead.prefix || call;
  if (!sure && !isBackwards && needle.form === 'core') {
    if (loose && words.length < 5) doubts.add('list');
    else if (!wordy && !usualLayout(sizes, gaps)) doubts.add('layout');
  }
  if (loose && !call && words.length === 0 && sizes.length > 3 && sizes.length < 9 && Math.max(...sizes) <= 2)
    doubts.add('list');
  if (lead.glued === '7' && sizes.join() === '1,3,3,3') doubts.add('labelled-id');
  if (labelled && kind !== 'contact' && !link) doubts.add('labelled-id');
  if (IDENTITY_LABEL.test(before)) doubts.add('labelled-id');
  // "Цены: 8 709, 318, 42" is a list of prices, whatever it begins with.
  const priced = !lead.prefix || needle.vanity || (gaps.some((gap) => gap.loose) && words.length === 0);
  if (kind !== 'contact' && !link && priced && hasMoney(before, after)) doubts.add('money');
  if (needle.vanity && !sure) {
    if (loose || long.length > 0 || noisy.length > 0) return null;
    doubts.add('vanity');
  }
  if (!link && kind === 'text' && isInAddress(before)) doubts.add('in-address');
  if (!call && words.length === 0 && gluedToLatin(text, lead.start, end)) doubts.add('glued-letters');
  if (needle.form === 'national' && !link) doubts.add('national-form');
  if (needle.form === 'full' && !lead.plus && kind !== 'contact' && !link) doubts.add('no-plus');
  if (candidate.unsteady) doubts.add('ambiguous');
  // "7z0z9z…": a letter that is noise in one place and a digit in another.
  const alsoNoise = (atom: number): boolean => {
    const letter = text.charAt(atoms.start[atom] as number).toLowerCase();
    return noisy.some((gap) => gap.word.includes(letter));
  };
  if (looks.some(alsoNoise)) doubts.add('ambiguous');
  // "екі нөл" is 2, 0 as well as two zeros: when the plain reading is a number too, a person decides.
  if (candidate.counted && plainLength(atoms, first, last + 1) === needle.length) doubts.add('ambiguous');
  // "… тоқсан 4 бөлмелі", "… тоқсан Үш терезе": what follows a ten in words can be the next sentence's.
  const tail = used[used.length - 2] as number;
  const apart = (atoms.code[last] as number) < 10 || beginsSentence(text, atoms, tail, last);
  if (apart && isOneNumeral(atoms, tail, last)) doubts.add('ambiguous');
  if (gaps.some((gap, n) => (gap.lines || gap.loose) && isOneNumeral(atoms, used[n] as number, used[n + 1] as number)))
    doubts.add('layout');
  if (across && !(lead.prefix && long.length === 0)) doubts.add('across-fields');
  if (kind === 'link' && !link) doubts.add('in-address');
  // Figures of a price, a list or a code that happen to be the number: two signs of it and none of a phone.
  if (!call && !spelled && COINCIDENCE.filter((doubt) => doubts.has(doubt)).length > 1) return null;
  if (!sure && !spelled && doubts.has('long-gap')) return null;
  if (!sure && doubts.has('list') && words.length === 0 && Math.max(...sizes) <= 2) return null;

  const parted = across || doubts.has('long-gap');
  const how: Seen =
    kind === 'contact' ? 'field'
    : kind === 'picture' ? 'picture'
    : link ? 'link'
    : parted ? 'split'
    : disguises.size > 0 || doubts.has('reversed') ? 'disguised'
    : kind === 'link' ? 'link'
    : 'plain'; // biome-ignore format: a table
  return {
    how,
    strength: doubts.size > 0 ? 'weak' : 'strong',
    parts: partsOf(atoms, used, gaps, lead.start),
    reasons: [...doubts, ...disguises],
  };
}

/** Figures parted one by one go on densely on both sides: told as weak at once, so that a flood costs little. */
function insideRow(atoms: Atoms, used: readonly number[]): boolean {
  const first = used[0] as number;
  const last = used[used.length - 1] as number;
  if (first < ROW || last + ROW >= atoms.count) return false;
  if ((atoms.start[first] as number) - (atoms.end[first - ROW] as number) > ROW * 10) return false;
  if ((atoms.start[last + ROW] as number) - (atoms.end[last] as number) > ROW * 10) return false;
  if (used.some((a) => (atoms.code[a] as number) > 9)) return true;
  for (let n = 1; n < used.length; n++)
    if (atoms.start[used[n] as number] === atoms.end[used[n - 1] as number]) return false;
  return true;
}

function contextBefore(text: string, start: number): string {
  const context = text.slice(Math.max(0, start - BEFORE), start);
  return context.slice(context.lastIndexOf(FIELD_BREAK) + 1);
}

function contextAfter(text: string, end: number): string {
  const context = text.slice(end, end + AFTER);
  const stop = context.indexOf(FIELD_BREAK);
  return stop < 0 ? context : context.slice(0, stop);
}

/** Without a prefix or a call word only the usual layouts are taken: one piece, 3-…, or digit by digit; three figures
 * and a code ("709 31 84 207") are none. */
function usualLayout(sizes: readonly number[], gaps: readonly Gap[]): boolean {
  if (sizes.length === 1 || sizes.every((size) => size === 1)) return true;
  return sizes[0] === 3 && sizes.join() !== '3,2,2,3' && gaps.every((gap) => gap.empty || gap.light);
}

/** Latin letters right before or after: part of a code, unless it is a whole small word ("wa8701…"). */
function gluedToLatin(text: string, start: number, end: number): boolean {
  const latin = /[A-Za-z]/;
  if (!latin.test(text.charAt(start - 1)) && !latin.test(text.charAt(end))) return false;
  return isLetterAt(text, start - 1) || isLetterAt(text, end);
}

function partsOf(atoms: Atoms, used: readonly number[], gaps: readonly Gap[], start: number): [number, number][] {
  const parts: [number, number][] = [];
  let from = start;
  for (const [n, gap] of gaps.entries()) {
    const parted = gap.fieldBreak || gap.letters > SHORT_GAP || gap.signs > MOST_SIGNS;
    if (!parted) continue;
    parts.push([from, atoms.end[used[n] as number] as number]);
    from = atoms.start[used[n + 1] as number] as number;
  }
  parts.push([from, atoms.end[used[used.length - 1] as number] as number]);
  return parts;
}
