import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asDatabaseError, type Database, migrate, openDatabase } from '../../db/client.ts';
import { currentHolder, takeHostLock } from '../../db/host-lock.ts';
import { seedDatabase } from '../standins/seeded-database.ts';

let home: string;
const open: Database[] = [];
const children: ChildProcess[] = [];

/** The first begins with nothing at all, as an installation does; making a cluster anew each time would take most of the time. */
let isFirst = true;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'qorgan-embedded-'));
  if (!isFirst) await seedDatabase(home);
  isFirst = false;
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const database of open.splice(0)) await database.close();
  const holder = currentHolder(join(home, 'db'));
  if (holder) process.kill(holder.pid, 'SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

async function opened(): Promise<Database> {
  const database = await openDatabase({ home });
  open.push(database);
  await migrate(database);
  return database;
}

/** A real second process that inserts rows and reports each one that was committed. */
function writer(from: number): { child: ChildProcess; committed: number[]; troubles: string[] } {
  const child = fork(join(import.meta.dirname, 'writer.ts'), [home, String(from)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  const committed: number[] = [];
  const troubles: string[] = [];
  child.on('message', (said) => {
    if (typeof said === 'number') committed.push(said);
    else troubles.push(String(said));
  });
  return { child, committed, troubles };
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const years = async (database: Database) => {
  const { rows } = await database.db.execute<{ year: number }>(sql`select year from notice_numbers`);
  return rows.map((row) => row.year);
};

describe('the embedded database', () => {
  it('serves two processes at once, and each sees what the other has written', async () => {
    const one = writer(1_000);
    const two = writer(50_000);
    await until(() => one.committed.length >= 20 && two.committed.length >= 20);
    const seen = await years(await opened());
    expect(seen).toEqual(expect.arrayContaining([...one.committed.slice(0, 20), ...two.committed.slice(0, 20)]));
  });

  it('loses no committed row when the process that holds it is killed, and the survivor goes on', async () => {
    const survivor = writer(1_000);
    await until(() => survivor.committed.length >= 20);
    const first = currentHolder(join(home, 'db'));
    expect(first).not.toBeNull();
    process.kill(first?.pid ?? 0, 'SIGKILL');
    const atKill = survivor.committed.length;
    await until(() => survivor.committed.length >= atKill + 20);
    const next = currentHolder(join(home, 'db'));
    expect(next?.pid).not.toBe(first?.pid);
    for (const trouble of survivor.troubles) expect(trouble).toMatch(/^(lost|unreachable): /);
    expect(await years(await opened())).toEqual(expect.arrayContaining(survivor.committed.slice(0, atKill + 20)));
  });

  it('is started again when its process is killed while it starts, but not for ever', async () => {
    const holder = () => currentHolder(join(home, 'db'))?.pid ?? null;
    const killNext = async (killed: number | null) => {
      await until(() => ![null, killed].includes(holder()));
      const pid = holder();
      process.kill(pid ?? 0, 'SIGKILL');
      return pid;
    };
    const patient = opened();
    await killNext(null);
    await patient;
    await open.pop()?.close();
    await until(() => holder() === null);
    const unlucky = openDatabase({ home }).catch((thrown: unknown) => thrown);
    let killed: number | null = null;
    for (let i = 0; i < 3; i++) killed = await killNext(killed);
    expect(await unlucky).toMatchObject({ kind: 'unreachable', message: expect.stringMatching(/killed .* 3 times/) });
  });

  it('is opened though its process ends between being found and being asked', async () => {
    await opened();
    await open.pop()?.close();
    const ending = currentHolder(join(home, 'db'))?.pid ?? 0;
    // Stopped, it still takes connections and answers none.
    process.kill(ending, 'SIGSTOP');
    const next = opened();
    await new Promise((resolve) => setTimeout(resolve, 500));
    process.kill(ending, 'SIGKILL');
    expect(await years(await next)).toEqual([]);
    expect(currentHolder(join(home, 'db'))?.pid).not.toBe(ending);
  });

  it('ends its process soon after the last command left, and starts again with everything there', async () => {
    const first = await opened();
    await first.db.execute(sql`insert into notice_numbers values (2026, 1)`);
    const holder = currentHolder(join(home, 'db'));
    await first.close();
    open.length = 0;
    await until(() => currentHolder(join(home, 'db')) === null);
    const again = await opened();
    expect(await years(again)).toEqual([2026]);
    expect(currentHolder(join(home, 'db'))?.pid).not.toBe(holder?.pid);
  });

  it('keeps its socket and data in folders that no other user can enter', async () => {
    await opened();
    const holder = currentHolder(join(home, 'db'));
    for (const folder of [holder?.socketFolder ?? '', join(home, 'db'), join(home, 'db', 'data')])
      expect(statSync(folder).mode & 0o077, folder).toBe(0);
  });

  it('is never held twice: of many takers of a dead holder’s lock one wins', async () => {
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(home, 'db'), { recursive: true });
    const locks = Array.from({ length: 5 }, () => takeHostLock(join(home, 'db'), '/nowhere'));
    expect(locks.filter(Boolean)).toHaveLength(1);
    locks.find(Boolean)?.release();
    expect(currentHolder(join(home, 'db'))).toBeNull();
  });
});

describe('a database that cannot be used is told in one line', () => {
  it.each([
    ['nothing listens there', 'postgres://nobody:secret-word@127.0.0.1:1/none'],
    ['it is no address', 'mysql://127.0.0.1/none'],
  ])('%s', async (_, databaseUrl) => {
    const error = await openDatabase({ databaseUrl, home }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'DatabaseError', kind: 'unreachable' });
    expect((error as Error).message).not.toMatch(/secret-word|\n/);
  });

  it('and errors of a query are not taken for errors of the database', async () => {
    const database = await opened();
    const error = await database.db.execute(sql`select nothing from nowhere`).catch((thrown: unknown) => thrown);
    expect(asDatabaseError(error)).toBeNull();
  });
});
