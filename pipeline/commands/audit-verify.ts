import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { readLog } from '../../db/evidence-log.ts';
import { checkKeptLog } from '../../db/verify-log.ts';

/** Adds `audit verify` to the group that reports/commands/audit.ts has made. */
export function registerAuditVerify(
  program: Command,
  context: () => CommandContext,
  exit: (code: ExitCode) => void,
): void {
  const audit = program.commands.find((one) => one.name() === 'audit');
  if (!audit) throw new Error('the audit commands are not registered yet');
  audit
    .command('verify')
    .description(
      'is every entry of the log there, unchanged and in its order? ("evidence verify" checks the files too)',
    )
    .action(async () => {
      const { terminal, withHome } = context();
      const log = await withHome((home) => readLog(home.db));
      const { entries, head } = log;
      const differences = checkKeptLog(log);
      for (const { where, what } of differences) terminal.out(`DIFFERS ${where}: ${what}`);
      terminal.out(
        differences.length === 0
          ? `${entries.length} entries, unbroken; the last one is ${head?.hash ?? 'none'}`
          : `${differences.length} differences`,
      );
      exit(differences.length === 0 ? 0 : 3);
    });
}
