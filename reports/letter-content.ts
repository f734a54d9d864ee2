import { z } from 'zod';
import { LANGUAGES } from '../db/schema/language.ts';

const localText = z.object({ ru: z.string(), kk: z.string(), en: z.string() });

/**
 * What a takedown letter is written from. Kept sealed with the notice, so that the letter can be printed again years
 * later, word for word, without the crawler and though everything else has changed.
 */
export const letterContent = z.object({
  kind: z.literal('takedown'),
  language: z.enum(LANGUAGES),
  /** Date of the letter in Almaty, YYYY-MM-DD. */
  date: z.iso.date(),
  organisation: z.object({
    name: localText,
    bin: z.string().nullable(),
    address: localText,
    email: z.string(),
    phone: z.string().nullable(),
    signer: z.object({ post: localText, name: localText }),
    executor: z.object({ name: localText, phone: z.string() }),
  }),
  platform: z.object({ id: z.string(), name: z.string(), entity: localText, address: z.string().nullable() }),
  /** In the order in which the letter numbers them. `e164` stands in the letter in full once: it must. */
  numbers: z.array(z.object({ id: z.number(), personId: z.number(), subject: z.string(), e164: z.string() })).min(1),
  ads: z
    .array(
      z.object({
        matchId: z.number(),
        adId: z.string(),
        url: z.string(),
        title: z.string(),
        numberId: z.number(),
        firstSeenAt: z.coerce.date(),
        lastSeenAt: z.coerce.date(),
        capture: z.object({ files: z.number(), manifestSha256: z.string() }).nullable(),
      }),
    )
    .min(1),
});
export type LetterContent = z.infer<typeof letterContent>;
export type LetterAd = LetterContent['ads'][number];
