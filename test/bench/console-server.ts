import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../db/client.ts';
import { openConsole, type TestConsole } from '../standins/console.ts';
import type { TestDatabase } from '../standins/databases.ts';
import { vaultOnDisk } from './console-vault.ts';

/** The console of a bench in a process of its own, as after a start: prints its address. `tsx console-server.ts URL HOME` */
const [databaseUrl = '', home = ''] = process.argv.slice(2);
const database = await openDatabase({ databaseUrl, home });
const test: TestDatabase = { database, db: database.db, home, databaseUrl, close: () => database.close() };
const at: TestConsole = await openConsole({
  database: test,
  vault: vaultOnDisk(home, readFileSync(join(home, 'bench.key'))),
});
console.log(at.address);
process.once('SIGTERM', () => void at.close().then(() => process.exit(0)));
