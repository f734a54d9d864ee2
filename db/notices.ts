import { and, asc, eq, getTableColumns, inArray, isNotNull, ne, notInArray, or, sql } from 'drizzle-orm';
import { almatyDate } from './almaty-time.ts';
import { anyOf } from './any-of.ts';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { type Match, openAd } from './matches.ts';
import { personsOfMatches } from './notice-persons.ts';
import { contentContext } from './notice-text.ts';
import type { Language } from './schema/language.ts';
import { matches } from './schema/matches.ts';
import {
  type Channel,
  type NoticeKind,
  type NoticeState,
  noticeMatches,
  noticeNumbers,
  notices,
} from './schema/notices.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

export interface NewNotice {
  /** `null`: about ads of several platforms, or of none. */
  readonly platform: string | null;
  readonly addressee: string;
  readonly kind: NoticeKind;
  readonly language: Language;
  readonly followsId: number | null;
  readonly createdBy: string;
  /** What the letter is written from, as plain JSON; kept sealed. */
  readonly content: unknown;
  readonly matchIds: readonly number[];
}

/** A notice without its content. */
export interface Notice {
  readonly id: number;
  readonly reference: string;
  readonly platform: string | null;
  readonly addressee: string;
  readonly kind: NoticeKind;
  readonly language: Language;
  readonly followsId: number | null;
  readonly state: NoticeState;
  readonly stateSince: Date;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
  readonly responsible: string | null;
  readonly sentAt: Date | null;
  readonly channel: Channel | null;
  readonly ticket: string | null;
  readonly sendingSince: Date | null;
  readonly receivedAt: Date | null;
  readonly folder: string | null;
  readonly fileDigests: Readonly<Record<string, string>>;
  readonly editedFile: string | null;
  readonly matchIds: readonly number[];
}

/**
 * Writes a draft for these matches with the next reference number of the year, all or nothing. Throws RecordError:
 * not-found (a match is unknown), wrong-state (no match named, one not confirmed or of another platform), duplicate
 * (one stands in an open notice of this kind to the same addressee).
 */
export async function createNotice(
  db: Db,
  vault: Vault,
  notice: NewNotice,
  now: Date,
): Promise<{ id: number; reference: string }> {
  const { content, matchIds, ...plain } = notice;
  const wanted = [...new Set(matchIds)];
  if (wanted.length === 0) throw new RecordError('wrong-state', 'a notice needs at least one match');
  return db.transaction(async (tx) => {
    // Held in one order, so that of two drafts for the same match the second sees the first.
    const found = await tx
      .select({ id: matches.id, state: matches.state, platform: matches.platform })
      .from(matches)
      .where(inArray(matches.id, wanted))
      .orderBy(asc(matches.id))
      .for('update');
    for (const id of wanted) {
      const match = found.find((row) => row.id === id);
      if (!match) throw new RecordError('not-found', `no match ${shortName('m', id)}`);
      if (plain.platform !== null && match.platform !== plain.platform)
        throw new RecordError('wrong-state', `match ${shortName('m', id)} is of another platform`);
      if (match.state !== 'confirmed')
        throw new RecordError('wrong-state', `match ${shortName('m', id)} is not confirmed`);
    }
    const [taken] = await tx
      .select({ matchId: noticeMatches.matchId, reference: notices.reference })
      .from(noticeMatches)
      .innerJoin(notices, eq(notices.id, noticeMatches.noticeId))
      .where(
        and(
          inArray(noticeMatches.matchId, wanted),
          eq(notices.kind, plain.kind),
          eq(notices.addressee, plain.addressee),
          ne(notices.state, 'closed'),
        ),
      )
      .limit(1);
    if (taken)
      throw new RecordError('duplicate', `match ${shortName('m', taken.matchId)} stands in notice ${taken.reference}`);
    const reference = await nextReference(tx, now);
    const whose = await personsOfMatches(tx, wanted);
    const [row] = await tx
      .insert(notices)
      .values({
        ...plain,
        reference,
        state: 'draft',
        stateSince: now,
        createdAt: now,
        contentSealed: vault.sealFor(whose, JSON.stringify(content), contentContext(reference)),
        fileDigests: {},
      })
      .returning({ id: notices.id });
    await tx.insert(noticeMatches).values(wanted.map((matchId) => ({ noticeId: row!.id, matchId })));
    return { id: row!.id, reference };
  });
}

/** Replaces the content of a letter of any state: only where a person's data are destroyed. */
export async function rewriteContent(
  db: Db,
  vault: Vault,
  id: number,
  { content, about }: { readonly content: unknown; readonly about: readonly number[] },
): Promise<void> {
  const { reference } = await existing(db, id);
  await db
    .update(notices)
    .set({ contentSealed: vault.sealFor(about, JSON.stringify(content), contentContext(reference)) })
    .where(eq(notices.id, id));
}

/**
 * Records where the rendered letter lies and the SHA-256 of each file. Throws RecordError not-found, or wrong-state
 * once it is sent.
 */
export async function recordFiles(
  db: Db,
  id: number,
  files: { folder: string; fileDigests: Readonly<Record<string, string>>; editedFile: string | null },
): Promise<void> {
  await change(db, id, ['draft', 'approved'], files);
}

/** Oldest first. */
export async function listNotices(
  db: Db,
  filter: { state?: NoticeState; states?: readonly NoticeState[]; platform?: string; followsId?: number } = {},
): Promise<Notice[]> {
  const rows = await db
    .select(WITHOUT_CONTENT)
    .from(notices)
    .where(
      and(
        filter.state === undefined ? undefined : eq(notices.state, filter.state),
        filter.states === undefined ? undefined : inArray(notices.state, [...filter.states]),
        filter.platform === undefined ? undefined : eq(notices.platform, filter.platform),
        filter.followsId === undefined ? undefined : eq(notices.followsId, filter.followsId),
      ),
    )
    .orderBy(asc(notices.id));
  return withMatches(db, rows);
}

/** A notice with what it is written from (the caller checks its shape), or `null`. Throws VaultError. */
export async function noticeWithContent(
  db: Db,
  vault: Vault,
  id: number,
): Promise<(Notice & { readonly content: unknown }) | null> {
  const [row] = await db.select().from(notices).where(eq(notices.id, id));
  if (!row) return null;
  const { contentSealed, ...plain } = row;
  const [notice] = await withMatches(db, [plain]);
  const content = vault.unseal(contentSealed, contentContext(row.reference)).toString('utf8');
  return { ...notice!, content: JSON.parse(content) as unknown };
}

/** Without its content, or `null`. */
export async function findNotice(db: Db, by: { id: number } | { reference: string }): Promise<Notice | null> {
  const rows = await db
    .select(WITHOUT_CONTENT)
    .from(notices)
    .where('id' in by ? eq(notices.id, by.id) : eq(notices.reference, by.reference));
  return (await withMatches(db, rows))[0] ?? null;
}

/**
 * Confirmed matches for which removal was not asked yet, oldest first: those in no takedown and no letter that it is
 * back. A letter that was withdrawn before it was sent does not count.
 */
export async function matchesAwaitingNotice(
  db: Db,
  vault: Vault,
  platform?: string,
): Promise<Pick<Match, 'id' | 'platform' | 'adId' | 'numberId' | 'url'>[]> {
  const asked = db
    .select({ matchId: noticeMatches.matchId })
    .from(noticeMatches)
    .innerJoin(notices, eq(notices.id, noticeMatches.noticeId))
    .where(
      and(
        inArray(notices.kind, ['takedown', 'back-again']),
        or(ne(notices.state, 'closed'), isNotNull(notices.sentAt)),
      ),
    );
  const rows = await db
    .select({
      id: matches.id,
      platform: matches.platform,
      numberId: matches.numberId,
      adSealed: matches.adSealed,
    })
    .from(matches)
    .where(
      and(
        eq(matches.state, 'confirmed'),
        notInArray(matches.id, asked),
        platform === undefined ? undefined : eq(matches.platform, platform),
      ),
    )
    .orderBy(asc(matches.id));
  return rows.map(({ adSealed, ...row }) => ({ ...row, ...openAd(vault, { ...row, adSealed }) }));
}

/** `Q-2026-0007`: by the calendar of the country the letters go to, where the year begins five hours before UTC's. */
async function nextReference(tx: Db, now: Date): Promise<string> {
  const year = Number(almatyDate(now).slice(0, 4));
  const [row] = await tx
    .insert(noticeNumbers)
    .values({ year, last: 1 })
    .onConflictDoUpdate({ target: noticeNumbers.year, set: { last: sql`${noticeNumbers.last} + 1` } })
    .returning({ last: noticeNumbers.last });
  return `Q-${year}-${String(row!.last).padStart(4, '0')}`;
}

/** One statement that both checks the state and changes the row, so that two at once cannot both succeed. */
async function change(
  db: Db,
  id: number,
  from: readonly NoticeState[],
  set: Partial<typeof notices.$inferInsert>,
): Promise<void> {
  const changed = await db
    .update(notices)
    .set(set)
    .where(and(eq(notices.id, id), inArray(notices.state, [...from])))
    .returning({ id: notices.id });
  if (changed.length > 0) return;
  const notice = await existing(db, id);
  throw new RecordError('wrong-state', `notice ${notice.reference} is ${notice.state}, not ${from.join(' or ')}`);
}

async function existing(db: Db, id: number): Promise<{ reference: string; state: NoticeState }> {
  const [row] = await db
    .select({ reference: notices.reference, state: notices.state })
    .from(notices)
    .where(eq(notices.id, id));
  if (!row) throw new RecordError('not-found', `no notice ${shortName('l', id)}`);
  return row;
}

const { contentSealed: _, ...WITHOUT_CONTENT } = getTableColumns(notices);

async function withMatches(db: Db, rows: readonly Omit<Notice, 'matchIds'>[]): Promise<Notice[]> {
  if (rows.length === 0) return [];
  const links = await db
    .select()
    .from(noticeMatches)
    .where(
      anyOf(
        noticeMatches.noticeId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(noticeMatches.matchId));
  const matchIds = new Map<number, number[]>(rows.map((row) => [row.id, []]));
  for (const link of links) matchIds.get(link.noticeId)?.push(link.matchId);
  return rows.map((row) => ({ ...row, matchIds: matchIds.get(row.id) ?? [] }));
}
