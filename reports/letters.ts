import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findMatch } from '../db/matches.ts';
import { personsOfNotice } from '../db/notice-persons.ts';
import { moveNotice } from '../db/notice-steps.ts';
import { createNotice, findNotice, matchesAwaitingNotice, noticeWithContent, recordFiles } from '../db/notices.ts';
import { activeNumbers } from '../db/numbers.ts';
import type { Language } from '../db/schema/language.ts';
import type { NoticeKind } from '../db/schema/notices.ts';
import { shortName } from '../db/short-name.ts';
import { templateCheck } from '../db/template-checks.ts';
import type { CallLog } from './call-log.ts';
import { assertStillCovered, type GatherDeps, gather, type LetterWanted } from './gather.ts';
import { KINDS } from './kinds.ts';
import { type LetterContent, letterContent } from './letter-content.ts';
import { LetterError } from './letter-problem.ts';
import { openFile, type PrintPdf, printLetter, storeFiles } from './print-files.ts';
import { textSha256 } from './templates.ts';
import { unverifiedNorms, writeLetter } from './write-letter.ts';

export interface LetterDeps extends GatherDeps {
  readonly home: string;
  /** Two persons approve, not one. */
  readonly fourEyes: boolean;
  readonly printPdf: PrintPdf;
}

export interface LetterFiles {
  readonly noticeId: number;
  readonly reference: string;
  readonly kind: NoticeKind;
  readonly platform: string | null;
  readonly addressee: string;
  /** Relative to the data folder. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly matchIds: readonly number[];
  /** Matches left out, each with the reason. */
  readonly skipped: readonly string[];
}

/**
 * One takedown draft for each platform with confirmed matches that stand in no letter yet. A number whose protection has
 * ended, or whose consent does not cover letters, gets none. Throws LetterError when there is nothing to write.
 */
export async function draftNotices(
  deps: LetterDeps,
  options: { readonly platform?: string; readonly language: Language; readonly by: string },
): Promise<LetterFiles[]> {
  const { db, vault, clock } = deps;
  const awaiting = await matchesAwaitingNotice(db, vault, options.platform);
  const active = new Map((await activeNumbers(db, vault, clock())).map((number) => [number.id, number]));
  const covered = awaiting.filter((match) => active.get(match.numberId)?.scopes.includes('letters'));
  const skipped = awaiting
    .filter((match) => !covered.includes(match))
    .map(
      (match) =>
        `${shortName('m', match.id)}: no consent in force covers letters about ${shortName('n', match.numberId)}`,
    );
  if (covered.length === 0)
    throw new LetterError(
      'nothing-waits',
      skipped[0] ?? 'no confirmed match waits for a letter: "qorgan match confirm" comes first',
    );
  const letters: LetterFiles[] = [];
  for (const platform of [...new Set(covered.map((match) => match.platform))]) {
    const matchIds = covered.filter((match) => match.platform === platform).map((match) => match.id);
    const { language, by } = options;
    const letter = await draftLetter(deps, { kind: 'takedown', language, addressee: platform, matchIds, by });
    letters.push({ ...letter, skipped });
  }
  return letters;
}

/** One draft of any kind. Throws LetterError, RecordError, DeniedNormCited or NormNotInForce, and leaves nothing then. */
export async function draftLetter(
  deps: LetterDeps,
  options: {
    readonly kind: NoticeKind;
    readonly language: Language;
    readonly addressee: string;
    readonly matchIds: readonly number[];
    readonly by: string;
    readonly followsId?: number;
    readonly calls?: CallLog;
  },
): Promise<LetterFiles> {
  const { db, vault, clock } = deps;
  const { kind, language, addressee, by: createdBy, followsId = null, calls = null } = options;
  const earlier = followsId === null ? null : await findNotice(db, { id: followsId });
  // A letter that follows another is about the same ads, as far as they are still there, unless others are named.
  const matchIds = options.matchIds.length > 0 ? options.matchIds : await stillThere(deps, earlier?.matchIds ?? []);
  const wanted: LetterWanted = { kind, language, addressee, matchIds, followsId, calls };
  const active = new Map((await activeNumbers(db, vault, clock())).map((number) => [number.id, number]));
  const content = await gather(deps, wanted, active);
  // Written once before anything is stored, so that a letter that cannot be written leaves no draft.
  writeLetter(content, 'Q-0000-0000', { draft: true, textChecked: false });
  const platform = content.platforms.length === 1 ? (content.platforms[0]?.id ?? null) : null;
  const draft = { platform, addressee, kind, language, followsId, createdBy, content, matchIds };
  const notice = await createNotice(db, vault, draft, clock());
  return reprintLetter(deps, notice.id);
}

/**
 * A named person answers for the letter; with four eyes it takes a second one. A norm in it that nobody has compared
 * with its source needs `responsible`: who answers for citing it. Approved, its files are printed again without the mark
 * of a draft. Nothing is sent. `readText`: as `NewStep` has it. If printing fails after the approval, `reprintLetter` catches up. Throws LetterError, or
 * RecordError wrong-state when the letter is no draft.
 */
export async function approveLetter(
  deps: LetterDeps,
  noticeId: number,
  by: string,
  responsible?: string,
  readText?: string,
): Promise<LetterFiles & { readonly approved: boolean }> {
  const { db, vault, clock } = deps;
  const content = await contentOf(deps, noticeId);
  await assertStillCovered(deps, content);
  const doubtful = unverifiedNorms(content);
  const notice = await findNotice(db, { id: noticeId });
  if (doubtful.length > 0 && !responsible?.trim() && !notice?.responsible)
    throw new LetterError(
      'responsible',
      `to be checked by a lawyer: ${doubtful.map((norm) => norm.code).join(', ')}; approving needs --responsible NAME, who answers for citing them`,
      doubtful.map((norm) => norm.code).join(', '),
    );
  const step = {
    ...{ move: 'approve' as const, by },
    ...(responsible?.trim() ? { responsible: responsible.trim() } : {}),
    ...(readText === undefined ? {} : { readText }),
  };
  const { to } = await moveNotice(db, vault, noticeId, step, { fourEyes: deps.fourEyes, now: clock() });
  return { ...(await reprintLetter(deps, noticeId)), approved: to === 'approved' };
}

/** Prints a letter's files again from its sealed content, as a draft or not by its state. Throws LetterError. */
export async function reprintLetter(deps: LetterDeps, noticeId: number): Promise<LetterFiles> {
  const notice = await findNotice(deps.db, { id: noticeId });
  if (!notice) throw new LetterError('no-record', `no notice ${shortName('l', noticeId)}`, shortName('l', noticeId));
  const { reference, platform, addressee, kind, language, matchIds, state, editedFile } = notice;
  const shown = { noticeId, reference, kind, platform, addressee, matchIds, skipped: [] };
  const folder = `letters/${reference}`;
  // What staff wrote by hand is the letter: the printed one would say something else.
  if (editedFile !== null) return { ...shown, folder, files: [editedFile] };
  const content = await contentOf(deps, noticeId);
  const text = { kind, language, textSha256: textSha256(kind, language, content.date) };
  const textChecked = (await templateCheck(deps.db, text)) !== null;
  const files = await printLetter(content, reference, { draft: state === 'draft', textChecked }, deps.printPdf);
  const fileDigests = await storeFiles(deps, await personsOfNotice(deps.db, noticeId), folder, files);
  if (state === 'draft' || state === 'approved')
    await recordFiles(deps.db, noticeId, { folder, fileDigests, editedFile: null });
  return { ...shown, folder, files: files.map((file) => file.name) };
}

/** Puts a letter's files in the clear into a folder of staff's own. Throws LetterError when one is there already. */
export async function layOut(deps: LetterDeps, letter: LetterFiles, into: string): Promise<LetterFiles> {
  await mkdir(into, { recursive: true, mode: 0o700 });
  for (const name of letter.files) {
    const bytes = await openFile(deps, letter.folder, name);
    if (bytes === null) throw new LetterError('file-missing', `the file of ${letter.reference} is missing: ${name}`);
    await writeFile(join(into, name), bytes, { mode: 0o600, flag: 'wx' }).catch(() => {
      throw new LetterError('cannot-change', `cannot write ${name} into that folder, or it is there already`);
    });
  }
  return { ...letter, folder: into };
}

async function stillThere({ db, vault }: LetterDeps, ids: readonly number[]): Promise<number[]> {
  const found = await Promise.all(ids.map((id) => findMatch(db, vault, id)));
  return found.flatMap((match) => (match && match.presence !== 'removed' ? [match.id] : []));
}

/** What a letter was written from. Throws LetterError when there is no such letter, VaultError. */
export async function contentOf(deps: Pick<LetterDeps, 'db' | 'vault'>, noticeId: number): Promise<LetterContent> {
  const notice = await noticeWithContent(deps.db, deps.vault, noticeId);
  if (!notice) throw new LetterError('no-record', `no notice ${shortName('l', noticeId)}`, shortName('l', noticeId));
  return letterContent.parse(notice.content);
}

/** Where a letter of this kind goes when only one addressee comes into question, or `null`. */
export function onlyAddressee(kind: NoticeKind): string | null {
  const { to } = KINDS[kind];
  if (to === 'platform') return null;
  const only = { police: 'interior', prosecutor: 'prosecutor-general', notary: 'notary', lawyer: 'lawyer' } as const;
  const [group] = to;
  if (group === 'authority') return 'authority';
  return group !== undefined && group in only ? only[group as keyof typeof only] : null;
}
