import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { BACKUP_FORMAT, BackupError, type Entry, type HeaderOf, readEncrypted, whole } from './backup-stream.ts';
import { countRows, insertRows, setSequences, tablesInOrder } from './backup-tables.ts';
import { asDatabaseError, type Database, migrate, openDatabase } from './client.ts';
import { HomeError, KeyError } from './errors.ts';
import { type HomeSettings, hasKeyFile, keySource, keysFolder, writeHomeFiles } from './home.ts';
import { currentHolder } from './host-lock.ts';
import { loadRootKey, makeKeyFolder, ROOT_FILE, writeKeyFile } from './keys.ts';
import { newestKnown } from './migrations.ts';
import { PEOPLE_FOLDER, personKeysIn } from './person-keys.ts';
import { columnsOf, refuseForeignRecords, refuseUnknownColumns } from './restore-checks.ts';
import { SIGNING_FILE } from './signing-key.ts';
import { openVault, type Vault } from './vault.ts';

export interface RestoreRequest {
  readonly from: string;
  /** The persons' keys, which a backup writes beside itself. */
  readonly keysFrom: string;
  readonly identities: readonly string[];
  /** Path of the root key, where the installation keeps one as a file. */
  readonly rootKeyFile: string | undefined;
}

/** What a backup may bring: whoever knows a recipient can make one, with files of any name. */
const SAFE_PATH = /^(?!.*(^|\/)\.\.?(\/|$))(?:config\.json|(?:evidence|letters)(?:\/[^/\0\\]+)+)$/;
const KEY_PATH = /^people\/\d{1,10}\.(?:key|shredded)$/;
const HOST_ENDS_MS = 15_000;

/**
 * Makes an installation from a backup: the records in one transaction, the files in a folder beside, and only when all of
 * it was read to its last entry, with the key that belongs to it, does the data folder appear. Throws HomeError (there is
 * a data folder, or the database holds records), BackupError and KeyError; nothing is left behind then.
 */
export async function restoreBackup(
  settings: HomeSettings,
  request: RestoreRequest,
): Promise<{ readonly tables: Readonly<Record<string, number>>; readonly files: number; readonly madeAt: string }> {
  const { home } = settings;
  if ((await readdir(home).catch(() => [])).length > 0)
    throw new HomeError(`${home} is not empty: a backup is restored into a new folder`);
  if (settings.keys !== undefined && (await readdir(settings.keys).catch(() => [])).length > 0)
    throw new HomeError(`${settings.keys} (QORGAN_KEYS) is not empty: keys are never replaced`);
  const entries = readEncrypted(request.from, request.identities);
  const first = await headOf(entries, 'backup', request.from);
  if (first.format !== BACKUP_FORMAT || first.migration !== newestKnown())
    throw new BackupError('the backup was made by another version of Qorgan: restore it with that version');
  const unfinished = `${home}.${randomBytes(4).toString('hex')}.restoring`;
  const keys = settings.keys ?? join(unfinished, 'keys');
  let database: Database | null = null;
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    const vault = await restoreKeys(settings, request, first, keys);
    database = await openDatabase({ home: unfinished, databaseUrl: settings.databaseUrl });
    await migrate(database);
    const restored = await restoreRecords(database, entries, { folder: unfinished, path: request.from, vault });
    await database.close();
    database = null;
    await endHost(unfinished);
    await writeHomeFiles({ home: unfinished, keys: settings.keys }, first.home);
    await rm(home, { recursive: true, force: true });
    await rename(unfinished, home);
    return { ...restored, madeAt: first.madeAt };
  } catch (error) {
    await database?.close();
    await endHost(unfinished);
    await rm(unfinished, { recursive: true, force: true });
    // It was empty before: no key of a restore that failed stays.
    const { keys: shared } = settings;
    if (shared !== undefined)
      for (const name of await readdir(shared).catch(() => []))
        await rm(join(shared, name), { recursive: true, force: true });
    throw error;
  } finally {
    await entries.return(undefined);
  }
}

/** Reads a backup to its end and restores nothing: whether it is whole and these identities open it. Throws BackupError. */
export async function checkBackup(
  path: string,
  identities: readonly string[],
): Promise<{ readonly rows: number; readonly files: number; readonly madeAt: string }> {
  const entries = readEncrypted(path, identities);
  const { madeAt } = await headOf(entries, 'backup', path);
  let [rows, files] = [0, 0];
  for await (const { header } of entries) {
    if (header.kind === 'rows') rows += header.rows;
    if (header.kind === 'file') files++;
  }
  return { rows, files, madeAt };
}

async function headOf<K extends 'backup' | 'keys'>(
  entries: AsyncGenerator<Entry>,
  kind: K,
  path: string,
): Promise<HeaderOf<K>> {
  const { value } = await entries.next();
  const header = (value as Entry | undefined)?.header;
  if (header?.kind !== kind)
    throw new BackupError(`${path} is not the file of the ${kind === 'keys' ? 'keys' : 'records'}`);
  return header as HeaderOf<K>;
}

async function restoreKeys(
  settings: HomeSettings,
  request: RestoreRequest,
  { home: file, keyCheck }: HeaderOf<'backup'>,
  keys: string,
): Promise<Vault> {
  const { rootKeyFile } = request;
  if (hasKeyFile(file) && rootKeyFile === undefined)
    throw new KeyError('this installation keeps its root key as a file: give a copy of it with --root-key FILE');
  const source = keySource(file, settings, keysFolder(settings));
  const root = await loadRootKey('path' in source ? { ...source, path: rootKeyFile ?? '' } : source);
  if (openVault(root).keyCheck().toString('hex') !== keyCheck)
    throw new KeyError('this passphrase or key does not belong to this backup');
  const entries = readEncrypted(request.keysFrom, request.identities);
  try {
    const head = await headOf(entries, 'keys', request.keysFrom);
    if (head.keyCheck !== keyCheck)
      throw new BackupError('the file of the keys and the backup are sealed under different root keys');
    await makeKeyFolder(keys);
    await makeKeyFolder(join(keys, PEOPLE_FOLDER));
    for await (const { header, body } of entries)
      if (header.kind === 'file') {
        if (header.path !== SIGNING_FILE && !KEY_PATH.test(header.path))
          throw new BackupError('the file of the keys names what is no key');
        await writeFileOf(keys, header.path, body);
      }
  } finally {
    await entries.return(undefined);
  }
  if (rootKeyFile !== undefined && hasKeyFile(file))
    await writeKeyFile(join(keys, ROOT_FILE), await loadRootKey({ kind: 'file', path: rootKeyFile }));
  return openVault(root, personKeysIn(join(keys, PEOPLE_FOLDER)));
}

async function restoreRecords(
  database: Database,
  entries: AsyncGenerator<Entry>,
  { folder, path, vault }: { readonly folder: string; readonly path: string; readonly vault: Vault },
): Promise<{ tables: Record<string, number>; files: number }> {
  const client = await database.pool.connect();
  const tables: Record<string, number> = {};
  let files = 0;
  let ended = false;
  try {
    await client.query('begin');
    await refuseRecords(client);
    const known = await columnsOf(client);
    for await (const { header, body } of entries) {
      if (header.kind === 'rows') {
        const rows = (await whole(body)).toString('utf8').split('\n');
        refuseUnknownColumns(rows, known.get(header.table));
        await insertRows(client, header.table, rows).catch(refusedRows);
        tables[header.table] = (tables[header.table] ?? 0) + header.rows;
      } else if (header.kind === 'sequences') await setSequences(client, header.values).catch(refusedRows);
      else if (header.kind === 'file') {
        if (!SAFE_PATH.test(header.path)) throw new BackupError('the backup names a file that belongs to none');
        await writeFileOf(folder, header.path, body);
        files++;
      } else ended = header.kind === 'end';
    }
    if (!ended) throw new BackupError(`${path} is cut off`);
    for (const [table, rows] of Object.entries(tables))
      if ((await countRows(client, table)) !== rows) throw new BackupError(`rows of ${table} are missing`);
    await refuseForeignRecords(client, vault);
    await client.query('commit');
    return { tables, files };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** The database's own words may show a row. */
function refusedRows(error: unknown): never {
  if (asDatabaseError(error)) throw error;
  throw new BackupError('the backup holds rows that the records do not admit');
}

async function refuseRecords(client: pg.PoolClient): Promise<void> {
  for (const table of await tablesInOrder(client))
    if ((await countRows(client, table)) > 0)
      throw new HomeError('the database that DATABASE_URL names holds records already: restore into an empty one');
}

async function writeFileOf(folder: string, path: string, body: Entry['body']): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
  const file = await open(join(folder, path), 'wx', 0o600);
  try {
    for await (const chunk of body) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(join(folder, path), 0o600);
}

/** The embedded database's process knows its folder by the name it is about to lose. */
async function endHost(home: string): Promise<void> {
  const holder = currentHolder(join(home, 'db'));
  if (!holder) return;
  process.kill(holder.pid, 'SIGTERM');
  for (const until = Date.now() + HOST_ENDS_MS; currentHolder(join(home, 'db')) !== null; ) {
    if (Date.now() > until) throw new HomeError('the embedded database did not end in time: try again');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
