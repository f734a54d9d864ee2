import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { initHome } from '../../db/home.ts';

/** Adds `init`: the data folder, its keys and its database. */
export function registerInit(program: Command, context: () => CommandContext): void {
  program
    .command('init')
    .description('make the data folder (QORGAN_HOME), its two keys and the database')
    .action(async () => {
      const { terminal, config, clock } = context();
      const home = await initHome(config, clock());
      await home.close();
      terminal.note(`made ${config.home}`);
      if (!config.passphrase && !config.sealKey)
        terminal.note(
          `keep a copy of ${config.home}/keys in a safe place apart: without it nothing sealed can be read`,
        );
    });
}
