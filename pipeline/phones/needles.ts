import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { KnownNumber } from './sighting.ts';

/**
 * How a protected number's digits can stand in a text: `core` = the ten digits behind +7 / 8; `full` = a foreign number
 * with its country code; `national` = a foreign number without it.
 */
export interface Needle {
  readonly numberId: string;
  readonly form: 'core' | 'full' | 'national';
  readonly length: number;
  /** Five or more equal digits in a row: a price or a count can look the same. */
  readonly vanity: boolean;
}

/** The set searched for, as data: every finder is then searched by the same code. A look-up costs the same however many numbers it holds. */
export interface NeedleIndex {
  readonly lengths: readonly number[];
  /** Without the ten digits of a Kazakh number. */
  readonly otherLengths: readonly number[];
  readonly shortest: number;
  readonly longest: number;
  /** Bit n: some needle has n digits. */
  readonly lengthMask: number;
  /** Bits of the first 2, 3, 5, 7 digits and of the last 5. */
  readonly first2: Uint8Array;
  readonly first3: Uint8Array;
  readonly first5: Uint8Array;
  readonly first7: Uint8Array;
  readonly last5: Uint8Array;
  /** Of each three digits: `BEGINS` when a number begins so, `BEGINS_BACKWARDS` when one does that is read backwards. */
  readonly threes: Uint8Array;
  /** First digits that occur, bit each. */
  readonly firstDigits: number;
  /** Of the first eight digits: a large set has most of the first seven. */
  readonly first8: Filter;
  /** Of whole numbers. */
  readonly whole: Filter;
  /** By the count of digits, by their value. */
  readonly byLength: ReadonlyMap<number, ReadonlyMap<number, readonly Needle[]>>;
}

/** Bits by which most strange values are known. */
interface Filter {
  readonly bits: Uint8Array;
  readonly shift: number;
}

export const BEGINS = 1;
export const BEGINS_BACKWARDS = 2;

const VANITY = /(\d)\1{4}/;

function formsOf(number: KnownNumber): readonly (readonly [Needle['form'], string])[] {
  const digits = number.e164.replace(/^\+/, '');
  if (digits.length === 11 && digits.startsWith('7')) return [['core', digits.slice(1)]];
  const national = parsePhoneNumberFromString(`+${digits}`)?.nationalNumber;
  const forms: (readonly [Needle['form'], string])[] = [['full', digits]];
  // Shorter national forms are within reach of chance and of house numbers.
  if (national !== undefined && national.length >= 8 && national !== digits) forms.push(['national', national]);
  return forms;
}

function setBit(bits: Uint8Array, at: number): void {
  bits[at >> 3] = (bits[at >> 3] as number) | (1 << (at & 7));
}

function mark(bytes: Uint8Array, at: number, bits: number): void {
  bytes[at] = (bytes[at] as number) | bits;
}

export function hasBit(bits: Uint8Array, at: number): boolean {
  return (((bits[at >> 3] as number) >> (at & 7)) & 1) === 1;
}

/** Bits of a filter for each value: 6 in 100 strange ones get through. */
const FILTER_BITS = 16;

/** A probe of a large set waits for memory; a filter that the cache holds spares nearly all. */
function filterOf(values: readonly number[]): Filter {
  const shift = Math.clz32(Math.max(8, values.length * FILTER_BITS - 1));
  const bits = new Uint8Array(2 ** (32 - shift - 3));
  for (const value of values) setBit(bits, spread(value) >>> shift);
  return { bits, shift };
}

function passes({ bits, shift }: Filter, value: number): boolean {
  return hasBit(bits, spread(value) >>> shift);
}

/** Whether eight digits can begin a number. */
export function mayBegin8(index: NeedleIndex, digits: number): boolean {
  return passes(index.first8, digits);
}

/** Needles of these digits, or undefined. */
export function lookUp(index: NeedleIndex, length: number, value: number): readonly Needle[] | undefined {
  return passes(index.whole, value) ? index.byLength.get(length)?.get(value) : undefined;
}

/** 32 bits from a value of up to fifteen digits. */
function spread(value: number): number {
  return Math.imul((value | 0) ^ Math.imul((value / 4_294_967_296) | 0, 0x85ebca6b), 0x9e3779b1);
}

/** Throws a TypeError (without the digits) when a number is not E.164. */
export function indexNumbers(numbers: readonly KnownNumber[]): NeedleIndex {
  const first2 = new Uint8Array(13);
  const first3 = new Uint8Array(125);
  const threes = new Uint8Array(1000);
  const first5 = new Uint8Array(12_500);
  const first7 = new Uint8Array(1_250_000);
  const last5 = new Uint8Array(12_500);
  const first8: number[] = [];
  const byLength = new Map<number, Map<number, Needle[]>>();
  let firstDigits = 0;
  for (const number of numbers) {
    if (!/^\+[1-9]\d{6,14}$/.test(number.e164)) throw new TypeError(`number ${number.id} is not E.164`);
    for (const [form, digits] of formsOf(number)) {
      const needle: Needle = { numberId: number.id, form, length: digits.length, vanity: VANITY.test(digits) };
      const values = byLength.get(digits.length) ?? new Map<number, Needle[]>();
      byLength.set(digits.length, values);
      const value = Number(digits);
      const held = values.get(value);
      if (held === undefined) values.set(value, [needle]);
      else if (!held.some((n) => n.numberId === needle.numberId)) held.push(needle);
      setBit(first2, Number(digits.slice(0, 2)));
      setBit(first3, Number(digits.slice(0, 3)));
      mark(threes, Number(digits.slice(0, 3)), BEGINS);
      mark(threes, Number([...digits.slice(0, 3)].reverse().join('')), BEGINS_BACKWARDS);
      setBit(first5, Number(digits.slice(0, 5)));
      setBit(first7, Number(digits.slice(0, 7)));
      if (digits.length >= 8) first8.push(Number(digits.slice(0, 8)));
      setBit(last5, Number(digits.slice(-5)));
      firstDigits |= 1 << Number(digits.charAt(0));
    }
  }
  const lengths = [...byLength.keys()].sort((a, b) => a - b);
  return {
    lengths,
    otherLengths: lengths.filter((n) => n !== 10),
    shortest: lengths[0] ?? 99,
    longest: lengths.at(-1) ?? 0,
    lengthMask: lengths.reduce((mask, n) => mask | (1 << n), 0),
    first2,
    first3,
    threes,
    first5,
    first7,
    last5,
    firstDigits,
    first8: filterOf(first8),
    whole: filterOf([...byLength.values()].flatMap((held) => [...held.keys()])),
    byLength,
  };
}
