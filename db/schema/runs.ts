import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, id, moment, oneOf } from './columns.ts';

export const RUN_KINDS = ['sweep', 'scan', 'pulse', 'check', 'recheck', 'expand'] as const;
export type RunKind = (typeof RUN_KINDS)[number];
export const RUN_STATES = ['running', 'ended', 'interrupted'] as const;
export type RunState = (typeof RUN_STATES)[number];
export const COVERAGES = ['complete', 'partial', 'blind'] as const;
export type Coverage = (typeof COVERAGES)[number];
/** Why a run did not look at something. `detail` is ours: never text of a page. */
export type RunReason = { readonly kind: string; readonly where: string; readonly detail: string };
export type RunCounts = Readonly<Record<string, number>>;
/**
 * How a walk through one index ended. `known`: it met pages of unchanged ads above ads that were all looked at before.
 * `end`: it reached the index's end. `window-end`: the platform serves no deeper page, though it says there are more
 * ads. `depth`: it came as deep as this run was to go. `failed`: it stopped before any of these.
 */
export const WALK_ENDS = ['known', 'end', 'window-end', 'depth', 'failed'] as const;
export type WalkEnd = (typeof WALK_ENDS)[number];

/**
 * All that is kept of an ad that does not match (law 94-V art. 7(11)). The day is there only so that rows can be
 * forgotten when an ad has not been seen for long: a day, not a time, so that it tells nothing of the ad's life.
 */
export const lookedAt = pgTable(
  'looked_at',
  {
    platform: text('platform').notNull(),
    adId: text('ad_id').notNull(),
    contentDigest: bytea('content_digest').notNull(),
    seenOn: date('seen_on', { mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.adId] }), index('looked_at_seen_on').on(t.seenOn)],
);

export const runs = pgTable(
  'runs',
  {
    id: id(),
    kind: text('kind', { enum: RUN_KINDS }).notNull(),
    platform: text('platform').notNull(),
    /** The job it does; a job that is taken up again goes on with the run it began. */
    job: uuid('job'),
    /** Which numbers it looks for (db/numbers.ts numbersGeneration): only a run for the same ones can go on with it. */
    generation: integer('generation'),
    startedAt: moment('started_at').notNull(),
    // Last sign of life: a run whose process was killed is told by its silence.
    aliveAt: moment('alive_at').notNull(),
    endedAt: moment('ended_at'),
    state: text('state', { enum: RUN_STATES }).notNull(),
    coverage: text('coverage', { enum: COVERAGES }),
    reasons: jsonb('reasons').$type<readonly RunReason[]>().notNull(),
    counts: jsonb('counts').$type<RunCounts>().notNull(),
  },
  (t) => [
    index('runs_platform').on(t.platform, t.kind, t.id),
    index('runs_nights').on(t.kind, t.startedAt),
    oneOf('runs_kind', t.kind, RUN_KINDS),
    oneOf('runs_state', t.state, RUN_STATES),
    // An ended run always says what it looked at; a running one never does.
    check(
      'runs_coverage',
      sql`(${t.state} = 'running') = (${t.coverage} is null) and (${t.coverage} is null or ${t.coverage} in (${sql.raw(COVERAGES.map((c) => `'${c}'`).join(', '))}))`,
    ),
  ],
);

/** How far each walk of an unfinished run has come, so that a run that is cut off goes on where it stopped. */
export const walks = pgTable(
  'walks',
  {
    runId: integer('run_id')
      .notNull()
      .references(() => runs.id),
    walk: text('walk').notNull(),
    /** The page to read next. */
    nextPage: integer('next_page').notNull(),
    nextAddress: text('next_address'),
    /** Index pages read. */
    pages: integer('pages').notNull(),
    unreadableInARow: integer('unreadable_in_a_row').notNull(),
    knownInARow: integer('known_in_a_row').notNull(),
    cardsSeen: integer('cards_seen').notNull(),
    total: integer('total'),
    missed: jsonb('missed').$type<readonly RunReason[]>().notNull(),
    end: text('end', { enum: WALK_ENDS }),
  },
  (t) => [primaryKey({ columns: [t.runId, t.walk] })],
);

/**
 * Ads looked at by a walk that has not come through without a gap: other new ads may lie unlooked-at beneath them, so
 * meeting them ends no walk. Their rows go when a walk comes through.
 */
export const looseAds = pgTable(
  'loose_ads',
  {
    platform: text('platform').notNull(),
    walk: text('walk').notNull(),
    adId: text('ad_id').notNull(),
    runId: integer('run_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.walk, t.adId] })],
);

/** Up to when a platform was looked at without a gap; only a complete run moves it. */
export const covered = pgTable('covered', {
  platform: text('platform').primaryKey(),
  until: moment('until').notNull(),
  runId: integer('run_id')
    .notNull()
    .references(() => runs.id),
});
