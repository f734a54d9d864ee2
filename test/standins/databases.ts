import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Database, migrate, openDatabase } from '../../db/client.ts';
import { statement } from './postgres.ts';
import { serveSeeded } from './seeded-database.ts';

export const KINDS = ['embedded', 'server'] as const;

export interface TestDatabase {
  readonly database: Database;
  readonly db: Database['db'];
  readonly home: string;
  readonly databaseUrl: string | undefined;
  close(): Promise<void>;
}

/** A fresh migrated database: embedded in a folder of its own, or a copy of the template on the real server. */
export async function freshDatabase(kind: (typeof KINDS)[number]): Promise<TestDatabase> {
  const home = mkdtempSync(join(tmpdir(), 'qorgan-home-'));
  const name = `t_${randomBytes(6).toString('hex')}`;
  const server = inject('postgres');
  if (kind === 'server') await statement(`${server}postgres`, `create database ${name} template qorgan_template`);
  if (kind === 'embedded') await serveSeeded(home);
  const databaseUrl = kind === 'server' ? `${server}${name}` : undefined;
  const database = await openDatabase({ databaseUrl, home });
  await migrate(database);
  return {
    database,
    db: database.db,
    home,
    databaseUrl,
    async close() {
      await database.close();
      if (kind === 'server') await statement(`${server}postgres`, `drop database ${name} with (force)`);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
