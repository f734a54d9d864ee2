import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Database, migrate, openDatabase } from './client.ts';
import { ensureInstallation } from './installation.ts';
import { createKeys, type KeySource, loadKeys, newSalt } from './keys.ts';
import { openVault, type Vault } from './vault.ts';

/** The data folder cannot be used: missing, of a newer version, damaged. One line. */
export class HomeError extends Error {
  override readonly name = 'HomeError';
}

const FORMAT = 1;
const homeFile = z.object({
  format: z.number().int().positive(),
  keys: z.enum(['files', 'given', 'passphrase']),
  /** Salt of the passphrase, base64. Not secret. */
  salt: z.string().optional(),
});
type HomeFile = z.infer<typeof homeFile>;

export interface HomeSettings {
  readonly home: string;
  readonly databaseUrl: string | undefined;
  readonly passphrase: string | undefined;
  readonly sealKey: string | undefined;
  readonly lookupKey: string | undefined;
}

/** The data folder, its database and its keys, open. */
export interface Home {
  readonly path: string;
  readonly database: Database;
  readonly db: Database['db'];
  readonly vault: Vault;
  close(): Promise<void>;
}

/**
 * Makes the data folder (0700), the two keys (0600 files, unless given or derived from a passphrase) and the database.
 * Throws HomeError when it is there already; on any failure what was made is taken away again.
 */
export async function initHome(settings: HomeSettings, now: Date): Promise<Home> {
  const path = settings.home;
  if (existsSync(join(path, 'home.json'))) throw new HomeError(`${path} is a data folder already`);
  const isNew = !existsSync(path);
  const made = ['home.json', 'keys', 'db'].filter((name) => !existsSync(join(path, name)));
  const file: HomeFile = settings.passphrase
    ? { format: FORMAT, keys: 'passphrase', salt: newSalt().toString('base64') }
    : { format: FORMAT, keys: settings.sealKey ? 'given' : 'files' };
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await chmod(path, 0o700);
    const keys =
      file.keys === 'files' ? await createKeys(join(path, 'keys')) : await loadKeys(keySource(path, file, settings));
    const home = await open(settings, openVault(keys), now);
    // Last, so that a folder without it is an init that did not finish.
    await writeFile(join(path, 'home.json.new'), `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
    await rename(join(path, 'home.json.new'), join(path, 'home.json'));
    return home;
  } catch (error) {
    if (isNew) await rm(path, { recursive: true, force: true });
    else for (const name of made) await rm(join(path, name), { recursive: true, force: true });
    throw error;
  }
}

/** Opens an existing data folder. Throws HomeError, KeyError or DatabaseError, each one line. */
export async function openHome(settings: HomeSettings, now: Date): Promise<Home> {
  const file = await readHomeFile(settings.home);
  return open(settings, openVault(await loadKeys(keySource(settings.home, file, settings))), now);
}

async function open(settings: HomeSettings, vault: Vault, now: Date): Promise<Home> {
  const database = await openDatabase({
    home: settings.home,
    ...(settings.databaseUrl === undefined ? {} : { databaseUrl: settings.databaseUrl }),
  });
  try {
    await migrate(database);
    await ensureInstallation(database.db, vault, now);
  } catch (error) {
    await database.close();
    throw error;
  }
  return { path: settings.home, database, db: database.db, vault, close: () => database.close() };
}

async function readHomeFile(path: string): Promise<HomeFile> {
  let text: string;
  try {
    text = await readFile(join(path, 'home.json'), 'utf8');
  } catch {
    throw new HomeError(`${path} is not a data folder: run "qorgan init" first, or set QORGAN_HOME`);
  }
  const format = z.object({ format: z.number() }).safeParse(parseJson(text));
  if (format.success && format.data.format > FORMAT) {
    throw new HomeError(`${path} was made by a newer version of Qorgan (format ${format.data.format}); update first`);
  }
  const parsed = homeFile.safeParse(parseJson(text));
  if (!parsed.success) throw new HomeError(`${join(path, 'home.json')} is damaged`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keySource(path: string, file: HomeFile, settings: HomeSettings): KeySource {
  if (settings.sealKey && settings.lookupKey) {
    return { kind: 'given', seal: settings.sealKey, lookup: settings.lookupKey };
  }
  switch (file.keys) {
    case 'files':
      return { kind: 'files', folder: join(path, 'keys') };
    case 'given':
      throw new HomeError('this data folder keeps no keys: give QORGAN_SEAL_KEY and QORGAN_LOOKUP_KEY');
    case 'passphrase':
      if (!settings.passphrase)
        throw new HomeError('this data folder is locked by a passphrase: give QORGAN_PASSPHRASE');
      return { kind: 'passphrase', passphrase: settings.passphrase, salt: Buffer.from(file.salt ?? '', 'base64') };
  }
}
