import type { CommandContext } from '../../command.ts';
import type { Home } from '../../db/home.ts';
import type { Urgency } from '../../db/leases.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { platforms } from '../../scrapers/directory.ts';
import { parseOrigins } from '../../scrapers/origins.ts';
import { InputError } from '../../terminal.ts';
import { openChannels } from '../alerts/channels.ts';
import { whileTelling } from '../alerts/teller.ts';
import { openOutlook } from '../platform-run.ts';
import type { SweepEvent } from '../sweep.ts';
import { doJob, type Workplace } from './handlers.ts';
import { type Job, queueOf, URGENCY } from './kinds.ts';
import { openQueue, type Queue } from './queue.ts';
import { type WorkDeps, workOff } from './work.ts';

/** A person at a command waits for what it looks for. */
const SOMEBODY_WAITS_MS = 500;

/** The platforms asked for by id, or all that are not switched off. Throws InputError. */
export function chosenPlatforms({ config }: CommandContext, wanted: readonly string[] | undefined): PlatformAdapter[] {
  const known = platforms(parseOrigins(config.origins));
  const unknown = wanted?.find((id) => !known.some((adapter) => adapter.id === id));
  if (unknown !== undefined)
    throw new InputError(`unknown platform "${unknown}": known are ${known.map((one) => one.id).join(', ')}`);
  const adapters = known.filter((one) => wanted?.includes(one.id) ?? config.platforms[one.id]?.enabled ?? true);
  if (adapters.length === 0) throw new InputError('every platform is switched off in config.json');
  return adapters;
}

/** Opens the means of doing jobs on these platforms for the time of `use`. Throws ConfigError and BrowserMissing. */
export async function withWorkplace<T>(
  at: CommandContext,
  home: Home,
  adapters: readonly PlatformAdapter[],
  onEvent: (event: SweepEvent) => void,
  use: (place: Workplace, queue: Queue) => Promise<T>,
): Promise<T> {
  const { config, tool, chromium, clock, terminal, stopping } = at;
  const channels = openChannels(config.alerts);
  const outlook = await openOutlook({ adapters, config, tool, chromium, clock });
  try {
    const queue = await openQueue(home.database);
    const place: Workplace = { home, config, clock, tool, outlook, adapters, stopping, onEvent };
    return await whileTelling({ db: home.db, channels, clock, terminal }, () => use(place, queue));
  } finally {
    await outlook.close();
  }
}

/**
 * Adds jobs and works them off here, each platform's at once, unless another process is at them already: then this one
 * waits, and takes over when that one dies. Returns when all are done, or staff stopped it. The ids are the jobs'.
 */
export async function addAndWorkOff(jobs: readonly Job[], place: Workplace, queue: Queue): Promise<string[]> {
  const ids: string[] = [];
  for (const job of jobs) ids.push(await queue.add(job));
  await Promise.all(
    jobs.map(async (job, i) => {
      const id = ids[i] ?? '';
      const urgency = URGENCY[job.kind];
      const name = queueOf(job.platform, urgency);
      await workPlatform(place, queue, job.platform, urgency, {
        whenStopped: 'done',
        lookEveryMs: SOMEBODY_WAITS_MS,
        async over() {
          const state = await queue.state({ queue: name, id });
          return state === 'done' || state === 'dropped';
        },
      });
    }),
  );
  return ids;
}

/** Works off one queue of one platform at this workplace. */
export function workPlatform(
  place: Workplace,
  queue: Queue,
  platform: string,
  urgency: Urgency,
  until: Pick<WorkDeps, 'over' | 'whenStopped' | 'lookEveryMs'>,
): Promise<void> {
  return workOff({
    db: place.home.db,
    queue,
    platform,
    urgency,
    stopping: place.stopping,
    work: (job, lease) => doJob(job, lease, place),
    ...until,
  });
}
