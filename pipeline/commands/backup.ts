import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { writeBackup } from '../../db/backup.ts';
import { assertCoveredAbroad } from '../../db/consents.ts';
import { isRecipient, readIdentities } from '../../db/evidence-files.ts';
import { appendToLog } from '../../db/evidence-log.ts';
import { checkBackup, restoreBackup } from '../../db/restore.ts';
import { InputError } from '../../terminal.ts';

const KEYS_NAME = 'qorgan-person-keys.age';

/** Adds `backup` and `restore`. */
export function registerBackup(program: Command, context: () => CommandContext): void {
  program
    .command('backup')
    .description('copy records and files, as they are at one moment, encrypted to age keys of staff')
    .requiredOption('--to <file>', 'the backup, a new file')
    .option('--keys <file>', `the keys of people; replaced by each backup (default: ${KEYS_NAME} beside it)`)
    .option('--abroad', 'this copy leaves the country: only when every consent covers that')
    .option('--recipient <age1…>', 'an age public key; may be repeated (default: QORGAN_RECIPIENTS)', add, [])
    .action(async (options: { to: string; keys?: string; abroad?: boolean; recipient: string[] }) => {
      const { terminal, config, clock, withHome, account } = context();
      const recipients = options.recipient.length > 0 ? options.recipient : config.evidence.recipients;
      if (!recipients.every(isRecipient)) throw new InputError('--recipient: not an age public key (age1…)');
      const to = resolve(options.to);
      const keysTo = resolve(options.keys ?? join(dirname(to), KEYS_NAME));
      const report = await withHome(async (home) => {
        if (options.abroad || config.storedAbroad) await assertCoveredAbroad(home.db);
        const detail = { people: 'all', ...(options.abroad ? { to: 'abroad' } : {}) };
        await appendToLog(home.db, { kind: 'backed-up', by: account, detail }, clock());
        return writeBackup(home, { to, keysTo }, recipients, clock());
      });
      const rows = Object.values(report.tables).reduce((all, count) => all + count, 0);
      terminal.out(`${to}: ${rows} rows, ${report.files} files, ${report.size} bytes`);
      terminal.out(`${keysTo}: keys of ${report.people} people; keep this one copy only, and never an older one`);
      terminal.note(
        'the root key or passphrase is in neither: keep it apart; "qorgan restore FILE --check" reads a backup',
      );
    });

  program
    .command('restore <file>')
    .description('make a new data folder (QORGAN_HOME, and DATABASE_URL where given) from a backup')
    .requiredOption('--identity <file>', 'age identity that opens it')
    .option('--keys <file>', `the keys of people (default: ${KEYS_NAME} beside it)`)
    .option('--root-key <file>', 'copy of keys/root.key, where the installation keeps one')
    .option('--check', 'only read it to its end: restore nothing')
    .action(async (file: string, options: { identity: string; keys?: string; rootKey?: string; check?: boolean }) => {
      const { terminal, config } = context();
      const identities = await readIdentities(options.identity);
      const from = resolve(file);
      if (options.check) {
        const { rows, files, madeAt } = await checkBackup(from, identities);
        return terminal.out(`whole: ${rows} rows, ${files} files, made ${madeAt}`);
      }
      const keysFrom = resolve(options.keys ?? join(dirname(from), KEYS_NAME));
      const done = await restoreBackup(config, { from, keysFrom, identities, rootKeyFile: options.rootKey });
      const rows = Object.values(done.tables).reduce((all, count) => all + count, 0);
      terminal.out(`${config.home}: ${rows} rows, ${done.files} files, as of ${done.madeAt}`);
      terminal.note('now check the evidence: "qorgan evidence verify"');
    });
}

function add(value: string, all: string[]): string[] {
  return [...all, value];
}
