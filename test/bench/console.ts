import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'drizzle-orm';
import { migrate, openDatabase } from '../../db/client.ts';
import { inviteUser } from '../../db/invitations.ts';
import { shortName } from '../../db/short-name.ts';
import { ROUTES } from '../../reports/console/routes.ts';
import { openConsole, type TestConsole, type Visitor, visitorOf } from '../standins/console.ts';
import type { TestDatabase } from '../standins/databases.ts';
import { type Cluster, startCluster, statement } from '../standins/postgres.ts';
import { fillMatches, MATCHES } from './console-matches.ts';
import { fillOffice } from './console-office.ts';
import { vaultOnDisk } from './console-vault.ts';

/**
 * How long each page of the console takes with a big database: 10,000 matches with their evidence, 200 nights of 200
 * platforms, 3,000 lookups, 1,500 letters, 2,000 calls, 30,000 entries of the log. Every GET route of the table is asked,
 * by an admin over HTTP, of a console that has just started in a process of its own. `work` is what an answer costs the
 * processors, so that a busy machine can be told from a slow page. Not a test: it has no opinion.
 *   npx tsx test/bench/console.ts [times]
 */
const times = Number(process.argv[2] ?? 15);
const STREAMS = ['/live'];

const cluster = await startCluster();
const home = mkdtempSync(join(tmpdir(), 'qorgan-bench-'));
const root = randomBytes(32);
writeFileSync(join(home, 'bench.key'), root);
const at = await openConsole({ database: await freshOn(cluster), vault: vaultOnDisk(home, root) });
await fillMatches(at);
await fillOffice(at, await at.signedIn('admin'));
await at.test.db.execute(sql`analyze`);
const known = await idsKnown(at);

const started = performance.now();
const { address, pid, stop } = await startServer();
const staff = visitorOf(address, 'en');
await at.signIn(staff, await at.add('admin', 'measured'));
console.log(`from the start of the process to signed in: ${Math.round(performance.now() - started)} ms`);
const rows = [];
for (const path of pathsAsked(known)) rows.push(await measured(staff, path));
// Printed by Chromium, which the first one starts.
rows.push(await measured(staff, `/campaigns/m${MATCHES - 5}/report`, 'post'));
console.table(rows);
const slow = rows.filter(({ first, median, max }) => Math.max(first, median, max) > 200);
console.log(
  slow.length === 0
    ? 'no answer took longer than 200 ms'
    : `longer than 200 ms: ${slow.map(({ page }) => page).join(' ')}`,
);
stop();
await at.close();
cluster.stop();

async function measured(visitor: Visitor, path: string, how: 'get' | 'post' = 'get') {
  const took: number[] = [];
  const worked = await workedMs();
  let last = { status: 0, text: '' };
  for (let i = 0; i <= times; i++) {
    const before = performance.now();
    last = await visitor[how](path);
    took.push(performance.now() - before);
  }
  const work = ((await workedMs()) - worked) / took.length;
  const [first = 0, ...rest] = took;
  const sorted = rest.sort((a, b) => a - b);
  const round = (ms: number | undefined) => Math.round((ms ?? 0) * 10) / 10;
  return {
    ...{ page: path.slice(0, 40), first: round(first), median: round(sorted[Math.floor(sorted.length / 2)]) },
    ...{ max: round(sorted.at(-1)), work: round(work), kb: Math.round(last.text.length / 1024), status: last.status },
  };
}

/** Milliseconds that processors have spent on the console and on its database: other work of the machine is not in it. */
async function workedMs(): Promise<number> {
  const { rows } = await at.test.db.execute<{ pid: number }>(
    sql`select pid from pg_stat_activity where datname = 'bench'`,
  );
  const ticks = [pid, ...rows.map((row) => row.pid)].map((one) => {
    const fields = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((all, one) => all + one, 0) * 10;
}

async function startServer(): Promise<{ readonly address: string; readonly pid: number; readonly stop: () => void }> {
  const script = join(import.meta.dirname, 'console-server.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, cluster.url('bench'), home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout }))
    return { address: line, pid: child.pid ?? 0, stop: () => void child.kill('SIGTERM') };
  throw new Error('the console did not start');
}

async function freshOn({ url }: Cluster): Promise<TestDatabase> {
  await statement(url('postgres'), 'create database bench');
  const database = await openDatabase({ databaseUrl: url('bench'), home });
  await migrate(database);
  const close = async () => {
    await database.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { database, db: database.db, home, databaseUrl: url('bench'), close };
}

/** Records that are there, by the name that a route gives their id. */
async function idsKnown({ test, add, now }: TestConsole): Promise<Readonly<Record<string, string>>> {
  const newcomer = await add('reviewer', 'newcomer');
  return {
    ...{ match: shortName('m', MATCHES - 5), number: 'n1', person: 'p1', run: 'r1', lookup: 'h1', platform: 'bench-7' },
    ...{ letter: 'l1', text: 'takedown.ru', check: '1', file: 'figures.csv' },
    token: await inviteUser(test.db, newcomer.id, now()),
  };
}

/** Every GET of the table, and the lists as they are narrowed. */
function pathsAsked(ids: Readonly<Record<string, string>>): string[] {
  const own = ROUTES.filter(({ method, path }) => method === 'GET' && !STREAMS.includes(path)).map(({ path }) =>
    path.replace(/:(\w+)/g, (_all, name: string) =>
      path.startsWith('/letters/') && name === 'file' ? 'text.txt' : (ids[name] ?? 'nothing'),
    ),
  );
  return [
    ...own,
    '/matches?state=new&platform=bench-7',
    '/matches?person=p3&before=m5000',
    `/matches?campaign=m${MATCHES - 5}`,
    '/coverage/olx',
    '/figures?published=yes',
    '/letters?show=open',
    '/calls?person=p1',
    '/log?kind=captured&before=15000',
  ];
}
