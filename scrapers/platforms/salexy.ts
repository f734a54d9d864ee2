import { type AdAddresses, addressOf, adLinksOf, elementsOf, type PageElement } from '../ad-links.ts';
import type { Card, IndexContents, IndexWalk, Listing, PlatformAdapter, RevealAnswer, TextField } from '../adapter.ts';
import { LookFailure } from '../errors.ts';
import { metaOf, metaRecord } from '../meta.ts';
import type { Page, Snapshot } from '../page.ts';
import { openPage } from '../page.ts';
import { endOfPager, pageIn } from '../pager.ts';
import { refusalOf, wholePhones } from '../reveal-answer.ts';
import { linksOf, textOf, tidy } from '../visible-text.ts';

const HOME = 'https://salexy.kz';
const HOSTS = ['salexy.kz', '.salexy.kz'];
/** Our own bound: how deep the platform serves an index is not known (40 pages of one rubric were seen). */
const LAST_PAGE = 1000;
const NUMBER = /^\+?[78]\d{10}$/;

/** salexy.kz. Facts: facts/other-platforms.md 1.2; what is confirmed and what is a guess stands in `confidence`. */
export function salexy(origin = HOME): PlatformAdapter {
  const at: AdAddresses = { home: HOME, origin, hosts: HOSTS, adIdOf };
  const city = (name: string) => (origin === HOME ? `https://${name}.salexy.kz` : origin);
  return Object.freeze({
    id: 'salexy',
    name: 'Salexy.kz',
    origin,
    legal: {
      entity: {
        ru: 'Администрация площадки salexy.kz',
        kk: 'salexy.kz алаңының әкімшілігі',
        en: 'salexy.kz administration',
      },
      email: null,
      formUrl: null,
      postalAddress: null,
      bin: null,
      language: 'ru' as const,
      checkedOn: null,
      source: 'facts/other-platforms.md 1.2: entity and complaint channel not found',
    },
    access: { engine: 'http' as const, requestsPerMinute: 12, revealsPerDay: 30, hosts: HOSTS },
    confidence: {
      asOf: '2026-11-24',
      confirmed: [
        'from public code of 2019–2024, not from the live site: ad addresses, ul.product-list with div.title a,' +
          ' .description p, .add[data-id], the request that brings the phone and its cookie',
      ],
      guesses: [
        '/all without words lists the whole country, newest first',
        'the words «соседн…» mark where ads of neighbouring cities begin',
        'page= works in every index, and the pager links every later page',
      ],
      unknown: [
        'whether the site is alive (2025-04-23: an error in a monitoring table)',
        'robots.txt',
        'the nothing-found sign and how a removed ad looks: an empty index is told as "could not look"',
        'how the site refuses a phone',
      ],
    },
    blindSpots: ['a number that stands only behind the button "show phone" is not in a guest’s page'],
    signs: {
      index: (page: Page) =>
        page.$('ul.product-list div.title a[href]').length > 0 && !listingSign(page) ? 'cards of a product list' : null,
      indexEmpty: () => null,
      listing: listingSign,
      removed: () => null,
      blocked: () => null,
    },
    indexWalks: ({ depth }): IndexWalk[] => {
      const maxPages = depth === 'full' ? LAST_PAGE : 1;
      const paged = (name: string, first: string): IndexWalk => ({
        name,
        page: (n) => (n > 1 ? `${first}${first.includes('?') ? '&' : '?'}page=${n}` : first),
        maxPages,
      });
      return [
        paged('all', `${origin}/all?Filter[district_id]=&Filter[search_string]=`),
        // The one rubric whose address is confirmed: it answers even if the guess of /all does not hold.
        paged('almaty-remont-kvartir', `${city('almaty')}/remont_i_stroitelstvo/remont_kvartir`),
      ];
    },
    adIdOf,
    // The address holds the ad's words: it cannot be made of the id alone.
    listingUrl: () => null,
    parseIndex: (page) => indexOf(page, at),
    parseListing: listingOf,
    reveal: {
      how: 'request' as const,
      request: ({ adId, url }) => ({
        url: new URL(`/catalog/info/phone/id/${adId}`, url).href,
        headers: { 'x-requested-with': 'XMLHttpRequest' },
        cookieFrom: `${origin}/`,
      }),
      read: phonesOf,
    },
    accountUrl: () => null,
    searchUrl: (words) => `${origin}/all?Filter[district_id]=&Filter[search_string]=${encodeURIComponent(words)}`,
    adRecord: (page, adId) =>
      listingSign(page) && shownId(page) === adId
        ? { 'data-id': shownId(page), ...(metaRecord(page, adId, adIdOf) ?? {}) }
        : null,
  } satisfies PlatformAdapter);
}

function adIdOf(url: URL): string | null {
  return /^\/c\/[^/]*_(\d{1,12})\.html$/.exec(url.pathname)?.[1] ?? null;
}

/** A part of the ad itself: cards of a list may carry the same classes. */
function ownPart({ $ }: Page, selector: string) {
  return $(selector)
    .filter((_, element) => $(element).closest('ul.product-list').length === 0)
    .first();
}

function shownId(page: Page): string | null {
  return ownPart(page, '.add[data-id]').attr('data-id') ?? null;
}

function listingSign(page: Page): string | null {
  return shownId(page) !== null && ownPart(page, '.description').length > 0 ? 'an ad’s id and description' : null;
}

/**
 * The marker after which ads of neighbouring cities follow: in the list but in no card of it (whoever writes an ad writes
 * its card, and could end a walk with a word), or between two lists.
 */
function saysNeighbours({ $ }: Page, element: PageElement, afterCards: boolean): boolean {
  const one = $(element);
  const own = one.contents().filter((_, node) => node.type === 'text');
  if (!/соседн/i.test(own.text()) || one.is('script, style') || one.closest('nav, header, footer').length > 0)
    return false;
  const row = one.closest('ul.product-list > *');
  return row.length > 0 ? row.find('div.title a[href]').length === 0 : afterCards;
}

function indexOf(page: Page, at: AdAddresses): IndexContents {
  const { $, snapshot } = page;
  const links = new Map<unknown, { adId: string; url: URL }>(adLinksOf(page, at).map((link) => [link.element, link]));
  const cards = new Map<string, Card>();
  let beyond = false;
  for (const element of elementsOf(page, 'body *')) {
    const one = $(element);
    if (saysNeighbours(page, element, cards.size > 0)) beyond = true;
    if (!one.is('ul.product-list div.title a[href]')) continue;
    const link = links.get(element);
    const title = tidy(one.text());
    if (!link || !title) throw new LookFailure('layout', snapshot.url, 'cards of an unknown shape');
    const url = addressOf(link.url, at).href;
    const content = tidy(one.closest('ul.product-list > *').text());
    if (!cards.has(link.adId))
      cards.set(link.adId, {
        adId: link.adId,
        url,
        title,
        promoted: beyond,
        content,
        listing: null,
        hidden: { count: null, prefix: null },
      });
  }
  const numberOf = pageIn('page');
  const here = numberOf(new URL(snapshot.url)) ?? 1;
  return { cards: [...cards.values()], total: null, lastPage: beyond ? here : endOfPager(page, numberOf), via: 'dom' };
}

function listingOf(page: Page): Listing {
  const { $, snapshot } = page;
  const adId = shownId(page);
  const description = ownPart(page, '.description').html() ?? '';
  const said = textOf(description);
  if (adId === null || said === '')
    throw new LookFailure('layout', snapshot.url, 'the ad’s id or description is not in the page');
  const { og } = metaOf(page);
  const title = tidy($('h1').first().text()) || (og['og:title'] ?? '');
  const phones = $('.btn-holder.tel-item a[href^="tel:"]')
    .toArray()
    .map((link) => $(link).attr('href') ?? '')
    .filter((href) => NUMBER.test(href.replace(/[^\d+]/g, '')));
  const price =
    /^\s*([\d\s\u00a0]+)/.exec(ownPart(page, '.control-holder .price').text())?.[1]?.replace(/\D/g, '') ?? '';
  const [, place = null] = /^([a-z-]+)\.salexy\.kz$/.exec(new URL(snapshot.url).hostname) ?? [];
  const text = (name: string, words: string): TextField[] => (words ? [{ name, kind: 'text', text: words }] : []);
  return {
    adId,
    url: snapshot.url,
    title,
    fields: [
      ...text('title', title),
      ...text('description', said),
      ...linksOf(description, 'description.link'),
      ...phones.map((href): TextField => ({ name: 'contact', kind: 'contact', text: href.replace(/^tel:/, '') })),
    ],
    hidden: phones.length > 0 ? null : { count: null, prefix: null },
    photos: og['og:image'] ? [og['og:image']] : [],
    seller: { id: null, name: null, kind: null, since: null },
    price: price ? { amount: Number(price), currency: 'KZT' } : null,
    category: null,
    city: place,
    postedAt: null,
    refreshedAt: null,
  };
}

/** A piece of HTML with a tel: link. A city host has been seen to serve another city's ad: a foreign id is no answer. */
function phonesOf(answer: Snapshot): RevealAnswer {
  const refused = refusalOf(answer);
  if (refused) return refused;
  if (answer.status !== 200) return { state: 'unknown', why: `HTTP ${answer.status}` };
  const { $ } = openPage(answer);
  const asked = idAsked(answer.requestedUrl);
  const told = $('[data-id]').first().attr('data-id');
  if (idAsked(answer.url) !== asked || (told !== undefined && told !== asked))
    return { state: 'unknown', why: 'the answer is of another ad' };
  const phones = $('a[href^="tel:"]')
    .toArray()
    .map((link) => ($(link).attr('href') ?? '').replace(/^tel:/, ''));
  return wholePhones(phones);
}

function idAsked(url: string): string | undefined {
  return /\/catalog\/info\/phone\/id\/(\d+)$/.exec(new URL(url).pathname)?.[1];
}
