import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { shortName } from '../../db/short-name.ts';
import { workAll } from '../jobs/workers.ts';
import { chosenPlatforms } from '../jobs/workplace.ts';
import type { SweepEvent } from '../sweep.ts';

/** Adds `worker`: on as many machines as wished; a platform is asked by one of them at a time. */
export function registerWorker(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('worker')
    .description('do the jobs that others add (schedule, console, scan), until stopped')
    .option('--platform <id...>', 'only these platforms')
    .action(async ({ platform }: { platform?: string[] }) => {
      const at = context();
      const adapters = chosenPlatforms(at, platform);
      await at.withHome((home) => workAll(at, home, adapters, tellMatches(at)));
      exit(130);
    });
}

/** A line for each new match and each alert: short names and the ad's address, never a number. */
export function tellMatches({ terminal }: CommandContext): (event: SweepEvent) => void {
  return (event) => {
    if (event.kind === 'alert') terminal.note(`${event.platform}: ${event.message}`);
    if (event.kind !== 'match') return;
    const { matchId, platform, numberId, how, strength, url } = event;
    terminal.note(`${platform}: ${shortName('m', matchId)} ${shortName('n', numberId)} ${how} ${strength} ${url}`);
  };
}
