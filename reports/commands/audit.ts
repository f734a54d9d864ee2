import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command.ts';
import { appendToLog, readLog } from '../../db/evidence-log.ts';
import { LANGUAGES, type Language } from '../../db/schema/language.ts';
import { InputError, table } from '../../terminal.ts';
import { type AuditRow, auditCells, auditColumns, auditCsv, auditRows } from '../audit.ts';
import { momentOf } from './letter-deps.ts';

interface AuditOptions {
  readonly since?: string;
  readonly language: Language;
}

/** Adds `audit` and `audit export`; `audit verify` belongs to pipeline. */
export function registerAudit(program: Command, context: () => CommandContext): void {
  const rowsOf = async ({ withHome }: CommandContext, { since, language }: AuditOptions) => {
    const from = since === undefined ? undefined : momentOf(since.length === 10 ? `${since} 00:00` : since);
    const { entries } = await withHome((home) => readLog(home.db));
    return auditRows(entries, { language, ...(from === undefined ? {} : { since: from }) });
  };
  const audit = program
    .command('audit')
    .option('--since <date>', 'only entries from then on (2026-11-24, Almaty)')
    .addOption(new Option('--language <language>', 'language of the words').choices(LANGUAGES).default('en'))
    .description('who did what, from the log that cannot be changed unseen: short names only, no number and no name')
    .option('--json', 'rows as JSON')
    .action(async (options: AuditOptions & { json?: boolean }) => {
      const at = context();
      const rows = await rowsOf(at, options);
      if (options.json) return at.terminal.out(JSON.stringify(rows));
      for (const line of inTable(rows, options.language)) at.terminal.out(line);
    });

  audit
    .command('export')
    .description('the log as a file: CSV for a spreadsheet when its name ends in .csv, else plain text')
    .requiredOption('--to <file>', 'the file to write')
    .requiredOption('--by <name>', 'who takes it')
    .action(async (_: object, command: Command) => {
      // --since and --language are the group's own.
      const options = command.optsWithGlobals<AuditOptions & { to: string; by: string }>();
      const { to, by, language } = options;
      const at = context();
      await at.withHome((home) =>
        appendToLog(home.db, { kind: 'exported', by, detail: { what: 'audit' } }, at.clock()),
      );
      const rows = await rowsOf(at, options);
      const text = to.endsWith('.csv') ? auditCsv(rows, language) : `${inTable(rows, language).join('\n')}\n`;
      await writeFile(to, text, { mode: 0o600, flag: 'wx' }).catch(() => {
        throw new InputError('the file given with --to is there already, or cannot be written');
      });
      at.terminal.note(`${rows.length} entries written`);
    });
}

function inTable(rows: readonly AuditRow[], language: Language): string[] {
  return table(
    auditColumns(language),
    rows.map((row) => auditCells(row, language)),
  );
}
