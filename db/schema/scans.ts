import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea, id, moment } from './columns.ts';
import { numbers } from './people.ts';

/** Somebody has one number looked for on all platforms now: which jobs that became. */
export const scans = pgTable(
  'scans',
  {
    id: id(),
    numberId: integer('number_id')
      .notNull()
      .references(() => numbers.id),
    startedBy: text('started_by').notNull(),
    startedAt: moment('started_at').notNull(),
    stoppedBy: text('stopped_by'),
    stoppedAt: moment('stopped_at'),
  },
  (t) => [
    index('scans_number').on(t.numberId, t.id),
    check('scans_stopped', sql`(${t.stoppedAt} is null) = (${t.stoppedBy} is null)`),
  ],
);

export const scanJobs = pgTable(
  'scan_jobs',
  {
    scanId: integer('scan_id')
      .notNull()
      .references(() => scans.id, { onDelete: 'cascade' }),
    platform: text('platform').notNull(),
    job: uuid('job').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scanId, t.platform] }), index('scan_jobs_job').on(t.job)],
);

/** Why a link became no job: nothing is asked there by itself. */
export const NOT_ASKED = ['by-hand', 'not-an-ad', 'unknown-site'] as const;
export type NotAsked = (typeof NOT_ASKED)[number];

/** A protected number in the words of a forwarded message, of which nothing else is kept. */
export interface MessageSighting {
  readonly numberId: number;
  readonly how: string;
  readonly strength: 'strong' | 'weak';
}

/** Links, or a forwarded message, that somebody has looked at now. */
export const checks = pgTable('checks', {
  id: id(),
  askedBy: text('asked_by').notNull(),
  askedAt: moment('asked_at').notNull(),
  /** `null`: there were links only. */
  sightings: jsonb('sightings').$type<readonly MessageSighting[]>(),
});

/** One link, without its address: what was pasted may hold a number. */
export const checkLinks = pgTable(
  'check_links',
  {
    id: id(),
    checkId: integer('check_id')
      .notNull()
      .references(() => checks.id, { onDelete: 'cascade' }),
    place: integer('place').notNull(),
    /** A platform's id; of a site that Qorgan does not know, nothing. */
    platform: text('platform'),
    /** The ad's id, sealed; null where there is none. */
    adSealed: bytea('ad_sealed'),
    job: uuid('job'),
    notAsked: text('not_asked', { enum: NOT_ASKED }),
  },
  (t) => [
    uniqueIndex('check_links_place').on(t.checkId, t.place),
    check('check_links_asked', sql`(${t.job} is null) = (${t.notAsked} is not null)`),
  ],
);
