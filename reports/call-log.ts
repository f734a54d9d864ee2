import { z } from 'zod';
import { callsOf, NIGHT_HOURS, PHONE_LIKE } from '../db/calls.ts';
import type { Db } from '../db/database.ts';
import type { Vault } from '../db/vault.ts';
import type { CallTotals } from './wording/wording.ts';

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

/**
 * Of the calls in these hours, those at night: told by the hours where they lie on one side, else as `said`; `null`:
 * somebody has to say it. Pure.
 */
export function nightCalls(
  { fromHour, toHour, calls }: Pick<CallLog['rows'][number], 'fromHour' | 'toHour' | 'calls'>,
  said: number | null,
): number | null {
  const hours = Array.from({ length: Math.max(0, toHour - fromHour) }, (_, i) => fromHour + i);
  if (hours.every((hour) => NIGHT_HOURS.has(hour))) return calls;
  if (hours.every((hour) => !NIGHT_HOURS.has(hour))) return 0;
  return said;
}

const MOST_ROWS = 500;
const MOST_HARM = 20;

/**
 * What staff noted of these people's calls, as the harm table of a letter: the same hours of a day stand in one row.
 * `null`: nothing was noted.
 */
export async function storedCallLog(db: Db, vault: Vault, personIds: readonly number[]): Promise<CallLog | null> {
  const noted = await callsOf(db, vault, personIds);
  if (noted.length === 0) return null;
  const rows = new Map<string, CallLog['rows'][number]>();
  for (const { day: date, fromHour, toHour, calls, night, messages } of noted) {
    const hours = `${date} ${fromHour} ${toHour}`;
    const { calls: c, night: n, messages: m } = rows.get(hours) ?? { calls: 0, night: 0, messages: 0 };
    rows.set(hours, { date, fromHour, toHour, calls: c + calls, night: n + night, messages: m + messages });
  }
  const harm = [...new Set(noted.map((one) => one.harm).filter(Boolean))];
  return { rows: [...rows.values()].slice(-MOST_ROWS), harm: harm.slice(-MOST_HARM) };
}

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
