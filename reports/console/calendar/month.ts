import { isWorkingDay } from '../../../db/calendar.ts';

export interface MonthDay {
  /** YYYY-MM-DD in Almaty. */
  readonly date: string;
  readonly working: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const atNoon = (date: string) => new Date(`${date}T12:00:00Z`);

/** The weeks of a month (YYYY-MM), each of seven days from Monday; `null`: a day of another month. Pure. */
export function weeksOf(month: string): (MonthDay | null)[][] {
  const first = atNoon(`${month}-01`);
  const lead = (first.getUTCDay() + 6) % 7;
  const days: (MonthDay | null)[] = Array.from({ length: lead }, () => null);
  for (let at = first; at.toISOString().startsWith(month); at = new Date(at.getTime() + DAY_MS)) {
    const date = at.toISOString().slice(0, 10);
    days.push({ date, working: isWorkingDay(date) });
  }
  while (days.length % 7 !== 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, i) => days.slice(i * 7, i * 7 + 7));
}

/** The month so many months away. */
export function monthFrom(month: string, by: number): string {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, of - 1 + by, 15)).toISOString().slice(0, 7);
}

/** A month of an address, or `otherwise`: what is no month, or so far away that no calendar knows its days off. */
export function monthIn(typed: string | undefined, otherwise: string): string {
  const year = Number(typed?.slice(0, 4));
  return typed !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(typed) && year >= 2020 && year <= 2100
    ? typed
    : otherwise;
}
