import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { personsOfNotice } from './notice-persons.ts';
import { noticeReplies, notices, type ReplyKind } from './schema/notices.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

/**
 * Takes the sole right to mail a letter: of two persons at once the second gets RecordError wrong-state, as does anyone
 * after an attempt of which nobody can tell whether it went out.
 */
export async function claimSending(db: Db, id: number, now: Date): Promise<void> {
  const claimed = await db
    .update(notices)
    .set({ sendingSince: now })
    .where(and(eq(notices.id, id), inArray(notices.state, ['approved', 'bounced']), isNull(notices.sendingSince)))
    .returning({ id: notices.id });
  if (claimed.length > 0) return;
  const [notice] = await db
    .select({ reference: notices.reference, state: notices.state, sendingSince: notices.sendingSince })
    .from(notices)
    .where(eq(notices.id, id));
  if (!notice) throw new RecordError('not-found', `no notice ${shortName('l', id)}`);
  throw new RecordError(
    'wrong-state',
    notice.sendingSince === null
      ? `notice ${notice.reference} is ${notice.state}, not approved or bounced`
      : `notice ${notice.reference} was being mailed since ${notice.sendingSince.toISOString()}: look into the mailbox; then "notice sent", or "notice send --again"`,
  );
}

/** Gives the right back: the letter surely did not go out, or it did and that is recorded. */
export async function releaseSending(db: Db, id: number): Promise<void> {
  await db.update(notices).set({ sendingSince: null }).where(eq(notices.id, id));
}

export interface Reply {
  readonly id: number;
  readonly noticeId: number;
  readonly kind: ReplyKind;
  readonly receivedAt: Date;
  readonly filedAt: Date;
}

/** Files a mail to its notice, once however often it is read. */
export async function fileReply(
  db: Db,
  vault: Vault,
  reply: { noticeId: number; kind: ReplyKind; sourceSha256: string; source: Buffer; receivedAt: Date },
  now: Date,
): Promise<boolean> {
  const { source, ...plain } = reply;
  const whose = await personsOfNotice(db, reply.noticeId);
  const filed = await db
    .insert(noticeReplies)
    .values({ ...plain, sourceSealed: vault.sealFor(whose, source, replyContext(plain)), filedAt: now })
    .onConflictDoNothing()
    .returning({ id: noticeReplies.id });
  return filed.length > 0;
}

/** Mail that was filed to a notice, as it came, oldest first. Throws VaultError. */
export async function repliesTo(
  db: Db,
  vault: Vault,
  noticeId: number,
): Promise<(Reply & { readonly source: Buffer })[]> {
  const rows = await db
    .select()
    .from(noticeReplies)
    .where(eq(noticeReplies.noticeId, noticeId))
    .orderBy(asc(noticeReplies.id));
  return rows.map(({ sourceSealed, sourceSha256, ...plain }) => ({
    ...plain,
    source: vault.unseal(sourceSealed, replyContext({ noticeId, sourceSha256 })),
  }));
}

export function replyContext({ noticeId, sourceSha256 }: { noticeId: number; sourceSha256: string }): string {
  return `reply ${sourceSha256} to notice ${noticeId}`;
}
