import type pg from 'pg';
import { z } from 'zod';
import { BackupError } from './backup-stream.ts';
import { tablesInOrder } from './backup-tables.ts';
import { VaultError } from './errors.ts';
import { SEALED } from './reseal.ts';
import type { Vault } from './vault.ts';

const OTHERS =
  'the backup holds records that were not made with this key: nobody but their maker can have put them there';
const row = z.record(z.string(), z.unknown());

/** The tables that a backup may fill, each with its columns. */
export async function columnsOf(client: pg.ClientBase): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const columns = new Map((await tablesInOrder(client)).map((table) => [table, new Set<string>()]));
  const { rows } = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns where table_schema = 'public'`,
  );
  for (const { table, column } of rows) columns.get(table)?.add(column);
  return columns;
}

/**
 * Rows of a table that is ours, without a column that is not: Postgres would leave it out and say nothing. Throws
 * BackupError.
 */
export function refuseUnknownColumns(rows: readonly string[], columns: ReadonlySet<string> | undefined): void {
  if (!columns) throw new BackupError('the backup holds a table that is none of Qorgan’s');
  for (const line of rows) {
    const names = Object.keys(parsedRow(line));
    if (names.length !== columns.size || !names.every((name) => columns.has(name)))
      throw new BackupError('the backup holds rows of another shape than the records have');
  }
}

function parsedRow(line: string): Readonly<Record<string, unknown>> {
  try {
    return row.parse(JSON.parse(line));
  } catch {
    throw new BackupError('the backup holds rows that cannot be read');
  }
}

/**
 * Anybody who knows a recipient can encrypt a backup to it. What was restored is ours when the installation and all that
 * is sealed were made with this root key. A key that was destroyed since, or is in no copy, says nothing against a record.
 * Throws BackupError.
 */
export async function refuseForeignRecords(client: pg.ClientBase, vault: Vault): Promise<void> {
  const { rows: made } = await client.query<{ check: Buffer }>('select key_check as check from installation');
  if (made.length !== 1 || !made[0]?.check.equals(vault.keyCheck())) throw new BackupError(OTHERS);
  for (const { table, column, key, needs, join, context } of SEALED) {
    const { rows } = await client.query<Record<string, unknown> & { sealed: Buffer }>(
      `select t.${key} as key, t.${column} as sealed ${needs ? `, ${needs}` : ''} from ${table} t ${join ?? ''}
        where octet_length(t.${column}) > 0`,
    );
    for (const one of rows) if (isForeign(vault, one.sealed, context(one))) throw new BackupError(OTHERS);
  }
}

function isForeign(vault: Vault, sealed: Buffer, context: string): boolean {
  try {
    vault.unseal(sealed, context);
    return false;
  } catch (error) {
    if (error instanceof VaultError) return error.kind !== 'destroyed' && error.kind !== 'missing';
    throw error;
  }
}
