import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { COMPILED_FOLDER } from './command-line.ts';

const run = promisify(execFile);
/** Names the folder with the tables of an embedded database, where test/global-setup.ts made them. */
export const SEED_FOLDER = 'QORGAN_TEST_SEED';

/** Makes an embedded database in `home` with every table and nothing in them, by the host of the compiled program. */
export async function makeSeed(program: string, home: string): Promise<void> {
  mkdirSync(join(home, 'db'), { recursive: true });
  const host = await startHost(program, home);
  host.kill('SIGTERM');
  await once(host, 'exit');
}

async function startHost(program: string, home: string): Promise<ChildProcess> {
  const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const;
  const host = fork(join(program, 'embedded-host.mjs'), [join(home, 'db')], {
    detached: true,
    execArgv: [],
    stdio: [...stdio],
  });
  const [said] = (await Promise.race([once(host, 'message'), once(host, 'exit')])) as [unknown];
  if (!(typeof said === 'object' && said !== null && 'state' in said && said.state === 'serving'))
    throw new Error('no embedded database could be started for the tests');
  return host;
}

/**
 * Gives a data folder that is still to be made the tables of its embedded database: PGlite needs seconds to make a
 * cluster, and a copy of one takes none. Outside of the tests (benches, the demo) the first command makes its own.
 */
export async function seedDatabase(home: string): Promise<void> {
  const seed = process.env[SEED_FOLDER];
  if (seed === undefined) return;
  mkdirSync(join(home, 'db'), { recursive: true, mode: 0o700 });
  await run('cp', ['-Rp', join(seed, 'db', 'data'), join(home, 'db', 'data')]);
}

/** The same, and its host is started from the compiled program: a test's own process would start it from TypeScript. */
export async function serveSeeded(home: string): Promise<void> {
  await seedDatabase(home);
  const program = process.env[COMPILED_FOLDER];
  if (program !== undefined) (await startHost(program, home)).unref();
}
