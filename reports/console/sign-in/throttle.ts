import { createHash } from 'node:crypto';
import type { Db } from '../../../db/database.ts';
import { failuresOf, forgetFailures, recordFailure } from '../../../db/sign-in-failures.ts';
import type { Vault } from '../../../db/vault.ts';

/** So many failures of one login from one place are free: people mistype. */
const FREE_TRIES = 5;
/** Of one place with whatever logins. */
const FREE_TRIES_OF_A_PLACE = 25;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** Where a sign-in comes from: the address, and what the browser shows of an earlier sign-in. */
export interface Place {
  readonly source: string;
  /** Content of the `device` cookie. */
  readonly device: string | null;
}

interface Buckets {
  /** This login, from here. */
  readonly own: Buffer;
  /** Whatever login, from here; `null` for a browser that has signed in with this login before. */
  readonly place: Buffer | null;
}

/**
 * Nothing here locks a login: failures count for a login *at a place*, so that whoever guesses from elsewhere shuts
 * nobody out. A browser in which this login once signed in has a place of its own (OWASP's device cookie), so that not
 * even a guesser behind the same address does.
 */
export function bucketsOf(vault: Vault, login: string, { source, device }: Place): Buckets {
  const known = device === null ? null : deviceOf(vault, login, device);
  if (known !== null) return { own: digest(['device', known]), place: null };
  return { own: digest(['login', login, source]), place: digest(['place', source]) };
}

/** Milliseconds to wait before the next try is looked at; 0: now. */
export async function waitOf(db: Db, { own, place }: Buckets, now: Date): Promise<number> {
  const waits = [await waitAfter(db, own, FREE_TRIES, now)];
  if (place) waits.push(await waitAfter(db, place, FREE_TRIES_OF_A_PLACE, now));
  return Math.max(...waits);
}

async function waitAfter(db: Db, bucket: Buffer, free: number, now: Date): Promise<number> {
  const { count, last } = await failuresOf(db, bucket, now);
  if (count < free || last === null) return 0;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (count - free), LONGEST_WAIT_MS);
  return Math.max(0, last.getTime() + wait - now.getTime());
}

/** Returns whether this failure is the one that begins the waiting: it is the one that the log is told. */
export async function countFailure(db: Db, { own, place }: Buckets, now: Date): Promise<boolean> {
  await recordFailure(db, place ? [own, place] : [own], now);
  return (await failuresOf(db, own, now)).count === FREE_TRIES;
}

export async function forgive(db: Db, { own }: Buckets): Promise<void> {
  await forgetFailures(db, own);
}

/** What the browser keeps so that it is known again: sealed, so that nobody makes one up. */
export function newDevice(vault: Vault, login: string, now: Date): string {
  return vault.seal(`${now.getTime()}`, contextOf(login)).toString('base64url');
}

function deviceOf(vault: Vault, login: string, device: string): string | null {
  try {
    vault.unseal(Buffer.from(device, 'base64url'), contextOf(login));
    return device;
  } catch {
    return null;
  }
}

function contextOf(login: string): string {
  return `console device of ${login}`;
}

function digest(parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
