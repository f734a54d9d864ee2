import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names the folder of the compiled program, where test/global-setup.ts made one; outside of the tests there is none. */
export const COMPILED_FOLDER = 'QORGAN_TEST_PROGRAM';
/** The program as its users start it. */
export const AS_SHIPPED = join(import.meta.dirname, '../../qorgan.mjs');
const compiled = () => {
  const folder = process.env[COMPILED_FOLDER];
  return folder === undefined ? AS_SHIPPED : join(folder, 'qorgan.mjs');
};

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command line in a process of its own, with nothing of Qorgan's settings inherited. */
export function runQorgan(
  args: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string>>;
    readonly input?: string;
    readonly onNote?: (line: string) => void;
    /** The process, for a test that kills it. */
    readonly onStart?: (child: ChildProcess) => void;
    /** The compiled one, unless told otherwise. */
    readonly program?: string;
  },
): Promise<CommandResult> {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(QORGAN_.*|DATABASE_URL|NODE_OPTIONS|FONTCONFIG_FILE|VITEST.*)$/.test(name) || name === 'QORGAN_BROWSER',
  );
  const child = spawn(process.execPath, [options.program ?? compiled(), ...args], {
    env: { ...Object.fromEntries(inherited), ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  options.onStart?.(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const line of text.split('\n').filter(Boolean)) options.onNote?.(line);
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      keepWhatWasSaid(args, { code, stdout, stderr });
      resolve({ code, stdout, stderr });
    });
  });
}

/** Names the folder that test/global-setup.ts makes, and searches for protected numbers when the whole run is over. */
export const SAID_FOLDER = 'QORGAN_TEST_SAID';

function keepWhatWasSaid(args: readonly string[], said: CommandResult): void {
  const folder = process.env[SAID_FOLDER];
  if (!folder || !existsSync(folder)) return;
  const name = `${args[0] ?? 'nothing'}-${randomBytes(6).toString('hex')}`;
  writeFileSync(join(folder, `${name}.stdout`), said.stdout);
  writeFileSync(join(folder, `${name}.stderr`), said.stderr);
  // A number has no place in a command line either: one that was typed must have been refused, as tests try to.
  if (said.code !== 2) writeFileSync(join(folder, `${name}.typed`), args.join('\n'));
}
