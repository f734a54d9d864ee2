import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { KeyError } from './errors.ts';
import { installation } from './schema/installation.ts';
import type { Vault } from './vault.ts';

export interface Installation {
  readonly id: string;
  readonly createdAt: Date;
}

/**
 * The one installation of this database, made on first use. Throws KeyError when the database was made with other
 * keys: told before anything is read or sealed with them.
 */
export async function ensureInstallation(db: Db, vault: Vault, now: Date): Promise<Installation> {
  const found = await db.select().from(installation);
  if (found.length === 0) {
    await db
      .insert(installation)
      .values({
        id: randomUUID(),
        createdAt: now,
        sealKeyCheck: vault.sealKeyCheck(),
        lookupKeyCheck: vault.lookupKeyCheck(),
      })
      .onConflictDoNothing();
  }
  const [row] = found.length > 0 ? found : await db.select().from(installation);
  if (!row) throw new Error('the installation row is missing right after it was written');
  if (!row.sealKeyCheck.equals(vault.sealKeyCheck()) || !row.lookupKeyCheck.equals(vault.lookupKeyCheck()))
    throw new KeyError('these keys do not belong to this database');
  return { id: row.id, createdAt: row.createdAt };
}

/** The database's own clock. */
export async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await db.execute<{ now: string }>(sql`select extract(epoch from clock_timestamp())::text as now`);
  return new Date(Number(rows[0]!.now) * 1000);
}
