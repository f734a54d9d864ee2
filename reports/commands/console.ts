import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { checkConsole } from '../console/guard/addresses.ts';
import { startConsole } from '../console/start.ts';

const LOOK_EVERY_MS = 250;

/** Adds `console`: the pages alone, beside `worker` and `schedule`. */
export function registerConsole(program: Command, context: () => CommandContext): void {
  program
    .command('console')
    .description('the staff’s web pages alone, until stopped; "serve" does the work as well')
    .action(async () => {
      const at = context();
      checkConsole(at.config);
      await at.withHome(async (home) => {
        const pages = await startConsole(at, home);
        while (!at.stopping()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        await pages.close();
      });
    });
}
