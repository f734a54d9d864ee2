import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { captures } from './captures.ts';
import { id, moment, oneOf } from './columns.ts';
import { matches } from './matches.ts';
import { runs } from './runs.ts';

export const RECHECK_READINGS = ['live', 'removed', 'unknown'] as const;
export type RecheckReading = (typeof RECHECK_READINGS)[number];
/** What one place said: `sign` is the platform's own or our reason, never text of a page. */
export type RecheckPlace = { readonly place: string; readonly reading: string; readonly sign: string };

/** Every look at a confirmed match after it was found, in order; nothing here is changed later. */
export const rechecks = pgTable(
  'rechecks',
  {
    id: id(),
    matchId: integer('match_id')
      .notNull()
      .references(() => matches.id),
    runId: integer('run_id')
      .notNull()
      .references(() => runs.id),
    at: moment('at').notNull(),
    reading: text('reading', { enum: RECHECK_READINGS }).notNull(),
    places: jsonb('places').$type<readonly RecheckPlace[]>().notNull(),
    /** Of what this look saw, where it proves a removal or a return. */
    captureId: integer('capture_id').references(() => captures.id),
  },
  (t) => [index('rechecks_match').on(t.matchId, t.id), oneOf('rechecks_reading', t.reading, RECHECK_READINGS)],
);

/** A removed ad is back: as itself (then both are the same match), or as another ad. */
export const matchReturns = pgTable(
  'match_returns',
  {
    id: id(),
    removedMatchId: integer('removed_match_id')
      .notNull()
      .references(() => matches.id),
    matchId: integer('match_id')
      .notNull()
      .references(() => matches.id),
    seenAt: moment('seen_at').notNull(),
    reasons: text('reasons').array().notNull(),
  },
  (t) => [uniqueIndex('match_returns_pair').on(t.removedMatchId, t.matchId, t.seenAt)],
);
