import type { Card, Listing, PlatformAdapter } from './adapter.ts';
import { LookFailure } from './errors.ts';
import type { Looker } from './look.ts';
import { openPage } from './page.ts';
import { readIndex, readListing } from './read.ts';

/** What a page gave, field by field: counts, and shares between 0 and 1. Never text. */
export interface PageFacts {
  readonly via: string | null;
  readonly fields: Readonly<Record<string, number>>;
}

export type StepName = 'robots' | 'index' | 'listing';

/** How one step of a probe ended. `why` is for staff and holds no page text. */
export type ProbeStep =
  | { readonly step: StepName; readonly ok: true; readonly facts: PageFacts }
  | { readonly step: StepName; readonly ok: false; readonly kind: string; readonly why: string };

/**
 * Looks at three things of a platform, as politely as a run: its robots, the first page of its first index, and one ad
 * of that page. The first step that fails ends the probe.
 */
export async function probePlatform(adapter: PlatformAdapter, looker: Looker): Promise<readonly ProbeStep[]> {
  const steps: ProbeStep[] = [];
  const walk = adapter.indexWalks({ depth: 'newest' })[0];
  if (!walk) return [{ step: 'index', ok: false, kind: 'layout', why: 'the adapter knows no index' }];
  const step = async (name: StepName, look: () => Promise<ProbeStep>): Promise<boolean> => {
    const taken = await look().catch((error: unknown): ProbeStep => {
      if (!(error instanceof LookFailure)) throw error;
      return { step: name, ok: false, kind: error.kind, why: error.message };
    });
    steps.push(taken);
    return taken.ok;
  };

  let card: Card | undefined;
  const robots = async (): Promise<ProbeStep> => {
    const rules = await looker.robots();
    const fields = { 'crawl-delay': rules.crawlDelaySeconds, 'index allowed': rules.allowed(walk.page(1)) ? 1 : 0 };
    return { step: 'robots', ok: true, facts: { via: null, fields } };
  };
  const index = async (): Promise<ProbeStep> => {
    const reading = readIndex(adapter, openPage(await looker.look(walk.page(1))));
    if (reading.state === 'unknown') return { step: 'index', ok: false, kind: reading.kind, why: reading.why };
    if (reading.state === 'empty') return { step: 'index', ok: false, kind: 'empty', why: 'the first index has no ad' };
    const { cards, total, lastPage, via } = reading.contents;
    card = cards.find((one) => !one.promoted) ?? cards[0];
    return { step: 'index', ok: true, facts: { via, fields: indexFields(cards, total, lastPage) } };
  };
  const listing = async (): Promise<ProbeStep> => {
    const { adId = '', url = '' } = card ?? {};
    const reading = readListing(adapter, openPage(await looker.look(url)), adId);
    if (reading.state === 'unknown') return { step: 'listing', ok: false, kind: reading.kind, why: reading.why };
    if (reading.state === 'removed') return { step: 'listing', ok: false, kind: 'removed', why: reading.sign };
    return { step: 'listing', ok: true, facts: { via: null, fields: listingFields(reading.listing) } };
  };
  if ((await step('robots', robots)) && (await step('index', index))) await step('listing', listing);
  return steps;
}

function indexFields(cards: readonly Card[], total: number | null, lastPage: number | null): Record<string, number> {
  const share = (has: (card: Card) => boolean) => Math.round((cards.filter(has).length / cards.length) * 100) / 100;
  return {
    cards: cards.length,
    total: total === null ? 0 : 1,
    'last page': lastPage === null ? 0 : 1,
    title: share((card) => card.title !== ''),
    promoted: share((card) => card.promoted),
    'whole ad': share((card) => card.listing !== null),
  };
}

/** Names of fields are the adapter's own, except parameters, which the platform names and only their count is told. */
function listingFields(listing: Listing): Record<string, number> {
  const { fields, hidden, photos, seller } = listing;
  const has = (value: unknown) => (value === null || value === '' ? 0 : 1);
  const names = [...new Set(fields.map((field) => field.name).filter((name) => !name.startsWith('param:')))];
  return {
    ...Object.fromEntries(names.map((name) => [name, 1])),
    title: has(listing.title),
    parameters: fields.filter((field) => field.name.startsWith('param:')).length,
    'hidden number': hidden === null ? 0 : 1,
    'hidden prefix': hidden?.prefix ? 1 : 0,
    photos: photos.length,
    seller: has(seller.id),
    price: has(listing.price),
    city: has(listing.city),
    category: has(listing.category),
    posted: has(listing.postedAt),
  };
}
