import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytea, id, moment, oneOf } from './columns.ts';

export const IMPORT_STATES = ['waiting', 'approved', 'refused', 'lapsed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** People whom one officer wants to enrol together: nobody is, until a second one has read the list and says so. */
export const imports = pgTable(
  'imports',
  {
    id: id(),
    state: text('state', { enum: IMPORT_STATES }).notNull(),
    people: integer('people').notNull(),
    numbers: integer('numbers').notNull(),
    preparedBy: text('prepared_by').notNull(),
    preparedAt: moment('prepared_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: moment('decided_at'),
    /** The records, sealed; gone as soon as it is decided. */
    payloadSealed: bytea('payload_sealed'),
  },
  (t) => [
    oneOf('imports_state', t.state, IMPORT_STATES),
    check('imports_payload', sql`(${t.state} = 'waiting') = (${t.payloadSealed} is not null)`),
    check('imports_decided', sql`(${t.state} = 'waiting') = (${t.decidedAt} is null)`),
  ],
);
