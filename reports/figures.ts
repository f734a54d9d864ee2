import { almatyDate } from '../db/almaty-time.ts';

/** A look at what happened to one confirmed match and the first letter that asked for its removal. */
export interface FigureMatch {
  readonly platform: string;
  readonly foundAt: Date;
  readonly sentAt: Date | null;
  readonly removedAt: Date | null;
  readonly refused: boolean;
  readonly silent: boolean;
  /** When it was seen again after its removal; once a time. */
  readonly returnedAt: readonly Date[];
}

export interface FigureRun {
  readonly platform: string;
  readonly startedAt: Date;
  /** `null`: still under way. */
  readonly coverage: 'complete' | 'partial' | 'blind' | null;
}

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
const HOUR_MS = 60 * 60 * 1000;

/** Figures per month and platform, oldest first. An event counts in the month in which it happened. Pure. */
export function figuresOf(
  matches: readonly FigureMatch[],
  runs: readonly FigureRun[],
  options: { readonly public: boolean },
): Figure[] {
  const cells = new Map<string, Counted>();
  // One pass over everything: a year of nights on hundreds of platforms is a page, not a report.
  const cellOf = (at: Date, platform: string): Counted => {
    const cell = `${almatyDate(at).slice(0, 7)} ${platform}`;
    const counted = cells.get(cell) ?? emptyCell();
    cells.set(cell, counted);
    return counted;
  };
  for (const match of matches) {
    const { platform, foundAt, sentAt, removedAt, refused, silent, returnedAt } = match;
    cellOf(foundAt, platform).found++;
    if (sentAt !== null) {
      const sent = cellOf(sentAt, platform);
      sent.sent++;
      if (refused) sent.refused++;
      if (silent) sent.silent++;
    }
    if (removedAt !== null) {
      const removed = cellOf(removedAt, platform);
      removed.removed++;
      if (sentAt !== null && removedAt >= sentAt)
        removed.hours.push((removedAt.getTime() - sentAt.getTime()) / HOUR_MS);
    }
    for (const at of returnedAt) cellOf(at, platform).reappeared++;
  }
  for (const { platform, startedAt, coverage } of runs) {
    const { nights } = cellOf(startedAt, platform);
    if (coverage === null) continue;
    const night = almatyDate(startedAt);
    nights.set(night, (nights.get(night) ?? true) && coverage === 'blind');
  }
  return [...cells.keys()].sort().map((cell) => {
    const [month = '', platform = ''] = cell.split(' ');
    const { hours, nights, ...counts } = cells.get(cell) ?? emptyCell();
    const blindNights = [...nights.values()].filter((blind) => blind).length;
    const figure: Figure = { month, platform, ...counts, medianHours: median(hours), blindNights };
    return options.public ? suppressed(figure, hours.length) : figure;
  });
}

interface Counted {
  found: number;
  sent: number;
  removed: number;
  refused: number;
  silent: number;
  reappeared: number;
  /** From sending to the proof of removal. */
  readonly hours: number[];
  /** By date in Almaty: whether no run could look. */
  readonly nights: Map<string, boolean>;
}

function emptyCell(): Counted {
  const counts = { found: 0, sent: 0, removed: 0, refused: 0, silent: 0, reappeared: 0 };
  return { ...counts, hours: [], nights: new Map() };
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

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const value = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
  return Math.round(value * 10) / 10;
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
