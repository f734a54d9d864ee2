import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { type How, type MatchState, matches, type Presence, type Strength, type WhereSeen } from './schema/matches.ts';
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

const SHOWN = {
  id: matches.id,
  platform: matches.platform,
  adId: matches.adId,
  numberId: matches.numberId,
  runId: matches.runId,
  url: matches.url,
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
  const { listing, ...plain } = match;
  const listingSealed = vault.seal(JSON.stringify(listing), listingContext(match));
  const whileUndecided = (column: 'listing_sealed' | 'strength' | 'how' | 'where_seen' | 'url') =>
    sql`case when ${matches.state} = 'new' then excluded.${sql.identifier(column)} else matches.${sql.identifier(column)} end`;
  const [row] = await db
    .insert(matches)
    .values({ ...plain, listingSealed, state: 'new', firstSeenAt: now, lastSeenAt: now })
    .onConflictDoUpdate({
      target: [matches.platform, matches.adId, matches.numberId],
      set: {
        lastSeenAt: sql`greatest(${matches.lastSeenAt}, excluded.last_seen_at)`,
        listingSealed: whileUndecided('listing_sealed'),
        strength: whileUndecided('strength'),
        how: whileUndecided('how'),
        whereSeen: whileUndecided('where_seen'),
        url: whileUndecided('url'),
      },
    })
    // xmax is 0 only on a row that this statement inserted.
    .returning({ id: matches.id, isNew: sql<boolean>`(xmax = 0)` });
  return { id: row!.id, isNew: row!.isNew };
}

/** Oldest first. */
export async function listMatches(
  db: Db,
  filter: { state?: MatchState; platform?: string; numberId?: number } = {},
): Promise<Match[]> {
  return db
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
}

/** Every match of one ad, oldest first. */
export async function matchesOfAd(db: Db, platform: string, adId: string): Promise<Match[]> {
  return db
    .select(SHOWN)
    .from(matches)
    .where(and(eq(matches.platform, platform), eq(matches.adId, adId)))
    .orderBy(asc(matches.id));
}

export async function findMatch(db: Db, id: number): Promise<Match | null> {
  const [row] = await db.select(SHOWN).from(matches).where(eq(matches.id, id));
  return row ?? null;
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
  if (listingSealed.length === 0) return { ...plain, listing: null };
  return {
    ...plain,
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

function listingContext(match: { platform: string; adId: string; numberId: number }): string {
  return JSON.stringify(['listing', match.platform, match.adId, match.numberId]);
}
