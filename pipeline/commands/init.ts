import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { initHome } from '../../db/home.ts';

/** Adds `init`: the data folder, its keys and its database. */
export function registerInit(program: Command, context: () => CommandContext): void {
  program
    .command('init')
    .description('make the data folder (QORGAN_HOME), its root key and the database')
    .option('--key-file', 'with a passphrase: keep a key file as well; each alone opens nothing')
    .action(async ({ keyFile = false }: { keyFile?: boolean }) => {
      const { terminal, config, clock } = context();
      const home = await initHome(config, clock(), { keyFileToo: keyFile });
      await home.close();
      terminal.note(`made ${config.home}`);
      const { keys } = home;
      if (config.rootKey === undefined && (config.passphrase === undefined || keyFile))
        terminal.note(`keep ${keys}/root.key in a safe place apart too, or "qorgan key split": without it all is lost`);
      terminal.note(
        `the keys of people lie in ${keys}: "qorgan backup" keeps a copy of them, a copy of the database holds none`,
      );
    });
}
