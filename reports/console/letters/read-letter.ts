import type { NoticeStanding } from '../../../db/notice-life.ts';
import { type Follower, followersOf, type MatchLine, matchLines, removalProofs } from '../../../db/notice-lists.ts';
import { type Reply, repliesTo } from '../../../db/notice-mail.ts';
import { type Step, standingOf, stepsOf } from '../../../db/notice-steps.ts';
import { textVersionOf } from '../../../db/notice-text.ts';
import { findNotice, type Notice } from '../../../db/notices.ts';
import { templateCheck } from '../../../db/template-checks.ts';
import { aheadOf, type DueItem } from '../../due.ts';
import type { Norm } from '../../law/norm.ts';
import type { LetterContent } from '../../letter-content.ts';
import { contentOf } from '../../letters.ts';
import { openFile } from '../../print-files.ts';
import { readDocx } from '../../read-docx.ts';
import { textSha256 } from '../../templates.ts';
import { unverifiedNorms, writeLetter } from '../../write-letter.ts';
import { Refused } from '../refused.ts';
import type { ConsoleDeps } from '../visit.ts';

/** Everything that the page of one letter shows, read at one moment. */
export interface LetterRead {
  readonly notice: Notice;
  readonly content: LetterContent;
  /** Words of the file that staff edited by hand; `null`: the printed letter is the letter. */
  readonly edited: readonly string[] | null;
  readonly textChecked: boolean;
  /** Codes of norms that a lawyer has still to check. */
  readonly doubtful: readonly Norm[];
  /** What an approval is bound to. */
  readonly readText: string;
  readonly standing: NoticeStanding;
  readonly steps: readonly Step[];
  readonly ads: readonly MatchLine[];
  readonly earlier: Notice | null;
  readonly followers: readonly Follower[];
  readonly ahead: readonly DueItem[];
  readonly proofs: readonly { readonly id: number; readonly platform: string; readonly capturedAt: Date }[];
  readonly replies: readonly (Reply & { readonly source: Buffer })[];
}

/** Throws Refused missing. */
export async function readLetter(deps: ConsoleDeps, id: number): Promise<LetterRead> {
  const { db, vault } = deps;
  const notice = await findNotice(db, { id });
  // Before the content, so that a change in between makes the approval refused, never silently taken.
  const readText = await textVersionOf(db, id);
  if (!notice || readText === null) throw new Refused('missing');
  const content = await contentOf({ db, vault }, id);
  const followers = await followersOf(db, [id]);
  const { kind, language } = notice;
  const text = { kind, language, textSha256: textSha256(kind, language, content.date) };
  return {
    ...{ notice, content, readText, followers },
    edited: await editedWords(deps, notice),
    textChecked: (await templateCheck(db, text)) !== null,
    doubtful: unverifiedNorms(content),
    standing: await standingOf(db, notice),
    steps: await stepsOf(db, vault, id),
    ads: await matchLines(db, notice.matchIds),
    earlier: notice.followsId === null ? null : await findNotice(db, { id: notice.followsId }),
    ahead: aheadOf({ ...notice, followers }),
    proofs: await removalProofs(db, id),
    replies: await repliesTo(db, vault, id),
  };
}

/** The letter as a tree, marked as a draft while it is one. */
export function documentOf({ notice, content, textChecked }: Pick<LetterRead, 'notice' | 'content' | 'textChecked'>) {
  return writeLetter(content, notice.reference, { draft: notice.state === 'draft', textChecked });
}

async function editedWords(deps: ConsoleDeps, { editedFile, folder }: Notice): Promise<readonly string[] | null> {
  if (editedFile === null) return null;
  try {
    const bytes = await openFile(deps, folder ?? '', editedFile);
    return bytes === null ? [] : (await readDocx(bytes)).paragraphs;
  } catch {
    // The file is gone: the page says that by its files, and its history still stands.
    return [];
  }
}
