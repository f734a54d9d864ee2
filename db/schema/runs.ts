import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, id, moment, oneOf } from './columns.ts';

export const RUN_KINDS = ['sweep', 'scan', 'check', 'recheck', 'expand'] as const;
export type RunKind = (typeof RUN_KINDS)[number];
export const RUN_STATES = ['running', 'ended', 'interrupted'] as const;
export type RunState = (typeof RUN_STATES)[number];
export const COVERAGES = ['complete', 'partial', 'blind'] as const;
export type Coverage = (typeof COVERAGES)[number];
/** Why a run did not look at something. `detail` is ours: never text of a page. */
export type RunReason = { readonly kind: string; readonly where: string; readonly detail: string };
export type RunCounts = Readonly<Record<string, number>>;

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
    oneOf('runs_kind', t.kind, RUN_KINDS),
    oneOf('runs_state', t.state, RUN_STATES),
    // An ended run always says what it looked at; a running one never does.
    check(
      'runs_coverage',
      sql`(${t.state} = 'running') = (${t.coverage} is null) and (${t.coverage} is null or ${t.coverage} in (${sql.raw(COVERAGES.map((c) => `'${c}'`).join(', '))}))`,
    ),
  ],
);

/** The last run of each walk of a platform: whether ads may lie unlooked-at beneath the newest known ones. */
export const walks = pgTable(
  'walks',
  {
    platform: text('platform').notNull(),
    walk: text('walk').notNull(),
    runId: integer('run_id')
      .notNull()
      .references(() => runs.id),
    noGap: boolean('no_gap').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.walk] })],
);
