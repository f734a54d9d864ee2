import { z } from 'zod';
import type { CallTotals } from './wording/wording.ts';

/** What looks like a phone number: the numbers of those who called are no business of a letter, nor of ours. */
export const PHONE_LIKE = /(?:\d[\s().-]*){9,}/;
const own = z
  .string()
  .trim()
  .min(1)
  .max(600)
  .refine((text) => !PHONE_LIKE.test(text), 'holds what looks like a phone number: leave out who called');
const count = z.number().int().min(0).max(100_000);

/** What the person received, as counts by hours; never who called. */
export const callLog = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        /** Whole hours of the day in Almaty, `to` not included: 6–9. */
        fromHour: z.number().int().min(0).max(23),
        toHour: z.number().int().min(1).max(24),
        calls: count,
        /** Of the calls, those between 22:00 and 06:00. */
        night: count,
        messages: count,
      }),
    )
    .min(1)
    .max(500)
    .refine((rows) => rows.every((row) => row.fromHour < row.toHour), 'fromHour must come before toHour')
    .refine((rows) => rows.every((row) => row.night <= row.calls), 'more night calls than calls'),
  /** What it did, in the person's own words: sleep, work stopped, fear for the family. Facts, one sentence each. */
  harm: z.array(own).max(20),
});
export type CallLog = z.infer<typeof callLog>;

/** What the letter's text says of the log; `dateOf` writes a date in the letter's language. Pure. */
export function totalsOf({ rows }: CallLog, dateOf: (day: string) => string): CallTotals {
  const sum = (of: 'calls' | 'night' | 'messages') => rows.reduce((total, row) => total + row[of], 0);
  const perHour = (row: CallLog['rows'][number]) => row.calls / (row.toHour - row.fromHour);
  const days = [...new Set(rows.map((row) => row.date))].sort();
  const busiest = rows.reduce((most, row) => (perHour(row) > perHour(most) ? row : most));
  return {
    calls: sum('calls'),
    night: sum('night'),
    messages: sum('messages'),
    days: days.length,
    most: { calls: busiest.calls, hours: busiest.toHour - busiest.fromHour },
    from: dateOf(days[0] ?? ''),
    to: dateOf(days.at(-1) ?? ''),
  };
}
