import { PHONE_LIKE } from '../db/calls.ts';
import { moveNotice } from '../db/notice-steps.ts';
import { replaceContent } from '../db/notice-text.ts';
import { findNotice } from '../db/notices.ts';
import { shortName } from '../db/short-name.ts';
import type { CallLog } from './call-log.ts';
import type { LetterContent } from './letter-content.ts';
import { LetterError } from './letter-problem.ts';
import { contentOf, type LetterDeps, type LetterFiles, reprintLetter } from './letters.ts';
import { writeLetter } from './write-letter.ts';

/** What staff may say in their own words. Everything else in a letter follows from the records and the law. */
export interface FreeParts {
  /** Who receives it, in the letter's language and the case that the address needs. */
  readonly entity: string;
  /** Street or e-mail address; `null`: not known. */
  readonly address: string | null;
  /** Paragraphs after the facts. */
  readonly added: readonly string[];
  readonly calls: CallLog | null;
}

/**
 * Changes the free parts of a draft and prints it anew; approvals of the earlier words no longer count. Throws LetterError, DeniedNormCited, or RecordError wrong-state (no draft) and
 * changed-meanwhile (`readText` is not how it stands).
 */
export async function editLetter(
  deps: LetterDeps,
  noticeId: number,
  parts: FreeParts,
  { by, readText }: { readonly by: string; readonly readText: string },
): Promise<LetterFiles> {
  const { db, vault, clock } = deps;
  const notice = await findNotice(db, { id: noticeId });
  if (!notice) throw new LetterError('no-record', `no notice ${shortName('l', noticeId)}`, shortName('l', noticeId));
  if (notice.editedFile !== null)
    throw new LetterError('edited-by-hand', `the Word file of ${notice.reference} is the letter: edit that one`);
  const content = withParts(await contentOf(deps, noticeId), parts);
  // Written once before anything is stored, so that words that cannot stand change nothing.
  writeLetter(content, notice.reference, { draft: true, textChecked: false });
  await db.transaction(async (tx) => {
    const step = { move: 'revise', by, reason: 'edited', readText } as const;
    await moveNotice(tx, vault, noticeId, step, { fourEyes: deps.fourEyes, now: clock() });
    await replaceContent(tx, vault, noticeId, { content, readText });
  });
  return reprintLetter(deps, noticeId);
}

/** Throws LetterError when a protected number, or what looks like anybody's, stands in words that staff wrote. Pure. */
export function withParts(content: LetterContent, parts: FreeParts): LetterContent {
  const { entity, address, added, calls } = parts;
  const written = [entity, address ?? '', ...added, ...(calls?.harm ?? [])];
  const digits = (said: string) => said.normalize('NFKC').replace(/\D/g, '');
  const repeats = content.numbers.some(({ e164 }) => written.some((said) => digits(said).includes(e164.slice(-10))));
  if (repeats || added.some((said) => PHONE_LIKE.test(said.normalize('NFKC'))))
    throw new LetterError('number-in-words', 'what was written holds a telephone number: leave it out');
  return {
    ...content,
    addressee: { ...content.addressee, entity: { ...content.addressee.entity, [content.language]: entity }, address },
    added: [...added],
    calls,
  };
}
