import type { CountedMonth } from '../db/figures.ts';

/** One month on one platform. `null`: suppressed, or there is nothing to take the median of. */
export interface Figure {
  /** YYYY-MM in Almaty. */
  readonly month: string;
  readonly platform: string;
  readonly found: number | null;
  readonly sent: number | null;
  readonly removed: number | null;
  readonly refused: number | null;
  readonly silent: number | null;
  /** From sending to the proof of removal, of removals of the month. */
  readonly medianHours: number | null;
  readonly reappeared: number | null;
  /** Nights with a sweep of which none could look at the platform. */
  readonly blindNights: number;
}

/** Counts below this could point at a person; published figures leave them out. */
export const SMALLEST_PUBLISHED = 5;

/** Months as they are shown; for publication without what could point at a person. Pure. */
export function figuresOf(months: readonly CountedMonth[], options: { readonly public: boolean }): Figure[] {
  return months.map(({ measured, ...figure }) => (options.public ? suppressed(figure, measured) : figure));
}

/** Small counts are left out, and a median of few removals with them. None is none: 0 tells nothing of anybody. */
function suppressed(figure: Figure, measured: number): Figure {
  const kept = (count: number | null) => (count !== null && count > 0 && count < SMALLEST_PUBLISHED ? null : count);
  return {
    ...figure,
    found: kept(figure.found),
    sent: kept(figure.sent),
    removed: kept(figure.removed),
    refused: kept(figure.refused),
    silent: kept(figure.silent),
    reappeared: kept(figure.reappeared),
    medianHours: measured < SMALLEST_PUBLISHED ? null : figure.medianHours,
  };
}

export const FIGURE_COLUMNS = [
  'month',
  'platform',
  'found',
  'sent',
  'removed',
  'refused',
  'silent',
  'medianHours',
  'reappeared',
  'blindNights',
] as const satisfies readonly (keyof Figure)[];

/** RFC 4180, with CRLF. What is not known stays empty. */
export function figuresCsv(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => FIGURE_COLUMNS.map((column) => csvCell(figure[column])));
  return [[...FIGURE_COLUMNS], ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** A cell that begins like a formula would be obeyed by a spreadsheet: a quote before it makes it a text. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless =
    /^[=+\-@\t\r\n|%]/.test(value.normalize('NFKC').trimStart()) || /^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}
