import { randomBytes } from 'node:crypto';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { embeddedSocket } from './embedded.ts';
import { DatabaseError } from './errors.ts';
import { MIGRATIONS_FOLDER, newestKnown } from './migrations.ts';

export interface Database {
  readonly db: NodePgDatabase;
  readonly kind: 'server' | 'embedded';
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

const CONNECT_MS = 10_000;
const SERVER_CONNECTIONS = 5;
const MOST_ASKS = 3;
/** How this process is told apart from others of ours at a database server. */
const OURSELVES = `qorgan ${randomBytes(8).toString('hex')}`;
/** Any fixed number: one migration at a time in the whole database server. */
const MIGRATION_LOCK = 7_094_001;

/** Opens the server that `databaseUrl` names, or without it the embedded database in `home`. Throws DatabaseError. */
export async function openDatabase(options: { databaseUrl?: string | undefined; home: string }): Promise<Database> {
  const { databaseUrl } = options;
  const pool = databaseUrl === undefined ? new EmbeddedPool(options.home) : serverPool(databaseUrl);
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  const database: Database = {
    db: drizzle(pool),
    kind: databaseUrl === undefined ? 'embedded' : 'server',
    pool,
    close: () => pool.end(),
  };
  try {
    await firstQuery(database);
    return database;
  } catch (error) {
    await pool.end();
    throw asDatabaseError(error) ?? unreachable();
  }
}

/** The embedded host may end, unused, between being found and being asked; nothing is lost then, and the next one serves. */
async function firstQuery({ kind, pool }: Database): Promise<void> {
  for (let ask = 1; ; ask++)
    try {
      await pool.query('select 1');
      return;
    } catch (error) {
      const final = error instanceof DatabaseError || asDatabaseError(error) === null;
      if (kind === 'server' || final || ask === MOST_ASKS) throw error;
    }
}

/**
 * Brings the tables to this version: of a server here, under a lock; the embedded host has done it before it served.
 * Throws DatabaseError newer when the data belong to a newer version.
 */
export async function migrate(database: Database): Promise<void> {
  const client = await database.pool.connect();
  try {
    if (database.kind === 'server') await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await newestApplied(client);
    if (applied > newestKnown())
      throw new DatabaseError('newer', 'the database was made by a newer version of Qorgan: update first');
    if (applied === newestKnown()) return;
    if (database.kind === 'embedded')
      throw new DatabaseError('locked', 'an older version of Qorgan is at work on this data folder: try again later');
    await applyMigrations(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
  } finally {
    if (database.kind === 'server')
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
  }
}

/** How many other processes of ours are connected to a database server; the embedded one is not asked. */
export async function othersConnected({ kind, pool }: Database): Promise<number> {
  if (kind === 'embedded') return 0;
  const { rows } = await pool.query<{ others: number }>(
    `select count(distinct application_name)::int as others from pg_stat_activity
      where datname = current_database() and application_name like 'qorgan %' and application_name <> $1`,
    [OURSELVES],
  );
  return rows[0]?.others ?? 0;
}

/** What an error of a query says about the database itself, or `null` when it is about the query. */
export function asDatabaseError(error: unknown): DatabaseError | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof DatabaseError) return at;
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    if (/^(ECONNREFUSED|ENOENT|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|EACCES)$/.test(code)) return unreachable();
    // 28xxx: refused log-in, 3D000: no such database, 57P03: starting up.
    if (/^(28...|3D000|57P03)$/.test(code)) return unreachable();
    if (/timeout exceeded when trying to connect|timeout expired/i.test(at.message)) return unreachable();
    if (/^(ECONNRESET|EPIPE|57P01|57P02)$/.test(code) || /Connection terminated|not queryable/i.test(at.message))
      return new DatabaseError(
        'lost',
        'the connection to the database broke; what was saved is kept: run the command again',
      );
  }
  return null;
}

function unreachable(): DatabaseError {
  return new DatabaseError('unreachable', 'the database cannot be reached or refuses the log-in (DATABASE_URL)');
}

function serverPool(databaseUrl: string): pg.Pool {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl))
    throw new DatabaseError('unreachable', 'DATABASE_URL is not an address of the form postgres://…');
  return new pg.Pool({
    connectionString: databaseUrl,
    max: SERVER_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: OURSELVES,
  });
}

/**
 * Connections to the embedded database. Before a new one is opened the host is looked up, and started when it is gone:
 * so a command whose host was killed goes on with the next query. One connection, kept: an open transaction blocks
 * every other client there, and an idle command must not let the host end.
 */
class EmbeddedPool extends pg.Pool {
  readonly #home: string;
  #opening: Promise<void> | null = null;

  constructor(home: string) {
    super({ max: 1, idleTimeoutMillis: 0, user: 'postgres', database: 'postgres', ssl: false });
    this.#home = home;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void;
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | undefined {
    const ready = this.#ready();
    if (!callback) return ready.then(() => super.connect());
    ready.then(
      () => super.connect(callback),
      (error: Error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  }

  /** Queries that come together wait for one search of the socket, which may start a host, and not each for its own. */
  #ready(): Promise<void> {
    if (this.totalCount > 0) return Promise.resolve();
    this.#opening ??= embeddedSocket(this.#home)
      .then((host) => {
        this.options.host = host;
      })
      .finally(() => {
        this.#opening = null;
      });
    return this.#opening;
  }
}

async function newestApplied(client: pg.PoolClient): Promise<number> {
  const there = await client.query<{ there: string | null }>(
    `select to_regclass('drizzle.__drizzle_migrations')::text as there`,
  );
  if (!there.rows[0]?.there) return 0;
  const applied = await client.query<{ newest: string | null }>(
    'select max(created_at) as newest from drizzle.__drizzle_migrations',
  );
  return Number(applied.rows[0]?.newest ?? 0);
}
