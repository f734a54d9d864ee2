import { and, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { type LookupPart, type LookupWhy, lookups } from './schema/hidden.ts';
import { shortName } from './short-name.ts';

/** Open lookups a platform may have: more than a person answers in a morning is no list but a heap. */
export const OPEN_LOOKUPS = 50;
export const OPEN_DAYS = 14;
/** How long an answer keeps its ad from being asked again, unless the ad changes. */
export const ANSWERED_DAYS = 180;
const DAY_MS = 86_400_000;

export interface NewLookup {
  readonly adId: string;
  readonly url: string;
  readonly digest: Buffer;
  readonly score: number;
  readonly parts: readonly LookupPart[];
  readonly why: LookupWhy;
}

export interface OpenLookup {
  readonly id: number;
  readonly platform: string;
  readonly adId: string;
  readonly url: string;
  readonly score: number;
  readonly parts: readonly LookupPart[];
  readonly why: LookupWhy;
  readonly createdAt: Date;
  readonly digest: Buffer;
}

/**
 * Keeps these ads for a person to open, or brings the open ones up to date. One that was answered is opened again only
 * when the ad shows something else now. Returns how many open ones of the platform fell off the end of the list.
 */
export async function saveLookups(
  db: Db,
  platform: string,
  given: readonly NewLookup[],
  now: Date,
): Promise<{ dropped: number }> {
  const last = new Map(given.map((one) => [one.adId, one]));
  if (last.size === 0) return { dropped: 0 };
  await db
    .insert(lookups)
    .values(
      [...last.values()].map(({ digest, ...one }) => ({
        ...one,
        platform,
        contentDigest: digest,
        state: 'open' as const,
        createdAt: now,
      })),
    )
    .onConflictDoUpdate({
      target: [lookups.platform, lookups.adId],
      set: {
        contentDigest: sql`excluded.content_digest`,
        url: sql`excluded.url`,
        score: sql`excluded.score`,
        parts: sql`excluded.parts`,
        why: sql`excluded.why`,
        state: 'open',
        createdAt: sql`case when ${lookups.contentDigest} = excluded.content_digest then ${lookups.createdAt} else excluded.created_at end`,
        answeredAt: null,
        answeredBy: null,
      },
      setWhere: sql`${lookups.state} = 'open' or ${lookups.contentDigest} <> excluded.content_digest`,
    });
  const overflow = db
    .select({ id: lookups.id })
    .from(lookups)
    .where(and(eq(lookups.platform, platform), eq(lookups.state, 'open')))
    .orderBy(desc(lookups.score), desc(lookups.id))
    .offset(OPEN_LOOKUPS);
  const dropped = await db.delete(lookups).where(inArray(lookups.id, overflow)).returning({ id: lookups.id });
  return { dropped: dropped.length };
}

/** The ads among these that were answered and have not changed since: they are not asked again. */
export async function answeredAds(
  db: Db,
  platform: string,
  ads: readonly { readonly adId: string; readonly digest: Buffer }[],
): Promise<Set<string>> {
  if (ads.length === 0) return new Set();
  const ids = ads.map((ad) => ad.adId);
  const rows = await db
    .select({ adId: lookups.adId, digest: lookups.contentDigest })
    .from(lookups)
    .where(and(eq(lookups.platform, platform), ne(lookups.state, 'open'), inArray(lookups.adId, ids)));
  const digests = new Map(rows.map((row) => [row.adId, row.digest]));
  return new Set(ads.filter((ad) => digests.get(ad.adId)?.equals(ad.digest)).map((ad) => ad.adId));
}

/** Open lookups, best first. */
export async function openLookups(db: Db, filter: { readonly platform?: string } = {}): Promise<OpenLookup[]> {
  const rows = await db
    .select()
    .from(lookups)
    .where(
      and(eq(lookups.state, 'open'), filter.platform === undefined ? undefined : eq(lookups.platform, filter.platform)),
    )
    .orderBy(desc(lookups.score), desc(lookups.id));
  return rows.map(asOpen);
}

/** Throws RecordError not-found, or wrong-state when it was answered before. */
export async function openLookup(db: Db, id: number): Promise<OpenLookup> {
  const [row] = await db.select().from(lookups).where(eq(lookups.id, id));
  if (!row) throw new RecordError('not-found', `no lookup ${shortName('h', id)}`);
  if (row.state !== 'open')
    throw new RecordError('wrong-state', `lookup ${shortName('h', id)} is ${row.state} already`);
  return asOpen(row);
}

/**
 * A person has looked. Whatever they saw, only the ad's id and digest stay. Throws RecordError like `openLookup`.
 */
export async function answerLookup(
  db: Db,
  id: number,
  answer: { readonly state: 'answered' | 'gone'; readonly by: string },
  now: Date,
): Promise<void> {
  const answered = await db
    .update(lookups)
    .set({ state: answer.state, answeredBy: answer.by, answeredAt: now, url: null, score: 0, parts: [] })
    .where(and(eq(lookups.id, id), eq(lookups.state, 'open')))
    .returning({ id: lookups.id });
  if (answered.length === 0) await openLookup(db, id);
}

/** Forgets open lookups that the sweep has settled by itself. */
export async function dropLookups(db: Db, platform: string, adIds: readonly string[]): Promise<void> {
  if (adIds.length === 0) return;
  await db
    .delete(lookups)
    .where(and(eq(lookups.platform, platform), eq(lookups.state, 'open'), inArray(lookups.adId, [...adIds])));
}

/** Forgets what nobody opened in its time, and old answers. Returns how many open ones went unanswered. */
export async function forgetOldLookups(db: Db, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  await db.delete(lookups).where(and(ne(lookups.state, 'open'), lt(lookups.answeredAt, before(ANSWERED_DAYS))));
  const gone = await db
    .delete(lookups)
    .where(and(eq(lookups.state, 'open'), lt(lookups.createdAt, before(OPEN_DAYS))))
    .returning({ id: lookups.id });
  return gone.length;
}

function asOpen(row: typeof lookups.$inferSelect): OpenLookup {
  const { id, platform, adId, url, score, parts, why, createdAt, contentDigest } = row;
  return { id, platform, adId, url: url ?? '', score, parts, why, createdAt, digest: contentDigest };
}
