import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { readIdentities } from '../../db/evidence-files.ts';
import { idOfShortName, shortName } from '../../db/short-name.ts';
import { openSigningKey } from '../../db/signing-key.ts';
import { InputError } from '../../terminal.ts';
import { exportCase } from '../evidence/export.ts';
import { createPdfPrinter } from '../render-pdf.ts';

interface Options {
  readonly to: string;
  readonly by: string;
  readonly identity?: string;
  readonly workingCopy?: boolean;
  readonly letters?: boolean;
  readonly json?: boolean;
}

/** Adds `evidence export` to the group that pipeline/commands/evidence.ts has made. */
export function registerEvidenceExport(program: Command, context: () => CommandContext): void {
  const evidence = program.commands.find((one) => one.name() === 'evidence');
  if (!evidence) throw new Error('the evidence commands are not registered yet');
  evidence
    .command('export <match...>')
    .description('one signed zip for a case, for its lawyer, notary or court; can be checked without Qorgan')
    .requiredOption('--to <file>', 'the zip file to write: it holds the number in the clear')
    .requiredOption('--by <name>', 'who takes it')
    .option('--identity <file>', 'age identity that opens sealed evidence')
    .option('--working-copy', 'for anybody else than the notary or the court: other people are covered')
    .option('--letters', 'the letters of these matches as well')
    .option('--json', 'the result as JSON')
    .action(async (named: string[], options: Options) => {
      const { terminal, withHome, config, clock, chromium } = context();
      const matchIds = named.map((one) => {
        const id = idOfShortName('m', one);
        if (id === null) throw new InputError('not the short name of a match: expected m1, m2 …');
        return id;
      });
      const to = resolve(options.to);
      if (existsSync(to)) throw new InputError('the file given with --to is there already');
      const identities = options.identity === undefined ? [] : await readIdentities(options.identity);
      const printer = createPdfPrinter(await chromium());
      try {
        const done = await withHome(async (home) =>
          exportCase(
            {
              db: home.db,
              vault: home.vault,
              home: home.path,
              clock,
              identities,
              signer: await openSigningKey(home.keys, home.vault),
              authorities: config.evidence.timestampAuthorities,
              printPdf: printer.print,
            },
            {
              matchIds,
              by: options.by,
              copy: options.workingCopy ? 'working' : 'whole',
              letters: options.letters ?? false,
              to,
            },
          ),
        );
        const captures = done.captures.map((id) => shortName('c', id));
        if (options.json) return terminal.out(JSON.stringify({ ...done, captures }));
        terminal.out(`${done.path}: ${done.files} files, ${captures.join(' ')}`);
        return terminal.out(`sha256 ${done.sha256}`);
      } finally {
        await printer.close();
      }
    });
}
