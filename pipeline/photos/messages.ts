import { z } from 'zod';
import { COULD_NOT_LOOK, type PhotoReading, type SoFar } from './reading.ts';

/** What the reading process is asked. */
export interface LookRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly maxPixels: number;
  /** `fingerprint`: nothing is read in the picture. */
  readonly want: 'reading' | 'fingerprint';
}

const hash = z.string().regex(/^[0-9a-f]{16}$/);
const seen = {
  texts: z.array(z.string().max(200_000)).max(20),
  links: z.array(z.string().max(20_000)).max(64),
  fingerprint: z.object({ dHash: hash, dHashMirrored: hash, pHash: hash, pHashMirrored: hash }).nullable(),
};
const reading = z.discriminatedUnion('state', [
  z.object({ state: z.literal('read'), ...seen }),
  z.object({ state: z.literal('could-not-look'), why: z.enum(COULD_NOT_LOOK), ...seen }),
]);

/** What it answers. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'seen'; readonly id: number; readonly soFar: SoFar }
  | { readonly kind: 'done'; readonly id: number; readonly reading: PhotoReading };

/** Answers are checked like anything from outside: a hostile picture may have taken that process over. */
export const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('seen'), id: z.number(), soFar: z.object(seen) }),
  z.object({ kind: z.literal('done'), id: z.number(), reading }),
]) satisfies z.ZodType<Answer>;
