import type { Alert } from '../../db/alerts.ts';
import type { AlertKind } from '../../db/schema/jobs.ts';
import type { Language } from '../../db/schema/language.ts';
import { ALERT_WORDINGS } from './wording/wording.ts';

const MOST_NAMED = 20;

/** One message about everything that is new: short names and platforms only, no number and no person's name. Pure. */
export function digestOf(
  alerts: readonly Pick<Alert, 'kind' | 'subject'>[],
  language: Language,
): { subject: string; body: string } {
  const wording = ALERT_WORDINGS[language];
  const lines = (Object.keys(wording.lines) as AlertKind[]).flatMap((kind) => {
    const subjects = alerts.filter((alert) => alert.kind === kind).map((alert) => alert.subject);
    if (subjects.length === 0) return [];
    const shown = subjects.slice(0, MOST_NAMED).join(', ');
    const named = subjects.length > MOST_NAMED ? wording.more(shown, subjects.length - MOST_NAMED) : shown;
    return [`- ${wording.lines[kind](named, subjects.length)}`];
  });
  const matches = alerts.filter((alert) => alert.kind === 'new-match').length;
  return {
    subject: wording.subject({ matches, others: alerts.length - matches }),
    body: `${lines.join('\n')}\n\n${wording.closing}\n`,
  };
}
