import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkKey } from '../../db/home.ts';
import { joinShares, splitKey } from '../../db/key-shares.ts';
import { writeKeyFile } from '../../db/keys.ts';
import { isLocked, lockHome, unlockHome, watchLock } from '../../db/lock.ts';
import { everythingIn, filesUnder, type SmallHome, smallHome } from '../standins/small-home.ts';

let small: SmallHome;
const children: ChildProcess[] = [];
beforeAll(async () => {
  small = await smallHome('server');
}, 120_000);
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => small.close());

const keys = () => join(small.settings.home, 'keys');

describe('a lock', { timeout: 120_000 }, () => {
  it('ends who has the keys, destroys the key file, and opens again with shares of it and no other key', async () => {
    const { home } = small.settings;
    const path = join(keys(), 'root.key');
    const root = readFileSync(path);
    const shares = await splitKey(Buffer.from(root.toString(), 'base64'), 3, 2);
    const holder = fork(join(import.meta.dirname, 'holder.ts'), [JSON.stringify(small.settings)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(holder);
    await new Promise((resolve) => holder.once('message', resolve));
    const gone = new Promise((resolve) => holder.once('exit', resolve));
    let told = 0;
    const stop = watchLock(home, keys(), () => told++);
    expect(await lockHome(home, keys(), path)).toEqual({ ended: 1, elsewhere: 0 });
    await gone;
    stop();
    expect(told).toBe(1);
    expect(existsSync(path)).toBe(false);
    expect(filesUnder(home).filter(({ bytes }) => bytes.includes(root.subarray(0, 40)))).toEqual([]);
    await expect(small.open()).rejects.toThrow(/is locked since/);
    await expect(checkKey(small.settings)).rejects.toThrow(/root\.key is missing/);
    writeFileSync(path, `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
    await expect(checkKey(small.settings)).rejects.toThrow(/does not belong/);
    expect(isLocked(home, keys())).toBe(true);
    rmSync(path);
    await writeKeyFile(path, await joinShares(shares.slice(1)));
    await checkKey(small.settings);
    unlockHome(home, keys());
    const opened = await small.open();
    expect(await everythingIn(opened)).toMatchObject({ captured: 1 });
    await opened.close();
  });
});
