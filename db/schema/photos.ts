import { date, index, pgTable } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/**
 * Pictures that were read and showed no protected number: keyed digests of their addresses and of their bytes, so that
 * neither is asked for nor read again. Nothing else of them is kept, not even whose ad they stood in.
 */
export const photosRead = pgTable(
  'photos_read',
  {
    digest: bytea('digest').primaryKey(),
    seenOn: date('seen_on', { mode: 'string' }).notNull(),
  },
  (t) => [index('photos_read_seen_on').on(t.seenOn)],
);
