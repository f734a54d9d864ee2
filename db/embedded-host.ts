import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { HostMessage } from './embedded.ts';
import { DatabaseError } from './errors.ts';
import { takeHostLock } from './host-lock.ts';
import { MIGRATIONS_FOLDER, newestKnown } from './migrations.ts';

/** Commands often follow one another: the next one need not start the database anew. */
const LINGER_MS = 3_000;
const LOOK_EVERY_MS = 250;
const MOST_CLIENTS = 64;

/**
 * The process that holds the embedded database of one data folder and serves it to every command on a Unix socket.
 * Started by the first command that needs it, on its own, so that no command's end or death takes the database from
 * the others; it ends soon after the last one left.
 */
async function host(folder: string): Promise<void> {
  const socketFolder = mkdtempSync(join(tmpdir(), 'qorgan-'));
  chmodSync(socketFolder, 0o700);
  const lock = takeHostLock(folder, socketFolder);
  if (!lock) {
    rmSync(socketFolder, { recursive: true, force: true });
    return tell({ state: 'taken' });
  }
  const leave = () => {
    rmSync(socketFolder, { recursive: true, force: true });
    lock.release();
  };
  try {
    mkdirSync(join(folder, 'data'), { recursive: true, mode: 0o700 });
    const pglite = await PGlite.create(join(folder, 'data'));
    const db = drizzle(pglite);
    const newest = await newestApplied(pglite);
    if (newest > newestKnown()) {
      await pglite.close();
      throw new DatabaseError('newer', 'the database was made by a newer version of Qorgan: update first');
    }
    await migrate(db, { migrationsFolder: MIGRATIONS_FOLDER });
    const server = new PGLiteSocketServer({
      db: pglite,
      path: join(socketFolder, '.s.PGSQL.5432'),
      maxConnections: MOST_CLIENTS,
    });
    await server.start();
    tell({ state: 'serving' });
    await untilUnused(server);
    await server.stop();
    await pglite.close();
    leave();
  } catch (error) {
    leave();
    if (error instanceof DatabaseError) tell({ state: 'failed', kind: error.kind, message: error.message });
    else tell({ state: 'failed', kind: 'unreachable', message: 'the embedded database cannot be opened' });
  }
}

async function newestApplied(pglite: PGlite): Promise<number> {
  const { rows } = await pglite.query<{ there: string | null }>(
    `select to_regclass('drizzle.__drizzle_migrations')::text as there`,
  );
  if (!rows[0]?.there) return 0;
  const applied = await pglite.query<{ newest: string | null }>(
    'select max(created_at) as newest from drizzle.__drizzle_migrations',
  );
  return Number(applied.rows[0]?.newest ?? 0);
}

async function untilUnused(server: PGLiteSocketServer): Promise<void> {
  let unusedSince = Date.now();
  let asked = false;
  // Ctrl-C at a terminal is meant for the command, which still has to save; only a plain kill ends the host early.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      asked ||= signal === 'SIGTERM';
    });
  while (!asked) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    if (server.getStats().activeConnections > 0) unusedSince = Date.now();
    else if (Date.now() - unusedSince > LINGER_MS) return;
  }
}

function tell(message: HostMessage): void {
  if (process.connected) process.send?.(message, undefined, {}, () => process.disconnect?.());
}

await host(process.argv[2] ?? '');
process.exit(0);
