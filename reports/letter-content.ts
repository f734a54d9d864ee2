import { z } from 'zod';
import { LANGUAGES } from '../db/schema/language.ts';
import { NOTICE_KINDS } from '../db/schema/notices.ts';
import { callLog } from './call-log.ts';

const localText = z.object({ ru: z.string(), kk: z.string(), en: z.string() });

/**
 * What a letter is written from. Kept sealed with the notice, so that the letter can be printed again years
 * later, word for word, without the crawler and though everything else has changed.
 */
export const letterContent = z.object({
  kind: z.enum(NOTICE_KINDS),
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
  addressee: z.object({
    id: z.string(),
    post: localText.nullable(),
    entity: localText,
    address: z.string().nullable(),
    /** When a person last confirmed it, or `null`: never. */
    checkedOn: z.string().nullable(),
  }),
  /** Those of the ads, in the order of the ads. */
  platforms: z.array(z.object({ id: z.string(), name: z.string() })),
  /**
   * In the order in which the letter numbers them. `e164` stands in a letter in full once or not at all. `subject`: the
   * person's name where the consent lets it stand in letters.
   */
  numbers: z.array(
    z.object({
      id: z.number(),
      personId: z.number(),
      subject: z.string().nullable(),
      e164: z.string(),
      masked: z.string(),
    }),
  ),
  ads: z.array(
    z.object({
      matchId: z.number(),
      platformId: z.string(),
      adId: z.string(),
      url: z.string(),
      title: z.string(),
      numberId: z.number(),
      firstSeenAt: z.coerce.date(),
      lastSeenAt: z.coerce.date(),
      capture: z.object({ files: z.number(), manifestSha256: z.string() }).nullable(),
    }),
  ),
  /** Letters of the case that went before, oldest first. */
  earlier: z.array(
    z.object({
      kind: z.enum(NOTICE_KINDS),
      reference: z.string(),
      date: z.iso.date(),
      ticket: z.string().nullable(),
    }),
  ),
  /** The consent lets it be said that the person is a journalist. */
  journalist: z.boolean(),
  calls: callLog.nullable(),
  /** Paragraphs that staff put in after the facts, in their own words. */
  added: z.array(z.string()).default([]),
  /** Sheets of each annex as printed; `null` until it was printed once. */
  annexSheets: z.array(z.number()).nullable(),
});
export type LetterContent = z.infer<typeof letterContent>;
export type LetterAd = LetterContent['ads'][number];
