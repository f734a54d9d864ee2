import { createHash } from 'node:crypto';
import type { PhotoReader } from './reader.ts';
import { type CouldNotLook, couldNotLook, type PhotoReading } from './reading.ts';

/** A picture to look at; `load` fetches its bytes when its turn comes. */
export interface PhotoCandidate {
  readonly name: string;
  readonly load: () => Promise<Uint8Array>;
  /** Whether it was read in an earlier run without a number in it: asked before loading, then by the bytes' SHA-256. */
  readonly known?: (sha256: string | null) => Promise<boolean>;
}

/** Every candidate is in exactly one of `read`, `repeated`, `known`, `couldNotLook` and `leftOut`. */
export interface PhotoReport {
  readonly read: number;
  /** Byte for byte a picture that had been read before, whose reading was used again. */
  readonly repeated: number;
  /** Read in an earlier run, and not again. */
  readonly known: number;
  readonly couldNotLook: Readonly<Partial<Record<CouldNotLook, number>>>;
  /** Not looked at because the budget was used up. */
  readonly leftOut: number;
}

export interface ReadPhotosOptions<C extends PhotoCandidate> {
  readonly reader: PhotoReader;
  /** Pictures to load at most (known ones cost nothing), and milliseconds after which no further one is begun. */
  readonly budget: { readonly photos: number; readonly ms?: number };
  /** Asked before each picture: begin no further one. */
  readonly stopping?: () => boolean;
  /** Milliseconds, of any zero. */
  readonly clock: () => number;
  /** Readings of earlier pictures by SHA-256 (hexadecimal). In memory only: they hold strangers' words. */
  readonly seen?: Map<string, PhotoReading>;
  /** Hears each reading as it comes; readings are not kept here. */
  readonly onReading: (candidate: C, reading: PhotoReading, sha256: string | null) => void | Promise<void>;
}

/** Reads the candidates in the order given (the caller puts the riskiest first), as many at once as the reader has processes. */
export async function readPhotos<C extends PhotoCandidate>(
  candidates: readonly C[],
  options: ReadPhotosOptions<C>,
): Promise<PhotoReport> {
  const { reader, budget, clock, onReading } = options;
  const seen = options.seen ?? new Map<string, PhotoReading>();
  const inHand = new Map<string, Promise<PhotoReading>>();
  const failures: Partial<Record<CouldNotLook, number>> = {};
  const begun = clock();
  let next = 0;
  let loads = 0;
  let read = 0;
  let repeated = 0;
  let known = 0;

  const lookAt = async (bytes: Uint8Array, sha256: string): Promise<{ reading: PhotoReading; again: boolean }> => {
    const before = seen.get(sha256) ?? (await inHand.get(sha256));
    // A failed look is tried again: a timeout says nothing lasting about the picture.
    if (before?.state === 'read') return { reading: before, again: true };
    const looking = reader.read(bytes);
    inHand.set(sha256, looking);
    const reading = await looking;
    inHand.delete(sha256);
    if (reading.state === 'read') seen.set(sha256, reading);
    return { reading, again: false };
  };
  const lane = async (): Promise<void> => {
    while (
      next < candidates.length &&
      loads < budget.photos &&
      !options.stopping?.() &&
      clock() - begun < (budget.ms ?? Number.POSITIVE_INFINITY)
    ) {
      const candidate = candidates[next++]!;
      if (await candidate.known?.(null)) {
        known++;
        continue;
      }
      loads++;
      const bytes = await candidate.load().catch(() => null);
      const sha256 = bytes && createHash('sha256').update(bytes).digest('hex');
      if (sha256 !== null && (await candidate.known?.(sha256))) {
        known++;
        continue;
      }
      const { reading, again } =
        bytes === null || sha256 === null
          ? { reading: couldNotLook('not-fetched'), again: false }
          : await lookAt(bytes, sha256);
      if (reading.state === 'could-not-look') failures[reading.why] = (failures[reading.why] ?? 0) + 1;
      else if (again) repeated++;
      else read++;
      await onReading(candidate, reading, sha256);
    }
  };
  await Promise.all(Array.from({ length: Math.min(reader.workers, candidates.length) }, lane));
  return { read, repeated, known, couldNotLook: failures, leftOut: candidates.length - next };
}
