import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytea, id, moment, oneOf } from './columns.ts';

/** Why a platform shows no more hidden numbers today. */
export const REVEAL_ENDS = ['login', 'captcha', 'cap', 'refused', 'blocked', 'throttled', 'disallowed'] as const;
export type RevealEnd = (typeof REVEAL_ENDS)[number];

/**
 * How many hidden numbers were asked for on a platform on one day of Almaty, and what ended it. The budget lives in a
 * row, not in a process: a restart does not give it anew.
 */
export const revealDays = pgTable(
  'reveal_days',
  {
    platform: text('platform').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    used: integer('used').notNull(),
    endedWhy: text('ended_why', { enum: REVEAL_ENDS }),
    /** What was seen, in words for staff; never text of a page. */
    endedSign: text('ended_sign'),
    endedAt: moment('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.day] }),
    check(
      'reveal_days_end',
      sql`(${t.endedWhy} is null) = (${t.endedAt} is null) and (${t.endedWhy} is null or ${t.endedWhy} in (${sql.raw(REVEAL_ENDS.map((why) => `'${why}'`).join(', '))}))`,
    ),
  ],
);

/** A browser session that staff opened by signing in by hand; used for reveals only. */
export const sessions = pgTable('sessions', {
  platform: text('platform').primaryKey(),
  sealed: bytea('sealed').notNull(),
  savedAt: moment('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
});

export const LOOKUP_STATES = ['open', 'answered', 'gone'] as const;
export type LookupState = (typeof LOOKUP_STATES)[number];
/** Why the number was not revealed. `waiting`: its turn has not come, or the run was cut off before it. */
export const LOOKUP_WHYS = [...REVEAL_ENDS, 'waiting', 'no-reveal', 'budget', 'unread'] as const;
export type LookupWhy = (typeof LOOKUP_WHYS)[number];
/** A reason's code and its points; the ad's own words are not in it. */
export type LookupPart = { readonly code: string; readonly points: number };

/**
 * Ads whose number is hidden and could be a protected one: a person opens them. Of a stranger's ad only its id, its
 * plainest address and our own reasons are here, for a short time; an answer leaves the id and the digest.
 */
export const lookups = pgTable(
  'lookups',
  {
    id: id(),
    platform: text('platform').notNull(),
    adId: text('ad_id').notNull(),
    contentDigest: bytea('content_digest').notNull(),
    url: text('url'),
    score: integer('score').notNull(),
    parts: jsonb('parts').$type<readonly LookupPart[]>().notNull(),
    why: text('why', { enum: LOOKUP_WHYS }).notNull(),
    state: text('state', { enum: LOOKUP_STATES }).notNull(),
    createdAt: moment('created_at').notNull(),
    /** By what was known then; a newly confirmed ad makes it worth scoring again. */
    scoredAt: moment('scored_at').notNull(),
    answeredAt: moment('answered_at'),
    answeredBy: text('answered_by'),
  },
  (t) => [
    uniqueIndex('lookups_ad').on(t.platform, t.adId),
    index('lookups_best').on(t.platform, t.state, t.score),
    index('lookups_queue').on(t.state, t.score, t.id),
    oneOf('lookups_state', t.state, LOOKUP_STATES),
    oneOf('lookups_why', t.why, LOOKUP_WHYS),
    // An answered one keeps no address: it has taught us nothing about a stranger.
    check(
      'lookups_answer',
      sql`(${t.state} = 'open') = (${t.url} is not null) and (${t.state} = 'open') = (${t.answeredAt} is null) and (${t.answeredAt} is null) = (${t.answeredBy} is null)`,
    ),
  ],
);
