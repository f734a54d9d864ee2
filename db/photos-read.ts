import { eq, lt } from 'drizzle-orm';
import type { Db } from './database.ts';
import { photosRead } from './schema/photos.ts';

/** Whether a picture of this digest (vault.contentDigest) was read before, without a number in it. Met again, it is kept longer. */
export async function wasPhotoRead(db: Db, digest: Buffer, now: Date): Promise<boolean> {
  const rows = await db
    .update(photosRead)
    .set({ seenOn: dayOf(now) })
    .where(eq(photosRead.digest, digest))
    .returning({ digest: photosRead.digest });
  return rows.length > 0;
}

/** Remembers pictures that showed nothing, in one statement. */
export async function recordPhotosRead(db: Db, digests: readonly Buffer[], now: Date): Promise<void> {
  if (digests.length === 0) return;
  const seenOn = dayOf(now);
  await db
    .insert(photosRead)
    .values(digests.map((digest) => ({ digest, seenOn })))
    .onConflictDoUpdate({ target: photosRead.digest, set: { seenOn } });
}

/** Forgets pictures not met since this day. Returns how many. */
export async function forgetPhotosBefore(db: Db, day: Date): Promise<number> {
  const gone = await db.delete(photosRead).where(lt(photosRead.seenOn, dayOf(day)));
  return gone.rowCount ?? 0;
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
