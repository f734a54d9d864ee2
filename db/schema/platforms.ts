import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { moment, oneOf } from './columns.ts';

export const BREAKER_KINDS = ['blocked', 'throttled'] as const;
export type BreakerKind = (typeof BREAKER_KINDS)[number];

/** A platform that refused us, or asked for a long pause: nothing is asked of it before `openUntil`. */
export const breakers = pgTable(
  'breakers',
  {
    platform: text('platform').primaryKey(),
    kind: text('kind', { enum: BREAKER_KINDS }).notNull(),
    /** Ours: a status or the name of a sign, never text of a page. */
    why: text('why').notNull(),
    /** Refusals since the last good look: each makes the pause longer. */
    failures: integer('failures').notNull(),
    openedAt: moment('opened_at').notNull(),
    openUntil: moment('open_until').notNull(),
  },
  (t) => [
    oneOf('breakers_kind', t.kind, BREAKER_KINDS),
    check('breakers_failures', sql`${t.failures} > 0`),
    check('breakers_order', sql`${t.openUntil} >= ${t.openedAt}`),
  ],
);

/** What robots.txt of an origin said: kept a day, so that the morning's check asks no second time. */
export const robotsFiles = pgTable('robots_files', {
  origin: text('origin').primaryKey(),
  status: integer('status').notNull(),
  body: text('body').notNull(),
  fetchedAt: moment('fetched_at').notNull(),
});

/** What one page of a platform gave, field by field: shares between 0 and 1 and counts, never text. */
export type ProbedPage = { readonly via: string | null; readonly fields: Readonly<Record<string, number>> };

/** The last good probe of a platform, which the next one is compared with. */
export const probes = pgTable('probes', {
  platform: text('platform').primaryKey(),
  probedAt: moment('probed_at').notNull(),
  index: jsonb('index').$type<ProbedPage>().notNull(),
  listing: jsonb('listing').$type<ProbedPage>().notNull(),
});
