import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/database.ts';
import { giveLeaseBack, keepLease, takeLease, type Urgency } from '../../db/leases.ts';
import { thisProcess } from '../../db/processes.ts';

/** A holder that has not been heard of for so long has lost its lease. */
const HELD_MS = 60_000;
/** Well within it, so that one slow answer of the database loses nothing. */
const KEEP_EVERY_MS = 10_000;
/** How often somebody who waits asks again. */
export const ASK_EVERY_MS = 300;

/** Another process has this work now: whoever notices stops at once, without another request. */
export class LeaseLost extends Error {
  override readonly name: string = 'LeaseLost';
}

/** Staff stopped the work while it waited for the platform's turn: nobody else has it, and nothing more is to come. */
export class StoppedWaiting extends LeaseLost {
  override readonly name = 'StoppedWaiting';
}

export interface Lease {
  /** For how long to be quiet after it was taken. */
  readonly quietMs: number;
  /** Makes sure it is still ours, and says whether urgent work waits for it. Throws LeaseLost. */
  assure(freshMs?: number): Promise<{ readonly wanted: boolean }>;
  /** Gives it back; the next holder keeps quiet for so long. */
  giveBack(): Promise<void>;
}

export interface LeaseWish {
  readonly db: Db;
  readonly name: string;
  readonly urgency: Urgency;
  /** For how long the next holder must be quiet if this one dies or gives back now. */
  readonly quietMs: () => number;
}

/** Takes a lease and keeps it, heard of every few seconds, until it is given back; `null` when somebody else has it. */
export async function tryLease({ db, name, urgency, quietMs }: LeaseWish): Promise<Lease | null> {
  const holder = randomUUID();
  const taken = await takeLease(db, {
    name,
    holder,
    urgency,
    process: thisProcess(),
    heldMs: HELD_MS,
    quietMs: quietMs(),
  });
  if (!taken) return null;
  // The wall clock, not the timer's: a laptop that slept has lost what it held, though no timer ran meanwhile.
  let keptAt = Date.now();
  let wanted = false;
  let lost = false;
  const keep = async () => {
    const before = Date.now();
    const kept = await keepLease(db, { name, holder, heldMs: HELD_MS, quietMs: quietMs() });
    if (kept === null) lost = true;
    else {
      keptAt = before;
      wanted = kept.wanted;
    }
  };
  const timer = setInterval(() => {
    // A database that does not answer now may answer next time; `assure` decides by the time that has passed.
    keep().catch(() => undefined);
  }, KEEP_EVERY_MS);
  return {
    quietMs: taken.quietMs,
    async assure(freshMs = KEEP_EVERY_MS * 2) {
      const age = Date.now() - keptAt;
      if (!lost && (age > freshMs || age < 0)) await keep();
      if (lost) throw new LeaseLost(`${name} is worked on by another process`);
      return { wanted };
    },
    async giveBack() {
      clearInterval(timer);
      if (!lost) await giveLeaseBack(db, { name, holder, quietMs: quietMs() });
    },
  };
}

/** Waits until a lease can be had; `null` when it is to be waited for no more. */
export async function waitForLease(wish: LeaseWish, stopping: () => boolean): Promise<Lease | null> {
  while (!stopping()) {
    const lease = await tryLease(wish);
    if (lease) return lease;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return null;
}
