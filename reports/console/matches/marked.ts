import { html } from 'hono/html';
import { z } from 'zod';
import type { WhereSeen } from '../../../db/schema/matches.ts';
import type { Html } from '../answer.ts';

const fields = z.object({
  title: z.string().default(''),
  fields: z.array(z.object({ name: z.string(), text: z.string() })).default([]),
});
export type AdText = z.infer<typeof fields>;

/** The words of an ad as it was read; empty where the record is of another shape. */
export function adTextOf(listing: unknown): AdText {
  const read = fields.safeParse(listing);
  return read.success ? read.data : { title: '', fields: [] };
}

interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** A field's text cut at the places where the number stands; offsets outside of it are cut off. Pure. */
export function piecesOf(text: string, places: readonly Pick<WhereSeen, 'start' | 'end'>[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of [...places].sort((one, other) => one.start - other.start)) {
    const from = Math.max(at, Math.min(start, text.length));
    const to = Math.min(end, text.length);
    if (to <= from) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false });
    pieces.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

/** What stands in a marked place with each letter and digit covered but for the last two: its shape stays. Pure. */
export function covered(text: string): string {
  const signs = [...text];
  const shown = signs.flatMap((sign, i) => (/[\p{L}\p{N}]/u.test(sign) ? [i] : [])).slice(-2);
  return signs.map((sign, i) => (/[\p{L}\p{N}]/u.test(sign) && !shown.includes(i) ? '•' : sign)).join('');
}

/** Characters that turn or hide what stands around them are shown as what they are. Pure. */
export function visible(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to show
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (sign) => `⟨${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}

/** A text with its places marked, masked unless it is shown in full. */
export function markedText(text: string, places: readonly WhereSeen[], inFull: boolean): Html {
  return html`${piecesOf(text, places).map((piece) =>
    piece.marked ? html`<mark>${visible(inFull ? piece.text : covered(piece.text))}</mark>` : visible(piece.text),
  )}`;
}
