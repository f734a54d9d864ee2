import { almatyDate } from '../db/almaty-time.ts';
import { addWorkingDays } from '../db/calendar.ts';
import { MONITORING_DAYS } from '../db/notice-life.ts';
import type { NoticeKind, NoticeState } from '../db/schema/notices.ts';

/** What a notice waits for from staff. Each has its ground: a term of the law, or our practice. */
export type DueWhat =
  | 'send'
  | 'send-again'
  | 'prove-receipt'
  | 'reminder-1'
  | 'reminder-2'
  | 'authority-complaint'
  | 'authority-answer'
  | 'watch-ends';

export interface DueItem {
  readonly what: DueWhat;
  /** YYYY-MM-DD in Almaty: the first day on which it is due. */
  readonly on: string;
  readonly ground: string;
}

export interface DueNotice {
  readonly kind: NoticeKind;
  readonly state: NoticeState;
  readonly stateSince: Date;
  readonly sentAt: Date | null;
  readonly receivedAt: Date | null;
  /** Letters that follow it and were not withdrawn. */
  readonly followers: readonly { readonly kind: NoticeKind; readonly sent: boolean }[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const OPEN: readonly NoticeState[] = ['sent', 'acknowledged', 'silent', 'partly', 'refused'];
/** In every other state nothing is ever due. */
export const STATES_WITH_TERMS: readonly NoticeState[] = [...OPEN, 'approved', 'bounced', 'monitoring'];
const ASKS_REMOVAL: readonly NoticeKind[] = ['takedown', 'back-again'];

/**
 * What is due for a notice at an instant. Terms run from provable receipt, in working days of Almaty; on the last day of
 * a term the addressee may still act, so that what follows is due on the working day after. Pure.
 */
export function dueOf(notice: DueNotice, now: Date): DueItem[] {
  const today = almatyDate(now);
  return aheadOf(notice).filter((item) => item.on <= today);
}

/** What will be due for a notice if nothing happens meanwhile, whenever that is. Pure. */
export function aheadOf(notice: DueNotice): DueItem[] {
  const { state, sentAt, receivedAt } = notice;
  const since = almatyDate(notice.stateSince);
  if (state === 'approved') return [{ what: 'send', on: since, ground: 'approved and not sent' }];
  if (state === 'bounced') return [{ what: 'send-again', on: since, ground: 'it came back' }];
  if (state === 'monitoring') {
    const end = new Date(notice.stateSince.getTime() + MONITORING_DAYS * DAY_MS);
    return [{ what: 'watch-ends', on: almatyDate(end), ground: `practice: watched for ${MONITORING_DAYS} days` }];
  }
  if (!OPEN.includes(state) || sentAt === null) return [];
  if (receivedAt === null)
    return [
      {
        what: 'prove-receipt',
        on: addWorkingDays(almatyDate(sentAt), 3),
        ground: 'practice: no term runs until receipt is proven; use a second channel',
      },
    ];
  const receipt = almatyDate(receivedAt);
  if (notice.kind === 'authority-complaint')
    return state === 'refused'
      ? []
      : [
          {
            what: 'authority-answer',
            on: addWorkingDays(receipt, 16),
            ground: 'APPC art. 76: fifteen working days from registration, unless extended with notice',
          },
        ];
  if (!ASKS_REMOVAL.includes(notice.kind)) return [];
  return chase(notice, receipt);
}

function chase({ state, stateSince, followers }: DueNotice, receipt: string): DueItem[] {
  const has = (kind: NoticeKind) => followers.some((one) => one.kind === kind);
  const sent = (kind: NoticeKind) => followers.some((one) => one.kind === kind && one.sent);
  const items: DueItem[] = [];
  // To remind who has refused is idle: the next word is the authority's.
  if (state !== 'refused' && !has('reminder-1'))
    items.push({
      what: 'reminder-1',
      on: addWorkingDays(receipt, 2),
      ground: 'law 94-V arts. 6 and 25(2)(8): one working day is over',
    });
  if (state !== 'refused' && sent('reminder-1') && !has('reminder-2'))
    items.push({
      what: 'reminder-2',
      on: addWorkingDays(receipt, 4),
      ground: 'practice, not a term of the law: three working days are over; use a second channel',
    });
  if (!has('authority-complaint'))
    items.push(
      state === 'refused'
        ? { what: 'authority-complaint', on: almatyDate(stateSince), ground: 'the platform refused' }
        : {
            what: 'authority-complaint',
            on: addWorkingDays(receipt, 16),
            ground: 'law 94-V art. 8(7): fifteen working days are over',
          },
    );
  return items;
}
