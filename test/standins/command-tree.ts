import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { CommandContext } from '../../command.ts';

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
