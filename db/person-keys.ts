import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { KeyError } from './errors.ts';
import type { Vault } from './vault.ts';

export const PEOPLE_FOLDER = 'people';

/**
 * Where the key of each person lies, sealed under the root. Never in the database, so that no dump and no backup of it
 * holds them: when a key is shredded here, what it sealed is closed in every copy there ever was.
 */
export interface PersonKeyStore {
  /** Read anew each time, so that a key which another process shredded is gone at once. */
  read(personId: number): Buffer | 'destroyed' | null;
  /** Throws KeyError when the person has a key, or had one. */
  add(personId: number, sealed: Buffer): void;
  /** Overwrites and removes the key and leaves word that it was. */
  shred(personId: number): void;
}

/** Files `<id>.key`, 0600; `<id>.shredded` where one was destroyed. */
export function personKeysIn(folder: string): PersonKeyStore {
  const keyFile = (id: number) => join(folder, `${id}.key`);
  const tombstone = (id: number) => join(folder, `${id}.shredded`);
  return {
    read(id) {
      if (isFile(tombstone(id))) return 'destroyed';
      try {
        return readFileSync(keyFile(id));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw new KeyError(`${keyFile(id)} cannot be read`);
      }
    },
    add(id, sealed) {
      if (isFile(tombstone(id))) throw new KeyError(`${tombstone(id)} is there: that person's key was destroyed`);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      try {
        writeWhole(keyFile(id), sealed);
      } catch (error) {
        throw new KeyError(
          (error as NodeJS.ErrnoException).code === 'EEXIST'
            ? `${keyFile(id)} is already there: a key is never replaced`
            : `cannot write ${keyFile(id)}`,
        );
      }
      syncFolder(folder);
    },
    shred(id) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // First, so that after a crash between the two the key counts as destroyed and the next call ends the work.
      if (!isFile(tombstone(id))) writeWhole(tombstone(id), Buffer.alloc(0));
      overwriteAndRemove(keyFile(id));
      syncFolder(folder);
    },
  };
}

/** For the time of a process, without a folder: for one database after another, whose persons have the same ids. */
export function personKeysInMemory(): PersonKeyStore {
  const keys = new Map<number, Buffer | 'destroyed'>();
  return {
    read: (id) => keys.get(id) ?? null,
    add: (id, sealed) => void keys.set(id, sealed),
    shred: (id) => void keys.set(id, 'destroyed'),
  };
}

/**
 * Destroys the keys of these persons for good: nothing that was sealed for them opens again, here or in a backup.
 * Harmless to repeat. To be called once the destruction is recorded.
 */
export function shredPersonKeys(vault: Vault, personIds: readonly number[]): void {
  for (const id of personIds) vault.shredPersonKey(id);
}

/** Names of the files in the folder that a copy of the keys must hold. */
export function personKeyFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+\.(key|shredded)$/.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Random bytes over a small secret file, then its removal. A flash disk may keep the old block until it is reused. */
export function overwriteAndRemove(path: string): void {
  let size: number;
  try {
    size = statSync(path).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const file = openSync(path, 'r+');
  try {
    writeSync(file, randomBytes(size), 0, size, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path, { force: true });
}

function writeWhole(path: string, bytes: Buffer): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(path: string): void {
  // Windows opens no folder as a file; there its own journal does this work.
  if (process.platform === 'win32') return;
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
