import { capturesOf } from '../db/captures.ts';
import { matchesOfAd } from '../db/matches.ts';
import type { ActiveNumber } from '../db/numbers.ts';
import { endRun, startRun } from '../db/runs.ts';
import type { CaptureState } from '../db/schema/captures.ts';
import type { How, Strength } from '../db/schema/matches.ts';
import type { RunCounts } from '../db/schema/runs.ts';
import type { AdAddress } from '../scrapers/ad-address.ts';
import type { HiddenNumber, Listing, PlatformAdapter } from '../scrapers/adapter.ts';
import { type FailureKind, LookFailure } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { type ListingReading, readListing } from '../scrapers/read.ts';
import { type ExamineDeps, type Examined, examine } from './examine.ts';

/** Why a link got no answer, beside the failures of a look. */
export type NoAnswer =
  | FailureKind
  | 'by-hand'
  | 'unknown-site'
  | 'not-an-ad'
  | 'not-public'
  | 'search-exhausted'
  | 'list-of-numbers';

/** A match of the ad with a number that is protected now. Nothing of the ad's text, nothing of its seller. */
export interface CheckedMatch {
  readonly matchId: number;
  readonly numberId: number;
  readonly how: How;
  readonly strength: Strength;
}

export type CheckAnswer =
  | { readonly state: 'found'; readonly matches: readonly CheckedMatch[]; readonly proof: CaptureState | null }
  | {
      readonly state: 'not-found';
      /** The number that a guest cannot see, and whether it could be a protected one: then a person has to look. */
      readonly hidden: (HiddenNumber & { readonly couldBeOurs: boolean }) | null;
    }
  | { readonly state: 'gone'; readonly sign: string }
  | { readonly state: 'could-not-look'; readonly kind: NoAnswer; readonly why: string };

/** What one link gave. `address` is the ad's own, without what the link was sent round with. */
export type CheckResult = CheckAnswer & {
  readonly platform: string;
  readonly adId: string | null;
  readonly address: string | null;
};

/** A link that cannot be looked at, and why. */
export function noAnswer(platform: string, kind: NoAnswer, why: string): CheckResult {
  return { platform, adId: null, address: null, state: 'could-not-look', kind, why };
}

export interface CheckDeps extends Omit<ExamineDeps, 'onMatch' | 'adapter'> {
  readonly onMatch?: ExamineDeps['onMatch'];
  /** The job that it is done for. */
  readonly job?: string;
  readonly active: readonly ActiveNumber[];
  readonly look: (url: string) => Promise<Snapshot>;
}

/**
 * Looks at one ad that a person named: reads, matches, takes the proof, and says which of the answers it is. A run of
 * kind `check`. Of an ad that does not match nothing is kept.
 */
export async function checkAd(target: Extract<AdAddress, { kind: 'ad' }>, deps: CheckDeps): Promise<CheckResult> {
  const { adapter, adId, url } = target;
  const { db, clock } = deps;
  const platform = adapter.id;
  const startedAt = clock();
  const run = await startRun(
    db,
    { kind: 'check', platform, ...(deps.job === undefined ? {} : { job: deps.job }) },
    startedAt,
  );
  const { reading, page } = await readAd(target, deps);
  const address = target.plainest ?? url;
  const named = { platform, adId, address };
  let answer: CheckAnswer;
  if (reading.state === 'unknown') answer = { state: 'could-not-look', kind: reading.kind, why: reading.why };
  else if (reading.state === 'removed' || page === null)
    answer = { state: 'gone', sign: reading.state === 'removed' ? reading.sign : 'gone' };
  else if (numbersOn(reading.listing) > MOST_NUMBERS)
    answer = { state: 'could-not-look', kind: 'list-of-numbers', why: 'more numbers stand in it than in an ad' };
  else {
    const examined = await examine(reading.listing, page, run.id, {
      ...deps,
      adapter,
      onMatch: deps.onMatch ?? (() => undefined),
    });
    answer = await answerOf(reading.listing, examined, startedAt, adapter, deps);
  }
  const missed =
    answer.state === 'could-not-look' ? [{ kind: answer.kind, where: `ad ${adId}`, detail: answer.why }] : [];
  await endRun(
    db,
    run.id,
    {
      coverage: missed.length > 0 ? 'blind' : 'complete',
      reasons: missed,
      counts: countsOf(answer, page !== null),
    },
    clock(),
  );
  return { ...named, ...answer };
}

/** What a run says of the answer: staff's pages read it from there. */
function countsOf(answer: CheckAnswer, read: boolean): RunCounts {
  return {
    listingsRead: read ? 1 : 0,
    matchesSeen: answer.state === 'found' ? answer.matches.length : 0,
    numberHidden: answer.state === 'not-found' && answer.hidden?.couldBeOurs ? 1 : 0,
    gone: answer.state === 'gone' ? 1 : 0,
  };
}

/**
 * Reads the address given. Where that says "no such page" the plainest address is asked too, because a slug cut short
 * in a chat is no removal.
 */
async function readAd(
  { adapter, adId, url, plainest }: Extract<AdAddress, { kind: 'ad' }>,
  deps: CheckDeps,
): Promise<{ reading: ListingReading; page: Page | null }> {
  const at = async (address: string): Promise<{ reading: ListingReading; page: Page | null }> => {
    try {
      const page = openPage(await deps.look(address));
      return { reading: readListing(adapter, page, adId), page };
    } catch (error) {
      if (!(error instanceof LookFailure)) throw error;
      return { reading: { state: 'unknown', kind: error.kind, why: error.message }, page: null };
    }
  };
  const first = await at(url);
  return first.reading.state === 'removed' && plainest !== null ? at(plainest) : first;
}

async function answerOf(
  listing: Listing,
  examined: Examined,
  startedAt: Date,
  adapter: PlatformAdapter,
  { db, active }: CheckDeps,
): Promise<CheckAnswer> {
  if (examined.matchesSeen > 0) {
    const known = new Set(active.map(({ id }) => id));
    const matches = (await matchesOfAd(db, adapter.id, listing.adId))
      .filter(({ numberId, lastSeenAt }) => known.has(numberId) && lastSeenAt >= startedAt)
      .map(({ id, numberId, how, strength }) => ({ matchId: id, numberId, how, strength }));
    const proof = (await capturesOf(db, adapter.id, listing.adId)).at(-1)?.state ?? null;
    return { state: 'found', matches, proof };
  }
  if (examined.exhausted > 0)
    return {
      state: 'could-not-look',
      kind: 'search-exhausted',
      why: `${examined.exhausted} places of its text were not searched to the end`,
    };
  const { hidden } = listing;
  return { state: 'not-found', hidden: hidden && { ...hidden, couldBeOurs: couldBeOurs(hidden, active) } };
}

/** No ad shows so many. A page made of numbers would tell whoever made it which of them are protected. */
const MOST_NUMBERS = 50;
const LIKE_A_NUMBER = /\p{Nd}(?:[\s().\-–—]*\p{Nd}){9}/gu;

function numbersOn({ fields }: Listing): number {
  return fields.reduce((all, { text }) => all + (text.match(LIKE_A_NUMBER)?.length ?? 0), 0);
}

/** One hidden number whose operator code no protected number has is none of them; several cannot be ruled out so. */
function couldBeOurs({ count, prefix }: HiddenNumber, active: readonly ActiveNumber[]): boolean {
  if (count === 0) return false;
  if (count !== 1 || prefix === null) return true;
  return active.some(({ number }) => number.masked().startsWith(`+7 ${prefix} `));
}

/** The verdict on all links, as the process's exit code: 0 each got an answer, 3 some did, 4 none. */
export function checkExitCode(results: readonly CheckResult[]): 0 | 3 | 4 {
  const unanswered = results.filter((result) => result.state === 'could-not-look').length;
  if (unanswered === 0) return 0;
  return unanswered === results.length ? 4 : 3;
}
