import { sql } from 'drizzle-orm';
import { bigint, check, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/**
 * How far a platform's rising ids were asked for. Ids alone: an id that is no ad, or no match, leaves nothing else.
 * Another `generation` (a number enrolled since) means that nothing counts as asked for any more.
 */
export const idWalks = pgTable('id_walks', {
  platform: text('platform').primaryKey(),
  newest: bigint('newest', { mode: 'number' }).notNull(),
  generation: integer('generation').notNull(),
});

/** Ids beneath `newest` that were not asked for, or could not be looked at: both ends belong to the gap. */
export const idGaps = pgTable(
  'id_gaps',
  {
    platform: text('platform')
      .notNull()
      .references(() => idWalks.platform, { onDelete: 'cascade' }),
    low: bigint('low', { mode: 'number' }).notNull(),
    high: bigint('high', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.low] }), check('id_gaps_order', sql`${t.low} <= ${t.high}`)],
);
