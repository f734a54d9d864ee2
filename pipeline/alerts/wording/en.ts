import type { AlertWording } from './wording.ts';

export const EN: AlertWording = {
  subject({ matches, others }) {
    if (others === 0) return `Qorgan: ${newMatches(matches)}`;
    const attention = others === 1 ? '1 thing needs attention' : `${others} things need attention`;
    return matches === 0 ? `Qorgan: ${attention}` : `Qorgan: ${newMatches(matches)}, ${attention}`;
  },
  lines: {
    'new-match': (named, count) => `${newMatches(count)} to look at: ${named}`,
    blocked: (named) => `refuses us, nothing more is asked of it until the next sweep: ${named}`,
    changed: (named) => `cannot be read any more, its pages have changed: ${named}`,
    blind: (named) => `looked at, but blind (control listing missed, or unlike every night before): ${named}`,
    'consent-ends': (named) =>
      `a consent ends (in brackets: in how many days, 0: it has ended), ask the person again: ${named}`,
    'import-waits': (named) => `people to enrol wait for a second officer: ${named}`,
    uncovered: (named) => `not covered at the end of the night: ${named}`,
    'missed-night': (named) => `no sweep was begun in time in the night of: ${named}`,
  },
  more: (named, count) => `${named} and ${count} more`,
  closing: 'See "qorgan matches --state new" and the last sweeps. This is told once.',
};

function newMatches(count: number): string {
  return count === 1 ? '1 new match' : `${count} new matches`;
}
