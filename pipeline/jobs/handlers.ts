import type { Config } from '../../config.ts';
import type { Home } from '../../db/home.ts';
import { activeNumbers, numbersGeneration } from '../../db/numbers.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { finderOf } from '../match.ts';
import type { Outlook } from '../platform-run.ts';
import { type SweepEvent, type SweepPlan, sweepPlatform } from '../sweep.ts';
import { type JobKind, type JobOf, URGENCY } from './kinds.ts';
import type { Lease } from './lease.ts';
import { lookAtOne } from './one-ad.ts';
import type { QueuedJob } from './queue.ts';
import { openTurn } from './turn.ts';

/** A pulse reads so many pages of so many indexes: newest ads of the categories at risk. */
const PULSE_PAGES = 3;
const PULSE_INDEXES = 4;

/** Where jobs are done: one process. */
export interface Workplace {
  readonly home: Home;
  readonly config: Config;
  readonly clock: () => Date;
  readonly tool: string;
  readonly outlook: Outlook;
  readonly adapters: readonly PlatformAdapter[];
  readonly stopping: () => boolean;
  readonly onEvent: (event: SweepEvent) => void;
}

/** Everything a handler needs, for one job on one platform. */
export interface AtWork extends Workplace {
  readonly id: string;
  readonly adapter: PlatformAdapter;
  readonly look: ReturnType<Outlook['of']>['looker']['look'];
  readonly show: ReturnType<Outlook['of']>['show'];
  readonly ready: ReturnType<Outlook['of']>['ready'];
}

type Handler<K extends JobKind> = (job: JobOf<K>, at: AtWork) => Promise<void>;

/** Looks again at a confirmed match's ad: pipeline/recheck.ts. */
export type Recheck = Handler<'recheck'>;

const DEEP = { deepest: Number.POSITIVE_INFINITY, indexes: Number.POSITIVE_INFINITY };

/** What each kind of job does. */
const HANDLERS: { readonly [K in JobKind]: Handler<K> } = {
  sweep: (_job, at) => lookThrough(at, { kind: 'sweep', order: 'walk by walk', ...DEEP }),
  // Every number is looked for, so that the nightly sweep need not read these ads again.
  scan: (job, at) => lookThrough(at, { kind: 'scan', order: 'newest first', ...DEEP }, job.numberId),
  pulse: (_job, at) =>
    lookThrough(at, { kind: 'pulse', order: 'newest first', deepest: PULSE_PAGES, indexes: PULSE_INDEXES }),
  check: (job, at) => lookAtOne(job, at),
  capture: (job, at) => lookAtOne(job, at),
  recheck: (job, at) => lookAtOne(job, at),
};

/** Does one job of the queue whose lease is given, in the platform's turn. Throws LeaseLost. */
export async function doJob({ id, job }: QueuedJob, queue: Lease, place: Workplace): Promise<void> {
  const adapter = place.adapters.find((one) => one.id === job.platform);
  // A platform that this version does not know, or that was switched off since.
  if (!adapter) return;
  const { looker, show, ready, end } = place.outlook.of(adapter, (pace) =>
    openTurn({
      db: place.home.db,
      platform: adapter.id,
      urgency: URGENCY[job.kind],
      pace,
      queue,
      stopping: place.stopping,
    }),
  );
  try {
    await (HANDLERS[job.kind] as Handler<JobKind>)(job, { ...place, id, adapter, look: looker.look, show, ready });
  } finally {
    await end();
  }
}

async function lookThrough(at: AtWork, plan: Omit<SweepPlan, 'job'>, numberId?: number): Promise<void> {
  const { home, config, clock, adapter } = at;
  const active = await activeNumbers(home.db, home.vault, clock());
  if (active.length === 0) return;
  const generation = await numbersGeneration(home.db);
  await sweepPlatform(
    {
      adapter,
      db: home.db,
      vault: home.vault,
      clock,
      home: home.path,
      tool: at.tool,
      finder: finderOf(active),
      show: at.show,
      look: at.look,
      ready: at.ready,
      generation,
      oldestGeneration: numberId ?? generation,
      controlUrl: config.platforms[adapter.id]?.control ?? null,
      stopping: at.stopping,
      onEvent: at.onEvent,
    },
    { ...plan, job: at.id },
  );
}
