import { z } from 'zod';
import { PhoneNumber } from '../../db/phone-number.ts';
import { type CouldNotLook, type PhotoReading, photoFields } from '../photos/reading.ts';
import { compileNumbers } from './find.ts';
import type { FieldText, KnownNumber, Seen, Span } from './sighting.ts';

/** What was typed cannot be used. The message is one line and repeats neither digits nor text. */
export class DetectInputError extends Error {
  override readonly name = 'DetectInputError';
}

/** One place where one number stands. `text` is the id the text came with, or the picture's name; `null` for a single text. */
export interface DetectRow {
  readonly text: string | null;
  readonly number: string;
  readonly how: Seen;
  readonly strength: 'strong' | 'weak';
  readonly spans: readonly Span[];
  readonly reasons: readonly string[];
}

/** A picture as it was looked at; one that could not be is not "nothing found". */
export interface DetectPhoto {
  readonly photo: string;
  readonly state: PhotoReading['state'];
  readonly why: CouldNotLook | null;
}

export interface DetectResult {
  readonly texts: number;
  readonly numbers: number;
  readonly rows: readonly DetectRow[];
  readonly photos: readonly DetectPhoto[];
  /** Where a reading was given up (find.ts): a text listed here is not "nothing found". */
  readonly exhausted: readonly { readonly text: string | null; readonly field: string; readonly start: number }[];
}

const ID = z.string().min(1).max(200);
const NUMBERS = z.array(
  z.union([
    z.string(),
    z.object({ id: ID, number: z.string() }),
    z.object({ name: ID, number: z.string() }).transform(({ name, number }) => ({ id: name, number })),
  ]),
);
const FIELD = z.object({
  name: z.string().default('text'),
  kind: z.enum(['text', 'contact', 'link', 'picture']).default('text'),
  text: z.string(),
});
const TEXT_ID = z.union([z.string(), z.number()]).transform(String);
const AD = z.union([
  z.object({ id: TEXT_ID.optional(), fields: z.array(FIELD) }),
  z.object({ id: TEXT_ID.optional(), text: z.string() }),
]);

interface Ad {
  readonly id: string | null;
  readonly fields: readonly FieldText[];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readNumber(id: string, typed: string, place: string): KnownNumber {
  try {
    return { id, e164: PhoneNumber.parse(typed, { foreign: true }).reveal() };
  } catch {
    throw new DetectInputError(`${place}: not a phone number (Kazakh, or foreign with + and the country code)`);
  }
}

function isNumber(typed: string): boolean {
  try {
    PhoneNumber.parse(typed, { foreign: true });
    return true;
  } catch {
    return false;
  }
}

/** `name<TAB>number`, `name number` (the name has a letter) or a number alone, which is called n<line>. */
function readNumberLine(line: string, at: number): KnownNumber {
  const place = `numbers, line ${at}`;
  const tab = line.indexOf('\t');
  if (tab > 0) return readNumber(line.slice(0, tab).trim(), line.slice(tab + 1), place);
  if (isNumber(line)) return readNumber(`n${at}`, line, place);
  const named = /^(\S*\p{L}\S*)\s+(.+)$/u.exec(line);
  if (named === null)
    throw new DetectInputError(`${place}: not a phone number (Kazakh, or foreign with + and the country code)`);
  return readNumber(named[1] as string, named[2] as string, place);
}

/**
 * Reads a file of numbers: lines, or a JSON array of strings or `{ id, number }`. Blank lines and lines that begin
 * with `#` are skipped. Throws DetectInputError, which names the line but never the digits.
 */
export function parseNumbers(source: string): KnownNumber[] {
  const text = source.replace(/^\ufeff/, '');
  let numbers: KnownNumber[];
  if (text.trimStart().startsWith('[')) {
    const parsed = NUMBERS.safeParse(parseJson(text));
    if (!parsed.success)
      throw new DetectInputError('numbers: expected a JSON array of strings or of objects with "id" and "number"');
    numbers = parsed.data.map((entry, i) =>
      typeof entry === 'string'
        ? readNumber(`n${i + 1}`, entry, `numbers, entry ${i + 1}`)
        : readNumber(entry.id, entry.number, `numbers, entry ${i + 1}`),
    );
  } else {
    numbers = text
      .split(/\r\n|\n|\r/)
      .map((line, i) => [line.trim(), i + 1] as const)
      .filter(([line]) => line !== '' && !line.startsWith('#'))
      .map(([line, at]) => readNumberLine(line, at));
  }
  if (numbers.length === 0) throw new DetectInputError('numbers: none given');
  const seen = new Set<string>();
  for (const [i, { id }] of numbers.entries()) {
    if (seen.has(id)) throw new DetectInputError(`numbers: the name of number ${i + 1} is used twice`);
    seen.add(id);
  }
  return numbers;
}

function adOf(value: unknown, place: string): Ad {
  const parsed = AD.safeParse(value);
  if (!parsed.success) throw new DetectInputError(`${place}: expected an object with "text" or "fields"`);
  const { data } = parsed;
  const fields = 'fields' in data ? data.fields : [{ name: 'text', kind: 'text' as const, text: data.text }];
  return { id: data.id ?? null, fields };
}

function isAd(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('text' in value || 'fields' in value);
}

/** Plain text; JSON `{ fields }` / `{ text }`; a JSON array of fields; or JSON Lines of `{ id, text | fields }`. */
export function parseTexts(source: string): Ad[] {
  const text = source.replace(/^\ufeff/, '');
  const head = text.trimStart().charAt(0);
  if (head === '{' || head === '[') {
    const whole = parseJson(text);
    if (Array.isArray(whole)) return [adOf({ fields: whole }, 'text')];
    if (whole !== undefined) return [adOf(whole, 'text')];
    const lines = text.split(/\r\n|\n/).map((line, i) => [line.trim(), i + 1] as const);
    const filled = lines.filter(([line]) => line !== '');
    // A first line that is an ad makes it JSON Lines; else a text may begin with a brace like any other.
    if (isAd(parseJson(filled[0]?.[0] ?? '')))
      return filled.map(([line, at]) => {
        const ad = adOf(parseJson(line), `text, line ${at}`);
        return { ...ad, id: ad.id ?? String(at) };
      });
  }
  return [{ id: null, fields: [{ name: 'text', kind: 'text', text }] }];
}

/**
 * The pure part of `qorgan detect`: where and how these numbers stand in a text, in many, or in pictures. Rows carry the numbers'
 * names (n1, n2 … by line unless named), never their digits. Throws DetectInputError on bad input.
 */
export function detect(
  numbersSource: string,
  textSource: string | null,
  pictures: readonly { readonly name: string; readonly reading: PhotoReading }[] = [],
): DetectResult {
  const numbers = parseNumbers(numbersSource);
  const texts = textSource === null ? [] : parseTexts(textSource);
  const shown = pictures.map(({ name, reading }): Ad => ({ id: name, fields: photoFields(reading, name) }));
  const finder = compileNumbers(numbers);
  const rows: DetectRow[] = [];
  const exhausted: DetectResult['exhausted'][number][] = [];
  for (const ad of [...texts, ...shown]) {
    const result = finder.find(ad.fields);
    for (const { numberId, ...seen } of result.sightings) rows.push({ text: ad.id, number: numberId, ...seen });
    for (const place of result.exhausted) exhausted.push({ text: ad.id, ...place });
  }
  const photos = pictures.map(({ name, reading }) => ({
    photo: name,
    state: reading.state,
    why: reading.state === 'could-not-look' ? reading.why : null,
  }));
  return { texts: texts.length, numbers: numbers.length, rows, photos, exhausted };
}
