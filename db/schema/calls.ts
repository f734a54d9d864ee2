import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytea, id, moment } from './columns.ts';
import { persons } from './people.ts';

/**
 * What a person received, as staff noted it: counts by hours in the clear, everything in words sealed. Who called is
 * nobody's business, so there is no place for it.
 */
export const calls = pgTable(
  'calls',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => persons.id),
    day: date('day', { mode: 'string' }).notNull(),
    /** Whole hours of the day in Almaty, `to` not included. */
    fromHour: integer('from_hour').notNull(),
    toHour: integer('to_hour').notNull(),
    calls: integer('calls').notNull(),
    /** Of the calls, those between 22:00 and 06:00. */
    night: integer('night').notNull(),
    messages: integer('messages').notNull(),
    wordsSealed: bytea('words_sealed').notNull(),
    notedBy: text('noted_by').notNull(),
    notedAt: moment('noted_at').notNull(),
  },
  (t) => [
    index('calls_person').on(t.personId, t.day),
    index('calls_newest').on(t.day, t.id),
    check('calls_hours', sql`${t.fromHour} between 0 and 23 and ${t.toHour} > ${t.fromHour} and ${t.toHour} <= 24`),
    check('calls_counts', sql`${t.night} between 0 and ${t.calls} and ${t.messages} >= 0`),
  ],
);
