import { sellersText, shinglesOf, similarity } from '../../db/ad-text.ts';
import type { Match } from '../../db/matches.ts';
import { photoPrintsOf } from '../../db/photo-prints.ts';
import { endRun, startRun } from '../../db/runs.ts';
import type { Card, PlatformAdapter } from '../../scrapers/adapter.ts';
import { ON_FAILURE } from '../../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../../scrapers/page.ts';
import type { RevealExchange } from '../../scrapers/reveal.ts';
import type { Coverage, CoverageReason } from '../coverage.ts';
import { type ExamineDeps, examine } from '../examine.ts';
import { orInterrupted } from '../stopped-waiting.ts';
import { confirmedFrom, type KeptListing } from './confirmed-ads.ts';
import { type HiddenDeps, openHiddenNumbers } from './hidden-numbers.ts';
import { type KinPhotoMeans, openKinPhotos } from './kin-photos.ts';
import { readCard, readCards } from './read-ad.ts';

/** Ads looked at of one search by title: a board that knows none alike shows unrelated ones without end. */
const MOST_COPIES = 20;
const SAME_TEXT = 0.5;

export interface ExpandDeps extends ExamineDeps, HiddenDeps {
  readonly look: (url: string) => Promise<Snapshot>;
  /** db/numbers.ts numbersGeneration, as in a sweep's digests. */
  readonly generation: number;
  /** Photos of the search's ads are looked at too; `null`: their addresses alone are compared. */
  readonly photos: KinPhotoMeans | null;
}

export interface Expanded {
  readonly runId: number;
  readonly platform: string;
  readonly coverage: Coverage;
  readonly reasons: readonly CoverageReason[];
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * From one confirmed ad to its kin on one platform: on its own platform the other ads of its account, on every platform
 * ads with its text or a photo of it (its address, its bytes, or its look), by the platform's search for its title. Kin
 * is examined like any ad; where its number is hidden it comes to the head of the reveals, or of the list for a person.
 * `null`: there is nowhere to look.
 */
export async function expandMatch(
  match: Pick<Match, 'id' | 'platform' | 'adId'>,
  kept: KeptListing,
  deps: ExpandDeps,
): Promise<Expanded | null> {
  const pages = pagesOf(match, kept, deps.adapter);
  if (pages.length === 0) return null;
  const run = await startRun(deps.db, { kind: 'expand', platform: deps.adapter.id }, deps.clock());
  return orInterrupted(deps, run, () => expandInRun(match, pages, run, deps));
}

async function expandInRun(
  match: Pick<Match, 'id' | 'platform' | 'adId'>,
  pages: readonly KinPage[],
  run: { readonly id: number },
  deps: ExpandDeps,
): Promise<Expanded> {
  const { adapter, db, clock } = deps;
  const hidden = await openHiddenNumbers(deps);
  const photos = openKinPhotos({
    means: deps.photos,
    known: await photoPrintsOf(db, deps.vault, [match.id]),
    onPrint: hidden.photo,
    stopping: deps.stopping,
  });
  const counts = { pages: 0, cards: 0, kin: 0, matchesSeen: 0, matchesNew: 0, captures: 0 };
  const reasons: CoverageReason[] = [];
  let refused = false;

  const settle = async (listing: Parameters<typeof examine>[0], page: Page, reveal: RevealExchange | null) => {
    const examined = await examine(listing, page, run.id, deps, { reveal });
    counts.matchesSeen += examined.matchesSeen;
    counts.matchesNew += examined.matchesNew;
    counts.captures += examined.captures;
    return examined.matchesSeen > 0;
  };
  const settleCard = async (card: Card, index: Page, isKin: Kinship): Promise<void> => {
    if (card.adId === match.adId && adapter.id === match.platform) return;
    const read = await readCard(adapter, deps.look, card, index);
    if (read.state === 'missed') {
      reasons.push(read.reason);
      refused ||= 'stop-platform' === ON_FAILURE[read.reason.kind as keyof typeof ON_FAILURE];
    }
    if (read.state !== 'live') return;
    hidden.glance([{ ...card, listing: read.listing }], 'expand');
    if (!isKin(read.listing) && (await photos.compare(read.listing)) === null) return;
    counts.kin++;
    if (await settle(read.listing, read.page, null)) return;
    const content = `${deps.generation}\n${card.content}`;
    hidden.consider(read.listing, 'expand', deps.vault.contentDigest(adapter.id, card.adId, content));
  };

  for (const { name, url, isKin, most } of pages) {
    if (refused || deps.stopping()) break;
    const { reading, page } = await readCards(adapter, deps.look, url);
    if (reading.state === 'unknown') {
      reasons.push({ kind: reading.kind, where: name, detail: reading.why });
      refused ||= ON_FAILURE[reading.kind] === 'stop-platform';
      continue;
    }
    counts.pages++;
    if (reading.state === 'empty' || page === null) continue;
    const { cards, lastPage } = reading.contents;
    counts.cards += cards.length;
    if (name === 'account' && (lastPage ?? 1) > 1)
      reasons.push({ kind: 'window-end', where: name, detail: `page 1 of ${lastPage} was looked at` });
    for (const card of cards.slice(0, most)) {
      if (refused || deps.stopping()) break;
      await settleCard(card, page, isKin);
    }
  }
  if (deps.stopping()) reasons.push({ kind: 'interrupted', where: 'expand', detail: 'stopped before its end' });
  reasons.push(...photos.reasons());
  const missed = reasons.length;
  reasons.push(
    ...(await hidden.finish(!refused, async (listing, seenIn, exchange) => {
      await settle(listing, openPage(seenIn), exchange);
    })),
  );
  const coverage: Coverage = counts.pages === 0 ? 'blind' : missed > 0 ? 'partial' : 'complete';
  const all = { ...counts, ...photos.counts, ...hidden.counts };
  await endRun(db, run.id, { coverage, reasons, counts: all }, clock());
  return { runId: run.id, platform: adapter.id, coverage, reasons, counts: all };
}

type Kinship = (listing: Parameters<typeof examine>[0]) => boolean;

interface KinPage {
  readonly name: 'account' | 'title';
  readonly url: string;
  readonly isKin: Kinship;
  readonly most: number;
}

function pagesOf(match: Pick<Match, 'platform'>, kept: KeptListing, adapter: PlatformAdapter): KinPage[] {
  const account = match.platform === adapter.id && kept.seller.id !== null ? adapter.accountUrl(kept.seller.id) : null;
  const title = adapter.searchUrl(kept.title);
  const own = confirmedFrom([{ platform: match.platform, listing: kept }]);
  const isCopy: Kinship = (listing) => {
    const shingles = shinglesOf(sellersText(listing.fields));
    return (
      own.texts.some((other) => similarity(other, shingles) >= SAME_TEXT) ||
      listing.photos.some((photo) => own.hasPhoto(photo)) ||
      own.hasAccount(adapter.id, listing.seller.id)
    );
  };
  return [
    ...(account ? [{ name: 'account' as const, url: account, isKin: () => true, most: Number.POSITIVE_INFINITY }] : []),
    ...(title ? [{ name: 'title' as const, url: title, isKin: isCopy, most: MOST_COPIES }] : []),
  ];
}
