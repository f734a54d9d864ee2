import { eq, sql } from 'drizzle-orm';
import { callContext } from './calls.ts';
import { captureContext } from './captures.ts';
import { LINK_CONTEXT } from './checks.ts';
import { comparedContext } from './compared.ts';
import { consentContext } from './consents.ts';
import type { Db } from './database.ts';
import { VaultError } from './errors.ts';
import { IMPORT_CONTEXT } from './imports.ts';
import { adContext, listingContext, openAd } from './matches.ts';
import { replyContext } from './notice-mail.ts';
import { noteContext } from './notice-steps.ts';
import { contentContext } from './notice-text.ts';
import { DESTROYED, NAME_CONTEXT } from './people.ts';
import { photosContext } from './photo-prints.ts';
import { captures } from './schema/captures.ts';
import { matches } from './schema/matches.ts';
import { resealJobs } from './sealed-jobs.ts';
import { sessionContext } from './sessions.ts';
import { totpContext } from './users.ts';
import { numberContext, type Vault, whoseOf } from './vault.ts';

type Row = Readonly<Record<string, unknown>>;

interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** Its primary key. */
  readonly key: string;
  /** Columns that the context takes; `t` is the table. */
  readonly needs?: string;
  readonly join?: string;
  readonly context: (row: Row) => string;
}

const matched = (row: Row) => ({ platform: String(row.platform), numberId: Number(row.number_id) });
const NOTICE = 'join notices n on n.id = t.notice_id';

/** Every sealed column there is; a test holds it against the database's own list. */
export const SEALED: readonly SealedColumn[] = [
  { table: 'persons', column: 'name_sealed', key: 'id', context: () => NAME_CONTEXT },
  {
    table: 'consents',
    column: 'subject_name_sealed',
    key: 'id',
    needs: 't.person_id',
    context: (row) => consentContext(Number(row.person_id)),
  },
  {
    table: 'numbers',
    column: 'sealed',
    key: 'id',
    needs: 't.person_id',
    context: (row) => numberContext(Number(row.person_id)),
  },
  {
    table: 'matches',
    column: 'ad_sealed',
    key: 'id',
    needs: 't.platform, t.number_id',
    context: (row) => adContext(matched(row)),
  },
  {
    table: 'matches',
    column: 'listing_sealed',
    key: 'id',
    needs: 't.platform, t.number_id',
    context: (row) => listingContext(matched(row)),
  },
  {
    table: 'matches',
    column: 'compared_sealed',
    key: 'id',
    needs: 't.number_id',
    context: (row) => comparedContext({ numberId: Number(row.number_id) }),
  },
  {
    table: 'matches',
    column: 'photos_sealed',
    key: 'id',
    needs: 't.platform, t.number_id',
    context: (row) => photosContext(matched(row)),
  },
  {
    table: 'captures',
    column: 'ad_sealed',
    key: 'id',
    needs: 't.platform',
    context: (row) => captureContext(String(row.platform)),
  },
  {
    table: 'notices',
    column: 'content_sealed',
    key: 'id',
    needs: 't.reference',
    context: (row) => contentContext(String(row.reference)),
  },
  {
    table: 'notice_steps',
    column: 'note_sealed',
    key: 'id',
    needs: 'n.reference',
    join: NOTICE,
    context: (row) => noteContext(String(row.reference)),
  },
  {
    table: 'notice_replies',
    column: 'source_sealed',
    key: 'id',
    needs: 't.notice_id, t.source_sha256',
    context: (row) => replyContext({ noticeId: Number(row.notice_id), sourceSha256: String(row.source_sha256) }),
  },
  {
    table: 'sessions',
    column: 'sealed',
    key: 'platform',
    context: (row) => sessionContext(String(row.key)),
  },
  { table: 'check_links', column: 'ad_sealed', key: 'id', context: () => LINK_CONTEXT },
  { table: 'imports', column: 'payload_sealed', key: 'id', context: () => IMPORT_CONTEXT },
  {
    table: 'calls',
    column: 'words_sealed',
    key: 'id',
    needs: 't.person_id',
    context: (row) => callContext(Number(row.person_id)),
  },
  { table: 'users', column: 'totp_sealed', key: 'id', context: (row) => totpContext(Number(row.key)) },
];

/** Keyed digests: of ads, replaced with their rows; of what was looked at, forgotten, so that it is looked at once more. */
export const DIGESTS: readonly string[] = [
  'matches.ad_digest',
  'captures.ad_digest',
  'looked_at.content_digest',
  'lookups.content_digest',
  'photos_read.digest',
  'installation.key_check',
  'console_sessions.digest',
  'invitations.digest',
  'sign_in_failures.bucket',
];

/** Seals every record anew, in the transaction given. What nobody can open any more stays as it is. Returns how many. */
export async function resealAll(db: Db, from: Vault, to: Vault): Promise<number> {
  await redigestAds(db, from, to);
  let resealed = await resealJobs(db, from, to);
  for (const { table, column, key, needs, join, context } of SEALED) {
    const [named, place] = [sql.raw(table), sql.raw(column)];
    const { rows: keys } = await db.execute<{ key: unknown }>(
      sql`select ${sql.raw(key)} as key from ${named} where octet_length(${place}) > 0 order by 1`,
    );
    for (const { key: at } of keys) {
      const { rows } = await db.execute<Row & { sealed: Buffer }>(
        sql`select t.${sql.raw(key)} as key, t.${place} as sealed ${sql.raw(needs ? `, ${needs}` : '')}
          from ${named} t ${sql.raw(join ?? '')} where t.${sql.raw(key)} = ${at}`,
      );
      const sealed = rows[0] && sealedAnew(rows[0].sealed, context(rows[0]), from, to);
      if (!sealed) continue;
      await db.execute(sql`update ${named} set ${place} = ${sealed} where ${sql.raw(key)} = ${at}`);
      resealed++;
    }
  }
  await db.execute(sql`delete from looked_at`);
  await db.execute(sql`delete from loose_ads`);
  await db.execute(sql`delete from photos_read`);
  await db.execute(sql`update lookups set content_digest = sha256(random()::text::bytea)`);
  return resealed;
}

function sealedAnew(sealed: Buffer, context: string, from: Vault, to: Vault): Buffer | null {
  try {
    return to.sealFor(whoseOf(sealed), from.unseal(sealed, context), context);
  } catch (error) {
    if (error instanceof VaultError && error.kind === 'destroyed') return null;
    throw error;
  }
}

/** The same ad has the same new digest in both tables; one whose id nobody can open gets a digest of its old digest. */
async function redigestAds(db: Db, from: Vault, to: Vault): Promise<void> {
  const found = await db
    .select({
      platform: matches.platform,
      numberId: matches.numberId,
      digest: matches.adDigest,
      adSealed: matches.adSealed,
    })
    .from(matches);
  const taken = await db
    .select({ platform: captures.platform, digest: captures.adDigest, adSealed: captures.adSealed })
    .from(captures);
  const ads = [
    ...found.map((row) => ({ ...row, adId: openAd(from, row).adId })),
    ...taken.map((row) => ({ ...row, adId: from.openOr(row.adSealed, captureContext(row.platform), DESTROYED) })),
  ];
  const next = new Map<string, { digest: Buffer; by: Buffer }>();
  for (const { platform, adId, digest } of ads) {
    const orphan = adId === DESTROYED;
    if (orphan && next.has(digest.toString('hex'))) continue;
    const by = orphan ? to.adDigest('', digest.toString('hex')) : to.adDigest(platform, adId);
    next.set(digest.toString('hex'), { digest, by });
  }
  for (const { digest, by } of next.values()) {
    await db.update(matches).set({ adDigest: by }).where(eq(matches.adDigest, digest));
    await db.update(captures).set({ adDigest: by }).where(eq(captures.adDigest, digest));
  }
}
