import type { EvidenceFile } from '../db/evidence-files.ts';
import type { PhotoPrint } from '../db/photo-prints.ts';
import { recordPhotosRead, wasPhotoRead } from '../db/photos-read.ts';
import type { Listing } from '../scrapers/adapter.ts';
import { LookFailure } from '../scrapers/errors.ts';
import type { ExamineDeps } from './examine.ts';
import { numbersIn, type Seen } from './match.ts';
import type { FieldText } from './phones/sighting.ts';
import { formatOf } from './photos/format.ts';
import { type PhotoCandidate, readPhotos } from './photos/read-photos.ts';
import type { PhotoReader } from './photos/reader.ts';
import { type CouldNotLook, type PhotoReading, photoFields } from './photos/reading.ts';
import { countUnseen, type SweepCounts } from './sweep-counts.ts';

/** What looking at pictures needs besides what a sweep has. */
export interface PhotoMeans {
  readonly reader: PhotoReader;
  /** One picture, at the platform's pace (scrapers/pictures.ts). Throws LookFailure. */
  readonly fetch: (url: string) => Promise<Uint8Array>;
  readonly perRun: number;
  readonly perAd: number;
  /** How long the sweep waits for pictures after its last page. */
  readonly ms: number;
}

/** Looks that say nothing lasting about a picture: its ad is read again by the next run. */
const TRY_AGAIN: ReadonlySet<CouldNotLook> = new Set(['not-fetched', 'timeout', 'memory', 'crashed', 'stopped']);

/** What one ad's pictures gave. */
export interface AdLook {
  readonly seen: readonly Seen[];
  /** The pictures in which they were seen. */
  readonly pictures: readonly EvidenceFile[];
  /** Pictures that were asked for. */
  readonly asked: number;
  readonly tryAgain: boolean;
}

export interface AdLookDeps extends ExamineDeps {
  readonly means: PhotoMeans;
  readonly generation: number;
  readonly counts: SweepCounts;
  /** The platform refused: no further picture is asked for. */
  readonly onRefused: () => void;
  readonly mayBegin: () => boolean;
  /** Hears of each picture that was fetched, whether or not anything stands in it. Kept nowhere. */
  readonly onPrint: (adId: string, print: PhotoPrint) => void;
}

/** Reads the first pictures of one ad and looks for the protected numbers in all of them. */
export async function readAdPhotos(
  listing: Listing,
  left: number,
  readings: Map<string, PhotoReading>,
  deps: AdLookDeps,
): Promise<AdLook> {
  const { means, counts, db, vault, clock } = deps;
  const read: { name: string; bytes: Buffer; digests: Buffer[]; fields: FieldText[]; whole: boolean }[] = [];
  const bytesOf = new Map<string, Buffer>();
  const digest = (kind: 'address' | 'bytes', content: string): Buffer =>
    vault.pictureDigest(kind, `${deps.generation}\n${content}`);
  let tryAgain = false;
  let asked = 0;

  const candidates = listing.photos.slice(0, means.perAd).map((url, i): PhotoCandidate & { url: string } => ({
    name: `photo ${i + 1}`,
    url,
    known: async (sha256) => {
      if (sha256 === null) return wasPhotoRead(db, digest('address', url), clock());
      const known = await wasPhotoRead(db, digest('bytes', sha256), clock());
      // Not read again, so its bytes alone can tell that it is a confirmed ad's.
      if (known) deps.onPrint(listing.adId, { sha256, fingerprint: null });
      // The same picture under another address: next time the address tells.
      if (known) await recordPhotosRead(db, [digest('address', url)], clock());
      return known;
    },
    load: async () => {
      asked++;
      try {
        const bytes = Buffer.from(await means.fetch(url));
        bytesOf.set(url, bytes);
        return bytes;
      } catch (error) {
        if (error instanceof LookFailure && (error.kind === 'blocked' || error.kind === 'throttled')) deps.onRefused();
        throw error;
      }
    },
  }));
  const report = await readPhotos(candidates, {
    reader: means.reader,
    clock: () => clock().getTime(),
    budget: { photos: left },
    stopping: () => !deps.mayBegin(),
    seen: readings,
    onReading: ({ name, url }, reading, sha256) => {
      const bytes = bytesOf.get(url);
      if (reading.state === 'could-not-look' && TRY_AGAIN.has(reading.why)) tryAgain = true;
      if (bytes === undefined || sha256 === null) return;
      deps.onPrint(listing.adId, { sha256, fingerprint: reading.fingerprint });
      const digests = [digest('address', url), digest('bytes', sha256)];
      read.push({ name, bytes, digests, fields: photoFields(reading, name), whole: reading.state === 'read' });
    },
  });
  counts.photosRead += report.read + report.repeated;
  counts.photosKnown += report.known;
  counts.photosLeftOut += report.leftOut;
  if (report.leftOut > 0 && !deps.mayBegin()) tryAgain = true;
  for (const [why, photos] of Object.entries(report.couldNotLook)) countUnseen(counts, why, photos);

  const { seen, exhausted } = numbersIn(
    read.flatMap((photo) => photo.fields),
    deps.finder,
  );
  if (exhausted.length > 0) countUnseen(counts, 'search-exhausted', 1);
  const hit = new Set(seen.flatMap((one) => one.whereSeen.map((place) => place.field.replace(/ QR$/, ''))));
  const innocent = exhausted.length > 0 ? [] : read.filter((photo) => photo.whole && !hit.has(photo.name));
  await recordPhotosRead(
    db,
    innocent.flatMap((photo) => photo.digests),
    clock(),
  );
  return {
    seen: seen.map((one) => ({ ...one, how: 'picture' as const })),
    pictures: read
      .filter((photo) => hit.has(photo.name))
      .map(({ name, bytes }) => ({ name: `${name.replace(' ', '-')}.${formatOf(bytes)}`, bytes })),
    asked,
    tryAgain,
  };
}
