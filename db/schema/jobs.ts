import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, moment, oneOf } from './columns.ts';
import { numbers } from './people.ts';

/**
 * Who may do something that one process only may do: ask a platform, work off a queue. A row, because advisory locks do
 * not separate the clients of the embedded database. All times are the database's own, so machines need not agree.
 */
export const leases = pgTable(
  'leases',
  {
    name: text('name').primaryKey(),
    /** Random, new with every taking; null while nobody has it. */
    holder: text('holder'),
    /** Machine, process and start of the process, so that a dead holder on the same machine is known as dead at once. */
    machine: text('machine'),
    pid: integer('pid'),
    born: text('born'),
    heldUntil: moment('held_until').notNull(),
    /** A platform is asked for nothing before this time: its pace goes on from one holder to the next. */
    quietUntil: moment('quiet_until').notNull(),
    /** Somebody with urgent work waits, and a patient holder gives way. */
    wantedUntil: moment('wanted_until').notNull(),
  },
  (t) => [check('leases_holder', sql`(${t.holder} is null) = (${t.machine} is null)`)],
);

/** Numbers under attack: the newest ads are looked through for them every few minutes until then. */
export const attacks = pgTable(
  'attacks',
  {
    numberId: integer('number_id')
      .primaryKey()
      .references(() => numbers.id),
    declaredAt: moment('declared_at').notNull(),
    until: moment('until').notNull(),
  },
  (t) => [check('attacks_order', sql`${t.until} > ${t.declaredAt}`)],
);

/** For each task of the schedule the due time it was last done for: what a restart or a sleeping laptop missed is seen. */
export const dueTimes = pgTable('due_times', {
  task: text('task').primaryKey(),
  lastDue: moment('last_due').notNull(),
});

export const ALERT_KINDS = [
  'new-match',
  'blocked',
  'changed',
  'blind',
  'uncovered',
  'missed-night',
  'consent-ends',
  'import-waits',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Something staff should know. Told once; told again only after it had gone (`clearedAt`) and come back. */
export const alerts = pgTable(
  'alerts',
  {
    id: id(),
    kind: text('kind', { enum: ALERT_KINDS }).notNull(),
    /** A platform's id, a match's, a person's or an import's short name, or a night's date. Never a name or a number of a person. */
    subject: text('subject').notNull(),
    raisedAt: moment('raised_at').notNull(),
    toldAt: moment('told_at'),
    clearedAt: moment('cleared_at'),
  },
  (t) => [
    uniqueIndex('alerts_standing').on(t.kind, t.subject).where(sql`${t.clearedAt} is null`),
    index('alerts_untold').on(t.toldAt),
    oneOf('alerts_kind', t.kind, ALERT_KINDS),
  ],
);

export const CHANNELS = ['mail', 'telegram', 'webhook', 'heartbeat'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Messages to send: kept until a channel took them, tried again ever more rarely. */
export const messages = pgTable(
  'messages',
  {
    id: id(),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    createdAt: moment('created_at').notNull(),
    tries: integer('tries').notNull(),
    nextTryAt: moment('next_try_at').notNull(),
    sentAt: moment('sent_at'),
    /** Ours, in one line: never an address or a secret. */
    lastTrouble: text('last_trouble'),
  },
  (t) => [index('messages_unsent').on(t.sentAt, t.nextTryAt), oneOf('messages_channel', t.channel, CHANNELS)],
);
