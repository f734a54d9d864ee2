import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { openChannels } from '../alerts/channels.ts';
import { whileTelling } from '../alerts/teller.ts';
import { chosenPlatforms } from '../jobs/workplace.ts';
import { checkSchedule } from '../schedule/due.ts';
import { runSchedule } from '../schedule/run.ts';
import { crontab, systemdUnits } from '../schedule/units.ts';

/** Adds `schedule`: it only adds jobs; `worker` or `serve` does them. */
export function registerSchedule(program: Command, context: () => CommandContext): void {
  program
    .command('schedule')
    .description('add jobs when they are due (nightly sweep, pulse under attack, daily recheck), until stopped')
    .option('--print-crontab', 'print lines for a crontab instead')
    .option('--print-systemd', 'print units for systemd instead')
    .action(async ({ printCrontab, printSystemd }: { printCrontab?: boolean; printSystemd?: boolean }) => {
      const at = context();
      const { config, clock, terminal } = at;
      checkSchedule(config.schedule);
      const installed = { node: process.execPath, program: resolve(import.meta.dirname, '../../qorgan.mjs') };
      if (printCrontab) return terminal.out(crontab(config, installed).trimEnd());
      if (printSystemd) return terminal.out(systemdUnits(config, installed).trimEnd());
      const platforms = chosenPlatforms(at, undefined).map((adapter) => adapter.id);
      const channels = openChannels(config.alerts);
      await at.withHome((home) =>
        whileTelling({ db: home.db, channels, clock, terminal }, () => runSchedule(at, home, platforms)),
      );
    });
}
