import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytea, id, moment, oneOf } from './columns.ts';
import { LANGUAGES } from './language.ts';

/** Each may do what those before it may: decide on matches; approve and send letters; accounts and settings. */
export const ROLES = ['reviewer', 'approver', 'admin'] as const;
export type Role = (typeof ROLES)[number];
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Staff who use the console. An ended one stays: the log and letters name them. */
export const users = pgTable(
  'users',
  {
    id: id(),
    /** What is typed at sign-in: lower case, Latin. */
    login: text('login').notNull(),
    /** As it stands in the log and on letters. */
    name: text('name').notNull(),
    role: text('role', { enum: ROLES }).notNull(),
    language: text('language', { enum: LANGUAGES }).notNull(),
    theme: text('theme', { enum: THEMES }).notNull().default('auto'),
    /** Single letters as keyboard shortcuts: in the way of speech input, so they can be switched off (WCAG 2.1.4). */
    shortcuts: boolean('shortcuts').notNull().default(true),
    /** argon2id in its own text form; null until the one-time link was used. */
    passwordHash: text('password_hash'),
    totpSealed: bytea('totp_sealed'),
    /** The newest time step whose code was taken: no code is taken twice. */
    totpStep: integer('totp_step').notNull().default(0),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [
    uniqueIndex('users_login').on(t.login),
    oneOf('users_role', t.role, ROLES),
    oneOf('users_language', t.language, LANGUAGES),
    oneOf('users_theme', t.theme, THEMES),
    check('users_secrets', sql`(${t.passwordHash} is null) = (${t.totpSealed} is null)`),
  ],
);

/** Who is signed in. Of the cookie only a digest is here: a copy of the database opens no session. */
export const consoleSessions = pgTable(
  'console_sessions',
  {
    digest: bytea('digest').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
    seenAt: moment('seen_at').notNull(),
    endsAt: moment('ends_at').notNull(),
  },
  (t) => [index('console_sessions_user').on(t.userId)],
);

/** One-time links by which a person sets password and second factor. Without a user: the first one, an admin. */
export const invitations = pgTable('invitations', {
  digest: bytea('digest').primaryKey(),
  userId: integer('user_id').references(() => users.id),
  validUntil: moment('valid_until').notNull(),
});

/** Sign-ins that failed lately. `bucket` is a keyed digest of where it came from, with or without the login. */
export const signInFailures = pgTable(
  'sign_in_failures',
  {
    id: id(),
    bucket: bytea('bucket').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [index('sign_in_failures_bucket').on(t.bucket, t.at)],
);
