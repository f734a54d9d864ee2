import type { CommandContext } from '../../command.ts';
import { almatyMoment } from '../../db/almaty-time.ts';
import type { Home } from '../../db/home.ts';
import { idOfShortName, shortName } from '../../db/short-name.ts';
import { everyPlatform } from '../../scrapers/directory.ts';
import { InputError, table } from '../../terminal.ts';
import type { LetterDeps, LetterFiles } from '../letters.ts';
import { createPdfPrinter } from '../render-pdf.ts';

/** The id in `l1`. Throws InputError. */
export function noticeId(typed: string): number {
  const id = idOfShortName('l', typed);
  if (id === null) throw new InputError('not the short name of a notice: expected l1, l2 …');
  return id;
}

/** The ids in `m1 m2`. Throws InputError. */
export function matchIds(typed: readonly string[]): number[] {
  return typed.map((name) => {
    const id = idOfShortName('m', name);
    if (id === null) throw new InputError('not the short name of a match: expected m1, m2 …');
    return id;
  });
}

/** The id in `c1`. Throws InputError. */
export function captureId(typed: string): number {
  const id = idOfShortName('c', typed);
  if (id === null) throw new InputError('not the short name of a capture: expected c1, c2 …');
  return id;
}

/** A moment as staff type it. Throws InputError. */
export function momentOf(typed: string): Date {
  const at = almatyMoment(typed);
  if (at === null) throw new InputError('not a time: expected 2026-11-24 or "2026-11-24 14:05" (Almaty)');
  return at;
}

/** Gives what letters are made with, for the time of `use`. Chromium starts with the first page that is printed. */
export async function withLetters<T>(
  at: Pick<CommandContext, 'config' | 'chromium' | 'clock'>,
  home: Pick<Home, 'db' | 'vault' | 'path'>,
  use: (deps: LetterDeps) => Promise<T>,
): Promise<T> {
  const { organisation, fourEyes } = at.config;
  if (!organisation) throw new InputError('set "organisation" in config.json: it stands on the letterhead and signs');
  const printer = createPdfPrinter(await at.chromium());
  const { db, vault, path } = home;
  const told = { organisation, fourEyes, platforms: everyPlatform() };
  try {
    return await use({ db, vault, home: path, clock: at.clock, ...told, printPdf: printer.print });
  } finally {
    await printer.close();
  }
}

/** The letters just written, one row each. */
export function showLetters(
  { terminal }: CommandContext,
  letters: readonly LetterFiles[],
  json: boolean | undefined,
): void {
  for (const skipped of new Set(letters.flatMap((letter) => letter.skipped))) terminal.note(`left out: ${skipped}`);
  const rows = letters.map((letter) => ({
    notice: shortName('l', letter.noticeId),
    reference: letter.reference,
    kind: letter.kind,
    platform: letter.platform,
    addressee: letter.addressee,
    matches: letter.matchIds.map((id) => shortName('m', id)),
    folder: letter.folder,
    files: letter.files,
  }));
  if (json) {
    terminal.out(JSON.stringify(rows));
    return;
  }
  const cells = rows.map((row) => [
    row.notice,
    row.reference,
    row.kind,
    row.addressee,
    row.matches.join(' '),
    row.folder,
  ]);
  for (const line of table(['notice', 'reference', 'kind', 'to', 'matches', 'files'], cells)) terminal.out(line);
}
