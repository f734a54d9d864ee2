import { z } from 'zod';

/** A line of text, its ends trimmed; control characters are refused. */
export function line(most: number, least = 1): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .min(least)
    .max(most)
    .regex(/^[^\p{Cc}]*$/u);
}

/** Text of several lines. */
export function lines(most: number, least = 1): z.ZodType<string, string> {
  return z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(least)
        .max(most)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
        .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f]*$/),
    );
}

/** A line that may be left empty: then `null`. */
export function lineOrNone(most: number): z.ZodType<string | null, string | undefined> {
  return z
    .string()
    .default('')
    .pipe(line(most, 0))
    .transform((text) => text || null);
}

/** Boxes of one name, ticked: none, one or several. */
export function ticked<const T extends readonly [string, ...string[]]>(values: T): z.ZodType<T[number][]> {
  return z.preprocess(
    (sent) => (sent === undefined ? [] : Array.isArray(sent) ? sent : [sent]),
    z.array(z.enum(values)),
  ) as unknown as z.ZodType<T[number][]>;
}

/** A box that is ticked or not. */
export const box: z.ZodType<boolean> = z.preprocess(
  (sent) => sent === 'on',
  z.boolean(),
) as unknown as z.ZodType<boolean>;

/** A whole number typed in digits. */
export function whole(least: number, most: number): z.ZodType<number> {
  return z.coerce.number().int().min(least).max(most) as unknown as z.ZodType<number>;
}
