import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { InputError } from '../../terminal.ts';
import { detect, parseNumbers } from '../phones/detect.ts';
import { createPhotoReader } from '../photos/reader.ts';
import type { PhotoReading } from '../photos/reading.ts';

/** Adds `detect`: where and how given numbers stand in a text or a picture. Needs no data folder and keeps nothing. */
export function registerDetect(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('detect [file]')
    .description('where and how these numbers stand in a text (file or standard input) or in pictures, as JSON')
    .requiredOption('--numbers <file>', 'the numbers: one a line, or JSON')
    .option('--photo <file...>', 'look at these pictures; a text is read only when its file is named')
    .action(async (file: string | undefined, { numbers, photo = [] }: { numbers: string; photo?: string[] }) => {
      const { terminal } = context();
      const known = await readText(numbers);
      const wantsInput = file === '-' || (file === undefined && photo.length === 0);
      const text = wantsInput ? await terminal.input() : file === undefined ? null : await readText(file);
      // Bad numbers are told before any picture is read, which takes seconds.
      parseNumbers(known);
      const result = detect(known, text, await readPictures(photo));
      terminal.out(JSON.stringify(result, null, 2));
      if (result.photos.some(({ state }) => state === 'could-not-look')) exit(3);
    });
}

async function readText(file: string): Promise<string> {
  return (await readBytes(file)).toString('utf8');
}

async function readBytes(file: string): Promise<Buffer> {
  return readFile(file).catch(() => {
    throw new InputError('a file given cannot be read');
  });
}

async function readPictures(files: readonly string[]): Promise<{ name: string; reading: PhotoReading }[]> {
  const pictures = await Promise.all(
    files.map(async (file) => ({ name: basename(file), bytes: await readBytes(file) })),
  );
  const reader = createPhotoReader();
  try {
    return await Promise.all(pictures.map(async ({ name, bytes }) => ({ name, reading: await reader.read(bytes) })));
  } finally {
    await reader.close();
  }
}
