import type { JobOf } from '../../db/job-kinds.ts';
import { activeNumbers } from '../../db/numbers.ts';
import { endRun, startRun } from '../../db/runs.ts';
import type { RunReason } from '../../db/schema/runs.ts';
import { LookFailure } from '../../scrapers/errors.ts';
import { openPage, type Page } from '../../scrapers/page.ts';
import { type ListingReading, readListing } from '../../scrapers/read.ts';
import { type Examined, examine, type FoundMatch } from '../examine.ts';
import { finderOf } from '../match.ts';
import type { AtWork } from './handlers.ts';

/** Looks at one ad now: matches it and takes its proof where there is no whole one yet. */
export async function lookAtOne(job: JobOf<'check' | 'capture'>, at: AtWork): Promise<void> {
  const { home, adapter, clock } = at;
  const { db, vault } = home;
  const { adId } = job;
  const url = adapter.listingUrl(adId);
  if (url === null) return;
  const run = await startRun(db, { kind: 'check', platform: adapter.id, job: at.id }, clock());
  const { reading, page } = await readAd(url, adId, at);
  let examined: Examined | null = null;
  if (reading.state === 'live' && page) {
    const finder = finderOf(await activeNumbers(db, vault, clock()));
    const onMatch = (match: FoundMatch) => at.onEvent({ kind: 'match', ...match });
    examined = await examine(reading.listing, page, run.id, { ...at, db, vault, finder, onMatch });
  }
  const reasons: RunReason[] =
    reading.state === 'unknown' ? [{ kind: reading.kind, where: `ad ${adId}`, detail: reading.why }] : [];
  const counts = {
    matchesSeen: examined?.matchesSeen ?? 0,
    matchesNew: examined?.matchesNew ?? 0,
    captures: examined?.captures ?? 0,
  };
  await endRun(db, run.id, { coverage: reading.state === 'unknown' ? 'blind' : 'complete', reasons, counts }, clock());
}

async function readAd(
  url: string,
  adId: string,
  { look, adapter }: AtWork,
): Promise<{ reading: ListingReading; page: Page | null }> {
  try {
    const page = openPage(await look(url));
    return { reading: readListing(adapter, page, adId), page };
  } catch (error) {
    if (!(error instanceof LookFailure)) throw error;
    return { reading: { state: 'unknown', kind: error.kind, why: error.message }, page: null };
  }
}
