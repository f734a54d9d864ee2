import { lt, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { dueTimes } from './schema/jobs.ts';

/** The due time each task was last done for; a task never done is missing. */
export async function lastDueTimes(db: Db): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.select().from(dueTimes);
  return new Map(rows.map((row) => [row.task, row.lastDue]));
}

/** Keeps that a task was done for this due time; never moves back. */
export async function recordDueTime(db: Db, task: string, due: Date): Promise<void> {
  await db
    .insert(dueTimes)
    .values({ task, lastDue: due })
    .onConflictDoUpdate({
      target: dueTimes.task,
      set: { lastDue: sql`excluded.last_due` },
      setWhere: lt(dueTimes.lastDue, sql`excluded.last_due`),
    });
}
