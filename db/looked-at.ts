import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { lookedAt } from './schema/runs.ts';

/** An ad and the keyed digest of what it showed (vault.contentDigest). */
export interface AdDigest {
  readonly adId: string;
  readonly digest: Buffer;
}

/** The ids among `ads` that were looked at before and showed exactly the same then. */
export async function unchangedAds(db: Db, platform: string, ads: readonly AdDigest[]): Promise<Set<string>> {
  if (ads.length === 0) return new Set();
  const known = await db
    .select({ adId: lookedAt.adId, digest: lookedAt.contentDigest })
    .from(lookedAt)
    .where(
      and(
        eq(lookedAt.platform, platform),
        inArray(
          lookedAt.adId,
          ads.map((ad) => ad.adId),
        ),
      ),
    );
  const digests = new Map(known.map((row) => [row.adId, row.digest]));
  return new Set(ads.filter((ad) => digests.get(ad.adId)?.equals(ad.digest)).map((ad) => ad.adId));
}

/** The ids among these that were looked at at some time, whatever they showed. */
export async function everLookedAt(db: Db, platform: string, adIds: readonly string[]): Promise<Set<string>> {
  if (adIds.length === 0) return new Set();
  const rows = await db
    .select({ adId: lookedAt.adId })
    .from(lookedAt)
    .where(and(eq(lookedAt.platform, platform), inArray(lookedAt.adId, [...adIds])));
  return new Set(rows.map((row) => row.adId));
}

/** Remembers what these ads showed, in one statement; of an ad named twice the last word counts. */
export async function recordLookedAt(db: Db, platform: string, ads: readonly AdDigest[], now: Date): Promise<void> {
  const last = new Map(ads.map((ad) => [ad.adId, ad]));
  if (last.size === 0) return;
  const seenOn = dayOf(now);
  await db
    .insert(lookedAt)
    .values([...last.values()].map((ad) => ({ platform, adId: ad.adId, contentDigest: ad.digest, seenOn })))
    .onConflictDoUpdate({
      target: [lookedAt.platform, lookedAt.adId],
      set: { contentDigest: sql`excluded.content_digest`, seenOn: sql`excluded.seen_on` },
      // A night's sweep meets mostly known ads: a row that would not change is not written again.
      setWhere: sql`(${lookedAt.contentDigest}, ${lookedAt.seenOn}) is distinct from (excluded.content_digest, excluded.seen_on)`,
    });
}

/** Forgets every ad last seen before this day. Returns how many. */
export async function forgetBefore(db: Db, day: Date): Promise<number> {
  const gone = await db.delete(lookedAt).where(lt(lookedAt.seenOn, dayOf(day)));
  return gone.rowCount ?? 0;
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
