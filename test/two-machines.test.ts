import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runQorgan } from './standins/command-line.ts';
import { freshDatabase, type TestDatabase } from './standins/databases.ts';
import { INVENTED_PERSON, inventedConfig } from './standins/organisation.ts';
import { PROTECTED } from './standins/planted.ts';

const OLD = 'қорған quiet rampart';
const NEW = 'another long phrase, қорған';

let folder: string;
let server: TestDatabase;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qorgan-two-'));
  server = await freshDatabase('server');
}, 120_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

type Machine = 'one' | 'two';
const settingsOf = (machine: Machine, passphrase?: string) => ({
  home: join(folder, machine),
  keys: join(folder, 'share'),
  databaseUrl: server.databaseUrl,
  passphrase,
  rootKey: undefined,
});

/** A command on one of two machines: each has its own data folder; the folder of the keys and the server are shared. */
async function on(machine: Machine, args: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') {
  const { home, keys, databaseUrl = '' } = settingsOf(machine);
  return runQorgan(args, { env: { QORGAN_HOME: home, QORGAN_KEYS: keys, DATABASE_URL: databaseUrl, ...env }, input });
}
async function good(...given: Parameters<typeof on>): Promise<string> {
  const { code, stdout, stderr } = await on(...given);
  expect(code, `${given[1].join(' ')}: ${stderr}`).toBe(0);
  return stdout;
}
const namesOn = async (machine: Machine, env: Readonly<Record<string, string>> = {}) =>
  (JSON.parse(await good(machine, ['person', 'list', '--json'], env)) as { name: string }[]).map(({ name }) => name);

/** A process of that machine that has the keys in memory until it is killed or sees a lock. */
async function holds(machine: Machine): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'db/holder.ts'), [JSON.stringify(settingsOf(machine))], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  await new Promise((resolve) => child.once('message', resolve));
  return child;
}

describe('two machines over one server and one folder of keys', { timeout: 240_000 }, () => {
  it('the second joins the installation of the first, and not without its server or on another one', async () => {
    await good('one', ['init']);
    const alone = await on('two', ['init'], { DATABASE_URL: '' });
    expect(alone.code).toBe(2);
    expect(alone.stderr).toMatch(/holds the keys of an installation: give its DATABASE_URL/);
    const other = await freshDatabase('server');
    const wrong = await on('two', ['init'], { DATABASE_URL: other.databaseUrl ?? '' });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/is not the one that the keys in .* belong to/);
    expect((await other.database.pool.query('select 1 from installation')).rows).toEqual([]);
    await other.close();
    const root = readFileSync(join(folder, 'share/root.key'), 'utf8');
    await good('two', ['init']);
    expect(readFileSync(join(folder, 'share/root.key'), 'utf8')).toBe(root);
    for (const machine of ['one', 'two'] as const)
      writeFileSync(join(folder, machine, 'config.json'), JSON.stringify(inventedConfig(['olx'], 0)));
  });

  it('what one enrols the other reads, and adds to', async () => {
    await good('one', ['person', 'add', '--from', '-'], {}, JSON.stringify(INVENTED_PERSON));
    expect(await namesOn('two')).toEqual([INVENTED_PERSON.name]);
    const control = ['--control-how', 'code read back', '--control-verified-by', 'Test Staff'];
    await good('two', ['number', 'add', 'p1', '--digits-from', '-', ...control], {}, PROTECTED);
    expect(await good('one', ['number', 'list'])).toContain('+7 709 ***-**-01');
  });

  it('the root key is not changed while the other is at work, and afterwards both go on with the new one', async () => {
    const before = readFileSync(join(folder, 'share/root.key'), 'utf8');
    const other = await holds('two');
    const refused = await on('one', ['key', 'rotate']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/other processes have this data folder open: stop them first/);
    expect(readFileSync(join(folder, 'share/root.key'), 'utf8')).toBe(before);
    other.kill('SIGKILL');
    await new Promise((resolve) => other.once('exit', resolve));
    await good('one', ['key', 'rotate']);
    expect(readFileSync(join(folder, 'share/root.key'), 'utf8')).not.toBe(before);
    for (const machine of ['one', 'two'] as const) expect(await namesOn(machine)).toEqual([INVENTED_PERSON.name]);
  });

  it('a machine that died is named, with the file that still speaks for it', async () => {
    const open = join(folder, 'share/open');
    mkdirSync(open, { recursive: true });
    writeFileSync(join(open, 'gone.json'), JSON.stringify({ machine: 'laptop-two pid:[1]', pid: 4, born: null }));
    const refused = await on('one', ['key', 'rotate']);
    expect(refused.stderr).toMatch(/on laptop-two; where that machine is gone, remove its file in .*share\/open/);
    rmSync(join(open, 'gone.json'));
  });

  it('a passphrase that one sets opens on the other, and the old way opens on neither', async () => {
    await good('two', ['key', 'rotate', '--to', 'passphrase'], { QORGAN_NEW_PASSPHRASE: OLD });
    for (const machine of ['one', 'two'] as const) {
      expect((await on(machine, ['person', 'list'])).stderr).toMatch(/locked by a passphrase/);
      expect(await namesOn(machine, { QORGAN_PASSPHRASE: OLD })).toEqual([INVENTED_PERSON.name]);
    }
    await good('one', ['key', 'rotate'], { QORGAN_PASSPHRASE: OLD, QORGAN_NEW_PASSPHRASE: NEW });
    for (const machine of ['one', 'two'] as const) {
      expect((await on(machine, ['person', 'list'], { QORGAN_PASSPHRASE: OLD })).code).toBe(2);
      expect(await namesOn(machine, { QORGAN_PASSPHRASE: NEW })).toEqual([INVENTED_PERSON.name]);
    }
    await good('one', ['key', 'rotate', '--to', 'file'], { QORGAN_PASSPHRASE: NEW });
    expect(await namesOn('two')).toEqual([INVENTED_PERSON.name]);
  });

  it('a lock on one ends what the other holds, and keeps both out until each is unlocked', async () => {
    const other = await holds('two');
    const ended = new Promise((resolve) => other.once('exit', resolve));
    const locked = await on('one', ['lock']);
    expect(locked.stderr).toMatch(/locked; processes ended: 1/);
    await ended;
    for (const machine of ['one', 'two'] as const) {
      const { code, stderr } = await on(machine, ['person', 'list']);
      expect(code).toBe(2);
      expect(stderr).toMatch(/is locked since/);
    }
    await good('one', ['unlock']);
    for (const machine of ['one', 'two'] as const) expect(await namesOn(machine)).toEqual([INVENTED_PERSON.name]);
  });
});
