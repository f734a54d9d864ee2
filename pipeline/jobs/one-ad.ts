import type { JobOf } from '../../db/job-kinds.ts';
import { activeNumbers } from '../../db/numbers.ts';
import { checkAd } from '../check.ts';
import { liveNumbers } from '../live-numbers.ts';
import type { AtWork } from './handlers.ts';

/** Looks at one ad now: matches it and takes its proof where there is no whole one yet. The answer stands in the run. */
export async function lookAtOne(job: JobOf<'check' | 'capture'>, at: AtWork): Promise<void> {
  const { home, adapter, clock, onEvent } = at;
  const { db, vault } = home;
  const { adId } = job;
  const url = adapter.listingUrl(adId);
  if (url === null) return;
  const active = await activeNumbers(db, vault, clock());
  const numbers = liveNumbers({ db, clock }, active);
  const { evidence, onCaptured, show, id } = at;
  await checkAd(
    { kind: 'ad', adapter, adId, url, plainest: null },
    {
      ...{ db, vault, clock, evidence, onCaptured, show, active, job: id },
      finder: numbers.finder,
      look: numbers.withRefresh(at.look),
      onMatch: (match) => onEvent({ kind: 'match', ...match }),
    },
  );
}
