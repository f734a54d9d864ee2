import { and, count, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { recordDestruction } from './captures.ts';
import { forgetChecks } from './checks.ts';
import { remindOfConsents } from './consent-reminders.ts';
import type { Db } from './database.ts';
import { type EraseDeps, eraseDuePersons } from './erase-person.ts';
import { removeCapture, removeUnfinished, unfinishedCaptures } from './evidence-files.ts';
import type { Home } from './home.ts';
import { IMPORT_DAYS, lapseImports } from './imports.ts';
import { forgetBefore } from './looked-at.ts';
import { ANSWERED_DAYS, forgetOldLookups, OPEN_DAYS } from './lookups.ts';
import { personsToErase } from './people.ts';
import { shredPersonKeys } from './person-keys.ts';
import { forgetPhotosBefore } from './photos-read.ts';
import { caseClosedAt, retainedUntil } from './retention.ts';
import { FORGET_DAYS, MESSAGE_DAYS, type RetentionKind, SESSION_DAYS } from './retention-table.ts';
import { captures } from './schema/captures.ts';
import { lookups, sessions } from './schema/hidden.ts';
import { imports } from './schema/imports.ts';
import { messages } from './schema/jobs.ts';
import { photosRead } from './schema/photos.ts';
import { lookedAt } from './schema/runs.ts';

const DAY_MS = 86_400_000;
const KEEPER = 'Qorgan, retention';

export interface RetentionDeps extends EraseDeps {
  /** evidence.retentionMonths of the configuration. */
  readonly months: number;
}

/** What retention needs of an open data folder. */
export function retentionDeps({ db, vault, path }: Home, months: number): RetentionDeps {
  // Keys are one for all people as yet: what is sealed is overwritten in its row.
  return { db, vault, home: path, months, shred: (personIds) => shredPersonKeys(vault, personIds) };
}

export type RetentionCounts = Readonly<Record<Exclude<RetentionKind, 'cases' | 'log'>, number>>;

/** How much of each kind has outlived its term by now and would go tonight. Changes nothing. */
export async function overdue(
  deps: Pick<RetentionDeps, 'db' | 'home' | 'months'>,
  now: Date,
): Promise<RetentionCounts> {
  const { db } = deps;
  const day = (days: number) => before(now, days).toISOString().slice(0, 10);
  const n = async (rows: PromiseLike<{ n: number }[]>) => (await rows)[0]?.n ?? 0;
  const some = { n: count() };
  const openLate = and(eq(lookups.state, 'open'), lt(lookups.createdAt, before(now, OPEN_DAYS)));
  const importsLate = and(eq(imports.state, 'waiting'), lt(imports.preparedAt, before(now, IMPORT_DAYS)));
  const messagesLate = and(isNotNull(messages.sentAt), lt(messages.sentAt, before(now, MESSAGE_DAYS)));
  return {
    person: (await personsToErase(db, now)).length,
    evidence: (await evidenceToDestroy(db, deps.months, now)).length,
    'looked-at': await n(
      db
        .select(some)
        .from(lookedAt)
        .where(lt(lookedAt.seenOn, day(FORGET_DAYS))),
    ),
    photos: await n(
      db
        .select(some)
        .from(photosRead)
        .where(lt(photosRead.seenOn, day(FORGET_DAYS))),
    ),
    lookups:
      (await n(db.select(some).from(lookups).where(openLate))) +
      (await n(
        db
          .select(some)
          .from(lookups)
          .where(lt(lookups.answeredAt, before(now, ANSWERED_DAYS))),
      )),
    imports: await n(db.select(some).from(imports).where(importsLate)),
    sessions: await n(
      db
        .select(some)
        .from(sessions)
        .where(lt(sessions.savedAt, before(now, SESSION_DAYS))),
    ),
    messages: await n(db.select(some).from(messages).where(messagesLate)),
    unfinished: (await unfinishedCaptures(deps.home, before(now, 1))).length,
  };
}

/**
 * Destroys what has outlived its term, and reminds of consents that end: once a night. Harmless when done twice or cut
 * off between. What a legal hold keeps is left. Returns how much of each kind went.
 */
export async function enforceRetention(deps: RetentionDeps, now: Date): Promise<RetentionCounts> {
  const { db, home } = deps;
  const gone = await overdue(deps, now);
  await remindOfConsents(db, now);
  await eraseDuePersons(deps, now);
  for (const { id, folder } of await evidenceToDestroy(db, deps.months, now)) {
    await recordDestruction(db, id, { by: KEEPER, reason: 'its term is over' }, now);
    await removeCapture(home, folder);
  }
  await finishDestructions(db, home);
  await forgetBefore(db, before(now, FORGET_DAYS));
  await forgetPhotosBefore(db, before(now, FORGET_DAYS));
  await forgetOldLookups(db, now);
  await lapseImports(db, now);
  await forgetChecks(db, now);
  await db.delete(sessions).where(lt(sessions.savedAt, before(now, SESSION_DAYS)));
  await db.delete(messages).where(and(isNotNull(messages.sentAt), lt(messages.sentAt, before(now, MESSAGE_DAYS))));
  await removeUnfinished(home, before(now, 1));
  return gone;
}

/** Captures of closed cases whose term is over and that no hold keeps. */
async function evidenceToDestroy(
  db: Db,
  months: number,
  now: Date,
): Promise<Pick<typeof captures.$inferSelect, 'id' | 'folder'>[]> {
  const kept = await db
    .select()
    .from(captures)
    .where(and(isNull(captures.destroyedAt), isNull(captures.heldAt)));
  const due: (typeof captures.$inferSelect)[] = [];
  for (const capture of kept) {
    const closedAt = await caseClosedAt(db, capture.adDigest);
    if (closedAt !== null && retainedUntil(closedAt, months) <= now) due.push(capture);
  }
  return due;
}

/** A crash between the entry in the log and the removal leaves files of a destroyed capture. */
async function finishDestructions(db: Db, home: string): Promise<void> {
  const destroyed = await db.select({ folder: captures.folder }).from(captures).where(isNotNull(captures.destroyedAt));
  for (const { folder } of destroyed) await removeCapture(home, folder);
}

function before(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}
