import { coverNumbers } from './cover-numbers.ts';

/**
 * An error that nobody foresaw, for whoever mends it: what lies at its bottom and where, with everything covered that
 * could be a phone number. A failed query's own message repeats its parameters, and the database's may quote a value:
 * of those only the code of the error is told.
 */
export function bugReport(error: unknown): string {
  const cause = bottomOf(error);
  if (!(cause instanceof Error)) return briefly(error);
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return coverNumbers([`${briefly(error)}`, ...frames].join('\n'));
}

/** The same in one line, without where. */
export function briefly(error: unknown): string {
  const cause = bottomOf(error);
  if (!(cause instanceof Error)) return 'something that is no error was thrown';
  if (holdsQuery(cause)) return `a query failed (${codeOf(cause)})`;
  return coverNumbers(`${cause.name}: ${cause.message.split('\n')[0] ?? ''}`);
}

function bottomOf(error: unknown): unknown {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  return at;
}

/** Of drizzle (`query`, `params`), or of the database server (`severity`). */
function holdsQuery(error: Error): boolean {
  return 'query' in error || 'params' in error || 'severity' in error;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'no code';
}
