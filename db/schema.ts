import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

export const LANGUAGES = ['ru', 'kk', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a consent may cover (facts/law.md 4.1). `site-search` hands the number to the platform's own search box. */
export const SCOPES = ['scan', 'site-search', 'letters', 'police', 'export'] as const;
export type Scope = (typeof SCOPES)[number];

export const RUN_KINDS = ['sweep', 'scan', 'check', 'recheck'] as const;
export type RunKind = (typeof RUN_KINDS)[number];
export const RUN_STATES = ['running', 'ended', 'interrupted'] as const;
export type RunState = (typeof RUN_STATES)[number];
export const COVERAGES = ['complete', 'partial', 'blind'] as const;
export type Coverage = (typeof COVERAGES)[number];
/** Why a run did not look at something. `detail` is ours: never text of a page. */
export type RunReason = { readonly kind: string; readonly where: string; readonly detail: string };
export type RunCounts = Readonly<Record<string, number>>;

export const MATCH_STATES = ['new', 'confirmed', 'dismissed'] as const;
export type MatchState = (typeof MATCH_STATES)[number];
export const STRENGTHS = ['strong', 'weak'] as const;
export type Strength = (typeof STRENGTHS)[number];
export const HOWS = ['field', 'link', 'plain', 'disguised', 'picture', 'split'] as const;
export type How = (typeof HOWS)[number];
/** A place in the listing's own field where the number stands, in UTF-16 units. */
export type WhereSeen = { readonly field: string; readonly start: number; readonly end: number };

export const CAPTURE_STATES = ['complete', 'partial', 'failed'] as const;
export type CaptureState = (typeof CAPTURE_STATES)[number];
/** One step of taking evidence (screenshot, source …) and how it went. `detail` is ours: never text of a page. */
export type CaptureStep = { readonly name: string; readonly ok: boolean; readonly detail: string | null };

export const NOTICE_KINDS = ['takedown'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export const NOTICE_STATES = ['draft', 'approved', 'sent', 'answered'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];
export const ANSWERS = ['complied', 'refused', 'asks-more', 'other'] as const;
export type Answer = (typeof ANSWERS)[number];

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const id = () => integer('id').primaryKey().generatedAlwaysAsIdentity();
const oneOf = (name: string, column: AnyPgColumn, values: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`);

/** One row. The key checks tell a wrong key at once, before anything is sealed with it. */
export const installation = pgTable(
  'installation',
  {
    // The primary key admits one value only: two processes that start at once cannot make two installations.
    single: boolean('single').primaryKey().default(true),
    id: uuid('id').notNull(),
    createdAt: moment('created_at').notNull(),
    sealKeyCheck: bytea('seal_key_check').notNull(),
    lookupKeyCheck: bytea('lookup_key_check').notNull(),
  },
  (t) => [check('installation_single', sql`${t.single}`)],
);

export const persons = pgTable(
  'persons',
  {
    id: id(),
    nameSealed: bytea('name_sealed').notNull(),
    language: text('language', { enum: LANGUAGES }).notNull(),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
    endedBy: text('ended_by'),
  },
  (t) => [oneOf('persons_language', t.language, LANGUAGES)],
);

/** The consent record of law 94-V art. 8(4). The newest one of a person governs. */
export const consents = pgTable(
  'consents',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => persons.id),
    operatorName: text('operator_name').notNull(),
    operatorBin: text('operator_bin').notNull(),
    subjectNameSealed: bytea('subject_name_sealed').notNull(),
    validUntil: moment('valid_until').notNull(),
    thirdParties: boolean('third_parties').notNull(),
    crossBorder: boolean('cross_border').notNull(),
    publicDistribution: boolean('public_distribution').notNull(),
    dataList: text('data_list').array().notNull(),
    other: text('other').notNull(),
    scopes: text('scopes', { enum: SCOPES }).array().notNull(),
    language: text('language', { enum: LANGUAGES }).notNull(),
    givenAt: moment('given_at').notNull(),
    givenHow: text('given_how').notNull(),
    verifiedBy: text('verified_by').notNull(),
    withdrawnAt: moment('withdrawn_at'),
    withdrawnBy: text('withdrawn_by'),
  },
  (t) => [
    index('consents_person').on(t.personId, t.id),
    oneOf('consents_language', t.language, LANGUAGES),
    check(
      'consents_scopes',
      sql`${t.scopes} <@ array[${sql.raw(SCOPES.map((scope) => `'${scope}'`).join(', '))}]::text[]`,
    ),
  ],
);

export const numbers = pgTable(
  'numbers',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => persons.id),
    sealed: bytea('sealed').notNull(),
    lookup: bytea('lookup').notNull(),
    controlHow: text('control_how').notNull(),
    controlVerifiedBy: text('control_verified_by').notNull(),
    controlVerifiedAt: moment('control_verified_at').notNull(),
    addedAt: moment('added_at').notNull(),
    retiredAt: moment('retired_at'),
  },
  (t) => [
    uniqueIndex('numbers_lookup_active').on(t.lookup).where(sql`${t.retiredAt} is null`),
    index('numbers_person').on(t.personId),
  ],
);

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

export const matches = pgTable(
  'matches',
  {
    id: id(),
    platform: text('platform').notNull(),
    adId: text('ad_id').notNull(),
    numberId: integer('number_id')
      .notNull()
      .references(() => numbers.id),
    runId: integer('run_id')
      .notNull()
      .references(() => runs.id),
    url: text('url').notNull(),
    state: text('state', { enum: MATCH_STATES }).notNull(),
    strength: text('strength', { enum: STRENGTHS }).notNull(),
    how: text('how', { enum: HOWS }).notNull(),
    whereSeen: jsonb('where_seen').$type<readonly WhereSeen[]>().notNull(),
    listingSealed: bytea('listing_sealed').notNull(),
    firstSeenAt: moment('first_seen_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: moment('decided_at'),
    decisionReason: text('decision_reason'),
  },
  (t) => [
    uniqueIndex('matches_ad_number').on(t.platform, t.adId, t.numberId),
    index('matches_state').on(t.state),
    oneOf('matches_state_known', t.state, MATCH_STATES),
    oneOf('matches_strength', t.strength, STRENGTHS),
    oneOf('matches_how', t.how, HOWS),
    check(
      'matches_decision',
      sql`(${t.state} = 'new') = (${t.decidedBy} is null) and (${t.decidedBy} is null) = (${t.decidedAt} is null)`,
    ),
  ],
);

export const captures = pgTable(
  'captures',
  {
    id: id(),
    platform: text('platform').notNull(),
    adId: text('ad_id').notNull(),
    runId: integer('run_id')
      .notNull()
      .references(() => runs.id),
    state: text('state', { enum: CAPTURE_STATES }).notNull(),
    /** Relative to the data folder. */
    folder: text('folder').notNull(),
    manifestSha256: text('manifest_sha256'),
    capturedAt: moment('captured_at').notNull(),
    steps: jsonb('steps').$type<readonly CaptureStep[]>().notNull(),
  },
  (t) => [
    index('captures_ad').on(t.platform, t.adId),
    oneOf('captures_state', t.state, CAPTURE_STATES),
    // Evidence without the hash of its manifest proves nothing.
    check('captures_manifest', sql`${t.state} <> 'complete' or ${t.manifestSha256} is not null`),
  ],
);

/** The last reference number given in a year. */
export const noticeNumbers = pgTable('notice_numbers', {
  year: integer('year').primaryKey(),
  last: integer('last').notNull(),
});

export const notices = pgTable(
  'notices',
  {
    id: id(),
    reference: text('reference').notNull().unique(),
    platform: text('platform').notNull(),
    kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
    language: text('language', { enum: LANGUAGES }).notNull(),
    state: text('state', { enum: NOTICE_STATES }).notNull(),
    createdAt: moment('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    approvedAt: moment('approved_at'),
    approvedBy: text('approved_by'),
    sentAt: moment('sent_at'),
    sentBy: text('sent_by'),
    sentHow: text('sent_how'),
    answeredAt: moment('answered_at'),
    answerRecordedBy: text('answer_recorded_by'),
    answer: text('answer', { enum: ANSWERS }),
    answerNoteSealed: bytea('answer_note_sealed'),
    contentSealed: bytea('content_sealed').notNull(),
    /** Relative to the data folder; null until the letter is rendered. */
    folder: text('folder'),
    /** File name → SHA-256 in hex. */
    fileDigests: jsonb('file_digests').$type<Readonly<Record<string, string>>>().notNull(),
  },
  (t) => [
    index('notices_platform').on(t.platform, t.state),
    oneOf('notices_kind', t.kind, NOTICE_KINDS),
    oneOf('notices_language', t.language, LANGUAGES),
    oneOf('notices_state', t.state, NOTICE_STATES),
    check(
      'notices_answer',
      sql`${t.answer} is null or ${t.answer} in (${sql.raw(ANSWERS.map((a) => `'${a}'`).join(', '))})`,
    ),
    // Nothing is sent that a named person has not approved.
    check(
      'notices_approved',
      sql`${t.state} = 'draft' or (${t.approvedBy} is not null and ${t.approvedAt} is not null)`,
    ),
  ],
);

export const noticeMatches = pgTable(
  'notice_matches',
  {
    noticeId: integer('notice_id')
      .notNull()
      .references(() => notices.id),
    matchId: integer('match_id')
      .notNull()
      .references(() => matches.id),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.matchId] }), index('notice_matches_match').on(t.matchId)],
);
