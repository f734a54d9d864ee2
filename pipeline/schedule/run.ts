import { schedule } from 'node-cron';
import type { CommandContext } from '../../command.ts';
import { briefly } from '../../db/bug-report.ts';
import { asDatabaseError } from '../../db/client.ts';
import { enforceRetention, retentionDeps } from '../../db/enforce-retention.ts';
import type { Home } from '../../db/home.ts';
import { openQueue } from '../../db/job-queue.ts';
import { waitUnlessStopped } from '../jobs/workers.ts';
import { checkSchedule } from './due.ts';
import { tick } from './tick.ts';

const EVERY_20_SECONDS = '*/20 * * * * *';
const LONG_MS = 3_600_000;

/** Adds jobs when they are due, until stopped. Throws ConfigError for a schedule that cannot be read. */
export async function runSchedule(at: CommandContext, home: Home, platforms: readonly string[]): Promise<void> {
  const { config, clock, terminal, stopping } = at;
  checkSchedule(config.schedule);
  const queue = await openQueue(home.database, home.vault);
  const upkeep = (now: Date) => enforceRetention(retentionDeps(home, config.evidence.retentionMonths), now);
  let last = '';
  const once = async () => {
    try {
      await tick({ db: home.db, vault: home.vault, queue, config, platforms, upkeep }, clock());
      last = '';
    } catch (error) {
      // Whatever it was, the next tick tries again: an unattended schedule does not end.
      const words = asDatabaseError(error)?.message ?? briefly(error);
      if (words !== last) terminal.note(`schedule: ${words}`);
      last = words;
    }
  };
  await once();
  const beat = schedule(EVERY_20_SECONDS, once, { timezone: config.schedule.timeZone, noOverlap: true });
  try {
    while (!stopping()) await waitUnlessStopped(LONG_MS, stopping);
  } finally {
    await beat.destroy();
  }
}
