/** Kazakhstan is one zone, UTC+5 without summer time, since 1 March 2024. */
export const ALMATY_OFFSET_MS = 5 * 60 * 60 * 1000;

/** The calendar date in Almaty (YYYY-MM-DD) at an instant. */
export function almatyDate(instant: Date): string {
  return onTheWall(instant).slice(0, 10);
}

/** The wall-clock time in Almaty at an instant, `14:05`. */
export function almatyTime(instant: Date): string {
  return onTheWall(instant).slice(11, 16);
}

/** An instant as ISO 8601 by the clock of Almaty. */
export function almatyStamp(instant: Date): string {
  return `${onTheWall(instant)}+05:00`;
}

/** A moment as staff type it by the clock of Almaty: `2026-11-24` (its noon) or `2026-11-24 14:05`. `null`: no time. */
export function almatyMoment(typed: string): Date | null {
  const local = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?$/.exec(typed.trim());
  const at = new Date(local ? `${local[1]}T${local[2] ?? '12:00'}:00+05:00` : Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at;
}

function onTheWall(instant: Date): string {
  return new Date(instant.getTime() + ALMATY_OFFSET_MS).toISOString().slice(0, -1);
}
