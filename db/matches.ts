import { and, asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { comparedContext, comparedOf } from './compared.ts';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { DESTROYED } from './people.ts';
import { type How, type MatchState, matches, type Presence, type Strength, type WhereSeen } from './schema/matches.ts';
import { numbers } from './schema/people.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

export interface NewMatch {
  readonly platform: string;
  readonly adId: string;
  readonly numberId: number;
  readonly runId: number;
  readonly url: string;
  readonly strength: Strength;
  readonly how: How;
  readonly whereSeen: readonly WhereSeen[];
  /** The ad as read, as plain JSON; kept sealed. */
  readonly listing: unknown;
}

const sealedAd = z.object({ adId: z.string(), url: z.string() });

/** A match without the ad's text. */
export interface Match {
  readonly id: number;
  readonly platform: string;
  readonly adId: string;
  readonly numberId: number;
  readonly runId: number;
  readonly url: string;
  readonly state: MatchState;
  readonly strength: Strength;
  readonly how: How;
  readonly whereSeen: readonly WhereSeen[];
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly presence: Presence;
  readonly presenceSince: Date | null;
  readonly recheckedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
}

/** The columns of a match without the ad's text. */
export const SHOWN = {
  id: matches.id,
  platform: matches.platform,
  adSealed: matches.adSealed,
  numberId: matches.numberId,
  runId: matches.runId,
  state: matches.state,
  strength: matches.strength,
  how: matches.how,
  whereSeen: matches.whereSeen,
  firstSeenAt: matches.firstSeenAt,
  lastSeenAt: matches.lastSeenAt,
  presence: matches.presence,
  presenceSince: matches.presenceSince,
  recheckedAt: matches.recheckedAt,
  decidedBy: matches.decidedBy,
  decidedAt: matches.decidedAt,
  decisionReason: matches.decisionReason,
};

/**
 * Records that a number stands in an ad: once, however often it is seen. Seen again, it gets a later `lastSeenAt`; what
 * was read is replaced only while nobody has decided, and a decision is never touched.
 */
export async function recordMatch(
  db: Db,
  vault: Vault,
  match: NewMatch,
  now: Date,
): Promise<{ id: number; isNew: boolean }> {
  const { listing, adId, url, ...plain } = match;
  const whose = [await personOfNumber(db, match.numberId)];
  const sealed = {
    adDigest: vault.adDigest(match.platform, adId),
    adSealed: vault.sealFor(whose, JSON.stringify({ adId, url }), adContext(match)),
    listingSealed: vault.sealFor(whose, JSON.stringify(listing), listingContext(match)),
    comparedSealed: vault.sealFor(whose, JSON.stringify(comparedOf(match.platform, listing)), comparedContext(match)),
  };
  const whileUndecided = (
    column: 'ad_sealed' | 'listing_sealed' | 'compared_sealed' | 'strength' | 'how' | 'where_seen',
  ) =>
    sql`case when ${matches.state} = 'new' then excluded.${sql.identifier(column)} else matches.${sql.identifier(column)} end`;
  const [row] = await db
    .insert(matches)
    .values({ ...plain, ...sealed, state: 'new', firstSeenAt: now, lastSeenAt: now })
    .onConflictDoUpdate({
      target: [matches.adDigest, matches.numberId],
      set: {
        lastSeenAt: sql`greatest(${matches.lastSeenAt}, excluded.last_seen_at)`,
        listingSealed: whileUndecided('listing_sealed'),
        comparedSealed: whileUndecided('compared_sealed'),
        strength: whileUndecided('strength'),
        how: whileUndecided('how'),
        whereSeen: whileUndecided('where_seen'),
        adSealed: whileUndecided('ad_sealed'),
      },
    })
    // xmax is 0 only on a row that this statement inserted.
    .returning({ id: matches.id, isNew: sql<boolean>`(xmax = 0)` });
  return { id: row!.id, isNew: row!.isNew };
}

/** Oldest first. */
export async function listMatches(
  db: Db,
  vault: Vault,
  filter: { state?: MatchState; platform?: string; numberId?: number } = {},
): Promise<Match[]> {
  const rows = await db
    .select(SHOWN)
    .from(matches)
    .where(
      and(
        filter.state === undefined ? undefined : eq(matches.state, filter.state),
        filter.platform === undefined ? undefined : eq(matches.platform, filter.platform),
        filter.numberId === undefined ? undefined : eq(matches.numberId, filter.numberId),
      ),
    )
    .orderBy(asc(matches.id));
  return rows.map((row) => opened(row, vault));
}

/** Every match of one ad, oldest first. */
export async function matchesOfAd(db: Db, vault: Vault, platform: string, adId: string): Promise<Match[]> {
  const rows = await db
    .select(SHOWN)
    .from(matches)
    .where(eq(matches.adDigest, vault.adDigest(platform, adId)))
    .orderBy(asc(matches.id));
  return rows.map((row) => opened(row, vault));
}

export async function findMatch(db: Db, vault: Vault, id: number): Promise<Match | null> {
  const [row] = await db.select(SHOWN).from(matches).where(eq(matches.id, id));
  return row ? opened(row, vault) : null;
}

/**
 * A match with the ad as it was read (the caller checks its shape; `null` once the person's data were destroyed), or
 * `null`. Throws VaultError.
 */
export async function matchWithListing(
  db: Db,
  vault: Vault,
  id: number,
): Promise<(Match & { readonly listing: unknown }) | null> {
  const [row] = await db
    .select({ ...SHOWN, listingSealed: matches.listingSealed })
    .from(matches)
    .where(eq(matches.id, id));
  if (!row) return null;
  const { listingSealed, ...plain } = row;
  if (listingSealed.length === 0) return { ...opened(plain, vault), listing: null };
  return {
    ...opened(plain, vault),
    listing: JSON.parse(vault.unseal(listingSealed, listingContext(row)).toString('utf8')) as unknown,
  };
}

/** A person says: this is a protected number in a fake ad. Throws RecordError not-found or wrong-state (decided so already). */
export async function confirmMatch(db: Db, id: number, by: string, reason: string | null, now: Date): Promise<void> {
  await decideMatch(db, id, { state: 'confirmed', by, reason }, now);
}

/** A person says: this is no hit. Throws RecordError not-found or wrong-state (decided so already). */
export async function dismissMatch(db: Db, id: number, by: string, reason: string | null, now: Date): Promise<void> {
  await decideMatch(db, id, { state: 'dismissed', by, reason }, now);
}

export interface Decision {
  readonly state: 'confirmed' | 'dismissed';
  readonly by: string;
  readonly reason: string | null;
  /** `decisionVersion` of the match as the person saw it. */
  readonly expected?: string;
}

/** What was decided on a match so far, as one word: another one as soon as somebody decides anew. */
export function decisionVersion({ state, decidedAt }: Pick<Match, 'state' | 'decidedAt'>): string {
  return `${state}-${decidedAt?.getTime() ?? 0}`;
}

/**
 * Records a person's decision. Throws RecordError not-found, wrong-state (decided so already), or changed-meanwhile:
 * somebody decided after the person had looked, and theirs stands.
 */
export async function decideMatch(
  db: Db,
  id: number,
  { state, by, reason, expected }: Decision,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [match] = await tx
      .select({ state: matches.state, decidedAt: matches.decidedAt })
      .from(matches)
      .where(eq(matches.id, id))
      .for('update');
    if (!match) throw new RecordError('not-found', `no match ${shortName('m', id)}`);
    if (expected !== undefined && expected !== decisionVersion(match))
      throw new RecordError('changed-meanwhile', `match ${shortName('m', id)} is ${match.state} meanwhile`);
    if (match.state === state) throw new RecordError('wrong-state', `match ${shortName('m', id)} is ${state} already`);
    await tx
      .update(matches)
      .set({ state, decidedBy: by, decidedAt: now, decisionReason: reason })
      .where(eq(matches.id, id));
    // Without the reason: staff may write there what must not leave the house.
    await appendToLog(tx, { kind: 'reviewed', by, matches: [id], detail: { state } }, now);
  });
}

/** The ad's id and address, each a word that says so when the person's key was destroyed. */
export function opened(
  { adSealed, ...row }: Omit<Match, 'adId' | 'url'> & { readonly adSealed: Buffer },
  vault: Vault,
): Match {
  return { ...row, ...openAd(vault, { ...row, adSealed }) };
}

/** Where an ad is that a number stands in. Throws VaultError, but not when the person's key was destroyed. */
export function openAd(
  vault: Vault,
  row: { readonly platform: string; readonly numberId: number; readonly adSealed: Buffer },
): { readonly adId: string; readonly url: string } {
  const gone = JSON.stringify({ adId: DESTROYED, url: DESTROYED });
  return sealedAd.parse(JSON.parse(vault.openOr(row.adSealed, adContext(row), gone)));
}

/** Whose numbers were seen in an ad. */
export async function personsOfAd(db: Db, vault: Vault, platform: string, adId: string): Promise<number[]> {
  const rows = await db
    .selectDistinct({ personId: numbers.personId })
    .from(matches)
    .innerJoin(numbers, eq(numbers.id, matches.numberId))
    .where(eq(matches.adDigest, vault.adDigest(platform, adId)));
  return rows.map((row) => row.personId).filter((id) => !vault.isShredded(id));
}

async function personOfNumber(db: Db, numberId: number): Promise<number> {
  const [row] = await db.select({ personId: numbers.personId }).from(numbers).where(eq(numbers.id, numberId));
  if (!row) throw new RecordError('not-found', `no number ${shortName('n', numberId)}`);
  return row.personId;
}

export function adContext({ platform, numberId }: { platform: string; numberId: number }): string {
  return `ad of ${platform} and number ${numberId}`;
}

export function listingContext({ platform, numberId }: { platform: string; numberId: number }): string {
  return `listing of ${platform} and number ${numberId}`;
}
