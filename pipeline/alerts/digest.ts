import type { Alert } from '../../db/alerts.ts';
import type { AlertKind } from '../../db/schema/jobs.ts';

const MOST_NAMED = 20;

/** In the order in which staff should read them. */
const WORDS: Readonly<Record<AlertKind, (subjects: readonly string[]) => string>> = {
  'new-match': (matches) => `${counted(matches.length, 'new match', 'new matches')} to look at: ${named(matches)}`,
  blocked: (platforms) => `refuses us, nothing more is asked of it until the next sweep: ${named(platforms)}`,
  changed: (platforms) => `cannot be read any more, its pages have changed: ${named(platforms)}`,
  blind: (platforms) =>
    `looked at, but blind (control listing missed, or unlike every night before): ${named(platforms)}`,
  'consent-ends': (when) => `a consent ends, ask the person again: ${named(when)}`,
  'import-waits': (imports) => `people to enrol wait for a second officer: ${named(imports)}`,
  uncovered: (platforms) => `not covered at the end of the night: ${named(platforms)}`,
  'missed-night': (nights) => `no sweep was begun in time in the night of: ${named(nights)}`,
};

/** One message about everything that is new: short names and platforms only, no number and no person's name. Pure. */
export function digestOf(alerts: readonly Pick<Alert, 'kind' | 'subject'>[]): { subject: string; body: string } {
  const kinds = (Object.keys(WORDS) as AlertKind[]).filter((kind) => alerts.some((alert) => alert.kind === kind));
  const lines = kinds.map((kind) => WORDS[kind](alerts.filter((one) => one.kind === kind).map((one) => one.subject)));
  const matches = alerts.filter((alert) => alert.kind === 'new-match').length;
  const others = alerts.length - matches;
  const parts = [
    ...(matches > 0 ? [counted(matches, 'new match', 'new matches')] : []),
    ...(others > 0 ? [counted(others, 'thing needs', 'things need')].map((words) => `${words} attention`) : []),
  ];
  return {
    subject: `Qorgan: ${parts.join(', ')}`,
    body: `${lines.map((line) => `- ${line}`).join('\n')}\n\nSee "qorgan matches --state new" and the last sweeps. This is told once.\n`,
  };
}

function named(subjects: readonly string[]): string {
  const shown = subjects.slice(0, MOST_NAMED).join(', ');
  return subjects.length > MOST_NAMED ? `${shown} and ${subjects.length - MOST_NAMED} more` : shown;
}

function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
