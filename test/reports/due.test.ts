import { describe, expect, it } from 'vitest';
import type { NoticeState } from '../../db/schema/notices.ts';
import { callLog, totalsOf } from '../../reports/call-log.ts';
import { type DueNotice, dueOf } from '../../reports/due.ts';

/** Almaty: what is written there, as an instant. */
const almaty = (local: string) => new Date(`${local}:00+05:00`);
/** A Thursday: Friday is the one working day, Monday the next. */
const RECEIVED = almaty('2026-11-19T15:00');

function notice(over: Partial<DueNotice> = {}): DueNotice {
  const sent = { state: 'sent' as NoticeState, stateSince: RECEIVED, sentAt: RECEIVED, receivedAt: RECEIVED };
  return { kind: 'takedown', followers: [], ...sent, ...over };
}
const what = (given: DueNotice, at: string) => dueOf(given, almaty(at)).map((item) => item.what);

describe('what is due', () => {
  it('a first reminder on the working day after the one day is over, counted in Almaty', () => {
    expect(what(notice(), '2026-11-20T23:59')).toEqual([]);
    // 00:30 in Almaty is still the day before in UTC.
    expect(what(notice(), '2026-11-23T00:30')).toEqual(['reminder-1']);
  });

  it('a second one only once the first went out, and none to who refused', () => {
    const drafted = notice({ followers: [{ kind: 'reminder-1', sent: false }] });
    expect(what(drafted, '2026-12-01T09:00')).toEqual([]);
    const reminded = notice({ followers: [{ kind: 'reminder-1', sent: true }] });
    expect(what(reminded, '2026-11-24T09:00')).toEqual([]);
    expect(what(reminded, '2026-11-25T09:00')).toEqual(['reminder-2']);
    expect(what(notice({ state: 'refused' }), '2026-11-20T09:00')).toEqual(['authority-complaint']);
  });

  it('a complaint after fifteen working days, over the holiday of 16 December', () => {
    const done = [
      { kind: 'reminder-1', sent: true },
      { kind: 'reminder-2', sent: true },
    ] as const;
    expect(what(notice({ followers: done }), '2026-12-10T23:00')).toEqual([]);
    expect(what(notice({ followers: done }), '2026-12-11T09:00')).toEqual(['authority-complaint']);
    const late = notice({ followers: done, receivedAt: almaty('2026-11-26T10:00') });
    // 16 December is Independence Day, so that the fifteenth working day is the 18th.
    expect(what(late, '2026-12-18T09:00')).toEqual([]);
    expect(what(late, '2026-12-21T09:00')).toEqual(['authority-complaint']);
  });

  it('no term runs until receipt is proven: then the receipt itself is due', () => {
    expect(what(notice({ receivedAt: null }), '2026-11-23T09:00')).toEqual([]);
    expect(what(notice({ receivedAt: null }), '2026-11-24T09:00')).toEqual(['prove-receipt']);
  });

  it('what came back is to be sent again, what is approved to be sent, what was watched to be closed', () => {
    expect(what(notice({ state: 'bounced' }), '2026-11-19T16:00')).toEqual(['send-again']);
    expect(what(notice({ state: 'approved', sentAt: null, receivedAt: null }), '2026-11-19T16:00')).toEqual(['send']);
    expect(what(notice({ state: 'monitoring' }), '2026-12-18T16:00')).toEqual([]);
    expect(what(notice({ state: 'monitoring' }), '2026-12-19T16:00')).toEqual(['watch-ends']);
  });

  it.each(['draft', 'removed', 'closed'] as const)('nothing of a notice that is %s', (state) => {
    expect(what(notice({ state }), '2027-06-01T09:00')).toEqual([]);
  });

  it('the authority has fifteen working days from registration, and gets no reminder', () => {
    expect(what(notice({ kind: 'authority-complaint' }), '2026-12-10T09:00')).toEqual([]);
    expect(what(notice({ kind: 'authority-complaint' }), '2026-12-11T09:00')).toEqual(['authority-answer']);
    expect(what(notice({ kind: 'prevention' }), '2027-06-01T09:00')).toEqual([]);
  });
});

describe('the log of calls', () => {
  const row = { date: '2026-11-23', fromHour: 6, toHour: 9, calls: 41, night: 0, messages: 12 };

  it('takes counts, and refuses whoever called', () => {
    expect(callLog.safeParse({ rows: [row], harm: ['Не могу работать с 6:00 до 23:00.'] }).success).toBe(true);
    for (const harm of ['Звонил 8 709 123-45-01', 'от +77091234501'])
      expect(callLog.safeParse({ rows: [row], harm: [harm] }).success).toBe(false);
    expect(callLog.safeParse({ rows: [{ ...row, caller: 'x' }], harm: [] }).success).toBe(false);
    expect(callLog.safeParse({ rows: [{ ...row, night: 42 }], harm: [] }).success).toBe(false);
    expect(callLog.safeParse({ rows: [{ ...row, toHour: 6 }], harm: [] }).success).toBe(false);
  });

  it('is summed up with its busiest hours', () => {
    const rows = [row, { ...row, date: '2026-11-24', fromHour: 0, toHour: 1, calls: 20, night: 20, messages: 0 }];
    expect(totalsOf({ rows, harm: [] }, (day) => day)).toEqual({
      calls: 61,
      night: 20,
      messages: 12,
      days: 2,
      most: { calls: 20, hours: 1 },
      from: '2026-11-23',
      to: '2026-11-24',
    });
  });
});
