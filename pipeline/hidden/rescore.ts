import type { OpenLookup } from '../../db/lookups.ts';
import type { Listing, PlatformAdapter } from '../../scrapers/adapter.ts';
import { ON_FAILURE } from '../../scrapers/errors.ts';
import type { Snapshot } from '../../scrapers/page.ts';
import { readAd } from './read-ad.ts';
import { mostPoints, type Risk, type RiskCode } from './risk.ts';

/** What a newly confirmed ad can change of another's score; prices and words are as they were. */
const LEARNT: ReadonlySet<string> = new Set<RiskCode>(['same-account', 'same-text', 'same-photo', 'attack-hours']);

/**
 * Ads that wait for a person were scored by what was known then. Those scored before the newest confirmation are looked
 * at once more, as they are kept by their ids alone, and scored by what is known now. What cannot be looked at keeps its
 * score and is tried again by the next run; an ad that is gone needs nobody any more.
 */
export async function scoredAnew(
  waiting: readonly OpenLookup[],
  deps: {
    readonly adapter: PlatformAdapter;
    readonly look: (url: string) => Promise<Snapshot>;
    readonly clock: () => Date;
    readonly stopping: () => boolean;
    readonly confirmedAt: Date | null;
    readonly riskOf: (listing: Listing) => Risk;
  },
): Promise<{ readonly waiting: readonly OpenLookup[]; readonly gone: readonly string[] }> {
  const { confirmedAt } = deps;
  const after: OpenLookup[] = [];
  const gone: string[] = [];
  let refused = false;
  for (const one of waiting) {
    if (refused || confirmedAt === null || one.scoredAt >= confirmedAt || deps.stopping()) {
      after.push(one);
      continue;
    }
    const { reading } = await readAd(deps.adapter, deps.look, one);
    if (reading.state === 'removed') gone.push(one.adId);
    else if (reading.state === 'unknown') {
      refused = ON_FAILURE[reading.kind] === 'stop-platform';
      after.push(one);
    } else {
      const learnt = deps.riskOf(reading.listing).parts.filter(({ code }) => LEARNT.has(code));
      const parts = [...one.parts.filter(({ code }) => !LEARNT.has(code)), ...learnt].sort(mostPoints);
      const score = Math.min(
        100,
        parts.reduce((sum, { points }) => sum + points, 0),
      );
      after.push({ ...one, parts, score, scoredAt: deps.clock() });
    }
  }
  return { waiting: after, gone };
}
