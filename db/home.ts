import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Database, migrate, openDatabase } from './client.ts';
import { HomeError, KeyError } from './errors.ts';
import { ensureInstallation, keyCheckOf } from './installation.ts';
import {
  KEY_KINDS,
  type KeySource,
  loadRootKey,
  makeKeyFolder,
  newKey,
  newSalt,
  ROOT_FILE,
  writeKeyFile,
} from './keys.ts';
import { refuseLocked } from './lock.ts';
import { type OpenMark, openMark } from './open-marks.ts';
import { PEOPLE_FOLDER, personKeysIn } from './person-keys.ts';
import { settleRotation } from './rotation-files.ts';
import { openVault, type Vault } from './vault.ts';

const FORMAT = 2;
const homeFile = z.object({
  format: z.number().int().positive(),
  keys: z.enum(KEY_KINDS),
  /** Salt of the passphrase, base64. Not secret. */
  salt: z.string().optional(),
  /** When shares of the key file were made: then it can be destroyed without losing everything. */
  splitAt: z.string().optional(),
});
export type HomeFile = z.infer<typeof homeFile>;
export const HOME_FILE = 'home.json';

export interface HomeSettings {
  readonly home: string;
  /** Folder of the keys; beside the data when it is not given. */
  readonly keys?: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly passphrase: string | undefined;
  readonly rootKey: string | undefined;
}

/** The data folder, its database and its keys, open. */
export interface Home {
  readonly path: string;
  readonly keys: string;
  readonly database: Database;
  readonly db: Database['db'];
  readonly vault: Vault;
  close(): Promise<void>;
}

/** Where the keys of a data folder lie: a folder on a stick or a share, or in the data folder itself. */
export function keysFolder(settings: Pick<HomeSettings, 'home' | 'keys'>): string {
  return settings.keys ?? join(settings.home, 'keys');
}

/**
 * Makes the data folder (0700), the root key (a file of 0600, given, or from a passphrase; with `keyFileToo` from both) and
 * the database. Where the folder of the keys is shared and holds keys already, this machine joins the installation that they
 * belong to, on its server. Throws HomeError when it is there already; on any failure what was made is taken away again.
 */
export async function initHome(
  settings: HomeSettings,
  now: Date,
  options: { readonly keyFileToo?: boolean } = {},
): Promise<Home> {
  const path = settings.home;
  const keys = keysFolder(settings);
  if (existsSync(join(path, HOME_FILE))) throw new HomeError(`${path} is a data folder already`);
  if (options.keyFileToo && !settings.passphrase)
    throw new HomeError('a key file beside a passphrase needs the passphrase: give QORGAN_PASSPHRASE');
  const isNew = !existsSync(path);
  const made = [join(path, HOME_FILE), keys, join(path, 'db')].filter((place) => !existsSync(place));
  const shared = settings.keys === undefined ? null : await sharedHomeFile(keys);
  if (shared) await refuseOtherDatabase(settings, shared, keys);
  const file = shared ?? newHomeFile(settings, options.keyFileToo ?? false);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await chmod(path, 0o700);
    await makeKeyFolder(keys);
    if (!shared && hasKeyFile(file)) await writeKeyFile(join(keys, ROOT_FILE), newKey());
    const home = await open(settings, await loadRootKey(keySource(file, settings, keys)), now);
    // Last, so that a folder without it is an init that did not finish.
    await writeHomeFiles(settings, file);
    return home;
  } catch (error) {
    for (const place of made) await rm(place, { recursive: true, force: true });
    if (isNew) await rm(path, { recursive: true, force: true });
    throw error;
  }
}

/** Throws HomeError and KeyError. */
async function refuseOtherDatabase(settings: HomeSettings, file: HomeFile, keys: string): Promise<void> {
  if (settings.databaseUrl === undefined)
    throw new HomeError(
      `${keys} holds the keys of an installation: give its DATABASE_URL to join it from this machine`,
    );
  const database = await openDatabase({ home: settings.home, databaseUrl: settings.databaseUrl });
  const check = await keyCheckOf(database.db)
    .catch(() => null)
    .finally(() => database.close());
  const vault = openVault(await loadRootKey(keySource(file, settings, keys)));
  if (!check?.equals(vault.keyCheck()))
    throw new KeyError(`the database that DATABASE_URL names is not the one that the keys in ${keys} belong to`);
}

/**
 * Opens a data folder that is there. A change of the root key that was cut off is ended or undone first. Throws HomeError,
 * KeyError and DatabaseError, each with one line for the user.
 */
export async function openHome(settings: HomeSettings, now: Date): Promise<Home> {
  const keys = keysFolder(settings);
  refuseLocked(settings.home, keys);
  await readHomeFile(settings.home, keys);
  const mark = openMark(keys);
  try {
    await settleRotation(settings, keys);
    const file = await readHomeFile(settings.home, keys);
    return await open(settings, await loadRootKey(keySource(file, settings, keys)), now, mark);
  } catch (error) {
    mark.remove();
    throw error;
  }
}

/** Whether the key or passphrase given belongs to this data folder, locked or not. Throws KeyError, HomeError. */
export async function checkKey(settings: HomeSettings): Promise<void> {
  const keys = keysFolder(settings);
  const root = await loadRootKey(keySource(await readHomeFile(settings.home, keys), settings, keys));
  const database = await openDatabase({ home: settings.home, databaseUrl: settings.databaseUrl });
  const check = await keyCheckOf(database.db).finally(() => database.close());
  if (!check?.equals(openVault(root).keyCheck())) throw new KeyError('this key does not belong to this database');
}

async function open(settings: HomeSettings, root: Buffer, now: Date, mark?: OpenMark): Promise<Home> {
  const keys = keysFolder(settings);
  const vault = openVault(root, personKeysIn(join(keys, PEOPLE_FOLDER)));
  const database = await openDatabase({ home: settings.home, databaseUrl: settings.databaseUrl });
  try {
    await migrate(database);
    await ensureInstallation(database.db, vault, now);
  } catch (error) {
    await database.close();
    throw error;
  }
  const close = async () => {
    await database.close();
    mark?.remove();
  };
  return { path: settings.home, keys, database, db: database.db, vault, close };
}

/** How the key of a data folder is kept. Where machines share the folder of the keys, what stands there counts for all. */
export async function readHomeFile(path: string, keys: string): Promise<HomeFile> {
  let text: string;
  try {
    text = await readFile(join(path, HOME_FILE), 'utf8');
  } catch {
    throw new HomeError(`${path} is not a data folder: run "qorgan init" first, or set QORGAN_HOME`);
  }
  return (await sharedHomeFile(keys)) ?? parseHomeFile(text, join(path, HOME_FILE));
}

async function sharedHomeFile(keys: string): Promise<HomeFile | null> {
  const path = join(keys, HOME_FILE);
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : parseHomeFile(text, path);
}

/** In the data folder, and beside keys that lie elsewhere. */
export async function writeHomeFiles(settings: Pick<HomeSettings, 'home' | 'keys'>, file: HomeFile): Promise<void> {
  if (settings.keys !== undefined) await writeHomeFile(settings.keys, file);
  await writeHomeFile(settings.home, file);
}

/** Throws HomeError with one line when it is damaged or of another version. */
export function parseHomeFile(text: string, where: string): HomeFile {
  const format = z.object({ format: z.number() }).safeParse(parseJson(text));
  if (format.success && format.data.format > FORMAT)
    throw new HomeError(`${where} is of a newer version of Qorgan (format ${format.data.format}); update first`);
  const parsed = homeFile.safeParse(parseJson(text));
  if (!parsed.success) throw new HomeError(`${where} is damaged`);
  return parsed.data;
}

/** Replaces it whole. */
export async function writeHomeFile(folder: string, file: HomeFile): Promise<void> {
  const path = join(folder, HOME_FILE);
  await writeFile(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function newHomeFile(settings: Pick<HomeSettings, 'passphrase' | 'rootKey'>, keyFileToo: boolean): HomeFile {
  if (settings.passphrase)
    return {
      format: FORMAT,
      keys: keyFileToo ? 'file-and-passphrase' : 'passphrase',
      salt: newSalt().toString('base64'),
    };
  return { format: FORMAT, keys: settings.rootKey ? 'given' : 'file' };
}

export function hasKeyFile(file: Pick<HomeFile, 'keys'>): boolean {
  return file.keys === 'file' || file.keys === 'file-and-passphrase';
}

/** Throws HomeError when a secret is missing, and when one is given that would open nothing: it must not go unused unsaid. */
export function keySource(
  file: HomeFile,
  settings: Pick<HomeSettings, 'passphrase' | 'rootKey'>,
  keys: string,
): KeySource {
  const { passphrase, rootKey } = settings;
  const path = join(keys, ROOT_FILE);
  const salt = Buffer.from(file.salt ?? '', 'base64');
  if (passphrase && (file.keys === 'file' || file.keys === 'given'))
    throw new HomeError(
      'QORGAN_PASSPHRASE is set, but no passphrase guards this data folder: unset it, or set one with "qorgan key rotate --to passphrase"',
    );
  if (rootKey && file.keys !== 'given')
    throw new HomeError('QORGAN_ROOT_KEY is set, but this data folder keeps or derives its own key: unset it');
  switch (file.keys) {
    case 'file':
      return { kind: 'file', path };
    case 'given':
      if (!rootKey) throw new HomeError('this data folder keeps no key: give QORGAN_ROOT_KEY');
      return { kind: 'given', key: rootKey };
    case 'passphrase':
    case 'file-and-passphrase':
      if (!passphrase) throw new HomeError('this data folder is locked by a passphrase: give QORGAN_PASSPHRASE');
      return file.keys === 'passphrase'
        ? { kind: 'passphrase', passphrase, salt }
        : { kind: 'file-and-passphrase', path, passphrase, salt };
  }
}
