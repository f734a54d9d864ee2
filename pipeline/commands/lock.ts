import { join } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { checkKey, hasKeyFile, keysFolder, readHomeFile } from '../../db/home.ts';
import { ROOT_FILE } from '../../db/keys.ts';
import { lockHome, unlockHome } from '../../db/lock.ts';

/** Adds `lock` and `unlock`. */
export function registerLock(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('lock')
    .description(
      'forget the keys now: end every process that has them, and destroy the key file where shares of it exist',
    )
    .option(
      '--destroy-key',
      'destroy the key file though no shares were made: only a copy elsewhere opens the data then',
    )
    .action(async ({ destroyKey = false }: { destroyKey?: boolean }) => {
      const { terminal, config } = context();
      const keys = keysFolder(config);
      const file = await readHomeFile(config.home, keysFolder(config));
      const destroy = hasKeyFile(file) && (destroyKey || file.splitAt !== undefined);
      const keyFile = destroy ? join(keys, ROOT_FILE) : null;
      const { ended, elsewhere } = await lockHome(config.home, keys, keyFile);
      terminal.note(`locked; processes ended: ${ended}`);
      if (elsewhere > 0) terminal.note(`${elsewhere} processes on other machines end when they next see the lock`);
      if (keyFile !== null) terminal.note('the key file is destroyed; a flash disk may keep its old block for a while');
      else if (file.keys === 'file') {
        terminal.note(
          `NOT forgotten: ${join(keys, ROOT_FILE)} lies on this disk, because no shares of it were made ("qorgan key split"); --destroy-key destroys it all the same`,
        );
        exit(3);
      }
    });

  program
    .command('unlock')
    .description('let the data folder be opened again, by who has the key or the passphrase')
    .action(async () => {
      const { terminal, config } = context();
      await checkKey(config);
      unlockHome(config.home, keysFolder(config));
      terminal.note('unlocked');
    });
}
