import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHome } from '../../db/home.ts';
import { newKey } from '../../db/keys.ts';
import { DIGESTS, SEALED } from '../../db/reseal.ts';
import { rotateRoot } from '../../db/rotate.ts';
import { everythingIn, jobsIn, SMALL, type SmallHome, smallHome } from '../standins/small-home.ts';

const KILLS = 20;
let small: SmallHome;
beforeAll(async () => {
  small = await smallHome('server');
}, 120_000);
afterAll(() => small.close());

const rootKey = () => readFileSync(join(small.settings.home, 'keys', 'root.key'), 'utf8');

async function look(): Promise<{ readonly jobs: unknown[] }> {
  const home = await small.open();
  try {
    return { ...(await everythingIn(home)), jobs: await jobsIn(home) };
  } finally {
    await home.close();
  }
}

/** Starts the change in a process of its own and kills it after so many milliseconds; `null`: lets it end. */
function rotateInProcess(killAfterMs: number | null): Promise<number> {
  const child = fork(join(import.meta.dirname, 'rotator.ts'), [JSON.stringify(small.settings)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let began = 0;
  child.on('message', (said) => {
    if (said !== 'begins') return;
    began = Date.now();
    if (killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  return new Promise((resolve) => child.once('exit', () => resolve(Date.now() - began)));
}

describe('a change of the root key', { timeout: 300_000 }, () => {
  it('seals every record anew and changes nothing that is read', async () => {
    const before = { all: await look(), root: rootKey() };
    const { resealed } = await rotateRoot(small.settings, { kind: 'file', passphrase: undefined, rootKey: undefined });
    expect(resealed).toBeGreaterThan(7);
    expect(rootKey()).not.toBe(before.root);
    expect(await look()).toEqual(before.all);
    expect(before.all.jobs).toEqual([{ kind: 'check', platform: 'olx', adId: SMALL.ad }]);
    const withOld = { ...small.settings, keys: undefined, rootKey: before.root.trim() };
    await expect(openHome(withOld, new Date())).rejects.toThrow(/QORGAN_ROOT_KEY is set/);
  });

  it(`killed at ${KILLS} points from its begin to its end, it has happened whole or not at all`, async () => {
    const all = await look();
    const whole = await rotateInProcess(null);
    let happened = 0;
    for (let i = 0; i < KILLS; i++) {
      const before = rootKey();
      await rotateInProcess(Math.round((whole * 1.1 * i) / KILLS));
      expect(await look(), `after kill ${i}`).toEqual(all);
      expect(existsSync(join(small.settings.home, 'keys', 'next'))).toBe(false);
      if (rootKey() !== before) happened++;
    }
    expect(happened).toBeGreaterThan(0);
    expect(happened).toBeLessThan(KILLS);
  });

  it('is refused while another process has the folder open, and leaves nothing behind', async () => {
    const root = rootKey();
    const holder = fork(join(import.meta.dirname, 'holder.ts'), [JSON.stringify(small.settings)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await new Promise((resolve) => holder.once('message', resolve));
    const wanted = { kind: 'file', passphrase: undefined, rootKey: undefined } as const;
    await expect(rotateRoot(small.settings, wanted)).rejects.toThrow(/other processes have this data folder open/);
    holder.kill('SIGKILL');
    await new Promise((resolve) => holder.once('exit', resolve));
    expect(rootKey()).toBe(root);
    expect(existsSync(join(small.settings.home, 'keys', 'next'))).toBe(false);
  });

  it('goes from a file to a passphrase and to a given key, and the file is gone', async () => {
    const all = await look();
    const passphrase = 'қорған quiet rampart';
    await rotateRoot(small.settings, { kind: 'passphrase', passphrase, rootKey: undefined });
    expect(existsSync(join(small.settings.home, 'keys', 'root.key'))).toBe(false);
    await expect(small.open()).rejects.toThrow(/locked by a passphrase/);
    const withPassphrase = { ...small.settings, passphrase };
    const home = await openHome(withPassphrase, new Date());
    expect({ ...(await everythingIn(home)), jobs: await jobsIn(home) }).toEqual(all);
    await home.close();
    const given = newKey().toString('base64');
    await rotateRoot(withPassphrase, { kind: 'given', passphrase: undefined, rootKey: given });
    const again = await openHome({ ...small.settings, rootKey: given }, new Date());
    expect({ ...(await everythingIn(again)), jobs: await jobsIn(again) }).toEqual(all);
    const { rows } = await again.db.execute<{ name: string }>(
      sql`select table_name || '.' || column_name as name from information_schema.columns
        where table_schema = 'public' and data_type = 'bytea' order by 1`,
    );
    // A sealed column that the change does not know would be lost with the old root.
    const known = [...SEALED.map(({ table, column }) => `${table}.${column}`), ...DIGESTS];
    expect(rows.map((row) => row.name).sort()).toEqual(known.sort());
    await again.close();
  });
});
