import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { captures } from './captures.ts';
import { bytea, id, moment, oneOf } from './columns.ts';
import { LANGUAGES } from './language.ts';
import { matches } from './matches.ts';

/** One kind, one letter with texts of its own. */
export const NOTICE_KINDS = [
  'takedown',
  'reminder-1',
  'reminder-2',
  'back-again',
  'prevention',
  'preservation',
  'authority-complaint',
  'police-statement',
  'prosecutor-complaint',
  'operator-request',
  'notary-request',
  'lawyer-cover',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export const NOTICE_STATES = [
  'draft',
  'approved',
  'sent',
  'acknowledged',
  'bounced',
  'refused',
  'partly',
  'removed',
  'silent',
  'monitoring',
  'closed',
] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];
export const NOTICE_MOVES = [
  'approve',
  'revise',
  'withdraw',
  'send',
  'acknowledge',
  'bounce',
  'refuse',
  'comply-partly',
  'remove',
  'fall-silent',
  'monitor',
  'reappear',
  'close',
] as const;
export type NoticeMove = (typeof NOTICE_MOVES)[number];
export const CHANNELS = ['e-mail', 'form', 'post', 'courier', 'in-person', 'e-otinish', 'phone'] as const;
export type Channel = (typeof CHANNELS)[number];

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
    /** `null`: about ads of several platforms, or of none. */
    platform: text('platform'),
    /** Its entry in the directory of addressees, or the platform's id. */
    addressee: text('addressee').notNull(),
    kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
    language: text('language', { enum: LANGUAGES }).notNull(),
    /** The notice that this one reminds of, follows or renews. */
    followsId: integer('follows_id').references((): AnyPgColumn => notices.id),
    state: text('state', { enum: NOTICE_STATES }).notNull(),
    stateSince: moment('state_since').notNull(),
    createdAt: moment('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    approvedAt: moment('approved_at'),
    approvedBy: text('approved_by'),
    /** Who answers for norms in it that are not verified. */
    responsible: text('responsible'),
    sentAt: moment('sent_at'),
    channel: text('channel', { enum: CHANNELS }),
    ticket: text('ticket'),
    /** A mail is being handed over; left in place when nobody can tell whether it went out. */
    sendingSince: moment('sending_since'),
    /** When the addressee provably had it: terms run from here. */
    receivedAt: moment('received_at'),
    contentSealed: bytea('content_sealed').notNull(),
    /** Relative to the data folder; null until the letter is rendered. */
    folder: text('folder'),
    /** File name → SHA-256 in hex. */
    fileDigests: jsonb('file_digests').$type<Readonly<Record<string, string>>>().notNull(),
    /** Name of a file that staff edited by hand: it is the letter, in place of the printed one. */
    editedFile: text('edited_file'),
  },
  (t) => [
    index('notices_platform').on(t.platform, t.state),
    index('notices_follows').on(t.followsId),
    oneOf('notices_kind', t.kind, NOTICE_KINDS),
    oneOf('notices_language', t.language, LANGUAGES),
    oneOf('notices_state', t.state, NOTICE_STATES),
    // Nothing is sent that a named person has not approved; a draft can be withdrawn unapproved.
    check(
      'notices_approved',
      sql`${t.state} in ('draft', 'closed') or (${t.approvedBy} is not null and ${t.approvedAt} is not null)`,
    ),
    check('notices_sent', sql`(${t.sentAt} is null) = (${t.channel} is null)`),
    check('notices_sent_approved', sql`${t.sentAt} is null or ${t.approvedAt} is not null`),
    check('notices_received', sql`${t.receivedAt} is null or ${t.sentAt} is not null`),
  ],
);

/** Everything that was done with a notice, in order; nothing here is changed later. */
export const noticeSteps = pgTable(
  'notice_steps',
  {
    id: id(),
    noticeId: integer('notice_id')
      .notNull()
      .references(() => notices.id),
    move: text('move', { enum: NOTICE_MOVES }).notNull(),
    fromState: text('from_state', { enum: NOTICE_STATES }).notNull(),
    toState: text('to_state', { enum: NOTICE_STATES }).notNull(),
    actor: text('actor').notNull(),
    /** When it happened. */
    at: moment('at').notNull(),
    /** When it was written down. */
    recordedAt: moment('recorded_at').notNull(),
    evidenceId: integer('evidence_id').references(() => captures.id),
    channel: text('channel', { enum: CHANNELS }),
    ticket: text('ticket'),
    reason: text('reason'),
    noteSealed: bytea('note_sealed'),
  },
  (t) => [
    index('notice_steps_notice').on(t.noticeId, t.id),
    oneOf('notice_steps_move', t.move, NOTICE_MOVES),
    oneOf('notice_steps_from', t.fromState, NOTICE_STATES),
    oneOf('notice_steps_to', t.toState, NOTICE_STATES),
    // "Removed" and "back again" are said with proof or not at all.
    check('notice_steps_proof', sql`${t.move} not in ('remove', 'reappear') or ${t.evidenceId} is not null`),
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

export const REPLY_KINDS = ['reply', 'auto-reply', 'bounce'] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

/** Mail that names a notice's reference, as it came. What it means is for a person to say. */
export const noticeReplies = pgTable(
  'notice_replies',
  {
    id: id(),
    noticeId: integer('notice_id')
      .notNull()
      .references(() => notices.id),
    kind: text('kind', { enum: REPLY_KINDS }).notNull(),
    /** Of the mail's source: the same mail is filed once. */
    sourceSha256: text('source_sha256').notNull(),
    sourceSealed: bytea('source_sealed').notNull(),
    /** By the mail's own date, or when it was filed. */
    receivedAt: moment('received_at').notNull(),
    filedAt: moment('filed_at').notNull(),
  },
  (t) => [
    uniqueIndex('notice_replies_source').on(t.noticeId, t.sourceSha256),
    oneOf('notice_replies_kind', t.kind, REPLY_KINDS),
  ],
);

/** A lawyer has read the texts of a kind in a language; a text that changes afterwards has another digest. */
export const templateChecks = pgTable('template_checks', {
  id: id(),
  kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
  language: text('language', { enum: LANGUAGES }).notNull(),
  textSha256: text('text_sha256').notNull(),
  checkedBy: text('checked_by').notNull(),
  checkedAt: moment('checked_at').notNull(),
});
