import { type AdAddresses, adsLinkedOn } from '../ad-links.ts';
import type { Card, IndexWalk, Listing, PlatformAdapter, TextField } from '../adapter.ts';
import { describedIn, describedListing } from '../described.ts';
import { LookFailure } from '../errors.ts';
import { metaRecord } from '../meta.ts';
import type { Page } from '../page.ts';
import { endOfPager, pageIn } from '../pager.ts';
import { tidy } from '../visible-text.ts';

const HOME = 'https://obyavleniya.kaspi.kz';
/** market.kz is the board's name of before: its links and ids live on here (facts/kolesa-group.md 3). */
const HOSTS = ['obyavleniya.kaspi.kz', 'market.kz', 'www.market.kz', 'cdn-obyavleniya.kaspi.kz'];
/** Our own bound: how deep a list is served is not known, and what lies beneath is found by its id. */
const LAST_PAGE = 25;
/** Animals and equipment first, as in the attacks (facts/other-platforms.md 2). */
const RUBRICS = [
  'zhivotnye',
  'elektronika',
  'apple',
  'biznes',
  'dom-dacha',
  'uslugi',
  'prokat-i-arenda',
  'lichnye-vezchi',
];
const CITIES = ['almaty', 'astana', 'shymkent', 'karaganda', 'aktobe', 'atyrau', 'pavlodar', 'aktau'];
/** Ads are checked for 15–45 minutes before they are published: a guess of how many ids that is. */
const SETTLING_IDS = 300;
const IDS_A_RUN = 1_500;
/** The newest ids of a page lie close together; one far above all others is no ad's. */
const NEIGHBOURHOOD = 1_000_000;

/** Kaspi Объявления, once market.kz. Facts: facts/other-platforms.md 1.2, kolesa-group.md 3; guesses in `confidence`. */
export function kaspi(origin = HOME): PlatformAdapter {
  const at: AdAddresses = { home: HOME, origin, hosts: HOSTS, adIdOf };
  const listingUrl = (adId: string) => (/^\d{6,12}$/.test(adId) ? `${origin}/a/${adId}/` : null);
  const isAd = ({ snapshot }: Page) => adIdOf(new URL(snapshot.url)) !== null;
  return Object.freeze({
    id: 'kaspi',
    name: 'Kaspi Объявления',
    origin,
    legal: {
      entity: { ru: 'АО «Kaspi.kz»', kk: '«Kaspi.kz» АҚ', en: 'JSC Kaspi.kz' },
      email: null,
      formUrl: null,
      postalAddress: '154A Nauryzbay Batyr St, Almaty 050013',
      bin: null,
      language: 'ru' as const,
      checkedOn: null,
      source:
        'facts/other-platforms.md 1.2: entity and address from SEC F-1 of 2023; whether letters go there is not confirmed',
    },
    access: { engine: 'http' as const, requestsPerMinute: 12, revealsPerDay: 0, hosts: HOSTS },
    confidence: {
      asOf: '2026-11-24',
      confirmed: [
        'from public code, not from the live site: addresses of ads and rubrics, ?page=, one rising sequence of ids,' +
          ' h1.header__title, p.price__text, picture.slider__picture (2023)',
      ],
      guesses: [
        'sortBy[date]=desc (older public code)',
        'city names other than astana and aktau are written as on krisha.kz and kolesa.kz',
        'an ad’s text begins as the page’s description for machines does',
        `${SETTLING_IDS} ids pass while an ad is checked before it is published`,
      ],
      unknown: [
        'the lists’ markup: cards are told by their links',
        'robots.txt and terms',
        'how a phone is shown',
        'the nothing-found sign, and how a removed ad or a refusal looks',
        'whether pages are whole without scripts',
      ],
    },
    blindSpots: [
      'how the board shows a phone is not known: a number outside the ad’s text is missed, and cannot be revealed',
      `lists of ${CITIES.length} cities alone, and of them the newest ${LAST_PAGE} pages; other ads are found by their ids only`,
      `ads older than the ${IDS_A_RUN} ids of the first run that are on none of these lists`,
    ],
    signs: {
      index: (page: Page) => (!isAd(page) && adsLinkedOn(page, at).length > 0 ? 'links to ads' : null),
      indexEmpty: () => null,
      listing: (page: Page) => {
        if (!isAd(page)) return null;
        if (describedIn(page, at)) return 'the text that the page’s head tells of';
        return page.$('h1.header__title').length > 0 ? 'an ad’s heading' : null;
      },
      removed: () => null,
      blocked: () => null,
    },
    indexWalks: ({ depth }): IndexWalk[] =>
      RUBRICS.flatMap((rubric) =>
        CITIES.map((city) => ({
          name: `${rubric}-${city}`,
          page: (n: number) => `${origin}/${city}/${rubric}/?sortBy[date]=desc${n > 1 ? `&page=${n}` : ''}`,
          maxPages: depth === 'full' ? LAST_PAGE : 1,
        })),
      ),
    idWalk: {
      name: 'ids',
      url: (id) => listingUrl(String(id)) ?? '',
      newestOf: (cards) => {
        const ids = cards.map((card) => Number(card.adId)).sort((a, b) => b - a);
        return ids.find((id, i) => ids.length === 1 || id - (ids[i + 1] ?? -Infinity) < NEIGHBOURHOOD) ?? null;
      },
      settling: SETTLING_IDS,
      perRun: IDS_A_RUN,
    },
    adIdOf,
    listingUrl,
    parseIndex: (page) => {
      const cards = adsLinkedOn(page, at).map(({ adId, url, title, content }): Card => {
        if (!title) throw new LookFailure('layout', page.snapshot.url, 'cards of an unknown shape');
        const hidden = { count: null, prefix: null };
        return { adId, url: url.href, title, promoted: false, content, listing: null, hidden };
      });
      return { cards, total: null, lastPage: endOfPager(page, pageIn('page')), via: 'links' };
    },
    parseListing: (page): Listing => {
      const listing = describedListing(page, at);
      const heading = tidy(page.$('h1.header__title').first().text());
      const amount = Number(tidy(page.$('p.price__text').first().text()).replace(/\D/g, ''));
      const extra: TextField[] =
        heading && heading !== listing.title ? [{ name: 'heading', kind: 'text', text: heading }] : [];
      return {
        ...listing,
        url: listingUrl(listing.adId) ?? listing.url,
        fields: [...listing.fields, ...extra],
        price: listing.price ?? (amount > 0 ? { amount, currency: 'KZT' } : null),
        photos: [...new Set([...listing.photos, ...photosOf(page)])],
      };
    },
    reveal: null,
    // No page that lists an account's ads is known.
    accountUrl: () => null,
    searchUrl: (words) => `${origin}/k--${encodeURIComponent(words.trim().toLowerCase().replace(/\s+/g, '-'))}/`,
    adRecord: (page, adId) => metaRecord(page, adId, adIdOf),
  } satisfies PlatformAdapter);
}

/** `/a/<slug>-<id>/`, `/a/<id>`, with or without the slash, here and on market.kz. */
function adIdOf(url: URL): string | null {
  return /^\/a\/(?:[^/]*-)?(\d{6,12})\/?$/.exec(url.pathname)?.[1] ?? null;
}

function photosOf({ $ }: Page): string[] {
  return $('picture.slider__picture source[srcset], picture.slider__picture img[src]')
    .toArray()
    .map((element) => $(element).attr('srcset')?.split(',')[0]?.trim().split(/\s+/)[0] ?? $(element).attr('src') ?? '')
    .filter((address) => URL.canParse(address));
}
