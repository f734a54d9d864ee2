import { createRequire } from 'node:module';
import { validate } from 'node-cron';
import { ConfigError, type ScheduleSettings } from '../../config.ts';
import type { Attack } from '../../db/attacks.ts';

// A CommonJS package whose types declare no default export.
const { parseExpression } = createRequire(import.meta.url)('cron-parser') as typeof import('cron-parser');

/** What the schedule does by the clock of the wall. */
export const NIGHTLY_TASKS = ['sweep', 'upkeep', 'recheck', 'nightEnds'] as const;
export type NightlyTask = (typeof NIGHTLY_TASKS)[number];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** While a number is under attack; then for some days, cooling down; then the nightly sweep is enough. */
const HOT_EVERY_MS = 5 * MINUTE_MS;
const COOL_EVERY_MS = HOUR_MS;
const COOL_FOR_MS = 72 * HOUR_MS;
/** Missed nights looked back for. */
const NIGHTS_BACK = 7;

/** Throws ConfigError with one line for an expression or a time zone that cannot be read. */
export function checkSchedule(settings: ScheduleSettings): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: settings.timeZone });
  } catch {
    throw new ConfigError('schedule.timeZone is not a time zone (an example: Asia/Almaty)');
  }
  for (const task of NIGHTLY_TASKS)
    if (settings[task].trim().split(/\s+/).length !== 5 || !validate(settings[task]) || !canBeDue(settings, task))
      throw new ConfigError(`schedule.${task} is not a cron expression of five fields (an example: 15 2 * * *)`);
}

function canBeDue(settings: ScheduleSettings, task: NightlyTask): boolean {
  try {
    parseExpression(settings[task], { tz: settings.timeZone });
    return true;
  } catch {
    return false;
  }
}

/** The times a task was due in (after, now], newest first, at most a week of nights. */
export function dueTimes(settings: ScheduleSettings, task: NightlyTask, after: Date, now: Date): Date[] {
  // `prev` is what lies strictly before; a task due this very second is due.
  const back = parseExpression(settings[task], {
    currentDate: new Date(now.getTime() + 1),
    tz: settings.timeZone,
  });
  const times: Date[] = [];
  while (times.length < NIGHTS_BACK) {
    const time = back.prev().toDate();
    if (time <= after) break;
    // An hour that comes twice when clocks are set back is one hour to people: the first of the two counts.
    if (times.length > 0 && onTheWall(settings, time) === onTheWall(settings, times[times.length - 1] ?? time))
      times.pop();
    times.push(time);
  }
  return times.filter((time) => onTheWall(settings, time) !== onTheWall(settings, after));
}

function onTheWall({ timeZone }: ScheduleSettings, time: Date): string {
  return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(time);
}

/** The newest time a task was due. */
export function lastDue(settings: ScheduleSettings, task: NightlyTask, now: Date): Date {
  return dueTimes(settings, task, new Date(0), now)[0] ?? new Date(0);
}

/** How often to look at the newest ads for numbers under attack now; `null`: nightly sweeps are enough. Pure. */
export function pulseEveryMs(attacks: readonly Pick<Attack, 'until'>[], now: Date): number | null {
  const sinceOver = attacks.map((attack) => now.getTime() - attack.until.getTime());
  if (sinceOver.some((ms) => ms < 0)) return HOT_EVERY_MS;
  return sinceOver.some((ms) => ms < COOL_FOR_MS) ? COOL_EVERY_MS : null;
}

/** The newest moment on a grid of this width. */
export function slotOf(everyMs: number, now: Date): Date {
  return new Date(Math.floor(now.getTime() / everyMs) * everyMs);
}

/** The calendar day of a moment in the schedule's time zone, as 2026-11-24. */
export function dayOf(settings: ScheduleSettings, time: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: settings.timeZone, dateStyle: 'short' }).format(time);
}
