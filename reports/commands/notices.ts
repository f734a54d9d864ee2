import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command.ts';
import type { Home } from '../../db/home.ts';
import { listNotices, markSent, noticeWithContent, recordAnswer } from '../../db/notices.ts';
import { LANGUAGES, type Language } from '../../db/schema/language.ts';
import { ANSWERS, type Answer, NOTICE_STATES, type NoticeState } from '../../db/schema/notices.ts';
import { idOfShortName, shortName } from '../../db/short-name.ts';
import { platforms } from '../../scrapers/directory.ts';
import { InputError, table } from '../../terminal.ts';
import { approveLetter, draftNotices, type LetterDeps, type LetterFiles, reprintLetter } from '../letters.ts';
import { createPdfPrinter } from '../render-pdf.ts';

/** Adds `notices` and `notice draft|show|approve|sent|answer`. Nothing here sends anything. */
export function registerNotices(program: Command, context: () => CommandContext): void {
  program
    .command('notices')
    .description('letters and where each stands')
    .addOption(new Option('--state <state>', 'only these').choices(NOTICE_STATES))
    .option('--json', 'rows as JSON')
    .action(async ({ state, json }: { state?: NoticeState; json?: boolean }) => {
      const { terminal, withHome } = context();
      const rows = (await withHome((home) => listNotices(home.db, state ? { state } : {}))).map((row) => ({
        notice: shortName('l', row.id),
        reference: row.reference,
        platform: row.platform,
        language: row.language,
        state: row.state,
        matches: row.matchIds.map((id) => shortName('m', id)),
        approvedBy: row.approvedBy,
        sentAt: row.sentAt?.toISOString() ?? null,
        answer: row.answer,
        folder: row.folder,
      }));
      if (json) return terminal.out(JSON.stringify(rows));
      const cells = rows.map((row) => [
        row.notice,
        row.reference,
        row.platform,
        row.language,
        row.state,
        row.matches.join(' '),
        row.approvedBy ?? '',
        row.folder ?? '',
      ]);
      const columns = ['notice', 'reference', 'platform', 'language', 'state', 'matches', 'approved by', 'files'];
      for (const line of table(columns, cells)) terminal.out(line);
    });

  const notice = program.command('notice').description('one letter to one platform: a person approves and sends it');

  notice
    .command('draft')
    .description('write a takedown letter for the confirmed matches of each platform')
    .option('--platform <id>', 'only this platform')
    .addOption(new Option('--language <language>', 'language of the letter').choices(LANGUAGES).default('ru'))
    .requiredOption('--by <name>', 'who drafts it')
    .option('--json', 'rows as JSON')
    .action(async (options: { platform?: string; language: Language; by: string; json?: boolean }) => {
      const at = context();
      const { json, ...wanted } = options;
      if (wanted.platform !== undefined && !platforms().some((one) => one.id === wanted.platform))
        throw new InputError(
          `unknown platform: known are ${platforms()
            .map((one) => one.id)
            .join(', ')}`,
        );
      const letters = await at.withHome((home) => withDeps(at, home, (deps) => draftNotices(deps, wanted)));
      show(at, letters, json);
    });

  notice
    .command('show <notice>')
    .description('print the files of a letter again from what it was written from')
    .option('--json', 'rows as JSON')
    .action(async (typed: string, { json }: { json?: boolean }) => {
      const at = context();
      const id = noticeId(typed);
      const letter = await at.withHome((home) => withDeps(at, home, (deps) => reprintLetter(deps, id)));
      show(at, [letter], json);
    });

  notice
    .command('approve <notice>')
    .description('a named person has read the letter and answers for it')
    .requiredOption('--by <name>', 'who approves')
    .option('--json', 'rows as JSON')
    .action(async (typed: string, { by, json }: { by: string; json?: boolean }) => {
      const at = context();
      const id = noticeId(typed);
      const letter = await at.withHome((home) => withDeps(at, home, (deps) => approveLetter(deps, id, by)));
      show(at, [letter], json);
      at.terminal.note('approved; sending it is yours: then record it with "qorgan notice sent"');
    });

  notice
    .command('sent <notice>')
    .description('record that a person sent the letter, and how')
    .requiredOption('--by <name>', 'who sent it')
    .requiredOption('--how <text>', 'how: by e-mail, by the platform’s form, by registered post …')
    .action(async (typed: string, { by, how }: { by: string; how: string }) => {
      const { terminal, withHome, clock } = context();
      const id = noticeId(typed);
      await withHome((home) => markSent(home.db, id, by, how, clock()));
      terminal.note(`${typed} is recorded as sent`);
    });

  notice
    .command('answer <notice>')
    .description('record the platform’s answer')
    .addOption(new Option('--answer <answer>', 'what it said').choices(ANSWERS).makeOptionMandatory())
    .requiredOption('--by <name>', 'who records it')
    .option('--note <text>', 'kept sealed')
    .action(async (typed: string, { answer, by, note }: { answer: Answer; by: string; note?: string }) => {
      const { terminal, withHome, clock } = context();
      const id = noticeId(typed);
      await withHome(async (home) => {
        await recordAnswer(home.db, home.vault, id, { answer, note: note ?? null, by }, clock());
        const kept = await noticeWithContent(home.db, home.vault, id);
        terminal.note(`${kept?.reference ?? typed}: ${answer}`);
      });
    });
}

function noticeId(typed: string): number {
  const id = idOfShortName('l', typed);
  if (id === null) throw new InputError('not the short name of a notice: expected l1, l2 …');
  return id;
}

async function withDeps<T>(at: CommandContext, home: Home, use: (deps: LetterDeps) => Promise<T>): Promise<T> {
  const { organisation } = at.config;
  if (!organisation) throw new InputError('set "organisation" in config.json: it stands on the letterhead and signs');
  const printer = createPdfPrinter(await at.chromium());
  const { db, vault, path } = home;
  const deps: LetterDeps = {
    db,
    vault,
    home: path,
    clock: at.clock,
    organisation,
    platforms: platforms(),
    printPdf: (html) => printer.print(html),
  };
  try {
    return await use(deps);
  } finally {
    await printer.close();
  }
}

function show({ terminal }: CommandContext, letters: readonly LetterFiles[], json: boolean | undefined): void {
  for (const skipped of letters.flatMap((letter) => letter.skipped)) terminal.note(`left out: ${skipped}`);
  const rows = letters.map((letter) => ({
    notice: shortName('l', letter.noticeId),
    reference: letter.reference,
    platform: letter.platform,
    matches: letter.matchIds.map((id) => shortName('m', id)),
    folder: letter.folder,
    files: letter.files,
  }));
  if (json) {
    terminal.out(JSON.stringify(rows));
    return;
  }
  const cells = rows.map((row) => [row.notice, row.reference, row.platform, row.matches.join(' '), row.folder]);
  for (const line of table(['notice', 'reference', 'platform', 'matches', 'files'], cells)) terminal.out(line);
}
