import { z } from 'zod';
import { recordCapture } from '../db/captures.ts';
import type { Db } from '../db/database.ts';
import { EvidenceError } from '../db/evidence-files.ts';
import { listMatches, type Match, matchWithListing, personsOfAd } from '../db/matches.ts';
import { MONITORING_DAYS } from '../db/notice-life.ts';
import { rechecksOf, recordRecheck } from '../db/rechecks.ts';
import { endRun, startRun } from '../db/runs.ts';
import { shortName } from '../db/short-name.ts';
import type { Vault } from '../db/vault.ts';
import type { PlatformAdapter } from '../scrapers/adapter.ts';
import { ON_FAILURE } from '../scrapers/errors.ts';
import { openPage, type Snapshot } from '../scrapers/page.ts';
import { readListing } from '../scrapers/read.ts';
import type { Coverage, CoverageReason } from './coverage.ts';
import { capture, type EvidenceSettings } from './evidence/capture.ts';
import { captureRemoval } from './evidence/capture-removal.ts';
import type { ExamineDeps } from './examine.ts';
import { followPresence, followReturns } from './follow-presence.ts';
import { lookEverywhere } from './look-everywhere.ts';
import type { NumberFinder } from './phones/sighting.ts';
import { APART_MS, judgePresence, judgeRound } from './removal.ts';
import { orInterrupted } from './stopped-waiting.ts';

export interface RecheckDeps {
  readonly adapter: PlatformAdapter;
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: () => Date;
  readonly evidence: EvidenceSettings;
  /** Of the numbers whose protection is in force: no other is looked for. */
  readonly finder: NumberFinder;
  readonly activeNumberIds: ReadonlySet<number>;
  readonly look: (url: string) => Promise<Snapshot>;
  readonly show: ExamineDeps['show'];
  readonly stopping: () => boolean;
  /** Only this match, as a job of its own; without it every confirmed one. */
  readonly only?: { readonly matchId: number; readonly job: string };
}

export interface RecheckResult {
  readonly runId: number;
  readonly platform: string;
  readonly coverage: Coverage;
  readonly counts: Readonly<
    Record<'looked' | 'live' | 'goneOnce' | 'removed' | 'returned' | 'unknown' | 'waiting', number>
  >;
  readonly reasons: readonly CoverageReason[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const sellerOf = z.object({ title: z.string(), seller: z.object({ id: z.string().nullable() }) });

/**
 * Looks again at every confirmed match of a platform: is it still there? Proves a removal by the platform's own sign seen
 * twice, takes a capture of it, and carries the letters that asked for it on. Watches removed ads for their return. What
 * cannot be looked at stays as it was.
 */
export async function recheckPlatform(deps: RecheckDeps): Promise<RecheckResult> {
  const { adapter, db, vault, clock } = deps;
  const platform = adapter.id;
  const { only } = deps;
  const due = (await listMatches(db, vault, { state: 'confirmed', platform })).filter(
    (match) => deps.activeNumberIds.has(match.numberId) && (only === undefined || match.id === only.matchId),
  );
  const { id } = await startRun(db, { kind: 'recheck', platform, ...(only && { job: only.job }) }, clock());
  return orInterrupted(deps, { id }, () => recheckAll(due, id, deps));
}

async function recheckAll(due: readonly Match[], runId: number, deps: RecheckDeps): Promise<RecheckResult> {
  const { db, vault, clock } = deps;
  const platform = deps.adapter.id;
  const counts = { looked: 0, live: 0, goneOnce: 0, removed: 0, returned: 0, unknown: 0, waiting: 0 };
  const reasons: CoverageReason[] = [];
  let stopped = false;
  for (const match of due) {
    if (deps.stopping() || stopped) {
      reasons.push({ kind: 'interrupted', where: shortName('m', match.id), detail: 'the run ended before this ad' });
      continue;
    }
    if (!isDue(match, clock())) {
      counts.waiting++;
      continue;
    }
    const { presence, reading, failure } = await recheckMatch(deps, match, runId);
    counts.looked++;
    if (reading === 'unknown') counts.unknown++;
    else if (presence === 'gone-once') counts.goneOnce++;
    else counts[presence]++;
    if (failure) {
      reasons.push({ ...failure, where: shortName('m', match.id) });
      stopped = isStop(failure.kind);
    }
  }
  await followReturns(db, vault, platform, clock());
  const coverage = coverageOf(counts, reasons);
  const state = deps.stopping() ? 'interrupted' : 'ended';
  await endRun(db, runId, { coverage, reasons, counts, state }, clock());
  return { runId, platform, coverage, counts, reasons };
}

/** A removed ad is watched for thirty days; a second sign waits until it counts. */
function isDue({ presence, presenceSince, recheckedAt }: Match, now: Date): boolean {
  if (presence === 'gone-once' && recheckedAt !== null && presenceSince !== null)
    return now.getTime() - presenceSince.getTime() >= APART_MS;
  if (presence === 'removed' && presenceSince !== null)
    return now.getTime() - presenceSince.getTime() <= MONITORING_DAYS * DAY_MS;
  return true;
}

async function recheckMatch(deps: RecheckDeps, match: Match, runId: number) {
  const { adapter, db, vault, clock } = deps;
  const kept = await matchWithListing(db, vault, match.id);
  const known = sellerOf.safeParse(kept?.listing).data;
  const about = { adId: match.adId, numberId: match.numberId, url: match.url };
  const { looks, page, failure } = await lookEverywhere(deps, {
    ...about,
    sellerId: known?.seller.id ?? null,
    title: known?.title ?? '',
  });
  const reading = judgeRound(looks);
  const at = clock();
  const before = await rechecksOf(db, match.id);
  const presence = judgePresence([...before, { at, reading }]);
  const changed = presence !== match.presence;
  const proves = changed && (presence === 'removed' || presence === 'returned');
  const proof = proves && page ? await prove(deps, match, { page, presence, runId }) : null;
  // Not recorded without its proof: the next run judges it again.
  if (proof instanceof EvidenceError)
    return { presence: match.presence, reading, failure: { kind: 'evidence' as const, detail: proof.message } };
  const captureId = proof;
  const look = { matchId: match.id, runId, at, reading, places: looks, captureId };
  await recordRecheck(db, look, { now: presence, changed });
  if (proves && captureId !== null)
    await followPresence(db, vault, { matchId: match.id, presence, captureId, platform: adapter.id }, at);
  return { presence, reading, failure };
}

/** The removal, or the return, gets a capture of its own: what stands now where the ad stood. */
async function prove(
  { adapter, db, vault, evidence, show }: RecheckDeps,
  match: Match,
  now: { readonly page: Snapshot; readonly presence: string; readonly runId: number },
): Promise<number | EvidenceError> {
  const { adId } = match;
  const { page, presence, runId } = now;
  const ad = { platform: adapter.id, adId, url: adapter.listingUrl(adId) ?? match.url };
  try {
    if (presence === 'removed') return (await captureRemoval(db, { ...ad, runId, page, show }, evidence)).id;
    const opened = openPage(page);
    const reading = readListing(adapter, opened, adId);
    const listing = reading.state === 'live' ? reading.listing : null;
    const record = adapter.adRecord(opened, adId) ?? { status: page.status, address: page.url };
    const beside = { seen: [], reveal: null, pictures: [] };
    const taken = await capture(
      {
        ...ad,
        ...beside,
        people: await personsOfAd(db, vault, adapter.id, adId),
        purpose: 'match',
        seenIn: page,
        seenInItself: true,
        record,
        listing,
        show,
      },
      evidence,
    );
    const row = { platform: adapter.id, adId, runId, ...taken };
    return (await recordCapture(db, vault, row, taken.capturedAt, evidence.collector.name)).id;
  } catch (error) {
    if (error instanceof EvidenceError) return error;
    throw error;
  }
}

function isStop(kind: CoverageReason['kind']): boolean {
  return kind in ON_FAILURE && ON_FAILURE[kind as keyof typeof ON_FAILURE] === 'stop-platform';
}

function coverageOf({ looked, unknown }: { looked: number; unknown: number }, reasons: readonly unknown[]): Coverage {
  if (looked > 0 && unknown === looked) return 'blind';
  return unknown === 0 && reasons.length === 0 ? 'complete' : 'partial';
}
