import type { WalkPosition } from '../db/walks.ts';
import type { Card, IndexContents, IndexWalk, PlatformAdapter } from '../scrapers/adapter.ts';
import { FAILURE_KINDS, type FailureKind, LookFailure, ON_FAILURE } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { type IndexReading, readIndex } from '../scrapers/read.ts';
import type { CoverageReason } from './coverage.ts';

/** After so many unreadable index pages in a row the index is given up: it has changed, or the network is gone. */
export const UNREADABLE_IN_A_ROW = 3;
/** So many pages of ads looked at before this run end a walk; two, because bumped old ads can fill one by chance. */
const KNOWN_PAGES_IN_A_ROW = 2;

export interface WalkDeps {
  readonly adapter: PlatformAdapter;
  readonly look: (url: string) => Promise<Snapshot>;
  /**
   * Of these cards, the ids whose content was looked at and has not changed since. Beneath a `firm` one everything was
   * looked at too; beneath a `loose` one there may be ads that nobody looked at.
   */
  readonly unchanged: (
    walk: string,
    cards: readonly Card[],
  ) => Promise<{ readonly firm: ReadonlySet<string>; readonly loose: ReadonlySet<string> }>;
  /** Looks at the cards given and stores what came of it. `finished` is false when it was stopped before the last one. */
  readonly settle: (
    walk: string,
    cards: readonly Card[],
    page: Page,
  ) => Promise<{ readonly missed: readonly CoverageReason[]; readonly finished: boolean }>;
  readonly onPage: (page: PageRead & { readonly walk: string; readonly n: number }) => void;
  /** Deepest page to read; a run that stops there says so. */
  readonly deepest: number;
}

export interface PageRead {
  readonly lastPage: number | null;
  readonly cards: number;
  readonly fresh: number;
}

/** What one step brought. `refused`: the platform refused us, and no further walk of this run may be tried. */
export type Step =
  | { readonly state: 'went-on'; readonly position: WalkPosition; readonly refused: boolean }
  /** Stopped in the middle of a page: the position stays, and what was looked at is known. */
  | { readonly state: 'stopped'; readonly missed: readonly CoverageReason[] };

export const AT_THE_TOP: WalkPosition = {
  nextPage: 1,
  nextAddress: null,
  pages: 0,
  unreadableInARow: 0,
  knownInARow: 0,
  cardsSeen: 0,
  total: null,
  missed: [],
  end: null,
};

/** What this process has met in a walk; a walk taken up again begins with nothing. */
export interface WalkMemory {
  readonly seen: Set<string>;
  /** Ids of page 1 that are in their order; `null` when this process did not read it. */
  first: ReadonlySet<string> | null;
  /** Address of the page before. */
  before: string | null;
}

export function emptyMemory(): WalkMemory {
  return { seen: new Set(), first: null, before: null };
}

/**
 * Reads the next page of a walk, from its newest towards ads already looked at. A walk never ends at the first known
 * ad: bumped old ads stand above new ones (OLX sorts "created_at" by refresh time; facts/olx.md 3.1).
 */
export async function stepWalk(walk: IndexWalk, at: WalkPosition, memory: WalkMemory, deps: WalkDeps): Promise<Step> {
  const n = at.nextPage;
  const { seen } = memory;
  const address = at.nextAddress ?? walk.page(n);
  const before = memory.before ?? (walk.next || n === 1 ? null : walk.page(n - 1));
  const missed = [...at.missed];
  const wentOn = (change: Partial<WalkPosition>, refused = false): Step => ({
    state: 'went-on',
    position: { ...at, nextPage: n + 1, missed, ...change },
    refused,
  });
  const read = await readPage(walk, n, address, deps);
  if (read.state !== 'stopped') memory.before = address;
  if (read.state === 'stopped') return read;
  missed.push(...read.missed);
  if (read.state === 'unreadable') {
    const unreadableInARow = at.unreadableInARow + 1;
    if (read.refused) return wentOn({ unreadableInARow, end: 'failed' }, true);
    // Where pages are named by the one before, what follows an unreadable one has no address.
    const givenUp = unreadableInARow >= UNREADABLE_IN_A_ROW || n >= lastOf(walk, deps) || walk.next !== undefined;
    return wentOn({ unreadableInARow, end: givenUp ? 'failed' : null });
  }
  const pages = at.pages + 1;
  if (read.state === 'empty') return wentOn({ pages, unreadableInARow: 0, end: 'end' });
  if (read.missed.some(refuses)) return wentOn({ pages, unreadableInARow: 0, end: 'failed' }, true);

  const { cards, lastPage, total } = read.contents;
  const organic = cards.filter((card) => !card.promoted);
  const repeats = organic.length > 0 && organic.every((card) => seen.has(card.adId));
  const met = seen.size;
  for (const card of cards) seen.add(card.adId);
  const cardsSeen = at.cardsSeen + seen.size - met;
  if (organic.length === 0)
    missed.push({ kind: 'layout', where: `${walk.name} page ${n}`, detail: 'only promoted or look-alike cards' });
  const knownInARow = organic.every((card) => read.firm.has(card.adId)) ? at.knownInARow + 1 : 0;
  const on = { pages, unreadableInARow: 0, knownInARow, cardsSeen, total };
  // Deep pages that lead back to the first (Kolesa Group) say nothing of how many ads lie beneath; only a total would.
  const sentBack = n > 2 && at.total === null && organic.every((card) => memory.first?.has(card.adId) ?? true);
  if (repeats && (lastPage === null || n >= lastPage)) return wentOn({ ...on, end: sentBack ? 'window-end' : 'end' });
  if (n === 1) memory.first = new Set(organic.map((card) => card.adId));
  if (lastPage !== null && n >= lastPage && n < walk.maxPages) return wentOn({ ...on, end: 'end' });
  if (knownInARow >= KNOWN_PAGES_IN_A_ROW) return wentOn({ ...on, end: 'known' });

  // Ads removed while we page pull later ones onto the page before; what slipped there is read now.
  if (n > 1 && before !== null && at.total !== null && total !== null && total < at.total) {
    const again = await readPage(walk, n - 1, before, deps);
    if (again.state === 'stopped') return again;
    missed.push(...again.missed);
  }
  const nextAddress = walk.next ? walk.next(read.page) : null;
  if (walk.next && nextAddress === null) return wentOn({ ...on, end: 'end' });
  if (n < lastOf(walk, deps)) return wentOn({ ...on, nextAddress });
  if (n < walk.maxPages) return wentOn({ ...on, end: 'depth' });
  return wentOn({ ...on, end: total !== null && total <= cardsSeen ? 'end' : 'window-end' });
}

function lastOf(walk: IndexWalk, deps: WalkDeps): number {
  return Math.min(walk.maxPages, deps.deepest);
}

type Read =
  | {
      readonly state: 'cards';
      page: Page;
      contents: IndexContents;
      firm: ReadonlySet<string>;
      missed: readonly CoverageReason[];
    }
  | { readonly state: 'empty'; missed: readonly CoverageReason[] }
  | { readonly state: 'unreadable'; refused: boolean; missed: readonly CoverageReason[] }
  | { readonly state: 'stopped'; missed: readonly CoverageReason[] };

/** Reads page n of a walk, at this address, and settles what is new on it. */
async function readPage(walk: IndexWalk, n: number, address: string, deps: WalkDeps): Promise<Read> {
  const { reading, page } = await lookAtIndex(address, deps);
  if (reading.state === 'unknown') {
    const missed: CoverageReason = { kind: reading.kind, where: `${walk.name} page ${n}`, detail: reading.why };
    return { state: 'unreadable', refused: ON_FAILURE[reading.kind] === 'stop-platform', missed: [missed] };
  }
  if (reading.state === 'empty' || page === null) return { state: 'empty', missed: [] };
  const { contents } = reading;
  const { firm, loose } = await deps.unchanged(walk.name, contents.cards);
  const fresh = contents.cards.filter((card) => !firm.has(card.adId) && !loose.has(card.adId));
  const { missed, finished } = await deps.settle(walk.name, fresh, page);
  if (!finished) return { state: 'stopped', missed };
  deps.onPage({
    walk: walk.name,
    n,
    lastPage: contents.lastPage,
    cards: contents.cards.length,
    fresh: fresh.length,
  });
  return { state: 'cards', page, contents, firm, missed };
}

/** The platform refused to show an ad of this page: asking on would be climbing its wall. */
function refuses(reason: CoverageReason): boolean {
  return (
    (FAILURE_KINDS as readonly string[]).includes(reason.kind) &&
    ON_FAILURE[reason.kind as FailureKind] === 'stop-platform'
  );
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
