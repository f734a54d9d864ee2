import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { workAll } from '../jobs/workers.ts';
import { chosenPlatforms } from '../jobs/workplace.ts';
import { checkSchedule } from '../schedule/due.ts';
import { runSchedule } from '../schedule/run.ts';
import { tellMatches } from './worker.ts';

/** Adds `serve`: schedule and worker in one process. */
export function registerServe(program: Command, context: () => CommandContext): void {
  program
    .command('serve')
    .description('schedule and worker in one process, until stopped')
    .action(async () => {
      const at = context();
      const adapters = chosenPlatforms(at, undefined);
      checkSchedule(at.config.schedule);
      await at.withHome(async (home) => {
        const platforms = adapters.map((adapter) => adapter.id);
        await Promise.all([workAll(at, home, adapters, tellMatches(at)), runSchedule(at, home, platforms)]);
      });
    });
}
