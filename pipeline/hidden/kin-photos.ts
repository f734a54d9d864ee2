import type { PhotoPrint } from '../../db/photo-prints.ts';
import type { Listing } from '../../scrapers/adapter.ts';
import { LookFailure } from '../../scrapers/errors.ts';
import type { PhotoMeans } from '../ad-photos.ts';
import type { CoverageReason } from '../coverage.ts';
import { type Likeness, likeness, printOf } from '../photos/known-photos.ts';
import type { CouldNotLook } from '../photos/reading.ts';

/** What looking at photos of possible kin needs. */
export type KinPhotoMeans = Pick<PhotoMeans, 'reader' | 'fetch' | 'perRun' | 'perAd'>;

/** Compares photos of ads with those of one confirmed ad. */
export interface KinPhotos {
  /** Fetches the ad's first photos until one is the confirmed ad's; `null`: none that could be looked at is. */
  compare(listing: Listing): Promise<Likeness | null>;
  /** What was not looked at, so that "none of them" is not said of it. */
  reasons(): CoverageReason[];
  readonly counts: { photosCompared: number; sameBytes: number; looksSame: number; photosCouldNotLook: number };
}

/** Prints of candidates live in memory for as long as they are compared; only `onPrint` hears of them. */
export function openKinPhotos(deps: {
  readonly means: KinPhotoMeans | null;
  readonly known: readonly PhotoPrint[];
  readonly onPrint: (adId: string, print: PhotoPrint) => void;
  readonly stopping: () => boolean;
}): KinPhotos {
  const { means, known, onPrint } = deps;
  const counts = { photosCompared: 0, sameBytes: 0, looksSame: 0, photosCouldNotLook: 0 };
  const missed = new Map<CouldNotLook | 'refused', number>();
  let left = means?.perRun ?? 0;
  let leftOut = 0;
  let refused = false;
  const miss = (why: CouldNotLook | 'refused') => {
    counts.photosCouldNotLook++;
    missed.set(why, (missed.get(why) ?? 0) + 1);
  };

  const compareOne = async (adId: string, url: string, { reader, fetch }: KinPhotoMeans): Promise<Likeness | null> => {
    let bytes: Uint8Array;
    try {
      bytes = await fetch(url);
    } catch (error) {
      if (!(error instanceof LookFailure)) throw error;
      refused = error.kind === 'blocked' || error.kind === 'throttled';
      miss(refused ? 'refused' : 'not-fetched');
      return null;
    }
    const { print, missed: why } = await printOf(bytes, reader);
    const like = likeness(print, known);
    // The part that a broken picture shows may tell that it is the same, never that it is another.
    if (like === null && why !== null) miss(why);
    else counts.photosCompared++;
    onPrint(adId, print);
    return like;
  };

  return {
    counts,
    async compare({ adId, photos }) {
      if (means === null || known.length === 0) return null;
      for (const url of photos.slice(0, means.perAd)) {
        if (refused || deps.stopping()) return null;
        if (left === 0) {
          leftOut++;
          continue;
        }
        left--;
        const like = await compareOne(adId, url, means);
        if (like === 'same-bytes') counts.sameBytes++;
        if (like === 'looks-same') counts.looksSame++;
        if (like !== null) return like;
      }
      return null;
    },
    reasons() {
      const told = [...missed].map(([why, photos]) => `${photos} ${why}`);
      if (leftOut > 0) told.push(`${leftOut} beyond the budget`);
      return told.length === 0 ? [] : [{ kind: 'photos', where: 'title', detail: `not looked at: ${told.join(', ')}` }];
    },
  };
}
