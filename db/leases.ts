import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { isProvablyDead, type ProcessMark } from './processes.ts';
import { leases } from './schema/jobs.ts';

/** How soon somebody who waits with urgent work is served: a holder that means to go on gives way to `urgent`. */
export type Urgency = 'urgent' | 'patient';

export interface Wish {
  readonly name: string;
  /** Random, new for every taking. */
  readonly holder: string;
  readonly process: ProcessMark;
  readonly urgency: Urgency;
  readonly heldMs: number;
  /** After a holder that did not give the lease back, nothing is asked for so long. */
  readonly quietMs: number;
}

/** Urgent work that waits says so again and again; when it has fallen silent for so long nobody gives way to it. */
const WANTED_MS = 5_000;
/** No platform asks for a longer pause than a run waits out: more than this is a clock that was set back. */
const LONGEST_QUIET_MS = 15 * 60_000;
const later = (ms: number) => sql`now() + ${ms} * interval '1 millisecond'`;
const LONG_AGO = sql`to_timestamp(0)`;
/** Further ahead than anybody says it is a clock that was set back. */
const isWanted = sql<boolean>`(${leases.wantedUntil} > now() and ${leases.wantedUntil} <= ${later(WANTED_MS)})`;

/**
 * Takes a lease: when nobody has it, its time is over, or its holder is a process of this machine that is dead.
 * Returns for how many milliseconds to be quiet first, or `null` when it could not be had.
 */
export async function takeLease(db: Db, wish: Wish): Promise<{ readonly quietMs: number } | null> {
  const { name, holder, process, urgency } = wish;
  const mine = { holder, machine: process.machine, pid: process.pid, born: process.born };
  await db
    .insert(leases)
    .values({ name, heldUntil: LONG_AGO, quietUntil: LONG_AGO, wantedUntil: LONG_AGO })
    .onConflictDoNothing();
  const [before] = await db.select().from(leases).where(eq(leases.name, name));
  const dead = before?.holder && before.machine !== null && before.pid !== null ? deadHolder(before) : null;
  const [taken] = await db
    .update(leases)
    .set({
      ...mine,
      heldUntil: later(wish.heldMs),
      quietUntil: sql`case when ${leases.holder} is null then ${leases.quietUntil} else greatest(${leases.quietUntil}, ${later(wish.quietMs)}) end`,
      ...(urgency === 'urgent' ? { wantedUntil: LONG_AGO } : {}),
    })
    .where(
      and(
        eq(leases.name, name),
        or(
          isNull(leases.holder),
          lt(leases.heldUntil, sql`now()`),
          dead === null ? sql`false` : eq(leases.holder, dead),
        ),
        urgency === 'patient' ? sql`not ${isWanted}` : undefined,
      ),
    )
    .returning({ quietMs: sql<number>`ceil(extract(epoch from (${leases.quietUntil} - now())) * 1000)::float8` });
  if (taken) return { quietMs: Math.min(Math.max(0, taken.quietMs), LONGEST_QUIET_MS) };
  if (urgency === 'urgent')
    await db
      .update(leases)
      .set({ wantedUntil: later(WANTED_MS) })
      .where(eq(leases.name, name));
  return null;
}

/**
 * Keeps a lease for longer and says when the platform may next be asked. Returns whether urgent work waits for it, or
 * `null` when the lease is no longer this holder's.
 */
export async function keepLease(
  db: Db,
  held: { name: string; holder: string; heldMs: number; quietMs: number },
): Promise<{ readonly wanted: boolean } | null> {
  const [kept] = await db
    .update(leases)
    .set({ heldUntil: later(held.heldMs), quietUntil: later(held.quietMs) })
    .where(and(eq(leases.name, held.name), eq(leases.holder, held.holder), sql`${leases.heldUntil} > now()`))
    .returning({ wanted: isWanted });
  return kept ?? null;
}

/** Gives a lease back; the next holder is quiet for `quietMs` first. */
export async function giveLeaseBack(db: Db, held: { name: string; holder: string; quietMs: number }): Promise<void> {
  await db
    .update(leases)
    .set({ holder: null, machine: null, pid: null, born: null, quietUntil: later(held.quietMs) })
    .where(and(eq(leases.name, held.name), eq(leases.holder, held.holder)));
}

function deadHolder(row: typeof leases.$inferSelect): string | null {
  const mark = { machine: row.machine ?? '', pid: row.pid ?? 0, born: row.born };
  return isProvablyDead(mark) ? row.holder : null;
}
