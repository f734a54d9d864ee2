import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runQorgan } from './standins/command-line.ts';
import { freshDatabase, type TestDatabase } from './standins/databases.ts';

let folder: string;
let home: string;
/** On the server that all tests share: an embedded database would start anew with every command. */
let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase('server');
  folder = mkdtempSync(join(tmpdir(), 'qorgan-console-'));
  home = join(folder, 'home');
  expect(await qorgan(['init'])).toMatchObject({ code: 0 });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await test.close();
});

function qorgan(args: readonly string[], more: Partial<Parameters<typeof runQorgan>[1]> = {}) {
  return runQorgan(args, { env: { QORGAN_HOME: home, DATABASE_URL: test.databaseUrl ?? '' }, ...more });
}
const configure = (console: object) => writeFileSync(join(home, 'config.json'), JSON.stringify({ console }));
const LINK = /^http:\/\/127\.0\.0\.1:8700\/first\/[\w-]{43}\n$/;

it('adds, lists, resets and ends accounts from the server, by one-time links', async () => {
  const added = await qorgan(['user', 'add', 'asel', '--name', 'Әсел Үлгі', '--role', 'approver', '--language', 'kk']);
  expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(LINK) });
  const reset = await qorgan(['user', 'reset', 'asel']);
  expect(reset).toMatchObject({ code: 0, stdout: expect.stringMatching(LINK) });
  expect(reset.stdout).not.toBe(added.stdout);
  expect(await qorgan(['user', 'role', 'asel', '--role', 'admin'])).toMatchObject({ code: 0 });
  expect(await qorgan(['user', 'end', 'asel'])).toMatchObject({ code: 0 });
  const rows = JSON.parse((await qorgan(['user', 'list', '--json'])).stdout);
  expect(rows).toMatchObject([{ login: 'asel', name: 'Әсел Үлгі', role: 'admin', language: 'kk', state: 'ended' }]);
});

it.each([
  ['a login used before', ['user', 'add', 'asel', '--name', 'x', '--role', 'admin'], /was used before/],
  ['no such role', ['user', 'add', 'bolat', '--name', 'x', '--role', 'king'], /Allowed choices are reviewer/],
  ['somebody who has ended', ['user', 'reset', 'asel'], /has ended/],
] as const)('refuses %s by one line and exit code 2', async (_, args, said) => {
  const { code, stdout, stderr } = await qorgan(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(said);
  expect(stderr.trimEnd().split('\n').length).toBe(1);
});

it.each([
  ['an address that others reach without TLS', { address: '0.0.0.0' }, /needs console\.tls or console\.proxy/],
  ['a certificate that is not there', { tls: { cert: 'no.pem', key: 'no.key' } }, /cannot be read/],
] as const)('does not open the console on %s', async (_, settings, said) => {
  configure(settings);
  const { code, stdout, stderr } = await qorgan(['console']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(said);
  expect(stderr.trimEnd().split('\n').length).toBe(1);
});

it('says so when something else has the port', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  configure({ port: typeof address === 'object' && address ? address.port : 0 });
  const { code, stderr } = await qorgan(['console']);
  taken.close();
  expect([code, stderr]).toEqual([2, expect.stringMatching(/cannot listen .*EADDRINUSE/)]);
});

it('opens the pages on loopback and ends when it is asked to', async () => {
  configure({ port: 0 });
  let child: ChildProcess | undefined;
  let status = 0;
  const { code, stderr } = await qorgan(['console'], {
    onStart: (started) => {
      child = started;
    },
    onNote: async (line) => {
      const address = /^console: (\S+)/.exec(line)?.[1];
      if (!address) return;
      status = (await fetch(`${address}/sign-in`)).status;
      child?.kill('SIGTERM');
    },
  });
  expect([code, status]).toEqual([0, 200]);
  expect(stderr).toMatch(/^console: http:\/\/127\.0\.0\.1:\d+$/m);
});
