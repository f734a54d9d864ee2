import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { InputError } from '../../terminal.ts';
import { detect } from '../phones/detect.ts';

/** Adds `detect`: where and how given numbers stand in a text. Needs no data folder and keeps nothing. */
export function registerDetect(program: Command, context: () => CommandContext): void {
  program
    .command('detect [file]')
    .description('where and how these numbers stand in a text (file or standard input), as JSON')
    .requiredOption('--numbers <file>', 'the numbers: one a line, or JSON')
    .action(async (file: string | undefined, { numbers }: { numbers: string }) => {
      const { terminal } = context();
      const text = file === undefined || file === '-' ? await terminal.input() : await readText(file);
      terminal.out(JSON.stringify(detect(await readText(numbers), text), null, 2));
    });
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new InputError('a file given cannot be read');
  });
}
