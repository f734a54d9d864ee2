import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SEALED } from '../db/evidence-files.ts';
import { personsOfNotice } from '../db/notice-persons.ts';
import { moveNotice } from '../db/notice-steps.ts';
import { findNotice, recordFiles } from '../db/notices.ts';
import { shortName } from '../db/short-name.ts';
import type { LetterDocument } from './document.ts';
import { KINDS } from './kinds.ts';
import { assertNoneDenied } from './law/denied.ts';
import type { LetterContent } from './letter-content.ts';
import { LetterError } from './letter-problem.ts';
import { contentOf, type LetterDeps, type LetterFiles } from './letters.ts';
import { storeFiles } from './print-files.ts';
import { readDocx } from './read-docx.ts';
import { LETTER_WORDINGS } from './wording/all.ts';
import { writeLetter } from './write-letter.ts';

/**
 * Takes a letter's Word file back after staff edited it: from now on that file is the letter. It is held to the rules of
 * every letter, and an approval of the earlier text does not cover it. Throws LetterError, DocxError, DeniedNormCited, or
 * RecordError wrong-state once the letter is sent.
 */
export async function takeBack(deps: LetterDeps, noticeId: number, path: string, by: string): Promise<LetterFiles> {
  const bytes = await readFile(path).catch(() => {
    throw new LetterError('unreadable', 'the file cannot be read');
  });
  return takeBackBytes(deps, noticeId, bytes, { by });
}

/** The same for a file that is at hand. `readText`: as `NewStep` has it. */
export async function takeBackBytes(
  deps: LetterDeps,
  noticeId: number,
  bytes: Buffer,
  { by, readText }: { readonly by: string; readonly readText?: string },
): Promise<LetterFiles> {
  const notice = await findNotice(deps.db, { id: noticeId });
  if (!notice) throw new LetterError('no-record', `no notice ${shortName('l', noticeId)}`, shortName('l', noticeId));
  const { reference, kind, platform, addressee, matchIds, state, fileDigests } = notice;
  if (state !== 'draft' && state !== 'approved')
    throw new LetterError('cannot-change', `notice ${reference} is ${state}: what was sent cannot be changed`);
  const content = await contentOf(deps, noticeId);
  const { paragraphs, properties } = await readDocx(bytes);
  judgeEdited(paragraphs, properties, content, reference);
  const rules = { fourEyes: deps.fourEyes, now: deps.clock() };
  const step = {
    move: 'revise',
    by,
    reason: 'edited by hand',
    ...(readText === undefined ? {} : { readText }),
  } as const;
  if (state === 'approved') await moveNotice(deps.db, deps.vault, noticeId, step, rules);
  await moveNotice(deps.db, deps.vault, noticeId, step, rules);
  const folder = `letters/${reference}`;
  const name = `${reference}-edited.docx`;
  const digests = await storeFiles(deps, await personsOfNotice(deps.db, noticeId), folder, [{ name, bytes }]);
  await recordFiles(deps.db, noticeId, { folder, fileDigests: digests, editedFile: name });
  // Left beside it, the printed one would be sent by mistake one day.
  for (const printed of Object.keys(fileDigests))
    if (printed !== name) await rm(join(deps.home, folder, `${printed}${SEALED}`), { force: true });
  return { noticeId, reference, kind, platform, addressee, folder, files: [name], matchIds, skipped: [] };
}

/** Holds an edited letter to the rules that a written one keeps by itself. Pure. Throws LetterError, DeniedNormCited. */
export function judgeEdited(
  paragraphs: readonly string[],
  properties: string,
  content: LetterContent,
  reference: string,
): void {
  const { kind, language, numbers } = content;
  const written = writeLetter(content, reference, { draft: false, textChecked: true });
  if (paragraphs.some((said) => said.includes(LETTER_WORDINGS[language].draft)))
    throw new LetterError('draft-mark', 'the file still carries the mark of a draft: delete it first');
  if (KINDS[kind].signedBy === 'organisation' && !paragraphs.some((said) => said.includes(reference)))
    throw new LetterError(
      'no-reference',
      `the file does not name ${reference}: it is another letter, or its number was deleted`,
      reference,
    );
  const most = KINDS[kind].number === 'full' ? 1 : 0;
  for (const { e164 } of numbers) {
    const digits = e164.slice(-10);
    const held = (said: string) => said.normalize('NFKC').replace(/\D/g, '').split(digits).length - 1;
    if (paragraphs.reduce((all, said) => all + held(said), 0) > most)
      throw new LetterError(
        'number-repeated',
        `a number stands in the file more than ${most === 1 ? 'once' : 'masked'}`,
      );
    if (held(properties) > 0)
      throw new LetterError('number-in-properties', 'a number stands in the properties of the file');
  }
  const theirs = notOurs(written);
  assertNoneDenied(paragraphs.filter((said) => !theirs.some((one) => said.trim() === one.trim())));
}

/** Passages that the written letter has from others: an ad's title, and the warning that an applicant signs. */
function notOurs(document: LetterDocument): string[] {
  const blocks = [...document.blocks, ...document.annexes.flat()];
  return blocks.flatMap((block) => {
    if (block.kind === 'warning') return [block.text];
    if (block.kind !== 'table') return [];
    return block.rows
      .flat(2)
      .filter((line) => line.some((run) => run.kind === 'foreign'))
      .map((line) => line.map((run) => run.text).join(''));
  });
}
