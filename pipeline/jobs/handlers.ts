import type { Config } from '../../config.ts';
import { RecordError } from '../../db/errors.ts';
import type { Home } from '../../db/home.ts';
import { type JobKind, type JobOf, URGENCY } from '../../db/job-kinds.ts';
import type { QueuedJob } from '../../db/job-queue.ts';
import { openLookup } from '../../db/lookups.ts';
import { activeNumbers, numbersGeneration } from '../../db/numbers.ts';
import { isScanStopped } from '../../db/scans.ts';
import { adAddress } from '../../scrapers/ad-address.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { checkAd } from '../check.ts';
import type { EvidenceSettings } from '../evidence/capture.ts';
import type { FoundMatch } from '../examine.ts';
import { answerYes } from '../hidden/answer.ts';
import { hiddenMeans } from '../hidden/means.ts';
import { liveNumbers } from '../live-numbers.ts';
import type { PhotoReader } from '../photos/reader.ts';
import type { Outlook, PlatformOutlook } from '../platform-run.ts';
import { recheckPlatform } from '../recheck.ts';
import { orInterrupted } from '../stopped-waiting.ts';
import { type SweepEvent, type SweepPlan, sweepPlatform } from '../sweep.ts';
import type { Lease } from './lease.ts';
import { openTurn } from './turn.ts';

/** A pulse reads so many pages of so many indexes: newest ads of the categories at risk. */
const PULSE_PAGES = 3;
const PULSE_INDEXES = 4;

/** Where jobs are done: one process. */
export interface Workplace {
  readonly home: Home;
  readonly config: Config;
  readonly clock: () => Date;
  readonly evidence: EvidenceSettings;
  /** A capture stands on the disk and in the log: its time can be confirmed. */
  readonly onCaptured: (captureId: number) => void;
  readonly outlook: Outlook;
  readonly photoReader: PhotoReader;
  readonly adapters: readonly PlatformAdapter[];
  readonly stopping: () => boolean;
  readonly onEvent: (event: SweepEvent) => void;
}

/** Everything a handler needs, for one job on one platform. */
export interface AtWork extends Workplace {
  readonly id: string;
  readonly adapter: PlatformAdapter;
  readonly look: PlatformOutlook['looker']['look'];
  readonly show: PlatformOutlook['show'];
  readonly picture: PlatformOutlook['picture'];
  readonly reveal: PlatformOutlook['reveal'];
  readonly whileMine: PlatformOutlook['whileMine'];
}

type Handler<K extends JobKind> = (job: JobOf<K>, at: AtWork) => Promise<void>;

const DEEP = { deepest: Number.POSITIVE_INFINITY, indexes: Number.POSITIVE_INFINITY };

/** What each kind of job does. */
const HANDLERS: { readonly [K in JobKind]: Handler<K> } = {
  sweep: (_job, at) => lookThrough(at, { kind: 'sweep', order: 'walk by walk', ...DEEP }),
  // Every number is looked for, so that the nightly sweep need not read these ads again.
  scan: (job, at) => lookThrough(at, { kind: 'scan', order: 'newest first', ...DEEP }, job.numberId),
  pulse: (_job, at) =>
    lookThrough(at, { kind: 'pulse', order: 'newest first', deepest: PULSE_PAGES, indexes: PULSE_INDEXES }),
  check: (job, at) => checkOne(job, at),
  capture: (job, at) => checkOne(job, at),
  recheck: (job, at) => recheckOne(job, at),
  answer: (job, at) => answerOne(job, at),
};

/** Does one job of the queue whose lease is given, in the platform's turn. Throws LeaseLost. */
export async function doJob({ id, job }: QueuedJob, queue: Lease, place: Workplace): Promise<void> {
  const adapter = place.adapters.find((one) => one.id === job.platform);
  // A platform that this version does not know, or that was switched off since.
  if (!adapter) return;
  const { looker, end, ...means } = place.outlook.of(adapter, (pace) =>
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
    const at: AtWork = { ...place, ...means, id, adapter, look: looker.look };
    await orInterrupted({ db: place.home.db, clock: place.clock }, { job: id }, () =>
      (HANDLERS[job.kind] as Handler<JobKind>)(job, at),
    );
  } finally {
    await end();
  }
}

/** Looks at one ad now: matches it and takes its proof where there is no whole one yet. */
async function checkOne(job: JobOf<'check' | 'capture'>, at: AtWork): Promise<void> {
  const { home, adapter, clock } = at;
  const { db, vault } = home;
  const { adId } = job;
  const url =
    adapter.listingUrl(adId) ?? ('url' in job && job.url !== undefined ? ownAddress(job.url, adId, adapter) : null);
  if (url === null) return;
  const active = await activeNumbers(db, vault, clock());
  const onMatch = (match: FoundMatch) => at.onEvent({ kind: 'match', ...match });
  const numbers = liveNumbers({ db, clock }, active);
  const look = numbers.withRefresh(at.look);
  const deps = { ...at, db, vault, active, look, finder: numbers.finder, onMatch, job: at.id };
  await checkAd({ kind: 'ad', adapter, adId, url, plainest: null }, deps);
}

/** The address that a person pasted, if this version still knows it for an address of that ad. */
function ownAddress(pasted: string, adId: string, adapter: PlatformAdapter): string | null {
  const found = adAddress([adapter], new URL(pasted));
  return found?.kind === 'ad' && found.adId === adId ? found.url : null;
}

async function recheckOne({ matchId }: JobOf<'recheck'>, at: AtWork): Promise<void> {
  const { home, clock, id: job } = at;
  const { db, vault } = home;
  const active = await activeNumbers(db, vault, clock());
  const numbers = liveNumbers({ db, clock }, active);
  const activeNumberIds = new Set(active.map((number) => number.id));
  const look = numbers.withRefresh(at.look);
  await recheckPlatform({ ...at, db, vault, look, finder: numbers.finder, activeNumberIds, only: { matchId, job } });
}

async function answerOne({ lookupId, numberId, by }: JobOf<'answer'>, at: AtWork): Promise<void> {
  const { db, vault } = at.home;
  const active = await activeNumbers(db, vault, at.clock());
  if (!active.some((number) => number.id === numberId)) return;
  try {
    const lookup = await openLookup(db, lookupId);
    await answerYes(lookup, { numberId, by, job: at.id }, { ...at, db, vault });
  } catch (error) {
    // Somebody answered it meanwhile: there is nothing left to do.
    if (!(error instanceof RecordError)) throw error;
  }
}

async function lookThrough(at: AtWork, plan: Omit<SweepPlan, 'job'>, numberId?: number): Promise<void> {
  const { home, config, clock, adapter } = at;
  const active = await activeNumbers(home.db, home.vault, clock());
  const asked = numberId === undefined ? null : (active.find((number) => number.id === numberId) ?? null);
  // Nobody to look for, or no more: a scan whose number was withdrawn while its job waited.
  if (active.length === 0 || (numberId !== undefined && asked === null)) return;
  const numbers = liveNumbers({ db: home.db, clock }, active);
  // Staff may stop a scan from their pages: seen after the page in flight.
  let stopped = false;
  const look: AtWork['look'] = async (...wanted) => {
    const page = await numbers.withRefresh(at.look)(...wanted);
    stopped ||= numberId !== undefined && (await isScanStopped(home.db, at.id));
    return page;
  };
  const over = () => stopped || numbers.none || (numberId !== undefined && !numbers.has(numberId));
  const generation = await numbersGeneration(home.db);
  const { perRun, perAd, minutes } = config.photos;
  const photos = {
    reader: at.photoReader,
    fetch: numbers.withRefresh(at.picture),
    perRun,
    perAd,
    ms: minutes * 60_000,
  };
  await sweepPlatform(
    {
      adapter,
      db: home.db,
      vault: home.vault,
      clock,
      evidence: at.evidence,
      onCaptured: at.onCaptured,
      photoReader: at.photoReader,
      finder: numbers.finder,
      show: at.show,
      look,
      hidden: await hiddenMeans({ adapter, config, home, active, reveal: numbers.withRefresh(at.reveal) }),
      photos: perRun === 0 ? null : photos,
      whileMine: at.whileMine,
      generation,
      oldestGeneration: asked?.generation ?? generation,
      controlUrl: config.platforms[adapter.id]?.control ?? null,
      stopping: () => at.stopping() || over(),
      onEvent: at.onEvent,
    },
    { ...plan, job: at.id },
  );
}
