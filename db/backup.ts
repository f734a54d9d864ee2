import { createReadStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type pg from 'pg';
import { BACKUP_FORMAT, BackupError, type Entry, writeEncrypted } from './backup-stream.ts';
import { countRows, rowsOf, sequencesOf, tablesInOrder } from './backup-tables.ts';
import { type Home, readHomeFile } from './home.ts';
import { newestKnown } from './migrations.ts';
import { PEOPLE_FOLDER, personKeyFiles } from './person-keys.ts';
import { SIGNING_FILE } from './signing-key.ts';

/** What of the data folder belongs to a backup besides the database. Never the keys. */
const FOLDERS = ['evidence', 'letters'];
const FILES = ['config.json'];
const UNFINISHED = /\.unfinished(\/|$)/;

export interface BackupReport {
  readonly tables: Readonly<Record<string, number>>;
  readonly files: number;
  readonly size: number;
  readonly people: number;
}

/**
 * Writes a backup of the records and the files to `to`, and the persons' keys (sealed under the root, which is in neither)
 * to `keysTo`, which it replaces: a person's key that was shredded since is in no copy then. One snapshot of the database
 * while others work on it; files after it, so that each that it names is there. Throws BackupError.
 */
export async function writeBackup(
  home: Home,
  paths: { readonly to: string; readonly keysTo: string },
  recipients: readonly string[],
  now: Date,
): Promise<BackupReport> {
  if (recipients.length === 0)
    throw new BackupError('a backup is encrypted to age keys of staff: give --recipient or QORGAN_RECIPIENTS');
  const tables: Record<string, number> = {};
  const unfinished = `${paths.to}.unfinished`;
  const keysUnfinished = `${paths.keysTo}.unfinished`;
  if (await exists(paths.to)) throw new BackupError(`${paths.to} is there already`);
  await rm(unfinished, { force: true });
  await rm(keysUnfinished, { force: true });
  const client = await home.database.pool.connect();
  try {
    const people = personKeyFiles(join(home.keys, PEOPLE_FOLDER));
    await writeEncrypted(keysUnfinished, recipients, keyEntries(home, people, now));
    let files = 0;
    const { size } = await writeEncrypted(
      unfinished,
      recipients,
      entriesOf(home, client, now, (table, rows) => {
        if (table === null) files++;
        else tables[table] = rows;
      }),
    );
    await rename(keysUnfinished, paths.keysTo);
    await rename(unfinished, paths.to);
    return { tables, files, size, people: people.filter((name) => name.endsWith('.key')).length };
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
    await rm(unfinished, { force: true });
    await rm(keysUnfinished, { force: true });
  }
}

async function* entriesOf(
  home: Home,
  client: pg.PoolClient,
  now: Date,
  copied: (table: string | null, rows: number) => void,
): AsyncGenerator<Entry> {
  yield {
    header: {
      kind: 'backup',
      format: BACKUP_FORMAT,
      madeAt: now.toISOString(),
      migration: newestKnown(),
      keyCheck: home.vault.keyCheck().toString('hex'),
      home: await readHomeFile(home.path, home.keys),
    },
    body: [],
  };
  await client.query('begin isolation level repeatable read read only');
  for (const table of await tablesInOrder(client)) {
    copied(table, await countRows(client, table));
    for await (const rows of rowsOf(client, table)) {
      const body = Buffer.from(rows.join('\n'));
      yield { header: { kind: 'rows', table, rows: rows.length, size: body.length }, body: [body] };
    }
  }
  yield { header: { kind: 'sequences', values: await sequencesOf(client) }, body: [] };
  await client.query('commit');
  for (const path of await filesOf(home.path)) {
    // Destroyed since the snapshot: its row, which says so, is in the next backup.
    const size = (await stat(join(home.path, path)).catch(() => null))?.size;
    if (size === undefined) continue;
    copied(null, 0);
    yield { header: { kind: 'file', path, size }, body: createReadStream(join(home.path, path)) };
  }
}

async function* keyEntries(home: Home, people: readonly string[], now: Date): AsyncGenerator<Entry> {
  const keyCheck = home.vault.keyCheck().toString('hex');
  yield { header: { kind: 'keys', format: BACKUP_FORMAT, madeAt: now.toISOString(), keyCheck }, body: [] };
  for (const path of [SIGNING_FILE, ...people.map((name) => `${PEOPLE_FOLDER}/${name}`)]) {
    const size = (await stat(join(home.keys, path)).catch(() => null))?.size;
    if (size !== undefined)
      yield { header: { kind: 'file', path, size }, body: createReadStream(join(home.keys, path)) };
  }
}

async function filesOf(home: string): Promise<string[]> {
  const found: string[] = [];
  for (const file of FILES) if (await exists(join(home, file))) found.push(file);
  for (const folder of FOLDERS)
    for (const entry of await readdir(join(home, folder), { recursive: true, withFileTypes: true }).catch(() => []))
      if (entry.isFile()) found.push(relative(home, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return found.filter((path) => !UNFINISHED.test(path)).sort();
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
