import { AtomCollector, type Atoms } from './atoms.ts';
import { FIELD_BREAK } from './chars.ts';
import { fold } from './fold.ts';
import { type Graded, grade } from './grade.ts';
import { indexNumbers } from './needles.ts';
import { type ReadingsFound, searchReadings } from './readings.ts';
import { rehearse } from './rehearsal.ts';
import type { Ground } from './rows.ts';
import { isMixed, resetScan, type ScanStop, scan, scanLookAlikes } from './scan.ts';
import type { FieldText, FindResult, KnownNumber, NumberFinder, Sighting, Span } from './sighting.ts';
import type { Folded } from './unfolding.ts';
import { LONGEST_PIECE } from './units.ts';
import { mayHoldWindow } from './window-look.ts';
import { type Candidate, findWindows } from './windows.ts';

export interface FinderOptions {
  /** Steps the search of readings may take from one start position before it gives up there and says so. */
  readonly stepsPerStart?: number;
}

const STEPS_PER_START = 4_000;
/** Places of one number reported for one ad; the strong ones are kept. */
const PLACES = 50;
/** Candidates of one ad above which reading the surroundings of each would cost too much. */
const FLOOD = 300;
const EXHAUSTED_TOLD = 100;
/** Longer fields are read in overlapping slices, so that memory stays bounded. */
const OVERLAP = 4096;
const SLICE = LONGEST_PIECE - OVERLAP;
const MARGIN = 1024;

/** A field, or a slice of a very long one. */
interface Piece {
  readonly field: FieldText;
  readonly offset: number;
  readonly original: string;
  /** A sighting belongs to the piece in whose own part it begins. */
  readonly ownFrom: number;
  readonly ownTo: number;
  /** Its place in the joined texts of a batch, and the text as it was scanned. */
  base: number;
  text: string;
  folded: Folded | null;
}

function isShort(field: FieldText): boolean {
  return field.text.length <= LONGEST_PIECE;
}

function pieceOf(field: FieldText, original: string, offset: number, ownFrom: number, ownTo: number): Piece {
  return { field, offset, original, ownFrom, ownTo, base: 0, text: original, folded: null };
}

function wholePiece(field: FieldText): Piece {
  return pieceOf(field, field.text, 0, 0, Number.POSITIVE_INFINITY);
}

/** Short fields are searched together, so that a number may lie over two; a long one is cut into slices. */
function batchesOf(fields: readonly FieldText[]): Piece[][] {
  if (fields.every(isShort)) return fields.length > 0 ? [fields.map(wholePiece)] : [];
  const batches: Piece[][] = [];
  let batch: Piece[] = [];
  for (const field of fields) {
    const { length } = field.text;
    for (let at = 0; ; at += SLICE) {
      const last = at + LONGEST_PIECE >= length;
      const text = at === 0 && last ? field.text : field.text.slice(at, at + LONGEST_PIECE);
      const ownTo = last ? Number.POSITIVE_INFINITY : at + SLICE + MARGIN;
      batch.push(pieceOf(field, text, at, at === 0 ? 0 : at + MARGIN, ownTo));
      if (last) break;
      batches.push(batch);
      batch = [];
    }
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

const NOTHING: FindResult = { sightings: [], exhausted: [] };

type Exhausted = FindResult['exhausted'][number];

interface Searched {
  readonly scanned: readonly Piece[];
  readonly atoms: Atoms;
  readonly candidates: readonly Candidate[];
  readonly exhausted: readonly number[];
}

const ESCAPED = /%[0-9a-fA-F]{2}/;
const ADDRESS = /:\/\/|wa\.me|t\.me|tel:|sms:|phone=/i;

/** Reused from text to text, and the same for all finders; they hold nothing between. */
const atoms = new AtomCollector();
const found: ReadingsFound = { candidates: [], exhausted: [], steps: 0 };

function scanPiece(piece: Piece): void {
  const { field, original, base } = piece;
  const mark = atoms.count;
  let stop: ScanStop | null =
    field.kind === 'link' && ESCAPED.test(original) ? 'fold' : scan(atoms, original, base, 'raw');
  if (stop === null) return;
  const address = field.kind === 'link' || (ESCAPED.test(original) && ADDRESS.test(original));
  if (stop === 'fold') {
    atoms.rewind(mark);
    piece.folded = fold(original, address, false);
    piece.text = piece.folded.text;
    stop = scan(atoms, piece.text, base, 'folded');
    if (stop === null) return;
  }
  atoms.rewind(mark);
  piece.folded = fold(original, address, true);
  piece.text = piece.folded.text;
  scan(atoms, piece.text, base, 'closed');
}

/**
 * Prepares the search for a set of numbers. Cost per text does not depend on how many there are. The finder keeps no
 * state between calls and does no I/O. Throws a TypeError, without digits, when a number is not E.164.
 */
export function compileNumbers(numbers: readonly KnownNumber[], options: FinderOptions = {}): NumberFinder {
  const index = indexNumbers(numbers);
  const steps = options.stepsPerStart ?? STEPS_PER_START;

  /** What a batch of texts could hold; null when it holds nothing, as most do. */
  const searchBatch = (batch: readonly Piece[]): Searched | null => {
    atoms.reset();
    resetScan();
    let base = 0;
    for (const piece of batch) {
      piece.base = base;
      scanPiece(piece);
      base += piece.text.length + 1;
    }
    if (isMixed() && (atoms.digitCount >= 4 || atoms.wordCount > 0)) {
      atoms.reset();
      for (const done of batch) scanLookAlikes(atoms, done.text, done.base);
    }
    if (atoms.digitCount < index.shortest && atoms.wordCount === 0) return null;
    atoms.close();
    // To set a length costs more than to read one.
    if (found.candidates.length > 0) found.candidates.length = 0;
    if (found.exhausted.length > 0) found.exhausted.length = 0;
    if (mayHoldWindow(atoms, index)) findWindows(atoms, index, found.candidates);
    if (atoms.wordCount > 0) searchReadings(atoms, index, steps, found);
    if (found.candidates.length === 0 && found.exhausted.length === 0) return null;
    return { scanned: batch, atoms, candidates: found.candidates, exhausted: found.exhausted };
  };

  const finder: NumberFinder = {
    find: (fields) => {
      if (index.lengths.length === 0) return NOTHING;
      let places: Places | null = null;
      let exhausted: Exhausted[] | null = null;
      for (const batch of batchesOf(fields)) {
        const seen = searchBatch(batch);
        if (seen === null) continue;
        places ??= new Places();
        exhausted ??= [];
        if (seen.candidates.length > 0) gradeAll(seen.scanned, seen.atoms, seen.candidates, places);
        for (const atom of seen.exhausted.slice(0, EXHAUSTED_TOLD - exhausted.length)) {
          const position = seen.atoms.start[atom] as number;
          const [span] = spansOf(seen.scanned, [[position, position + 1]]);
          if (span !== undefined) exhausted.push({ field: span.field, start: span.start });
        }
      }
      return places === null ? NOTHING : { sightings: places.sightings(), exhausted: exhausted ?? [] };
    },
  };
  if (index.lengths.length > 0) rehearse(finder);
  return finder;
}

function gradeAll(scanned: readonly Piece[], atoms: Atoms, candidates: readonly Candidate[], places: Places): void {
  const ground = groundOf(scanned, atoms);
  for (const candidate of candidates) {
    const graded = grade(ground, candidate, candidates.length > FLOOD);
    if (graded === null) continue;
    const begin = graded.parts[0]?.[0] as number;
    const owner = scanned.findLast((s) => s.base <= begin) as Piece;
    const [span] = spansOf([owner], [[begin, begin + 1]]);
    if (span === undefined || span.start < owner.ownFrom || span.start >= owner.ownTo) continue;
    places.add(candidate.needle.numberId, graded, spansOf(scanned, graded.parts));
  }
}

function groundOf(scanned: readonly Piece[], atoms: Atoms): Ground {
  const pieceAt = (position: number): Piece => {
    let low = 0;
    let high = scanned.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((scanned[middle] as Piece).base <= position) low = middle;
      else high = middle - 1;
    }
    return scanned[low] as Piece;
  };
  return {
    text: scanned.map((s) => s.text).join(FIELD_BREAK),
    atoms,
    kindAt: (position) => pieceAt(position).field.kind,
    changed: (start, end) => {
      const { folded, base, text, original } = pieceAt(start);
      if (folded === null) return false;
      const from = folded.from[start - base] as number;
      const to = folded.to[Math.min(end - base, text.length) - 1] as number;
      return original.slice(from, to).replace(/[\ufe0f\u20e3]/g, ' ') !== text.slice(start - base, end - base);
    },
  };
}

/** Stretches of the joined text as places in the original fields. */
function spansOf(scanned: readonly Piece[], parts: Graded['parts']): Span[] {
  const spans: Span[] = [];
  for (const [start, end] of parts) {
    const { field, offset, base, folded } = scanned.findLast((s) => s.base <= start) as Piece;
    const from = start - base;
    const to = end - base;
    spans.push({
      field: field.name,
      start: offset + (folded === null ? from : (folded.from[from] as number)),
      end: offset + (folded === null ? to : (folded.to[to - 1] as number)),
    });
  }
  return spans;
}

/** One sighting a place: of readings that overlap the best is kept, strong before weak, then the longer one. */
class Places {
  readonly #byNumber = new Map<string, Sighting[]>();

  add(numberId: string, graded: Graded, spans: Span[]): void {
    const sighting: Sighting = {
      numberId,
      how: graded.how,
      strength: graded.strength,
      spans,
      reasons: graded.reasons,
    };
    const held = this.#byNumber.get(numberId) ?? [];
    this.#byNumber.set(numberId, held);
    const at = held.findLastIndex((other) => overlap(other.spans, spans));
    if (at >= 0) {
      if (isBetter(sighting, held[at] as Sighting)) held[at] = sighting;
    } else if (held.length < PLACES) held.push(sighting);
    else if (sighting.strength === 'strong') {
      const weak = held.findIndex((other) => other.strength === 'weak');
      if (weak >= 0) held[weak] = sighting;
    }
  }

  sightings(): Sighting[] {
    const all = [...this.#byNumber.values()].flat();
    return [...all.filter((s) => s.strength === 'strong'), ...all.filter((s) => s.strength === 'weak')];
  }
}

function overlap(a: readonly Span[], b: readonly Span[]): boolean {
  return a.some((x) => b.some((y) => x.field === y.field && x.start < y.end && y.start < x.end));
}

function isBetter(a: Sighting, b: Sighting): boolean {
  if (a.strength !== b.strength) return a.strength === 'strong';
  if (a.reasons.length !== b.reasons.length) return a.reasons.length < b.reasons.length;
  const size = (s: Sighting): number => s.spans.reduce((sum, span) => sum + span.end - span.start, 0);
  return size(a) > size(b);
}
