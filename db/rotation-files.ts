import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openDatabase } from './client.ts';
import { HomeError } from './errors.ts';
import { keyCheckOf } from './installation.ts';
import { ROOT_FILE } from './keys.ts';
import { othersWithOpen } from './open-marks.ts';
import { overwriteAndRemove, PEOPLE_FOLDER } from './person-keys.ts';

/** What the change of the root key will put in place, whole before the database is touched. */
const NEXT = 'next';
const READY = 'ready.json';
const readyFile = z.object({ keyCheck: z.string() });

/**
 * Ends or undoes a change of the root key that was cut off: the database's own key check tells on which side of its one
 * transaction it stopped. Throws HomeError while another process is at it.
 */
export async function settleRotation(
  at: { readonly home: string; readonly databaseUrl: string | undefined },
  keys: string,
): Promise<void> {
  const next = join(keys, NEXT);
  if (!existsSync(next)) return;
  if (othersWithOpen(keys).length > 0)
    throw new HomeError('the root key is being changed, or a change was cut off while others are at work: try again');
  const ready = await readReady(next);
  if (ready !== null) {
    const database = await openDatabase(at);
    const check = await keyCheckOf(database.db).finally(() => database.close());
    if (check?.toString('hex') === ready) return putInPlace(at.home, keys);
  }
  await discardNext(keys);
}

export async function beginNext(keys: string): Promise<string> {
  const next = join(keys, NEXT);
  await mkdir(join(next, PEOPLE_FOLDER), { recursive: true, mode: 0o700 });
  return next;
}

export async function discardNext(keys: string): Promise<void> {
  const next = join(keys, NEXT);
  if (existsSync(join(next, ROOT_FILE))) overwriteAndRemove(join(next, ROOT_FILE));
  await rm(next, { recursive: true, force: true });
}

/** Says that all is written; from here on a crash can be ended by whoever opens the folder next. */
export async function nextIsReady(next: string, keyCheck: Buffer): Promise<void> {
  await writeFile(join(next, READY), JSON.stringify({ keyCheck: keyCheck.toString('hex') }), {
    mode: 0o600,
    flush: true,
  });
}

/** Moves what was prepared into place; can be cut off and begun again at any point. */
export async function putInPlace(home: string, keys: string): Promise<void> {
  const next = join(keys, NEXT);
  for (const name of await readdir(join(next, PEOPLE_FOLDER)))
    await rename(join(next, PEOPLE_FOLDER, name), join(keys, PEOPLE_FOLDER, name));
  for (const name of ['signing.key', ROOT_FILE]) {
    if (!existsSync(join(next, name))) continue;
    if (name === ROOT_FILE) overwriteAndRemove(join(keys, name));
    await rename(join(next, name), join(keys, name));
  }
  const text = await readFile(join(next, 'home.json'), 'utf8');
  // Beside the keys, where several machines share them, it counts for all.
  for (const folder of existsSync(join(keys, 'home.json')) ? [keys, home] : [home]) {
    await writeFile(join(folder, 'home.json.new'), text, { mode: 0o600, flush: true });
    await rename(join(folder, 'home.json.new'), join(folder, 'home.json'));
  }
  // A root key that is no longer a file must not lie on.
  if (!/"keys": "file/.test(text)) overwriteAndRemove(join(keys, ROOT_FILE));
  await rm(next, { recursive: true, force: true });
}

/** Whether the files were whole: then the database alone tells whether the change happened. */
export async function isReady(keys: string): Promise<boolean> {
  return (await readReady(join(keys, NEXT))) !== null;
}

async function readReady(next: string): Promise<string | null> {
  try {
    return readyFile.parse(JSON.parse(await readFile(join(next, READY), 'utf8'))).keyCheck;
  } catch {
    return null;
  }
}
