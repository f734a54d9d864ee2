import { z } from 'zod';
import { type AdAddresses, adsLinkedOn } from '../ad-links.ts';
import type { Card, IndexContents, IndexWalk, PlatformAdapter, RevealAnswer } from '../adapter.ts';
import { describedIn, describedListing } from '../described.ts';
import { parsed } from '../embedded-json.ts';
import { LookFailure } from '../errors.ts';
import { metaRecord } from '../meta.ts';
import type { Page, Snapshot } from '../page.ts';
import { refusalOf, wholePhones } from '../reveal-answer.ts';
import { safeLine } from '../safeline.ts';
import { textOf, tidy } from '../visible-text.ts';

const HOME = 'https://www.kn.kz';
const HOSTS = ['www.kn.kz', 'kn.kz'];
const CARD = '[data-object-id]';
const CARDS_A_PAGE = 30;
/** Our own bound: how deep the board serves an index is not known. */
const LAST_PAGE = 1000;
const CITIES = ['almaty', 'astana'];
const SECTIONS = ['arenda-kvartir', 'prodazha-kvartir'];
const phoneAnswer = z.object({ phones: z.array(z.string()) });

/** kn.kz, housing. Facts: facts/other-platforms.md 1.2; what is confirmed and what is a guess stands in `confidence`. */
export function kn(origin = HOME): PlatformAdapter {
  const at: AdAddresses = { home: HOME, origin, hosts: HOSTS, adIdOf };
  return Object.freeze({
    id: 'kn',
    name: 'Kn.kz',
    origin,
    legal: {
      entity: { ru: 'Администрация площадки kn.kz', kk: 'kn.kz алаңының әкімшілігі', en: 'kn.kz administration' },
      email: null,
      formUrl: null,
      postalAddress: null,
      bin: null,
      language: 'ru' as const,
      checkedOn: null,
      source: 'facts/other-platforms.md 1.2: entity and complaint channel not found',
    },
    // robots.txt asks for two seconds between requests; five is ours.
    access: { engine: 'http' as const, requestsPerMinute: 12, revealsPerDay: 30, hosts: HOSTS },
    confidence: {
      asOf: '2026-11-24',
      confirmed: [
        'from public code of 2026, not from the live site: addresses, [data-object-id], 30 a page, the count of ads found,' +
          ' the request that brings the phone, Crawl-delay 2, SafeLine',
      ],
      guesses: [
        'the order of an index; the city names in addresses besides those seen (almaty, astana)',
        '«Найдено 0 объявлений» when there are none',
        'an ad’s text begins as the page’s description for machines does',
      ],
      unknown: [
        'the ad’s own page: an ad whose text is not found on it is told as "could not look"',
        'how a removed ad looks',
        'how the site refuses a phone',
      ],
    },
    blindSpots: ['a number that stands only behind the button "show phone" is not in a guest’s page'],
    signs: {
      index: (page: Page) =>
        !isAd(page) && page.$(CARD).length > 0 && foundOn(page) !== null ? 'cards and the count of ads found' : null,
      // A link to an ad says that there are ads, though their cards look otherwise: the count may be a seller's words.
      indexEmpty: (page: Page) =>
        !isAd(page) && page.$(CARD).length === 0 && adsLinkedOn(page, at).length === 0 && foundOn(page) === 0
          ? 'the page says 0 ads found'
          : null,
      listing: (page: Page) => (isAd(page) && describedIn(page, at) ? 'the text that the page’s head tells of' : null),
      removed: () => null,
      blocked: safeLine,
    },
    indexWalks: ({ depth }): IndexWalk[] =>
      SECTIONS.flatMap((section) =>
        CITIES.map((city) => ({
          name: `${city}-${section}`,
          page: (n) => `${origin}/${city}/${section}${n > 1 ? `?page=${n}` : ''}`,
          maxPages: depth === 'full' ? LAST_PAGE : 1,
        })),
      ),
    adIdOf,
    listingUrl: (adId) => (/^\d{1,12}$/.test(adId) ? `${origin}/card/${adId}` : null),
    parseIndex: (page) => indexOf(page, at),
    // The phone of every ad stands behind the button; what else the page links to (a builder's hotline) is not it.
    parseListing: (page) => ({ ...describedListing(page, at), hidden: { count: null, prefix: null } }),
    reveal: {
      how: 'request' as const,
      request: ({ adId, url }) => ({
        url: `${origin}/card/phone/${adId}/0`,
        headers: { 'x-requested-with': 'XMLHttpRequest', referer: url },
      }),
      read: phonesOf,
    },
    accountUrl: () => null,
    // No search by words is known (facts/other-platforms.md 1.2).
    searchUrl: () => null,
    adRecord: (page, adId) => metaRecord(page, adId, adIdOf),
  } satisfies PlatformAdapter);
}

function adIdOf(url: URL): string | null {
  return /^\/card\/(\d{1,12})\/?$/.exec(url.pathname)?.[1] ?? null;
}

function isAd({ snapshot }: Page): boolean {
  return adIdOf(new URL(snapshot.url)) !== null;
}

/** «Найдено 6 840 объявлений»: the platform's own count, and no words of a card's. */
function foundOn({ $ }: Page): number | null {
  const own = $('body').clone();
  own.find(`${CARD}, script, style`).remove();
  // At the beginning of a line: within one it may stand in somebody's words.
  const said = /^Найдено\s+([\d\s\u00a0\u202f]+?)\s*(объявлени[еяй])/im.exec(textOf(own.html() ?? ''));
  const count = Number(said?.[1]?.replace(/\D/g, '') ?? Number.NaN);
  // In Russian a nought takes its own form of the word: another one belongs to a number that was cut or changed.
  return Number.isNaN(count) || (count === 0 && said?.[2]?.toLowerCase() !== 'объявлений') ? null : count;
}

function indexOf(page: Page, at: AdAddresses): IndexContents {
  const { $, snapshot } = page;
  const linked = new Map(adsLinkedOn(page, at).map((ad) => [ad.adId, ad]));
  const cards = $(CARD)
    .toArray()
    .map((element): Card => {
      const adId = $(element).attr('data-object-id') ?? '';
      const content = tidy($(element).text());
      const title = linked.get(adId)?.title || (content.split('\n')[0] ?? '');
      if (!/^\d{1,12}$/.test(adId) || !title)
        throw new LookFailure('layout', snapshot.url, 'cards of an unknown shape');
      const hidden = { count: null, prefix: null };
      return { adId, url: `${at.origin}/card/${adId}`, title, promoted: false, content, listing: null, hidden };
    });
  const total = foundOn(page);
  const lastPage = total === null ? null : Math.min(LAST_PAGE, Math.max(1, Math.ceil(total / CARDS_A_PAGE)));
  return { cards: [...new Map(cards.map((card) => [card.adId, card])).values()], total, lastPage, via: 'dom' };
}

function phonesOf(answer: Snapshot): RevealAnswer {
  const refused = refusalOf(answer);
  if (refused) return refused;
  if (answer.status !== 200) return { state: 'unknown', why: `HTTP ${answer.status}` };
  if (new URL(answer.url).pathname !== new URL(answer.requestedUrl).pathname)
    return { state: 'unknown', why: 'the answer is of another address' };
  const said = phoneAnswer.safeParse(parsed(answer.body));
  return said.success ? wholePhones(said.data.phones) : { state: 'unknown', why: 'an answer of an unknown shape' };
}
