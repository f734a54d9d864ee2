import type { PlatformAdapter } from '../scrapers/adapter.ts';
import { type FailureKind, LookFailure } from '../scrapers/errors.ts';
import { openPage, type Page, type Snapshot } from '../scrapers/page.ts';
import { readIndex, readListing } from '../scrapers/read.ts';
import type { CoverageReason } from './coverage.ts';
import { numbersIn } from './match.ts';
import type { NumberFinder } from './phones/sighting.ts';
import type { PlaceLook } from './removal.ts';

export interface LookFor {
  readonly adId: string;
  readonly numberId: number;
  readonly url: string;
  readonly sellerId: string | null;
  readonly title: string;
}

export interface Looked {
  readonly looks: readonly PlaceLook[];
  /** The ad's own page as it came; `null` when none came. */
  readonly page: Snapshot | null;
  /** What kept us from looking, for the run. */
  readonly failure: Omit<CoverageReason, 'where'> | null;
}

/** What a place said, with the kind of failure where it could not be read. */
type Said = PlaceLook & { readonly kind: FailureKind | null };

interface Means {
  readonly adapter: PlatformAdapter;
  readonly finder: NumberFinder;
  readonly look: (url: string) => Promise<Snapshot>;
}

/** Looks at the ad's own page and, once that says it is gone, at the lists where it would still show. */
export async function lookEverywhere(means: Means, wanted: LookFor): Promise<Looked> {
  const { adapter } = means;
  const url = adapter.listingUrl(wanted.adId) ?? wanted.url;
  const own = await seen(means, url, 'page', (page) => readOwnPage(means, page, wanted));
  const looks: PlaceLook[] = [own.look];
  let failure = own.failure;
  if (own.look.reading === 'removed') {
    for (const address of listsOf(means, wanted)) {
      const list = await seen(means, address, 'list', (page) => readList(adapter, page, wanted.adId));
      looks.push(list.look);
      failure ??= list.failure;
    }
  }
  return { looks, page: own.page, failure };
}

/**
 * The ad's own page. Removed is the platform's own sign on a page that does not show the number any more: an archive that
 * still shows it removed nothing. A live ad without the number says nothing: it may stand behind the button.
 */
export function readOwnPage(
  { adapter, finder }: Pick<Means, 'adapter' | 'finder'>,
  page: Page,
  { adId, numberId }: Pick<LookFor, 'adId' | 'numberId'>,
): Said {
  const { snapshot } = page;
  if (snapshot.redirects.length > 0 && adapter.adIdOf(new URL(snapshot.url)) !== adId)
    return look('unknown', 'led to another address');
  const reading = readListing(adapter, page, adId);
  if (reading.state === 'unknown') return look('unknown', reading.why, reading.kind);
  if (reading.state === 'live') {
    const { seen: numbers } = numbersIn(reading.listing.fields, finder);
    return numbers.some((one) => one.numberId === numberId)
      ? look('live', 'the ad is shown with the number')
      : look('unknown', 'the ad is shown, and the number is not in what a guest sees');
  }
  const words = page.$('body').clone();
  words.find('script, style, noscript').remove();
  const fields = [{ name: 'page', kind: 'text', text: words.text() } as const];
  const record = adapter.adRecord(page, adId);
  const inRecord = record === null ? [] : [{ name: 'record', kind: 'text', text: JSON.stringify(record) } as const];
  const still = finder.find([...fields, ...inRecord]).sightings.some((one) => one.numberId === String(numberId));
  return still ? look('live', 'archived, and the number still shows') : look('removed', reading.sign);

  function look(said: PlaceLook['reading'], sign: string, kind: FailureKind | null = null): Said {
    return { place: 'page', reading: said, sign, kind };
  }
}

/** A list that still shows the ad says that it is live; one that is read to the end without it does not contradict. */
export function readList(adapter: PlatformAdapter, page: Page, adId: string): Said {
  const reading = readIndex(adapter, page);
  const look = (said: PlaceLook['reading'], sign: string, kind: FailureKind | null = null): Said => ({
    place: 'list',
    reading: said,
    sign,
    kind,
  });
  switch (reading.state) {
    case 'unknown':
      // The list of an account that is gone with its ads.
      return page.snapshot.status === 404 || page.snapshot.status === 410
        ? look('removed', `HTTP ${page.snapshot.status}`)
        : look('unknown', reading.why, reading.kind);
    case 'empty':
      return look('removed', reading.sign);
    case 'cards':
      return reading.contents.cards.some((card) => card.adId === adId)
        ? look('live', 'the list still shows the ad')
        : look('removed', 'the list does not show the ad');
  }
}

async function seen(
  { look }: Means,
  url: string,
  place: PlaceLook['place'],
  read: (page: Page) => Said,
): Promise<{ look: PlaceLook; page: Snapshot | null; failure: Looked['failure'] }> {
  try {
    const snapshot = await look(url);
    const page = openPage(snapshot);
    const { kind, ...said } = read(page);
    const failure = said.reading === 'unknown' ? { kind: kind ?? ('layout' as const), detail: said.sign } : null;
    return { look: said, page: snapshot, failure };
  } catch (error) {
    if (!(error instanceof LookFailure)) throw error;
    const closed = error.kind === 'disallowed' && place === 'list';
    const said: PlaceLook = {
      place,
      reading: closed ? 'not-offered' : 'unknown',
      sign: `${error.kind}: ${error.message}`,
    };
    return { look: said, page: null, failure: closed ? null : { kind: error.kind, detail: error.message } };
  }
}

/** The account's own list, and the platform's search for the title; a title that says a number goes into no search. */
function listsOf({ adapter, finder }: Means, { sellerId, title }: LookFor): string[] {
  const account = sellerId === null ? null : adapter.accountUrl(sellerId);
  const tells =
    /\d{5}/.test(title.replace(/[\s().-]/g, '')) ||
    finder.find([{ name: 'title', kind: 'text', text: title }]).sightings.length > 0;
  const search = title === '' || tells ? null : adapter.searchUrl(title);
  return [account, search].filter((url) => url !== null);
}
