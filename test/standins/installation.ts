import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRootKey } from '../../db/keys.ts';
import { openVault, type Vault } from '../../db/vault.ts';
import { platforms } from '../../scrapers/directory.ts';
import { type CommandResult, runQorgan } from './command-line.ts';
import { INVENTED_PERSON, inventedConfig } from './organisation.ts';
import { PROTECTED } from './planted.ts';
import { seedDatabase } from './seeded-database.ts';

type RunOptions = Partial<Parameters<typeof runQorgan>[1]>;

/** A data folder with one invented person and her number enrolled, and the command line that works on it. */
export interface Installation {
  readonly home: string;
  run(args: readonly string[], options?: RunOptions): Promise<CommandResult>;
  /** Runs a command with `--json` that must end with one of these codes, and reads what it prints. */
  json<T>(args: readonly string[], codes?: readonly number[]): Promise<T>;
  configure(settings: object): void;
  remove(): void;
}

/** Makes a data folder by the commands themselves. `origins` is QORGAN_ORIGINS. */
export async function install(
  origins: string,
  env: Readonly<Record<string, string>> = {},
  settings: object = {},
): Promise<Installation> {
  const home = join(mkdtempSync(join(tmpdir(), 'qorgan-installation-')), 'home');
  const settled = { QORGAN_HOME: home, QORGAN_ORIGINS: origins, ...env };
  const run = (args: readonly string[], options: RunOptions = {}) =>
    runQorgan(args, { ...options, env: { ...settled, ...options.env } });
  const good = async (args: readonly string[], input = '', codes: readonly number[] = [0]) => {
    const result = await run(args, { input });
    if (!codes.includes(result.code ?? -1))
      throw new Error(`"qorgan ${args.join(' ')}" ended with ${result.code}: ${result.stderr}`);
    return result.stdout;
  };
  const configure = (more: object) =>
    writeFileSync(join(home, 'config.json'), JSON.stringify({ ...inventedConfig(['olx', 'krisha'], 0), ...more }));
  if (env.DATABASE_URL === undefined) await seedDatabase(home);
  await good(['init']);
  configure(settings);
  await good(['person', 'add', '--from', '-'], JSON.stringify(INVENTED_PERSON));
  const control = ['--control-how', 'code read back', '--control-verified-by', 'Test Staff'];
  await good(['number', 'add', 'p1', '--digits-from', '-', ...control], PROTECTED);
  return {
    home,
    run,
    json: async <T>(args: readonly string[], codes?: readonly number[]) =>
      JSON.parse(await good([...args, '--json'], '', codes)) as T,
    configure,
    remove: () => rmSync(join(home, '..'), { recursive: true, force: true }),
  };
}

/** The vault of an installation whose key is a file. */
export async function vaultOf(home: string): Promise<Vault> {
  return openVault(await loadRootKey({ kind: 'file', path: join(home, 'keys', 'root.key') }));
}

/** Names of a platform's indexes, in its own order. */
export function walksOf(platform: string): string[] {
  const adapter = platforms().find((one) => one.id === platform);
  return adapter?.indexWalks({ depth: 'full' }).map((walk) => walk.name) ?? [];
}
