import { capturesOf } from '../db/captures.ts';
import { type NewLookup, openLookups, saveLookups } from '../db/lookups.ts';
import { matchesOfAd } from '../db/matches.ts';
import type { ActiveNumber } from '../db/numbers.ts';
import { endRun, startRun } from '../db/runs.ts';
import type { CaptureState } from '../db/schema/captures.ts';
import type { How, Strength } from '../db/schema/matches.ts';
import type { RunCounts } from '../db/schema/runs.ts';
import type { AdAddress } from '../scrapers/ad-address.ts';
import type { HiddenNumber, Listing, PlatformAdapter } from '../scrapers/adapter.ts';
import { PLATFORM_IDS } from '../scrapers/directory.ts';
import { type FailureKind, LookFailure } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { type ListingReading, readListing } from '../scrapers/read.ts';
import { ONE_AD } from './coverage.ts';
import { type ExamineDeps, type Examined, examine, type FoundMatch } from './examine.ts';
import { ruledOut } from './hidden/prefix.ts';
import { NAMED_BY_PERSON } from './hidden/risk.ts';
import { orInterrupted } from './stopped-waiting.ts';

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
      /** Where it stands on the list for a person; `null`: it need not be opened, or was answered and has not changed. */
      readonly lookupId: number | null;
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
  /** Told of each match at once. */
  readonly onMatch?: (match: FoundMatch) => void;
  /** The job that this is, when it is one. */
  readonly job?: string;
  readonly active: readonly ActiveNumber[];
  readonly look: (url: string) => Promise<Snapshot>;
}

/**
 * Looks at one ad that a person named: reads, matches, takes the proof, and says which of the answers it is. A run of
 * kind `check`. Of an ad that does not match nothing is kept.
 */
export async function checkAd(target: Extract<AdAddress, { kind: 'ad' }>, deps: CheckDeps): Promise<CheckResult> {
  const startedAt = deps.clock();
  const run = await startRun(
    deps.db,
    { kind: 'check', platform: target.adapter.id, ...(deps.job !== undefined && { job: deps.job }) },
    startedAt,
  );
  return orInterrupted(deps, run, () => checkInRun(target, { ...run, startedAt }, deps));
}

async function checkInRun(
  target: Extract<AdAddress, { kind: 'ad' }>,
  run: { readonly id: number; readonly startedAt: Date },
  deps: CheckDeps,
): Promise<CheckResult> {
  const { adapter, adId, url } = target;
  const { db, clock } = deps;
  const platform = adapter.id;
  const { startedAt } = run;
  const { reading, page } = await readAd(target, deps);
  const address = target.plainest ?? url;
  const named = { platform, adId, address };
  let answer: CheckAnswer;
  let examined: Examined | null = null;
  if (reading.state === 'unknown') answer = { state: 'could-not-look', kind: reading.kind, why: reading.why };
  else if (reading.state === 'removed' || page === null)
    answer = { state: 'gone', sign: reading.state === 'removed' ? reading.sign : 'gone' };
  else if (numbersOn(reading.listing) > MOST_NUMBERS)
    answer = { state: 'could-not-look', kind: 'list-of-numbers', why: 'more numbers stand in it than in an ad' };
  else {
    examined = await examine(reading.listing, page, run.id, { onMatch: () => undefined, ...deps, adapter });
    answer = await answerOf(reading.listing, examined, startedAt, adapter, deps);
  }
  const missed = answer.state === 'could-not-look' ? [{ kind: answer.kind, where: ONE_AD, detail: answer.why }] : [];
  await endRun(
    db,
    run.id,
    {
      coverage: missed.length > 0 ? 'blind' : 'complete',
      reasons: missed,
      counts: {
        ...countsOf(answer, page !== null),
        matchesNew: examined?.matchesNew ?? 0,
        captures: examined?.captures ?? 0,
      },
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
  deps: CheckDeps,
): Promise<CheckAnswer> {
  const { db, vault, active } = deps;
  if (examined.matchesSeen > 0) {
    const known = new Set(active.map(({ id }) => id));
    const matches = (await matchesOfAd(db, vault, adapter.id, listing.adId))
      .filter(({ numberId, lastSeenAt }) => known.has(numberId) && lastSeenAt >= startedAt)
      .map(({ id, numberId, how, strength }) => ({ matchId: id, numberId, how, strength }));
    const proof = (await capturesOf(db, vault, adapter.id, listing.adId)).at(-1)?.state ?? null;
    return { state: 'found', matches, proof };
  }
  if (examined.exhausted > 0)
    return {
      state: 'could-not-look',
      kind: 'search-exhausted',
      why: `${examined.exhausted} places of its text were not searched to the end`,
    };
  const { hidden } = listing;
  const codes = new Set(active.flatMap(({ number }) => number.operatorCodes()));
  const couldBeOurs = hidden !== null && hidden.count !== 0 && !ruledOut(hidden, codes);
  return {
    state: 'not-found',
    hidden: hidden && { ...hidden, couldBeOurs },
    lookupId: couldBeOurs ? await leaveToPerson(listing, adapter, deps) : null,
  };
}

/** No ad shows so many. A page made of numbers would tell whoever made it which of them are protected. */
const MOST_NUMBERS = 50;
const LIKE_A_NUMBER = /\p{Nd}(?:[\s().\-–—]*\p{Nd}){9}/gu;

function numbersOn({ fields }: Listing): number {
  return fields.reduce((all, { text }) => all + (text.match(LIKE_A_NUMBER)?.length ?? 0), 0);
}

/** Somebody named this ad, so it heads the list: no score tells as much. An unknown site has no list. */
async function leaveToPerson(
  listing: Listing,
  adapter: PlatformAdapter,
  { db, vault, clock }: CheckDeps,
): Promise<number | null> {
  if (!PLATFORM_IDS.includes(adapter.id)) return null;
  const { adId, url } = listing;
  const content = JSON.stringify([listing.fields, listing.price]);
  const lookup: NewLookup = {
    adId,
    url: adapter.listingUrl(adId) ?? url,
    digest: vault.contentDigest(adapter.id, adId, content),
    score: NAMED_BY_PERSON.points,
    parts: [NAMED_BY_PERSON],
    why: adapter.reveal === null ? 'no-reveal' : 'waiting',
  };
  await saveLookups(db, adapter.id, [lookup], clock());
  return (await openLookups(db, { platform: adapter.id })).find((one) => one.adId === adId)?.id ?? null;
}

/** The verdict on all links, as the process's exit code: 0 each got an answer, 3 some did, 4 none. */
export function checkExitCode(results: readonly CheckResult[]): 0 | 3 | 4 {
  const unanswered = results.filter((result) => result.state === 'could-not-look').length;
  if (unanswered === 0) return 0;
  return unanswered === results.length ? 4 : 3;
}
