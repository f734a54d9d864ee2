import { and, count, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { evidenceLog } from './schema/evidence-log.ts';
import { numbers, persons } from './schema/people.ts';
import { shortName } from './short-name.ts';

/** What one organisation can do at most: a helpline stays well below, a list of strangers does not fit. */
export interface Limits {
  /** People under protection at a time. */
  readonly people: number;
  /** Numbers of one person that are looked for at a time. */
  readonly numbersPerPerson: number;
  /** People, and likewise numbers, enrolled within 24 hours; refused attempts count. */
  readonly enrolmentsPerDay: number;
  /** Scans and site searches for one number within 24 hours. */
  readonly looksPerNumberPerDay: number;
  /** Links and messages checked within 24 hours. */
  readonly checksPerDay: number;
}

export const DEFAULT_LIMITS: Limits = {
  people: 50,
  numbersPerPerson: 3,
  enrolmentsPerDay: 10,
  looksPerNumberPerDay: 12,
  checksPerDay: 300,
};

const DAY_MS = 86_400_000;

/**
 * Throws RecordError limit when, with the row just written, there are more people than allowed. Call it after the
 * entry in the log, whose head is held meanwhile: of two at once the second counts the first.
 */
export async function assertPeopleFit(tx: Db, limits: Limits, now: Date): Promise<void> {
  const [here] = await tx.select({ n: count() }).from(persons).where(isNull(persons.endedAt));
  if ((here?.n ?? 0) > limits.people) throw tooMany(`no more than ${limits.people} people`, 'people');
  const [today] = await tx
    .select({ n: count() })
    .from(persons)
    .where(gt(persons.createdAt, dayBefore(now)));
  if ((today?.n ?? 0) > limits.enrolmentsPerDay)
    throw tooMany(`no more than ${limits.enrolmentsPerDay} people a day`, 'enrolmentsPerDay');
}

/** The same for the numbers of a person, and for all numbers of the last 24 hours. */
export async function assertNumbersFit(tx: Db, personId: number, limits: Limits, now: Date): Promise<void> {
  const [here] = await tx
    .select({ n: count() })
    .from(numbers)
    .where(and(eq(numbers.personId, personId), isNull(numbers.retiredAt)));
  if ((here?.n ?? 0) > limits.numbersPerPerson)
    throw tooMany(`no more than ${limits.numbersPerPerson} numbers of ${shortName('p', personId)}`, 'numbersPerPerson');
  const [today] = await tx
    .select({ n: count() })
    .from(numbers)
    .where(gt(numbers.addedAt, dayBefore(now)));
  const refused = await sumInLog(tx, { kind: 'refused', what: 'number' }, now);
  if ((today?.n ?? 0) + refused > limits.enrolmentsPerDay)
    throw tooMany(`no more than ${limits.enrolmentsPerDay} numbers a day`, 'enrolmentsPerDay');
}

/** Throws RecordError limit when a number was asked for as often as allowed, with the entry just written. */
export async function assertLooksFit(tx: Db, numberId: number, limits: Limits, now: Date): Promise<void> {
  const looks =
    (await sumInLog(tx, { kind: 'asked', what: 'scan', number: shortName('n', numberId) }, now)) +
    (await sumInLog(tx, { kind: 'asked', what: 'site-search', number: shortName('n', numberId) }, now));
  if (looks > limits.looksPerNumberPerDay)
    throw tooMany(
      `${shortName('n', numberId)} was looked for ${limits.looksPerNumberPerDay} times within a day`,
      'looksPerNumberPerDay',
    );
}

export async function assertChecksFit(tx: Db, limits: Limits, now: Date): Promise<void> {
  if ((await sumInLog(tx, { kind: 'asked', what: 'check' }, now)) > limits.checksPerDay)
    throw tooMany(`no more than ${limits.checksPerDay} links a day are checked`, 'checksPerDay');
}

/** How many things the entries of the last 24 hours tell of: each one, or as many as its `count` says. */
async function sumInLog(
  tx: Db,
  wanted: { readonly kind: string; readonly what: string; readonly number?: string },
  now: Date,
): Promise<number> {
  const body = sql`${evidenceLog.body}::jsonb`;
  const [row] = await tx
    .select({ n: sql<string>`coalesce(sum(coalesce((${body} -> 'detail' ->> 'count')::integer, 1)), 0)` })
    .from(evidenceLog)
    .where(
      and(
        sql`${body} ->> 'kind' = ${wanted.kind}`,
        sql`${body} ->> 'at' > ${dayBefore(now).toISOString()}`,
        sql`${body} -> 'detail' ->> 'what' = ${wanted.what}`,
        wanted.number === undefined ? undefined : sql`${body} -> 'detail' ->> 'number' = ${wanted.number}`,
      ),
    );
  return Number(row?.n ?? 0);
}

function dayBefore(now: Date): Date {
  return new Date(now.getTime() - DAY_MS);
}

function tooMany(what: string, limit: keyof Limits): RecordError {
  const why = 'this tool is for a helpline’s own people';
  return new RecordError('limit', `${what} (limits.${limit} in config.json): ${why}`, limit);
}
