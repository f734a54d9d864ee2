import { eq } from 'drizzle-orm';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { personsOfNotice } from './notice-persons.ts';
import { notices } from './schema/notices.ts';
import { sha256 } from './sha256.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

/** A word for the text of a letter as it stands: another one as soon as its content or its edited file changes. */
export function textVersion(notice: {
  readonly contentSealed: Buffer;
  readonly editedFile: string | null;
  readonly fileDigests: Readonly<Record<string, string>>;
}): string {
  const edited = notice.editedFile === null ? '' : (notice.fileDigests[notice.editedFile] ?? '');
  return `${sha256(notice.contentSealed).slice(0, 16)}${edited.slice(0, 16)}`;
}

/** `textVersion` of a letter, or `null` when there is none. */
export async function textVersionOf(db: Db, id: number): Promise<string | null> {
  const { contentSealed, editedFile, fileDigests } = notices;
  const [row] = await db.select({ contentSealed, editedFile, fileDigests }).from(notices).where(eq(notices.id, id));
  return row ? textVersion(row) : null;
}

/**
 * Replaces a draft's content; to be called in a transaction, which holds the row. What was printed before is no longer the letter. Throws RecordError not-found, wrong-state
 * (no draft), or changed-meanwhile (it is another text than was read).
 */
export async function replaceContent(
  db: Db,
  vault: Vault,
  id: number,
  { content, readText }: { readonly content: unknown; readonly readText: string },
): Promise<void> {
  const [notice] = await db.select().from(notices).where(eq(notices.id, id)).for('update');
  if (!notice) throw new RecordError('not-found', `no notice ${shortName('l', id)}`);
  if (notice.state !== 'draft')
    throw new RecordError('wrong-state', `notice ${notice.reference} is ${notice.state}, not draft`);
  if (readText !== textVersion(notice))
    throw new RecordError('changed-meanwhile', `the text of ${notice.reference} was changed meanwhile`);
  const whose = await personsOfNotice(db, id);
  const contentSealed = vault.sealFor(whose, JSON.stringify(content), contentContext(notice.reference));
  await db.update(notices).set({ contentSealed, fileDigests: {} }).where(eq(notices.id, id));
}

/** What the sealed content of a notice is bound to. */
export function contentContext(reference: string): string {
  return `content of notice ${reference}`;
}
