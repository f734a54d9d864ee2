import { almatyDate } from '../db/almaty-time.ts';
import { RecordError } from '../db/errors.ts';
import { type Follower, followersOf } from '../db/notice-lists.ts';
import { listNotices, type Notice } from '../db/notices.ts';
import { aheadOf, type DueItem, STATES_WITH_TERMS } from './due.ts';
import { LetterError } from './letter-problem.ts';
import { draftLetter, type LetterDeps, type LetterFiles } from './letters.ts';

export interface Due extends DueItem {
  readonly notice: Notice;
}

/** Everything that is due now, oldest first. */
export async function dueNow(deps: Pick<LetterDeps, 'db' | 'clock'>): Promise<Due[]> {
  const today = almatyDate(deps.clock());
  return (await dueAhead(deps.db)).filter((item) => item.on <= today);
}

/** Everything that is due or will be if nothing happens meanwhile, oldest first. */
export async function dueAhead(db: LetterDeps['db']): Promise<Due[]> {
  const open = await listNotices(db, { states: STATES_WITH_TERMS });
  const followers = new Map<number, Follower[]>();
  const ids = open.map((notice) => notice.id);
  for (const one of await followersOf(db, ids))
    followers.set(one.followsId, [...(followers.get(one.followsId) ?? []), one]);
  return open
    .flatMap((notice) =>
      aheadOf({ ...notice, followers: followers.get(notice.id) ?? [] }).map((item) => ({ ...item, notice })),
    )
    .sort((one, other) => (one.on === other.on ? one.notice.id - other.notice.id : one.on < other.on ? -1 : 1));
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
