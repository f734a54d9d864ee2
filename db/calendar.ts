import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { WORKING_DAY_CORRECTIONS } from './working-day-corrections.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Days off that the Labour Code (art. 84(5)) does not move to a weekday: Orthodox Christmas and Kurban Ait. */
const NOT_MOVED = new Set(['01-07', '10 Dhu al-Hijjah']);

const require = createRequire(import.meta.url);
/** Loaded when a term is first counted: most commands count none, and all would wait for it. */
const holidays = () => new (require('date-holidays') as typeof Holidays)('KZ');
const daysOffByYear = new Map<number, ReadonlySet<string>>();
/** Terms of letters that were sent on the same day end on the same day. */
const reckoned = new Map<string, string>();
const corrections = new Map(WORKING_DAY_CORRECTIONS.map((c) => [c.date, c]));

/** Whether a date (YYYY-MM-DD) is a working day of Kazakhstan's five-day week. Throws RangeError for no date. */
export function isWorkingDay(date: string): boolean {
  const correction = corrections.get(date);
  if (correction !== undefined) return correction.working;
  return !isWeekend(date) && !daysOff(Number(date.slice(0, 4))).has(date);
}

/**
 * The n-th working day after a date (YYYY-MM-DD); the date itself does not count, as for a term that runs from
 * provable receipt. Deadlines in the facts are all of this kind. Throws RangeError for no date or n < 1.
 */
export function addWorkingDays(date: string, n: number): string {
  if (!Number.isInteger(n) || n < 1) throw new RangeError('working days are a whole number from 1');
  const known = reckoned.get(`${date} ${n}`);
  if (known !== undefined) return known;
  let day = date;
  for (let left = n; left > 0; ) {
    day = nextDay(day);
    if (isWorkingDay(day)) left--;
  }
  reckoned.set(`${date} ${n}`, day);
  return day;
}

/**
 * Public holidays and the weekdays that replace those which fall on a weekend (Labour Code: the day off is the
 * next working day after the holiday). The library's own substitutes are left aside: for holidays that run on
 * (21–23 March) it names a day that is a holiday already.
 */
function daysOff(year: number): ReadonlySet<string> {
  const known = daysOffByYear.get(year);
  if (known !== undefined) return known;
  const kept = holidays()
    .getHolidays(year)
    .filter((h) => h.type === 'public' && h.substitute !== true);
  const off = new Set(kept.map((h) => h.date.slice(0, 10)));
  for (const holiday of kept) {
    const date = holiday.date.slice(0, 10);
    if (!isWeekend(date) || NOT_MOVED.has(holiday.rule)) continue;
    let substitute = nextDay(date);
    while (isWeekend(substitute) || off.has(substitute)) substitute = nextDay(substitute);
    off.add(substitute);
  }
  daysOffByYear.set(year, off);
  return off;
}

function isWeekend(date: string): boolean {
  const weekday = utc(date).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function nextDay(date: string): string {
  return new Date(utc(date).getTime() + DAY_MS).toISOString().slice(0, 10);
}

function utc(date: string): Date {
  const parsed = new Date(`${date}T00:00:00Z`);
  if (!DATE.test(date) || Number.isNaN(parsed.getTime())) throw new RangeError('not a date of the form YYYY-MM-DD');
  return parsed;
}
