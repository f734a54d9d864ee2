import type { Card, IndexContents, IndexWalk, PlatformAdapter } from '../scrapers/adapter.ts';
import { FAILURE_KINDS, type FailureKind, LookFailure, ON_FAILURE } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { type IndexReading, readIndex } from '../scrapers/read.ts';
import type { CoverageReason, WalkEnd, WalkOutcome } from './coverage.ts';

/** After so many unreadable index pages in a row the index is given up: it has changed, or the network is gone. */
const UNREADABLE_IN_A_ROW = 3;
/** So many pages of ads looked at before this run end a walk; two, because bumped old ads can fill one by chance. */
const KNOWN_PAGES_IN_A_ROW = 2;

export interface WalkDeps {
  readonly adapter: PlatformAdapter;
  readonly look: (url: string) => Promise<Snapshot>;
  /** Of these cards, the ids whose content was looked at before this run and has not changed since. */
  readonly unchanged: (cards: readonly Card[]) => Promise<ReadonlySet<string>>;
  /** Looks at the cards given, once a run, and stores what came of it; returns what could not be looked at. */
  readonly settle: (cards: readonly Card[], page: Page) => Promise<readonly CoverageReason[]>;
  /** Nothing lies unlooked-at beneath the ads that are known: the walk may stop when it meets them. */
  readonly mayStopAtKnown: boolean;
  readonly stopping: () => boolean;
  readonly onPage: (page: {
    walk: string;
    n: number;
    lastPage: number | null;
    cards: number;
    fresh: number;
  }) => Promise<void>;
}

/** A walk that ended because the platform refused us: no further walk of this run may be tried. */
export interface WalkResult extends WalkOutcome {
  readonly refused: boolean;
}

/**
 * Walks one index from its newest page towards ads already looked at. It never stops at the first known ad: bumped
 * old ads stand above new ones (OLX sorts "created_at" by refresh time; facts/olx.md 3.1).
 */
export async function walkIndex(walk: IndexWalk, deps: WalkDeps): Promise<WalkResult> {
  const missed: CoverageReason[] = [];
  const seen = new Set<string>();
  const first = new Set<string>();
  let pages = 0;
  let unreadable = 0;
  let known = 0;
  let total: number | null = null;
  // Where pages are named by the one before, no page can be skipped: what follows an unreadable one has no address.
  let address: string | null = walk.page(1);
  let before = address;
  // Deep pages that lead back to the first (Kolesa Group) say nothing of how many ads lie beneath; only a total would.
  const sentBack = (n: number, organic: readonly Card[]) =>
    n > 2 && total === null && organic.every((card) => first.has(card.adId));
  const ended = (end: WalkEnd, refused = false): WalkResult => ({ walk: walk.name, end, pages, missed, refused });

  for (let n = 1; n <= walk.maxPages; n++) {
    if (deps.stopping()) {
      missed.push({ kind: 'interrupted', where: walk.name, detail: `stopped before page ${n}` });
      return ended('failed');
    }
    if (address === null) return ended('end');
    const read = await readPage(walk, n, address, deps);
    missed.push(...read.missed);
    if (read.state === 'unreadable') {
      if (read.refused) return ended('failed', true);
      unreadable++;
      if (unreadable >= UNREADABLE_IN_A_ROW || walk.next) return ended('failed');
      before = address;
      address = walk.page(n + 1);
      continue;
    }
    unreadable = 0;
    pages++;
    if (read.state === 'empty') return ended('end');
    if (read.missed.some(refuses)) return ended('failed', true);

    const { cards, lastPage } = read.contents;
    const organic = cards.filter((card) => !card.promoted);
    const repeats = organic.length > 0 && organic.every((card) => seen.has(card.adId));
    for (const card of cards) seen.add(card.adId);
    if (organic.length === 0)
      missed.push({ kind: 'layout', where: `${walk.name} page ${n}`, detail: 'only promoted or look-alike cards' });
    if (repeats && (lastPage === null || n >= lastPage)) return ended(sentBack(n, organic) ? 'window-end' : 'end');
    if (n === 1) for (const card of organic) first.add(card.adId);
    if (lastPage !== null && n >= lastPage && n < walk.maxPages) return ended('end');

    known = organic.every((card) => read.unchanged.has(card.adId)) ? known + 1 : 0;
    if (deps.mayStopAtKnown && known >= KNOWN_PAGES_IN_A_ROW) return ended('known');

    // Ads removed while we page pull later ones onto the page before; what slipped there is read now.
    if (n > 1 && fellShort(total, read.contents)) missed.push(...(await readPage(walk, n - 1, before, deps)).missed);
    total = read.contents.total;
    before = address;
    address = walk.next ? walk.next(read.page) : walk.page(n + 1);
  }
  if (address === null) return ended('end');
  return ended(total !== null && total <= seen.size ? 'end' : 'window-end');
}

type PageRead =
  | {
      readonly state: 'cards';
      page: Page;
      contents: IndexContents;
      unchanged: ReadonlySet<string>;
      missed: readonly CoverageReason[];
    }
  | { readonly state: 'empty'; missed: readonly CoverageReason[] }
  | { readonly state: 'unreadable'; refused: boolean; missed: readonly CoverageReason[] };

/** Reads page n of a walk, at this address, and settles what is new on it. */
async function readPage(walk: IndexWalk, n: number, address: string, deps: WalkDeps): Promise<PageRead> {
  const { reading, page } = await lookAtIndex(address, deps);
  if (reading.state === 'unknown') {
    const missed: CoverageReason = { kind: reading.kind, where: `${walk.name} page ${n}`, detail: reading.why };
    return { state: 'unreadable', refused: ON_FAILURE[reading.kind] === 'stop-platform', missed: [missed] };
  }
  if (reading.state === 'empty' || page === null) return { state: 'empty', missed: [] };
  const { contents } = reading;
  const unchanged = await deps.unchanged(contents.cards);
  const fresh = contents.cards.filter((card) => !unchanged.has(card.adId));
  const missed = await deps.settle(fresh, page);
  await deps.onPage({
    walk: walk.name,
    n,
    lastPage: contents.lastPage,
    cards: contents.cards.length,
    fresh: fresh.length,
  });
  return { state: 'cards', page, contents, unchanged, missed };
}

/** The platform refused to show an ad of this page: asking on would be climbing its wall. */
function refuses(reason: CoverageReason): boolean {
  return (
    (FAILURE_KINDS as readonly string[]).includes(reason.kind) &&
    ON_FAILURE[reason.kind as FailureKind] === 'stop-platform'
  );
}

function fellShort(before: number | null, now: IndexContents): boolean {
  return before !== null && now.total !== null && now.total < before;
}

async function lookAtIndex(url: string, deps: WalkDeps): Promise<{ reading: IndexReading; page: Page | null }> {
  try {
    const page = openPage(await deps.look(url));
    return { reading: readIndex(deps.adapter, page), page };
  } catch (error) {
    if (!(error instanceof LookFailure)) throw error;
    return { reading: { state: 'unknown', kind: error.kind, why: error.message }, page: null };
  }
}
