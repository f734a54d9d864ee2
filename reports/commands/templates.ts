import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, type Command, Option } from 'commander';
import type { CommandContext } from '../../command.ts';
import { almatyDate } from '../../db/almaty-time.ts';
import { LANGUAGES, type Language } from '../../db/schema/language.ts';
import { NOTICE_KINDS, type NoticeKind } from '../../db/schema/notices.ts';
import { recordTemplateCheck, templateCheck } from '../../db/template-checks.ts';
import { table } from '../../terminal.ts';
import { plainText } from '../plain-text.ts';
import { printLetter } from '../print-files.ts';
import { createPdfPrinter } from '../render-pdf.ts';
import { inventedContent, TEMPLATES, textSha256 } from '../templates.ts';
import { unverifiedNorms, writeLetter } from '../write-letter.ts';

const REFERENCE = 'Q-0000-0000';

/** Adds `notice template list|preview|check`: what a lawyer reads before anything is written for anybody. */
export function registerTemplates(notice: Command, context: () => CommandContext): void {
  const template = notice.command('template').description('the texts of letters, with invented data, for the lawyer');

  template
    .command('list')
    .description('every kind in every language, and who checked it')
    .option('--json', 'rows as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { terminal, withHome, clock } = context();
      const date = almatyDate(clock());
      const rows = await withHome(({ db }) =>
        Promise.all(
          TEMPLATES.map(async ({ kind, language }) => {
            const check = await templateCheck(db, { kind, language, textSha256: textSha256(kind, language, date) });
            return {
              kind,
              language,
              checkedBy: check?.checkedBy ?? null,
              checkedAt: check?.checkedAt.toISOString() ?? null,
              toBeChecked: unverifiedNorms(inventedContent(kind, language, { date })).map((norm) => norm.code),
            };
          }),
        ),
      );
      if (json) return terminal.out(JSON.stringify(rows));
      const cells = rows.map((row) => [
        row.kind,
        row.language,
        row.checkedBy ?? 'not checked',
        row.checkedAt?.slice(0, 10) ?? '',
        row.toBeChecked.join(' '),
      ]);
      for (const line of table(['kind', 'language', 'checked by', 'on', 'norms to be checked'], cells))
        terminal.out(line);
    });

  template
    .command('preview')
    .description('print templates with invented data: as text, or as PDF and DOCX into a folder')
    .addOption(new Option('--kind <kind>', 'only this kind').choices(NOTICE_KINDS))
    .addOption(new Option('--language <language>', 'only this language').choices(LANGUAGES))
    .option('--into <folder>', 'write PDF and DOCX files there')
    .action((options: { kind?: NoticeKind; language?: Language; into?: string }) => preview(context(), options));

  template
    .command('check')
    .description('record that a lawyer has read a text; it holds until a word of it changes')
    .addArgument(new Argument('<kind>', 'what letter').choices(NOTICE_KINDS))
    .addArgument(new Argument('<language>', 'in which language').choices(LANGUAGES))
    .requiredOption('--by <name>', 'the lawyer')
    .action(async (kind: NoticeKind, language: Language, { by }: { by: string }) => {
      const { terminal, withHome, clock } = context();
      const check = { kind, language, checkedBy: by, textSha256: textSha256(kind, language, almatyDate(clock())) };
      await withHome(({ db }) => recordTemplateCheck(db, check, clock()));
      terminal.note(`${kind} in ${language} is checked by ${by}`);
    });
}

async function preview(
  at: CommandContext,
  { kind, language, into }: { kind?: NoticeKind; language?: Language; into?: string },
): Promise<void> {
  const date = almatyDate(at.clock());
  const wanted = TEMPLATES.filter(
    (one) => (kind === undefined || one.kind === kind) && (language === undefined || one.language === language),
  );
  const how = { draft: true, textChecked: false };
  if (into === undefined) {
    for (const one of wanted)
      at.terminal.out(plainText(writeLetter(inventedContent(one.kind, one.language, { date }), REFERENCE, how)));
    return;
  }
  const printer = createPdfPrinter(await at.chromium());
  try {
    await mkdir(into, { recursive: true, mode: 0o700 });
    for (const one of wanted) {
      const content = inventedContent(one.kind, one.language, { date });
      const files = await printLetter(content, REFERENCE, how, (html) => printer.print(html));
      for (const { name, bytes } of files)
        await writeFile(join(into, name.replace(REFERENCE, `${one.kind}.${one.language}`)), bytes, { mode: 0o600 });
    }
  } finally {
    await printer.close();
  }
  at.terminal.note(`${wanted.length} templates with invented data are in ${into}`);
}
