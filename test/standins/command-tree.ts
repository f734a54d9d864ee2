import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { readConfig } from '../../config.ts';
import { openHome } from '../../db/home.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';
import type { CommandResult } from './command-line.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDERS = ['pipeline/commands', 'reports/commands'];

type Register = (program: Command, context: () => CommandContext, exit: () => void) => unknown;

/**
 * Every command of the program, registered from the files themselves: a new one cannot be forgotten here. Commands that
 * belong to a group of another file come after it.
 */
export async function commandTree(context: () => CommandContext): Promise<Command> {
  const program = new Command('qorgan');
  let waiting: Register[] = [];
  for (const folder of FOLDERS)
    for (const file of readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.ts'))) {
      const exported = (await import(join(ROOT, folder, file))) as Record<string, unknown>;
      for (const [name, one] of Object.entries(exported))
        if (/^register[A-Z]/.test(name) && typeof one === 'function') waiting.push(one as Register);
    }
  while (waiting.length > 0) {
    const left: Register[] = [];
    for (const register of waiting) {
      const notice = program.commands.find((one) => one.name() === 'notice');
      const part = /^register(NoticeLife|NoticeMail|Templates)$/.test(register.name);
      if (part && !notice) {
        left.push(register);
        continue;
      }
      try {
        register(part && notice ? notice : program, context, () => undefined);
      } catch (error) {
        if (!(error instanceof Error) || !/not registered yet/.test(error.message)) throw error;
        left.push(register);
      }
    }
    if (left.length === waiting.length) throw new Error('a command file waits for a group that no file makes');
    waiting = left;
  }
  for (const command of everyCommand(program))
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  return program;
}

export function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** `notice draft`, without the program's own name. */
export function pathOf(command: Command): string[] {
  return command.parent === null ? [] : [...pathOf(command.parent), command.name()];
}

/**
 * The same commands in this process, on a real data folder: a process of its own for each costs seconds on a busy
 * machine. An error that has no name of its own would be an internal one (exit code 1).
 */
export async function runInProcess(home: string, args: readonly string[], input = ''): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  const config = readConfig({ QORGAN_HOME: home });
  const clock = () => new Date();
  const context = (): CommandContext => ({
    terminal: {
      out: (line) => {
        stdout += `${line}\n`;
      },
      note: (line) => {
        stderr += `${line}\n`;
      },
      progress: () => undefined,
      interactive: false,
      ask: async () => '',
      input: async () => input,
    },
    config,
    clock,
    chromium: () => resolveBrowser({ given: undefined, path: process.env.PATH, note: () => undefined }),
    tool: 'Qorgan/test',
    account: 'account of the test',
    stopping: () => false,
    async withHome(use) {
      const open = await openHome(config, clock());
      try {
        return await use(open);
      } finally {
        await open.close();
      }
    },
  });
  const program = await commandTree(context);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const known = error instanceof Error && error.name !== 'Error';
    return { code: known ? 2 : 1, stdout, stderr: `${stderr}${error instanceof Error ? error.message : ''}\n` };
  }
}
