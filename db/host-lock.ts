import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { DatabaseError } from './errors.ts';
import { bornOf, isAlive } from './processes.ts';

const LOCK = /^host\.(\d+)\.lock$/;
const holderFile = z.object({
  pid: z.number().int().positive(),
  machine: z.string(),
  /** Start of the process and of the machine: a pid is used again, these pairs are not. `null` where /proc is missing. */
  born: z.string().nullable(),
  /** Folder of the socket on which the holder serves. */
  socketFolder: z.string(),
});

/** The process that holds the embedded database. */
export type Holder = z.infer<typeof holderFile>;

export interface HostLock {
  release(): void;
}

/** The live process that holds the database of this folder, or `null`. Throws DatabaseError locked for another machine's. */
export function currentHolder(folder: string): Holder | null {
  const [highest] = generations(folder);
  if (highest === undefined) return null;
  const holder = readHolder(folder, highest);
  if (holder === null) return null;
  if (holder.machine !== hostname())
    throw new DatabaseError('locked', `the data folder is in use on another machine, or was when that machine stopped`);
  return isAlive(holder) ? holder : null;
}

/**
 * Takes the lock for this process, or returns `null` when a live process has it. Each holder's file has the next
 * number, made by link(2), which one process only can win; so a dead holder's lock is taken over without a moment in
 * which two think they hold it. PGlite's folder has no lock of its own, and two openers corrupt it.
 */
export function takeHostLock(folder: string, socketFolder: string): HostLock | null {
  if (currentHolder(folder)) return null;
  const mine = (generations(folder)[0] ?? 0) + 1;
  const path = lockPath(folder, mine);
  const draft = join(folder, `host.${randomBytes(6).toString('hex')}.draft`);
  const holder: Holder = { pid: process.pid, machine: hostname(), born: bornOf(process.pid), socketFolder };
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const release = () => rmSync(path, { force: true });
  if (generations(folder)[0] !== mine) {
    release();
    return null;
  }
  for (const older of generations(folder)) {
    if (older >= mine) continue;
    // A killed holder could not take its socket away.
    const dead = readHolder(folder, older)?.socketFolder;
    if (dead && basename(dead).startsWith('qorgan-')) rmSync(dead, { recursive: true, force: true });
    rmSync(lockPath(folder, older), { force: true });
  }
  return { release };
}

function generations(folder: string): number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => LOCK.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);
}

function lockPath(folder: string, generation: number): string {
  return join(folder, `host.${generation}.lock`);
}

function readHolder(folder: string, generation: number): Holder | null {
  try {
    return holderFile.parse(JSON.parse(readFileSync(lockPath(folder, generation), 'utf8')));
  } catch {
    // Released between the listing and the reading: link(2) shows a lock whole or not at all.
    return null;
  }
}
