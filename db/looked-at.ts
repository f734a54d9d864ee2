import { and, eq, exists, inArray, lt, or, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { lookedAt, looseAds } from './schema/runs.ts';

/** An ad and the keyed digest of what it showed (vault.contentDigest). */
export interface AdDigest {
  readonly adId: string;
  readonly digest: Buffer;
}

/** An ad and every digest by which it counts as looked at. */
export interface AdDigests {
  readonly adId: string;
  readonly digests: readonly Buffer[];
}

/** The walk in which ads were looked at, and the run. */
export interface Looking {
  readonly platform: string;
  readonly walk: string;
  readonly runId: number;
}

/**
 * Of these ads, those looked at before that showed exactly the same then: `firm` ones have nothing unlooked-at beneath
 * them in this walk, `loose` ones may: so may all that this very run has looked at, in whatever walk.
 */
export async function unchangedAds(
  db: Db,
  { platform, walk, runId }: Looking,
  ads: readonly AdDigests[],
): Promise<{ readonly firm: ReadonlySet<string>; readonly loose: ReadonlySet<string> }> {
  const firm = new Set<string>();
  const loose = new Set<string>();
  if (ads.length === 0) return { firm, loose };
  const ids = ads.map((ad) => ad.adId);
  const known = await db
    .select({
      adId: lookedAt.adId,
      digest: lookedAt.contentDigest,
      isLoose: exists(
        db
          .select({ one: sql`1` })
          .from(looseAds)
          .where(
            and(
              eq(looseAds.platform, lookedAt.platform),
              eq(looseAds.adId, lookedAt.adId),
              or(eq(looseAds.walk, walk), eq(looseAds.runId, runId)),
            ),
          ),
      ),
    })
    .from(lookedAt)
    .where(and(eq(lookedAt.platform, platform), inArray(lookedAt.adId, ids)));
  const rows = new Map(known.map((row) => [row.adId, row]));
  for (const { adId, digests } of ads) {
    const row = rows.get(adId);
    if (!row || !digests.some((digest) => digest.equals(row.digest))) continue;
    (row.isLoose ? loose : firm).add(adId);
  }
  return { firm, loose };
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

/**
 * Remembers what these ads showed; of an ad named twice the last word counts. They are loose until their walk comes
 * through: written first, so that a crash between the two can only make a walk longer.
 */
export async function recordLookedAt(db: Db, looking: Looking, ads: readonly AdDigest[], now: Date): Promise<void> {
  const last = new Map(ads.map((ad) => [ad.adId, ad]));
  if (last.size === 0) return;
  const { platform } = looking;
  const seenOn = dayOf(now);
  await db
    .insert(looseAds)
    .values([...last.keys()].map((adId) => ({ ...looking, adId })))
    .onConflictDoUpdate({
      target: [looseAds.platform, looseAds.walk, looseAds.adId],
      set: { runId: sql`greatest(${looseAds.runId}, excluded.run_id)` },
    });
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
