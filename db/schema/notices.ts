import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, id, moment, oneOf } from './columns.ts';
import { LANGUAGES } from './language.ts';
import { matches } from './matches.ts';

export const NOTICE_KINDS = ['takedown'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export const NOTICE_STATES = ['draft', 'approved', 'sent', 'answered'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];
export const ANSWERS = ['complied', 'refused', 'asks-more', 'other'] as const;
export type Answer = (typeof ANSWERS)[number];

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
