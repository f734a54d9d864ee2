import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, uuid } from 'drizzle-orm/pg-core';
import { bytea, moment } from './columns.ts';

/** One row. The key check tells a wrong key at once, before anything is sealed with it. */
export const installation = pgTable(
  'installation',
  {
    // The primary key admits one value only: two processes that start at once cannot make two installations.
    single: boolean('single').primaryKey().default(true),
    id: uuid('id').notNull(),
    createdAt: moment('created_at').notNull(),
    keyCheck: bytea('key_check').notNull(),
  },
  (t) => [check('installation_single', sql`${t.single}`)],
);
