import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A throw-away cluster of a real Postgres on loopback. */
export interface Cluster {
  /** Address of a database of this name. */
  url(database: string): string;
  stop(): void;
}

const VERSIONS = '/usr/lib/postgresql';

/** Starts Debian's Postgres as a non-root user, installing the package where it is missing. Throws when it cannot. */
export async function startCluster(): Promise<Cluster> {
  const bin = serverPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'qorgan-pg-'));
  const asUser = userSwitch(folder);
  const port = await freePort();
  const data = join(folder, 'data');
  const run = (program: string, ...args: string[]) =>
    execFileSync(
      asUser[0] ?? join(bin, program),
      [...asUser.slice(1), ...(asUser[0] ? [join(bin, program)] : []), ...args],
      {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
  run('initdb', '-D', data, '-U', 'qorgan', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C');
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
  run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start');
  return {
    url: (database) => `postgres://qorgan@127.0.0.1:${port}/${database}`,
    stop() {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one statement on a database of a cluster. */
export async function statement(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function serverPrograms(): string {
  const found = () =>
    (existsSync(VERSIONS) ? readdirSync(VERSIONS) : [])
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(VERSIONS, version, 'bin'))
      .find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')));
  const present = found();
  if (present) return present;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', 'postgresql'], {
    stdio: 'ignore',
    env,
  });
  const installed = found();
  if (!installed) throw new Error('no Postgres server: the package "postgresql" could not be installed');
  return installed;
}

/** Postgres refuses to run as root; the package's own user takes over. */
function userSwitch(folder: string): string[] {
  if (process.getuid?.() !== 0) return [];
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })));
  chownSync(folder, uid ?? 0, gid ?? 0);
  return ['runuser', '-u', 'postgres', '--'];
}

/** A port of loopback that nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
