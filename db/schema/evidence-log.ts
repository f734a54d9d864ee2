import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text } from 'drizzle-orm/pg-core';

/** What is done with evidence, from its capture to its end: one row an act, never changed, each bound to the one before. */
export const evidenceLog = pgTable(
  'evidence_log',
  {
    /** 1, 2, 3 … without a gap: not a database identity, which leaves gaps. */
    seq: integer('seq').primaryKey(),
    previous: text('previous').notNull(),
    bodySha256: text('body_sha256').notNull(),
    hash: text('hash').notNull().unique(),
    /** Canonical JSON, as it was hashed. */
    body: text('body').notNull(),
  },
  (t) => [check('evidence_log_seq', sql`${t.seq} > 0`)],
);

/** Where the log ends, in one row: without it an entry cut off the end would leave no gap. */
export const evidenceHead = pgTable(
  'evidence_head',
  {
    single: boolean('single').primaryKey().default(true),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [check('evidence_head_single', sql`${t.single}`)],
);
