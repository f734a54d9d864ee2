import { and, asc, eq, gt, isNull, lte, ne, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { type AlertKind, alerts, type Channel, messages } from './schema/jobs.ts';
import { matches } from './schema/matches.ts';

export type Alert = Readonly<typeof alerts.$inferSelect>;
export type Message = Readonly<typeof messages.$inferSelect>;

/** Says that something stands; said again while it stands, it is the same alert. Returns whether it is new. */
export async function raiseAlert(db: Db, kind: AlertKind, subject: string, now: Date): Promise<boolean> {
  const raised = await db
    .insert(alerts)
    .values({ kind, subject, raisedAt: now })
    .onConflictDoNothing()
    .returning({ id: alerts.id });
  return raised.length > 0;
}

/** It stands no more: should it come back, it is told again. */
export async function clearAlert(db: Db, kind: AlertKind, subject: string, now: Date): Promise<void> {
  await db
    .update(alerts)
    .set({ clearedAt: now })
    .where(and(eq(alerts.kind, kind), eq(alerts.subject, subject), isNull(alerts.clearedAt)));
}

/** What stands now, told or not, oldest first. */
export async function standingAlerts(db: Db): Promise<Alert[]> {
  return db.select().from(alerts).where(isNull(alerts.clearedAt)).orderBy(asc(alerts.id));
}

/** Raises an alert for every match that nobody has decided on and nobody was told of: none is forgotten in a crash. */
export async function raiseNewMatches(db: Db, now: Date): Promise<void> {
  const subject = sql`'m' || ${matches.id}`;
  const untold = await db
    .select({ subject: sql<string>`${subject}` })
    .from(matches)
    .leftJoin(alerts, and(eq(alerts.kind, 'new-match'), eq(alerts.subject, subject)))
    .where(and(eq(matches.state, 'new'), isNull(alerts.id)));
  for (const one of untold) await raiseAlert(db, 'new-match', one.subject, now);
}

/**
 * Takes every alert that stands untold, marks it as told and puts one message about them all into the outbox of each
 * channel; in one transaction, so that of two processes one tells. Waits while a message younger than `quietSince` is
 * there: one message, not a stream. A platform that refuses us is told at once.
 */
export async function tellAlerts(
  db: Db,
  input: {
    readonly channels: readonly Channel[];
    readonly quietSince: Date;
    readonly compose: (told: readonly Alert[]) => { readonly subject: string; readonly body: string };
  },
  now: Date,
): Promise<void> {
  const { channels, quietSince } = input;
  if (channels.length === 0) return;
  await db.transaction(async (tx) => {
    const untold = and(isNull(alerts.toldAt), isNull(alerts.clearedAt));
    const lately = await tx
      .select({ id: messages.id })
      .from(messages)
      .where(and(gt(messages.createdAt, quietSince), ne(messages.channel, 'heartbeat')))
      .limit(1);
    const pressing = await tx
      .select({ id: alerts.id })
      .from(alerts)
      .where(and(untold, eq(alerts.kind, 'blocked')))
      .limit(1);
    if (lately.length > 0 && pressing.length === 0) return;
    const told = await tx.update(alerts).set({ toldAt: now }).where(untold).returning();
    if (told.length === 0) return;
    const message = input.compose(told.sort((a, b) => a.id - b.id));
    await tx
      .insert(messages)
      .values(channels.map((channel) => ({ channel, ...message, createdAt: now, tries: 0, nextTryAt: now })));
  });
}

/** Puts a sign of life into the outbox. */
export async function putHeartbeat(db: Db, now: Date): Promise<void> {
  await db
    .insert(messages)
    .values({ channel: 'heartbeat', subject: '', body: '', createdAt: now, tries: 0, nextTryAt: now });
}

/**
 * Messages to try now, oldest first. Each is put off by `forMs` in the same statement, so that two processes do not
 * send the same one.
 */
export async function takeDueMessages(db: Db, now: Date, forMs: number): Promise<Message[]> {
  const due = await db
    .update(messages)
    .set({ nextTryAt: new Date(now.getTime() + forMs), tries: sql`${messages.tries} + 1` })
    .where(and(isNull(messages.sentAt), lte(messages.nextTryAt, now)))
    .returning();
  return due.sort((a, b) => a.id - b.id);
}

export async function markSent(db: Db, id: number, now: Date): Promise<void> {
  await db.update(messages).set({ sentAt: now, lastTrouble: null }).where(eq(messages.id, id));
}

/** Not sent: kept, and tried again then. */
export async function markNotSent(db: Db, id: number, trouble: string, nextTryAt: Date): Promise<void> {
  await db.update(messages).set({ lastTrouble: trouble, nextTryAt }).where(eq(messages.id, id));
}

/** Gives a message up: what it said has no worth any more (a sign of life of last night). */
export async function dropMessage(db: Db, id: number): Promise<void> {
  await db.delete(messages).where(eq(messages.id, id));
}

/** What waits to be sent, oldest first. */
export async function unsentMessages(db: Db): Promise<Message[]> {
  return db.select().from(messages).where(isNull(messages.sentAt)).orderBy(asc(messages.id));
}
