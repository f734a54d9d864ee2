import type { AdDigest } from '../db/looked-at.ts';
import type { PhotoPrint } from '../db/photo-prints.ts';
import type { Listing } from '../scrapers/adapter.ts';
import { LookFailure } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { readListing } from '../scrapers/read.ts';
import { type AdLook, type PhotoMeans, readAdPhotos } from './ad-photos.ts';
import { type ExamineDeps, storeAndProve } from './examine.ts';
import type { PhotoReading } from './photos/reading.ts';
import type { SweepCounts } from './sweep-counts.ts';

/** Looks at pictures beside a walk, the riskiest ads first. */
export interface PhotoWatch {
  /**
   * Queues the pictures of an ad in whose text nothing was found. Returns the ad when it is not queued and counts as looked
   * at now. A queued ad is recorded when its pictures are done, or when others have pushed it out.
   */
  take(ad: PicturedAd): AdDigest[];
  /** Begins to look, unless it does already: called after each index page, so that its ads are ordered first. */
  begin(): void;
  /** Waits until the queue is done or the time is up. Returns the walks of ads that a stop cut off: to be read again. */
  finish(): Promise<ReadonlySet<string>>;
  /** The walk failed: begins no further picture. */
  abandon(): void;
}

/** An ad in whose text no protected number stands. */
export interface PicturedAd {
  readonly listing: Listing;
  readonly digest: AdDigest;
  readonly section: string;
  readonly seenIn: Snapshot;
}

export interface PhotoWatchDeps extends ExamineDeps {
  readonly means: PhotoMeans;
  readonly runId: number;
  readonly generation: number;
  readonly counts: SweepCounts;
  readonly riskOf: (listing: Listing, section: string) => number;
  readonly look: (url: string) => Promise<Snapshot>;
  /** Writes down that ads were looked at. */
  readonly record: (ads: readonly AdDigest[], section: string) => Promise<void>;
  /** What one fetched picture looks like, to be compared with those of confirmed ads. */
  readonly onPrint: (adId: string, print: PhotoPrint) => void;
  /** A number was found in an ad's picture. */
  readonly onFound: (adId: string) => void;
  readonly onUnproven: (message: string) => void;
  readonly stopping: () => boolean;
  /** Called after each ad: a sign of life while only pictures are left. */
  readonly onProgress: () => Promise<void>;
}

/** `seenIn` without its body, which can be megabytes: only where and when the ad was seen. */
interface Waiting extends PicturedAd {
  readonly risk: number;
}

export function watchPhotos(deps: PhotoWatchDeps): PhotoWatch {
  const { means, counts, clock } = deps;
  const queue: Waiting[] = [];
  /** Will not have their turn, and are to be recorded. */
  const pushedOut: Waiting[] = [];
  const readings = new Map<string, PhotoReading>();
  let left = means.perRun;
  let until = Number.POSITIVE_INFINITY;
  let refused = false;
  let abandoned = false;
  const again = new Set<string>();
  let working: Promise<void> | null = null;
  let failure: unknown = null;

  const mayBegin = (): boolean =>
    !abandoned && !refused && failure === null && !deps.stopping() && clock().getTime() < until;
  const photosOf = (listing: Listing): readonly string[] => listing.photos.slice(0, means.perAd);

  const lookAtAd = async (ad: Waiting): Promise<void> => {
    const onRefused = () => {
      refused = true;
    };
    const looked = await readAdPhotos(ad.listing, left, readings, { ...deps, onRefused, mayBegin });
    left -= looked.asked;
    const proven = looked.seen.length === 0 || (await settle(ad, looked, deps));
    if (looked.tryAgain || !proven) again.add(ad.section);
    else await deps.record([ad.digest], ad.section);
    await deps.onProgress();
  };
  const recordPushedOut = async (): Promise<void> => {
    for (const ad of pushedOut.splice(0)) await deps.record([ad.digest], ad.section);
  };
  const work = async (): Promise<void> => {
    await recordPushedOut();
    while (queue.length > 0 && left > 0 && mayBegin()) await lookAtAd(queue.shift() as Waiting);
  };
  const begin = (): void => {
    working ??= work()
      .catch((error: unknown) => {
        failure = error;
      })
      .finally(() => {
        working = null;
      });
  };

  return {
    take({ listing, digest, section, seenIn }) {
      const wanted = photosOf(listing).length;
      if (wanted === 0) return [digest];
      const risk = deps.riskOf(listing, section);
      const place = queue.findIndex((other) => other.risk < risk);
      const waiting = { listing, digest, section, risk, seenIn: { ...seenIn, body: '' } };
      queue.splice(place < 0 ? queue.length : place, 0, waiting);
      // More ads than pictures may be asked for: the least risky one will not have its turn.
      const out = queue.length > left ? queue.pop() : undefined;
      if (out === undefined) return [];
      counts.photosLeftOut += photosOf(out.listing).length;
      if (out === waiting) return [digest];
      pushedOut.push(out);
      return [];
    },
    begin,
    async finish() {
      until = clock().getTime() + means.ms;
      do {
        begin();
        await working;
      } while (queue.length > 0 && left > 0 && mayBegin());
      if (failure !== null) throw failure;
      await recordPushedOut();
      const rest = queue.splice(0);
      for (const ad of rest) counts.photosLeftOut += photosOf(ad.listing).length;
      if (deps.stopping()) return new Set([...again, ...rest.map((ad) => ad.section)]);
      // Beyond the budget is told and done with; what a refusal cut off is read again by the next run.
      if (!refused) for (const ad of rest) await deps.record([ad.digest], ad.section);
      return new Set();
    },
    abandon() {
      abandoned = true;
    },
  };
}

/**
 * Stores and proves a number that stands in a picture, with the ad's page as it is now where it can be seen. `false`: the
 * proof could not be written.
 */
async function settle({ listing, seenIn }: Waiting, looked: AdLook, deps: PhotoWatchDeps): Promise<boolean> {
  const { counts } = deps;
  const page = (await pageNow(listing, deps)) ?? openPage(seenIn);
  const stored = await storeAndProve(listing, looked.seen, page, deps.runId, deps, looked);
  if (stored.matchesSeen > 0) deps.onFound(listing.adId);
  counts.matchesSeen += stored.matchesSeen;
  counts.matchesNew += stored.matchesNew;
  counts.captures += stored.captures;
  if (stored.unproven !== null) deps.onUnproven(stored.unproven);
  return stored.unproven === null;
}

async function pageNow(listing: Listing, deps: PhotoWatchDeps): Promise<Page | null> {
  try {
    const page = openPage(await deps.look(listing.url));
    return readListing(deps.adapter, page, listing.adId).state === 'live' ? page : null;
  } catch (error) {
    if (!(error instanceof LookFailure)) throw error;
    return null;
  }
}
