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
 * The one installation of this database, made on first use. Throws KeyError when the database was made with another
 * key: told before anything is read or sealed with them.
 */
export async function ensureInstallation(db: Db, vault: Vault, now: Date): Promise<Installation> {
  const found = await db.select().from(installation);
  if (found.length === 0) {
    await db
      .insert(installation)
      .values({
        id: randomUUID(),
        createdAt: now,
        keyCheck: vault.keyCheck(),
      })
      .onConflictDoNothing();
  }
  const [row] = found.length > 0 ? found : await db.select().from(installation);
  if (!row) throw new Error('the installation row is missing right after it was written');
  if (!row.keyCheck.equals(vault.keyCheck())) throw new KeyError('this key does not belong to this database');
  return { id: row.id, createdAt: row.createdAt };
}

/** The key check this database was made with; `null` before there is an installation. */
export async function keyCheckOf(db: Db): Promise<Buffer | null> {
  const [row] = await db.select({ keyCheck: installation.keyCheck }).from(installation);
  return row?.keyCheck ?? null;
}

/** The database's own clock. */
export async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await db.execute<{ now: string }>(sql`select extract(epoch from clock_timestamp())::text as now`);
  return new Date(Number(rows[0]!.now) * 1000);
}
