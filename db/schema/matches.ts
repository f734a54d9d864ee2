import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytea, id, moment, oneOf } from './columns.ts';
import { numbers } from './people.ts';
import { runs } from './runs.ts';

export const MATCH_STATES = ['new', 'confirmed', 'dismissed'] as const;
export type MatchState = (typeof MATCH_STATES)[number];
export const STRENGTHS = ['strong', 'weak'] as const;
export type Strength = (typeof STRENGTHS)[number];
export const HOWS = ['field', 'link', 'plain', 'disguised', 'picture', 'split'] as const;
export type How = (typeof HOWS)[number];
/** Whether the ad is still there, by rechecks. `gone-once`: one sign of removal, which is none yet. */
export const PRESENCES = ['live', 'gone-once', 'removed', 'returned'] as const;
export type Presence = (typeof PRESENCES)[number];
/** A place in the listing's own field where the number stands, in UTF-16 units. */
export type WhereSeen = { readonly field: string; readonly start: number; readonly end: number };

export const matches = pgTable(
  'matches',
  {
    id: id(),
    platform: text('platform').notNull(),
    /** Keyed digest of platform and ad id: the ad, while it stands, shows the number to whoever knows where it is. */
    adDigest: bytea('ad_digest').notNull(),
    /** Its id and address. */
    adSealed: bytea('ad_sealed').notNull(),
    numberId: integer('number_id')
      .notNull()
      .references(() => numbers.id),
    runId: integer('run_id')
      .notNull()
      .references(() => runs.id),
    state: text('state', { enum: MATCH_STATES }).notNull(),
    strength: text('strength', { enum: STRENGTHS }).notNull(),
    how: text('how', { enum: HOWS }).notNull(),
    whereSeen: jsonb('where_seen').$type<readonly WhereSeen[]>().notNull(),
    listingSealed: bytea('listing_sealed').notNull(),
    /** Digests of what ads are compared by (db/compared.ts): thousands of them are opened faster than one page of ads. */
    comparedSealed: bytea('compared_sealed').notNull(),
    /** Digests and perceptual hashes of its photos; null when none were taken. */
    photosSealed: bytea('photos_sealed'),
    firstSeenAt: moment('first_seen_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    presence: text('presence', { enum: PRESENCES }).notNull().default('live'),
    /** When the presence last changed; null before the first recheck. */
    presenceSince: moment('presence_since'),
    recheckedAt: moment('rechecked_at'),
    decidedBy: text('decided_by'),
    decidedAt: moment('decided_at'),
    decisionReason: text('decision_reason'),
  },
  (t) => [
    uniqueIndex('matches_ad_number').on(t.adDigest, t.numberId),
    index('matches_state').on(t.state, t.id),
    index('matches_platform').on(t.platform, t.id),
    index('matches_number').on(t.numberId, t.id),
    index('matches_presence_news').on(t.presence, t.id),
    oneOf('matches_state_known', t.state, MATCH_STATES),
    oneOf('matches_strength', t.strength, STRENGTHS),
    oneOf('matches_how', t.how, HOWS),
    oneOf('matches_presence', t.presence, PRESENCES),
    check(
      'matches_decision',
      sql`(${t.state} = 'new') = (${t.decidedBy} is null) and (${t.decidedBy} is null) = (${t.decidedAt} is null)`,
    ),
  ],
);
