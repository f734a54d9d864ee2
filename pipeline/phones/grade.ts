import type { Atoms } from './atoms.ts';
import { FIELD_BREAK } from './chars.ts';
import { BARE_HUNDRED, figureOf, HUNDREDS, kindOf, LOOK_ALIKE, NOUN, TENS, TIMES, UNIT } from './number-words.ts';
import { type Candidate, canReadAs, plainLength, ROW } from './readings.ts';
import type { FieldText, Seen } from './sighting.ts';
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

/** Why a sighting is weak. */
export type Doubt =
  | 'long-gap'
  | 'reversed'
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

/** Joined text of the fields being searched, and what each position belongs to. */
export interface Ground {
  readonly text: string;
  readonly atoms: Atoms;
  kindAt(position: number): FieldText['kind'];
  /** Whether [start, end) reads differently in the original. */
  changed(start: number, end: number): boolean;
}

export interface Graded {
  readonly how: Seen;
  readonly strength: 'strong' | 'weak';
  /** Stretches of the joined text; more than one when a long gap or a field break parts them. */
  readonly parts: readonly (readonly [number, number])[];
  readonly reasons: readonly string[];
}

const SHORT_GAP = 3;
const MOST_SIGNS = 12;
const PART_LETTERS = 60;
const PART_SIGNS = 60;
const OPERATOR_DIGITS = 3;
const BEFORE = 80;
const AFTER = 30;
const TRUNKS = new Set(['8', '7', '87', '88', '007', '997', '0087', '810', '8107', '07', '08']);

const CAPITALISED = /^\p{Lu}\p{Ll}/u;

const COINCIDENCE: readonly Doubt[] = [
  'list',
  'layout',
  'longer-run',
  'money',
  'long-gap',
  'glued-letters',
  'few-digits',
];

interface Lead {
  /** Digits glued to the first digit of the number, before it. */
  readonly glued: string;
  /** Where the number begins with its prefix. */
  readonly start: number;
  readonly prefix: boolean;
  readonly plus: boolean;
  /** The last atom before the number and its prefix. */
  readonly outside: number;
}

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
  const gaps: Gap[] = [];
  for (let n = 1; n < used.length; n++)
    gaps.push(readGap(text.slice(atoms.end[used[n - 1] as number], atoms.start[used[n] as number])));
  const kind = ground.kindAt(begin);
  const end = atoms.end[last] as number;
  const across = gaps.some((gap) => gap.fieldBreak);
  if (across && (kind !== 'text' || ground.kindAt(end - 1) !== 'text')) return null;

  const lead = candidate.reversed
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
  const operator = sizes[0] === OPERATOR_DIGITS && sizes.length > 1 && OPERATOR_CODE.test(before);
  const labelled = !operator && hasIdLabel(before, lead.prefix);
  const call = kind === 'contact' || link || operator || (!labelled && hasCallWord(before, after));
  if (isKnownId(alphanumericToken(text, lead.start, end), before)) return null;

  const words = used.filter((a) => (atoms.code[a] as number) >= 10 && kindOf(atoms.code[a] as number) !== LOOK_ALIKE);
  const looks = used.filter((a) => kindOf(atoms.code[a] as number) === LOOK_ALIKE);
  if (words.length > 0) disguises.add('number-words');
  if (looks.length > 0) disguises.add('look-alikes');
  if (looks.length > 6 || (looks.length > 0 && words.length + used.length - looks.length < 4)) doubts.add('few-digits');

  // Boundaries: the number must be whole groups.
  if (candidate.reversed) {
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
    const most = lead.prefix || call ? 2 : 1;
    if (long.length > most || needle.vanity) return null;
    if (long.some((gap) => gap.letters > PART_LETTERS || gap.signs > PART_SIGNS)) return null;
    doubts.add('long-gap');
  } else if (repeatedLong || noisy.length > 0) {
    const noise = repeatedLong || sameNoise || noisy.every((gap) => gap.glued);
    if (noise && (lead.prefix || call)) disguises.add('noise');
    else doubts.add('long-gap');
  }
  const loose = gaps.some((gap) => gap.loose);
  if (gaps.some((gap) => gap.lines)) disguises.add('line-breaks');
  if (gaps.some((gap) => !gap.light && !gap.lines && gap.letters === 0)) disguises.add('unusual-signs');
  if (ground.changed(lead.start, end)) disguises.add('encoded-characters');

  const wordy = words.length >= 3;
  const sure = lead.prefix || call;
  if (!sure && !candidate.reversed && needle.form === 'core') {
    if (loose && words.length < 5) doubts.add('list');
    else if (!wordy && !usualLayout(sizes, gaps)) doubts.add('layout');
  }
  if (loose && !call && words.length === 0 && sizes.length > 3 && sizes.length < 9 && Math.max(...sizes) <= 2)
    doubts.add('list');
  if (lead.glued === '7' && sizes.join() === '1,3,3,3') doubts.add('labelled-id');
  if (labelled && kind !== 'contact' && !link) doubts.add('labelled-id');
  if (IDENTITY_LABEL.test(before)) doubts.add('labelled-id');
  if (kind !== 'contact' && !link && hasMoney(before, after) && (!lead.prefix || needle.vanity)) doubts.add('money');
  if (needle.vanity && !sure) {
    if (loose || long.length > 0 || noisy.length > 0) return null;
    doubts.add('vanity');
  }
  if (!link && kind === 'text' && isInAddress(before)) doubts.add('in-address');
  if (!call && words.length === 0 && gluedToLatin(text, lead.start, end)) doubts.add('glued-letters');
  if (needle.form === 'national' && !link) doubts.add('national-form');
  if (needle.form === 'full' && !lead.plus && kind !== 'contact' && !link) doubts.add('no-plus');
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
  if (!call && COINCIDENCE.filter((doubt) => doubts.has(doubt)).length > 1) return null;
  if (!sure && doubts.has('long-gap')) return null;
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

function digitsBefore(atoms: Atoms, at: number): string {
  let digits = '';
  for (let i = at - 1; i >= 0 && digits.length < 40; i--) {
    if ((atoms.code[i] as number) > 9 || atoms.end[i] !== atoms.start[i + 1]) break;
    digits = String(atoms.code[i]) + digits;
  }
  return digits;
}

function digitsAfter(atoms: Atoms, at: number): string {
  let digits = '';
  if ((atoms.code[at] as number) > 9 && kindOf(atoms.code[at] as number) !== LOOK_ALIKE) return '';
  for (let i = at + 1; i < atoms.count && digits.length < 40; i++) {
    if ((atoms.code[i] as number) > 9 || atoms.start[i] !== atoms.end[i - 1]) break;
    digits += String(atoms.code[i]);
  }
  return digits;
}

function reversedLead(atoms: Atoms, first: number): Lead {
  const glued = digitsBefore(atoms, first);
  return { glued, start: atoms.start[first] as number, prefix: false, plus: false, outside: first - 1 };
}

/** The trunk prefix before the number, in digits, words or a look-alike: 8, 7, +7, 8 7, 007, 997. */
function readLead(ground: Ground, candidate: Candidate, loose: boolean): Lead {
  const { text, atoms } = ground;
  const first = candidate.atoms[0] as number;
  const begin = atoms.start[first] as number;
  const glued = (atoms.code[first] as number) > 9 ? '' : digitsBefore(atoms, first);
  const core = candidate.needle.form === 'core';
  const withPlus = (at: number): { start: number; plus: boolean } => {
    const sign = /(?:\+|(?<!\p{L})(?:плюс|plus|plyus|plius)[\s\-–—,.]{0,3}|[＋﹢])[\s(]{0,2}$/iu.exec(
      text.slice(Math.max(0, at - 12), at),
    );
    return sign === null ? { start: at, plus: false } : { start: at - sign[0].length, plus: true };
  };
  if (candidate.trunkInside) return { glued, ...withPlus(begin), prefix: true, outside: first - 1 };
  if (!core) {
    const zero = glued === '00' || glued === '0' || glued === '810';
    const at = zero ? begin - glued.length : begin;
    const sign = withPlus(at);
    let plus = sign.plus || glued === '00' || glued === '810';
    let start = sign.start;
    const before = first - 1;
    if (!plus && glued === '' && before >= 0 && digitsBefore(atoms, before + 0) === '0' && atoms.code[before] === 0) {
      const gap = readGap(text.slice(atoms.end[before], begin));
      if (gap.light) {
        plus = true;
        start = atoms.start[before - 1] as number;
      }
    }
    return { glued: zero ? '' : glued, start, prefix: plus, plus, outside: first - 1 - (zero ? glued.length : 0) };
  }
  if (glued.length > 0) {
    const sign = withPlus(begin - glued.length);
    return { glued, ...sign, prefix: TRUNKS.has(glued), outside: first - 1 - glued.length };
  }
  const before = leadAtom(atoms, first - 1);
  if (before < 0) return { glued, start: begin, prefix: false, plus: false, outside: -1 };
  const gap = readGap(text.slice(atoms.end[before], begin));
  const far = gap.letters > 0 && !(gap.letters <= SHORT_GAP && gap.glued);
  if (gap.fieldBreak || far || gap.signs > MOST_SIGNS || (gap.loose && !loose))
    return { glued, start: begin, prefix: false, plus: false, outside: before };
  const code = atoms.code[before] as number;
  let group: string;
  if (code < 10) group = digitsBefore(atoms, before) + String(code);
  else if (kindOf(code) === UNIT || kindOf(code) === NOUN) group = String(figureOf(code));
  else if (kindOf(code) === LOOK_ALIKE) group = String((figureOf(code) & 15) - 1);
  else group = '';
  if (!TRUNKS.has(group)) {
    // "+44 7700 …" is someone else's number whatever the ten digits say.
    const foreign = code < 10 && withPlus((atoms.end[before] as number) - group.length).plus;
    return { glued: foreign ? 'foreign' : glued, start: begin, prefix: false, plus: false, outside: before };
  }
  const startAtom = code < 10 ? before - group.length + 1 : before;
  const sign = withPlus(atoms.start[startAtom] as number);
  return { glued, ...sign, prefix: true, outside: startAtom - 1 };
}

/** The atom the trunk prefix could be: letters of noise that look like digits ("8zz701zz…") are passed over. */
function leadAtom(atoms: Atoms, at: number): number {
  const isNoise = (i: number): boolean => {
    const code = atoms.code[i] as number;
    return kindOf(code) === LOOK_ALIKE && !TRUNKS.has(String((figureOf(code) & 15) - 1));
  };
  let before = at;
  while (before >= 0 && at - before < 4 && (atoms.code[before] as number) > 9 && isNoise(before)) before--;
  return before >= 0 && (atoms.code[before] as number) < 10 ? before : at;
}

/** Whether the number is made of whole groups, or is cut out of a longer row of digits. */
function boundary(
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
    return partOfRow(before, after) ? 'longer-run' : 'whole';
  }
  if (previousGap !== null && previousGap.signs <= 1) return 'longer-run';
  if (nextGap !== null && nextGap.signs <= 1 && !nextIsNumber(atoms, last)) {
    const tight = /[-–]/.test(text.slice(atoms.end[last], atoms.start[last + 1]));
    if (tight || groupAfter(atoms, last) >= 3) return 'longer-run';
  }
  return 'whole';
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

/** The gap to the neighbouring atom when it belongs to the same row of figures. */
function neighbour(text: string, atoms: Atoms, left: number, right: number): Gap | null {
  if (left < 0 || right >= atoms.count) return null;
  const distance = (atoms.start[right] as number) - (atoms.end[left] as number);
  if (distance > 16 || distance < 0) return null;
  if (beginsSentence(text, atoms, left, right)) return null;
  const gap = readGap(text.slice(atoms.end[left], atoms.start[right]));
  return gap.fieldBreak || gap.loose || gap.letters > 0 || gap.signs > SHORT_GAP ? null : gap;
}

/** "елу | жеті": a ten or a hundred and the figure after it, which a reader would join; over a line's end he would not. */
function isOneNumeral(atoms: Atoms, left: number, right: number): boolean {
  const before = kindOf(atoms.code[left] as number);
  const code = atoms.code[right] as number;
  const figure = code < 10 || kindOf(code) === UNIT || kindOf(code) === NOUN;
  return (before === TENS || before === HUNDREDS || before === BARE_HUNDRED) && (figure || kindOf(code) === TENS);
}

/** "…сорок пять Три окна…": a capital after small letters begins another sentence; "Сорок Пять Три" goes on. */
function beginsSentence(text: string, atoms: Atoms, left: number, right: number): boolean {
  const first = atoms.start[right] as number;
  return (
    (atoms.code[right] as number) > 9 &&
    CAPITALISED.test(text.slice(first, first + 2)) &&
    !CAPITALISED.test(text.slice(atoms.start[left], (atoms.start[left] as number) + 2))
  );
}

function groupAfter(atoms: Atoms, last: number): number {
  return last + 1 < atoms.count && (atoms.code[last + 1] as number) < 10 ? digitsAfter(atoms, last + 1).length + 1 : 0;
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

/** Sizes of the digit groups, e.g. 3,3,2,2. */
function groupSizes(atoms: Atoms, used: readonly number[], gaps: readonly Gap[]): number[] {
  const sizes: number[] = [];
  let size = 1;
  for (const [n, gap] of gaps.entries()) {
    if (gap.empty && (atoms.code[used[n + 1] as number] as number) < 10) size++;
    else {
      sizes.push(size);
      size = 1;
    }
  }
  sizes.push(size);
  return sizes;
}

/** Without a prefix or a call word only the usual layouts are taken: one piece, 3-…, or digit by digit. */
function usualLayout(sizes: readonly number[], gaps: readonly Gap[]): boolean {
  if (sizes.length === 1 || sizes.every((size) => size === 1)) return true;
  return sizes[0] === 3 && gaps.every((gap) => gap.empty || gap.light);
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
