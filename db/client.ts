import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type * as schema from './schema.ts';

export interface Database {
  readonly db: NodePgDatabase<typeof schema>;
  readonly kind: 'server' | 'embedded';
  close(): Promise<void>;
}

/** Opens the server that `databaseUrl` names, or without it the embedded database in `home`. Throws DatabaseError. */
export async function openDatabase(_options: { databaseUrl?: string | undefined; home: string }): Promise<Database> {
  throw new Error('not built yet');
}

/** Brings the tables to this version. Throws DatabaseError newer when the data belong to a newer version. */
export async function migrate(_database: Database): Promise<void> {
  throw new Error('not built yet');
}
