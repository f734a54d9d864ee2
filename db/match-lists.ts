import { and, count, desc, eq, gte, inArray, lt, ne, type SQL } from 'drizzle-orm';
import { anyOf } from './any-of.ts';
import type { Db } from './database.ts';
import { type Match, opened, SHOWN } from './matches.ts';
import { type MatchState, matches } from './schema/matches.ts';
import { noticeMatches, notices } from './schema/notices.ts';
import { numbers } from './schema/people.ts';
import type { Vault } from './vault.ts';

export interface MatchFilter {
  readonly state?: MatchState | undefined;
  readonly platform?: string | undefined;
  readonly personId?: number | undefined;
  /** Only these: the ads of a campaign. */
  readonly ids?: readonly number[] | undefined;
}

/** Newest first, at most `limit`, older than match `before`; `more`: there are still older ones. */
export async function pageOfMatches(
  db: Db,
  vault: Vault,
  filter: MatchFilter,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<{ readonly rows: readonly Match[]; readonly more: boolean }> {
  if (filter.ids?.length === 0) return { rows: [], more: false };
  const rows = await db
    .select(SHOWN)
    .from(matches)
    .where(and(...conditions(db, filter), before === undefined ? undefined : lt(matches.id, before)))
    .orderBy(desc(matches.id))
    .limit(limit + 1);
  return { rows: rows.slice(0, limit).map((row) => opened(row, vault)), more: rows.length > limit };
}

/** How many matches there are in each state. */
export async function countMatches(db: Db, filter: MatchFilter): Promise<Readonly<Record<MatchState, number>>> {
  const counts = { new: 0, confirmed: 0, dismissed: 0 };
  if (filter.ids?.length === 0) return counts;
  const rows = await db
    .select({ state: matches.state, count: count() })
    .from(matches)
    .where(and(...conditions(db, filter)))
    .groupBy(matches.state);
  for (const row of rows) counts[row.state] = row.count;
  return counts;
}

function conditions(db: Db, { state, platform, personId, ids }: MatchFilter) {
  const own = (id: number) => db.select({ id: numbers.id }).from(numbers).where(eq(numbers.personId, id));
  return [
    state === undefined ? undefined : eq(matches.state, state),
    platform === undefined ? undefined : eq(matches.platform, platform),
    personId === undefined ? undefined : inArray(matches.numberId, own(personId)),
    ids === undefined ? undefined : anyOf(matches.id, ids),
  ];
}

/** Which matches are confirmed, and since when. */
export async function confirmedNow(db: Db): Promise<{ readonly id: number; readonly decidedAt: Date | null }[]> {
  return db
    .select({ id: matches.id, decidedAt: matches.decidedAt })
    .from(matches)
    .where(eq(matches.state, 'confirmed'));
}

/** Ads that came back and are not dismissed, and those removed since a moment; newest first, at most `limit` of each. */
export async function presenceNews(
  db: Db,
  vault: Vault,
  since: Date,
  limit: number,
): Promise<{ back: Match[]; gone: Match[] }> {
  const newest = async (where: SQL | undefined) =>
    (await db.select(SHOWN).from(matches).where(where).orderBy(desc(matches.id)).limit(limit)).map((row) =>
      opened(row, vault),
    );
  return {
    back: await newest(and(eq(matches.presence, 'returned'), ne(matches.state, 'dismissed'))),
    gone: await newest(and(eq(matches.presence, 'removed'), gte(matches.presenceSince, since))),
  };
}

/** Letters that name a match, newest first, without their content. */
export async function lettersOf(db: Db, matchId: number) {
  return db
    .select({
      id: notices.id,
      reference: notices.reference,
      addressee: notices.addressee,
      createdAt: notices.createdAt,
      sentAt: notices.sentAt,
    })
    .from(noticeMatches)
    .innerJoin(notices, eq(notices.id, noticeMatches.noticeId))
    .where(eq(noticeMatches.matchId, matchId))
    .orderBy(desc(notices.id));
}
