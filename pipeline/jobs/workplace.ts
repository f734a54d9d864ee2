import type { CommandContext } from '../../command.ts';
import { coverNumbers } from '../../db/cover-numbers.ts';
import type { Home } from '../../db/home.ts';
import { type Job, queueOf, URGENCY } from '../../db/job-kinds.ts';
import { openQueue, type Queue } from '../../db/job-queue.ts';
import type { Urgency } from '../../db/leases.ts';
import { markInterrupted } from '../../db/runs.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { BY_HAND, platforms } from '../../scrapers/directory.ts';
import { parseOrigins } from '../../scrapers/origins.ts';
import { InputError } from '../../terminal.ts';
import { openChannels } from '../alerts/channels.ts';
import { whileTelling } from '../alerts/teller.ts';
import { authoritiesOf } from '../evidence/authorities.ts';
import { confirmTimes } from '../evidence/confirm-times.ts';
import { evidenceSettings } from '../evidence/settings.ts';
import { enabledPlatforms } from '../one-platform.ts';
import { createPhotoReader } from '../photos/reader.ts';
import { openOutlook } from '../platform-run.ts';
import type { SweepEvent } from '../sweep.ts';
import { doJob, type Workplace } from './handlers.ts';
import { type WorkDeps, workOff } from './work.ts';

/** A run that has given no sign of life for so long is dead. */
const SILENT_MS = 24 * 3_600_000;
/** A person at a command waits for what it looks for. */
const SOMEBODY_WAITS_MS = 500;

/** The platforms asked for by id, or all that are switched on and have something to look at. Throws InputError. */
export function chosenPlatforms(
  { config, terminal }: CommandContext,
  wanted: readonly string[] | undefined,
): PlatformAdapter[] {
  const known = platforms(parseOrigins(config.origins), config.platforms);
  const unknown = wanted?.find((id) => !known.some((adapter) => adapter.id === id));
  const byHand = BY_HAND.find((one) => one.id === unknown);
  if (byHand) throw new InputError(`${byHand.id} is looked at by hand only: ${byHand.why}`);
  if (unknown !== undefined)
    throw new InputError(
      `unknown platform "${coverNumbers(unknown)}": known are ${known.map((one) => one.id).join(', ')}`,
    );
  const adapters = wanted ? known.filter((one) => wanted.includes(one.id)) : enabledPlatforms(config);
  if (adapters.length === 0) throw new InputError('every platform is switched off in config.json');
  const idle = adapters.filter((one) => one.notSwept !== undefined);
  const asked = idle.find((one) => wanted?.includes(one.id));
  if (asked) throw new InputError(`${asked.id}: ${asked.notSwept}`);
  for (const { id, notSwept } of idle) terminal.note(`not looked at: ${id}: ${notSwept}`);
  const swept = adapters.filter((one) => one.notSwept === undefined);
  if (swept.length === 0) throw new InputError('no platform is left to look at');
  return swept;
}

/** Opens the means of doing jobs on these platforms for the time of `use`. Throws ConfigError and BrowserMissing. */
export async function withWorkplace<T>(
  at: CommandContext,
  home: Home,
  adapters: readonly PlatformAdapter[],
  onEvent: (event: SweepEvent) => void,
  use: (place: Workplace, queue: Queue) => Promise<T>,
  { despiteRefusal }: { readonly despiteRefusal?: boolean | undefined } = {},
): Promise<T> {
  const { config, clock, terminal, stopping } = at;
  const channels = openChannels(config.alerts);
  const outlook = await openOutlook({ ...at, adapters, db: home.db, despiteRefusal });
  const photoReader = createPhotoReader({ workers: config.photos.processes });
  try {
    // A sweep shows after each page that it lives, and nothing else lasts so long: these were killed.
    await markInterrupted(home.db, new Date(clock().getTime() - SILENT_MS), clock());
    const queue = await openQueue(home.database, home.vault);
    const evidence = await evidenceSettings(at, home);
    const confirming = confirmTimes(at, home, await authoritiesOf(config));
    const onCaptured = confirming.add;
    const place: Workplace = {
      ...{ home, config, clock, evidence, onCaptured, outlook, photoReader, adapters, stopping, onEvent },
    };
    const result = await whileTelling({ db: home.db, channels, clock, terminal }, () => use(place, queue));
    await confirming.done();
    return result;
  } finally {
    await Promise.all([outlook.close(), photoReader.close()]);
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
