import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AHEAD, type Atoms, NO_ATOM } from '../../../pipeline/phones/atoms.ts';
import { compileNumbers } from '../../../pipeline/phones/find.ts';
import * as kinds from '../../../pipeline/phones/number-kinds.ts';
import { type Numerals, prepareNumerals } from '../../../pipeline/phones/numerals.ts';
import { ReadingStack } from '../../../pipeline/phones/reading-stack.ts';
import { hasRoom, LONG_GAP, LONG_GAPS } from '../../../pipeline/phones/room.ts';
import { FURTHEST } from '../../../pipeline/phones/windows.ts';

const { codeOf } = kinds;
const code = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: 0, max: 9 }).map((figure) => codeOf(kinds.UNIT, figure)),
  fc.integer({ min: 0, max: 9 }).map((figure) => codeOf(kinds.NOUN, figure)),
  fc.integer({ min: 2, max: 5 }).map((times) => codeOf(kinds.TIMES, times)),
  fc.constantFrom(
    codeOf(kinds.TEEN, 12),
    codeOf(kinds.TENS, 70),
    codeOf(kinds.HUNDREDS, 700),
    codeOf(kinds.BARE_HUNDRED, 100),
    codeOf(kinds.THOUSAND, 0),
    codeOf(kinds.ONCE, 0),
    codeOf(kinds.LOOK_ALIKE, 4),
  ),
);
const gap = fc.constantFrom(0, 1, 3, LONG_GAP, LONG_GAP + 1, FURTHEST, FURTHEST + 1);
const row = fc.array(fc.record({ code, gap }), { minLength: 1, maxLength: 7 });

const readings = new ReadingStack();

function atomsOf(parts: readonly { readonly code: number; readonly gap: number }[]): Atoms {
  const start = new Int32Array(parts.length);
  const ahead = Array.from({ length: AHEAD }, () => NO_ATOM);
  const end = new Int32Array(parts.length);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    start[i] = at + part.gap;
    at = start[i] + 1;
    end[i] = at;
  }
  const codes = Int32Array.from([...parts.map((part) => part.code), ...ahead]);
  const digits = Int32Array.from(parts.keys()).filter((i) => (codes[i] ?? 0) < 10);
  const words = Int32Array.from(parts.keys()).filter((i) => (codes[i] ?? 0) > 9);
  const { length } = parts;
  return {
    start,
    end,
    code: codes,
    count: length,
    digits,
    digitCount: digits.length,
    words,
    wordCount: words.length,
    thousands: parts.some((part) => kinds.kindOf(part.code) === kinds.THOUSAND),
  };
}

/** Most digits that any reading from `from` on gives, by trying all; any atom may be passed over. */
function mostFrom(atoms: Atoms, numerals: Numerals, from: number): number {
  const walk = (i: number, last: number, longGaps: number): number => {
    if (i >= atoms.count) return 0;
    const distance = last < 0 ? 0 : (atoms.start[i] ?? 0) - (atoms.end[last] ?? 0);
    const long = longGaps + (distance > LONG_GAP ? 1 : 0);
    if (distance > FURTHEST || long > LONG_GAPS) return 0;
    // As in readings.ts, a long gap before an atom that is passed over counts, too.
    let most = last < 0 ? 0 : walk(i + 1, last, long);
    if (numerals.kind(i) === kinds.LOOK_ALIKE) return Math.max(most, 1 + walk(i + 1, i, long));
    const held = readings.size;
    numerals.pushReadings(i);
    const placed = Array.from({ length: readings.size - held }, (_, n) => held + n);
    readings.size = held;
    const ways = placed.map((n) => [readings.digits[n] ?? 0, readings.next[n] ?? 0] as const);
    for (const [digits, next] of ways) most = Math.max(most, digits + walk(next, next - 1, long));
    return most;
  };
  return walk(from, -1, 0);
}

describe('a place is passed over only when no number has room there', () => {
  it('in any row of digits and number words, however far apart', () => {
    const numerals = prepareNumerals(readings);
    fc.assert(
      fc.property(row, fc.integer({ min: 1, max: 12 }), (parts, least) => {
        const atoms = atomsOf(parts);
        numerals.load(atoms);
        for (let from = 0; from < atoms.count; from++)
          if (mostFrom(atoms, numerals, from) >= least) expect(hasRoom(atoms, from, least)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('and words that stand alone are passed over', () => {
    const two = { code: codeOf(kinds.UNIT, 2), gap: LONG_GAP + 1 };
    expect(hasRoom(atomsOf([two, two, two, two]), 0, 4)).toBe(false);
  });
});

describe('a large set is searched as a small one', () => {
  it('finds each of its numbers, and in the same places', () => {
    const numbers = Array.from({ length: 20_000 }, (_, i) => ({
      id: String(i),
      e164: `+7709${String((i * 7_919 + 13) % 10_000_000).padStart(7, '0')}`,
    }));
    const all = compileNumbers(numbers);
    for (const number of numbers.filter((_, i) => i % 997 === 0)) {
      const digits = number.e164.slice(2);
      const text = `тел 8 ${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6, 8)} ${digits.slice(8)}, звоните`;
      const fields = [{ name: 'body', kind: 'text', text }] as const;
      expect(all.find(fields)).toEqual(compileNumbers([number]).find(fields));
      expect(all.find(fields).sightings).toHaveLength(1);
    }
  });
});
