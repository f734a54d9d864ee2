import { RecordError } from '../db/errors.ts';
import { listNotices, type Notice } from '../db/notices.ts';
import { type DueItem, dueOf } from './due.ts';
import { LetterError } from './letter-problem.ts';
import { draftLetter, type LetterDeps, type LetterFiles } from './letters.ts';

export interface Due extends DueItem {
  readonly notice: Notice;
}

/** Everything that is due now, oldest first. */
export async function dueNow(deps: Pick<LetterDeps, 'db' | 'clock'>): Promise<Due[]> {
  const all = await listNotices(deps.db);
  return all
    .flatMap((notice) => {
      const followers = all
        .filter((one) => one.followsId === notice.id && !(one.state === 'closed' && one.sentAt === null))
        .map(({ kind, sentAt }) => ({ kind, sent: sentAt !== null }));
      return dueOf({ ...notice, followers }, deps.clock()).map((item) => ({ ...item, notice }));
    })
    .sort((one, other) => one.on.localeCompare(other.on) || one.notice.id - other.notice.id);
}

/**
 * Drafts the reminders that are due, and sends none. What cannot be written (a consent has ended, nothing of the letter
 * is left to ask for) is told with its reason and does not stop the rest.
 */
export async function draftReminders(
  deps: LetterDeps,
  due: readonly Due[],
): Promise<{ readonly drafted: LetterFiles[]; readonly skipped: string[] }> {
  const drafted: LetterFiles[] = [];
  const skipped: string[] = [];
  for (const { what, notice } of due) {
    if (what !== 'reminder-1' && what !== 'reminder-2') continue;
    const { addressee, language, id: followsId } = notice;
    try {
      drafted.push(await draftLetter(deps, { kind: what, language, addressee, matchIds: [], followsId, by: 'Qorgan' }));
    } catch (error) {
      if (!(error instanceof LetterError || error instanceof RecordError)) throw error;
      skipped.push(`${what} of ${notice.reference}: ${error.message}`);
    }
  }
  return { drafted, skipped };
}
