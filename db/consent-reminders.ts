import { desc, eq, isNull } from 'drizzle-orm';
import { clearAlert, raiseAlert, standingAlerts } from './alerts.ts';
import { almatyDate } from './almaty-time.ts';
import type { Db } from './database.ts';
import { consents, persons } from './schema/people.ts';
import { shortName } from './short-name.ts';

/** Staff are reminded so many days before a consent ends. */
const REMIND_DAYS = [1, 7, 14] as const;
const DAY_MS = 86_400_000;

/**
 * What is to be said of a consent now, in no language: the nearest of the days to remind of in brackets, `(0)` when it
 * has ended, or nothing. Pure.
 */
export function reminderOf(validUntil: Date, now: Date): string | null {
  if (validUntil <= now) return '(0)';
  const days = (Date.parse(almatyDate(validUntil)) - Date.parse(almatyDate(now))) / DAY_MS;
  const next = REMIND_DAYS.find((one) => days <= one);
  if (next === undefined) return null;
  return `(${next})`;
}

/** Raises what is to be said of every consent that ends soon, by the person's short name, and clears what is over. */
export async function remindOfConsents(db: Db, now: Date): Promise<void> {
  const rows = await db
    .selectDistinctOn([consents.personId], { personId: consents.personId, validUntil: consents.validUntil })
    .from(consents)
    .innerJoin(persons, eq(persons.id, consents.personId))
    .where(isNull(persons.endedAt))
    .orderBy(consents.personId, desc(consents.id));
  const wanted = new Set(
    rows.flatMap(({ personId, validUntil }) => {
      const said = reminderOf(validUntil, now);
      return said === null ? [] : [`${shortName('p', personId)} ${said}`];
    }),
  );
  const standing = (await standingAlerts(db)).filter((alert) => alert.kind === 'consent-ends');
  for (const { subject } of standing) if (!wanted.has(subject)) await clearAlert(db, 'consent-ends', subject, now);
  for (const subject of wanted) await raiseAlert(db, 'consent-ends', subject, now);
}
