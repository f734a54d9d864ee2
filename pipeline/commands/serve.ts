import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import type { Home } from '../../db/home.ts';
import { workAll } from '../jobs/workers.ts';
import { chosenPlatforms } from '../jobs/workplace.ts';
import { checkSchedule } from '../schedule/due.ts';
import { runSchedule } from '../schedule/run.ts';
import { tellMatches } from './worker.ts';

/** Opens the staff's pages on a data folder: given by qorgan.ts, because this side of the house does not know them. */
export type ConsoleStarter = (at: CommandContext, home: Home) => Promise<{ close(): Promise<void> }>;

/** Adds `serve`: console, schedule and worker in one process. */
export function registerServe(program: Command, context: () => CommandContext, startConsole: ConsoleStarter): void {
  program
    .command('serve')
    .description('console, schedule and worker in one process, until stopped')
    .action(async () => {
      const at = context();
      const adapters = chosenPlatforms(at, undefined);
      checkSchedule(at.config.schedule);
      await at.withHome(async (home) => {
        const platforms = adapters.map((adapter) => adapter.id);
        const pages = await startConsole(at, home);
        try {
          await Promise.all([workAll(at, home, adapters, tellMatches(at)), runSchedule(at, home, platforms)]);
        } finally {
          await pages.close();
        }
      });
    });
}
