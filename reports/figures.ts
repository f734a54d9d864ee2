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
  const monthOf = (at: Date) => almatyDate(at).slice(0, 7);
  const events = matches.flatMap((match) =>
    [match.foundAt, match.sentAt, match.removedAt, ...match.returnedAt].map((at) => ({ at, platform: match.platform })),
  );
  const looks = runs.map((run) => ({ at: run.startedAt, platform: run.platform }));
  const cells = [...events, ...looks].flatMap(({ at, platform }) =>
    at === null ? [] : [`${monthOf(at)} ${platform}`],
  );
  return [...new Set(cells)].sort().map((cell) => {
    const [month = '', platform = ''] = cell.split(' ');
    const here = matches.filter((match) => match.platform === platform);
    const within = (at: Date | null) => at !== null && monthOf(at) === month;
    const removed = here.filter((match) => within(match.removedAt));
    const hours = removed.flatMap(({ sentAt, removedAt }) =>
      sentAt !== null && removedAt !== null && removedAt >= sentAt
        ? [(removedAt.getTime() - sentAt.getTime()) / HOUR_MS]
        : [],
    );
    const figure: Figure = {
      month,
      platform,
      found: here.filter((match) => within(match.foundAt)).length,
      sent: here.filter((match) => within(match.sentAt)).length,
      removed: removed.length,
      refused: here.filter((match) => within(match.sentAt) && match.refused).length,
      silent: here.filter((match) => within(match.sentAt) && match.silent).length,
      medianHours: median(hours),
      reappeared: here.flatMap((match) => match.returnedAt).filter(within).length,
      blindNights: blindNights(runs.filter((run) => run.platform === platform && within(run.startedAt))),
    };
    return options.public ? suppressed(figure, hours.length) : figure;
  });
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

/** A night in Almaty on which the platform was asked and no run could look at it. */
function blindNights(runs: readonly FigureRun[]): number {
  const ended = runs.filter((run) => run.coverage !== null);
  const nights = [...new Set(ended.map((run) => almatyDate(run.startedAt)))];
  return nights.filter((night) =>
    ended.filter((run) => almatyDate(run.startedAt) === night).every((run) => run.coverage === 'blind'),
  ).length;
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
