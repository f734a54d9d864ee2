import { z } from 'zod';
import type { Card, IndexContents, IndexWalk, Listing, PlatformAdapter, TextField } from '../adapter.ts';
import { codeOfId, idOfCode } from '../base62.ts';
import { byButton } from '../button-answer.ts';
import { LookFailure } from '../errors.ts';
import type { Page } from '../page.ts';
import { linksOf, textOf } from '../visible-text.ts';
import { type Ad, ad, contentsOf } from './olx-data.ts';
import { domIndex, domListing } from './olx-dom.ts';

/** facts/olx.md 1: the last page of any list. */
const LAST_PAGE = 25;
/** Categories of the 2025 attacks and those most like them first (facts/olx.md 2, facts/other-platforms.md). */
const CATEGORIES = [
  'zhivotnye',
  'elektronika',
  'transport',
  'uslugi',
  'nedvizhimost',
  'dom-i-sad',
  'rabota',
  'moda-i-stil',
  'detskiy-mir',
  'hobbi-otdyh-i-sport',
];
/** Words of the state that mean "no longer shown" (facts/olx.md 3.2, C: seen in code, not on a kz page). */
const GONE = new Set(['removed', 'moderated']);
const PHONES =
  '[data-testid="phones-container"], [data-testid="ad-contact-phone"], [data-cy="ad-contact-phone"], [data-testid="contact-phone"]';
/** facts/olx.md 3.4 and 4.3: the control's names over the years, sentences of the uz page of 2026-05, answers others met. */
const BUTTON = byButton({
  buttons: [
    '[data-testid="show-phone"]',
    '[data-testid="ad-contact-phone"]',
    '[data-cy="ad-contact-phone"]',
    '[data-testid="contact-phone"]',
  ],
  overlays: ['#onetrust-accept-btn-handler'],
  exchange: /\/offers\/\d+\/(?:limited-)?phones\b|\bfriction\b/,
  shownIn: PHONES,
  toldIn: `[role="dialog"], ${PHONES}`,
  refusals: [
    { why: 'cap', words: /ограничиваем количество телефонных номеров/i, sign: 'the day’s cap of shown numbers' },
    { why: 'login', words: /после входа в свой профиль/i, sign: 'asked to sign in' },
    { why: 'refused', words: /suspicious activity/i, sign: 'told of suspicious activity' },
    { why: 'captcha', words: /captcha/i, sign: 'a captcha instead of the number' },
  ],
});

/** olx.kz. Facts: facts/olx.md; what is confirmed and what is a guess stands in `confidence`. */
export function olx(origin = 'https://www.olx.kz'): PlatformAdapter {
  const pathOf = (given: Ad): string => {
    const url = URL.canParse(given.url, origin) ? new URL(given.url, origin) : null;
    const known = url && /(^|\.)olx\.kz$/.test(url.hostname) ? url : url?.origin === origin ? url : null;
    return known && adIdOf(known) === String(given.id) ? known.pathname : `/d/obyavlenie/-ID${codeOfId(given.id)}.html`;
  };
  const listingOf = (given: Ad): Listing => ({
    adId: String(given.id),
    url: origin + pathOf(given),
    title: given.title,
    fields: fieldsOf(given),
    // The number itself is never in the page, the state or the API (facts/olx.md 0.1): only that there is one.
    hidden: given.contact?.phone === false ? null : { count: null, prefix: null },
    photos: given.photos.flatMap((photo) => (typeof photo === 'string' ? photo : (photo.link ?? []))).map(sized),
    seller: {
      id: given.user?.id === null || given.user?.id === undefined ? null : String(given.user.id),
      name: given.user?.name ?? null,
      kind: null,
      since: given.user?.created ?? null,
    },
    price: priceOf(given),
    category: given.category?.id ? String(given.category.id) : null,
    city: given.location?.cityName ?? given.location?.city?.name ?? null,
    postedAt: given.createdTime ?? given.created_time ?? null,
    refreshedAt: given.lastRefreshTime ?? given.last_refresh_time ?? null,
  });
  const cardOf = (given: Ad, promoted: boolean): Card => {
    const listing = listingOf(given);
    const { url, title, hidden, fields, photos, price } = listing;
    return {
      adId: listing.adId,
      url,
      title,
      promoted,
      content: JSON.stringify([fields, photos, price]),
      listing,
      hidden,
    };
  };
  const readAds = (rows: readonly unknown[], page: Page): Ad[] => {
    const read = rows.map((row) => ad.safeParse(row));
    // One strange row must not hide the rest, but a page of which rows are lost has not been looked at.
    if (read.some((row) => !row.success)) throw new LookFailure('layout', page.snapshot.url, 'ads of an unknown shape');
    return read.flatMap((row) => row.data ?? []);
  };

  return Object.freeze({
    id: 'olx',
    name: 'OLX.kz',
    origin,
    legal: {
      entity: { ru: 'Администрация площадки OLX.kz', kk: 'OLX.kz алаңының әкімшілігі', en: 'OLX.kz administration' },
      email: null,
      formUrl: 'https://help.olx.kz/olxkzhelp/s/?language=ru',
      postalAddress: null,
      bin: null,
      language: 'ru' as const,
      checkedOn: null,
      source:
        'facts/olx.md 9: legal entity, e-mail and postal address not found; the form from a kz footer of 2026-08-29',
    },
    access: {
      engine: 'browser' as const,
      requestsPerMinute: 12,
      revealsPerDay: 20,
      // The page itself asks the last one before it shows a number (facts/olx.md 3.4).
      hosts: ['www.olx.kz', 'olx.kz', 'm.olx.kz', 'frankfurt.apollo.olxcdn.com', 'friction.olxgroup.com'],
    },
    confidence: {
      asOf: '2026-11-24',
      confirmed: ['list and ad state, cards, base-62 ids: on saved pages of uz, pl, ua and one kz card'],
      guesses: ['the kz pages have the same state', '410 for a removed ad', 'the empty-state mark'],
      unknown: [
        'robots.txt of olx.kz',
        'how a moderated ad looks',
        'whether search finds digits',
        'whether a guest is shown a number, and how many a day',
      ],
    },
    blindSpots: ['a number that stands only behind the button "show phone" is not in a guest’s page'],
    signs: {
      index: (page: Page) => {
        const { list, apiList: api, via } = contentsOf(page);
        if (list && list.ads.length > 0) return 'ads in the embedded state';
        if (api && api.data.length > 0) return 'ads in the API answer';
        return via !== 'api' && page.$('[data-cy="l-card"][id]').length > 0 ? 'ad cards' : null;
      },
      indexEmpty: (page: Page) => {
        const { list, apiList: api, via } = contentsOf(page);
        if (list) return list.ads.length === 0 && list.totalElements === 0 ? 'the state says 0 ads' : null;
        if (api) return api.data.length === 0 && api.metadata.visible_total_count === 0 ? 'the API says 0 ads' : null;
        return via === 'dom' && page.$('[data-cy="empty-state"]').length > 0 ? 'the empty-state mark' : null;
      },
      listing: (page: Page) => {
        const { ad: shown, via } = contentsOf(page);
        if (shown) return 'an ad in the page’s data';
        return via === 'dom' && page.$('[data-testid="ad_description"]').length > 0 ? 'an ad’s description' : null;
      },
      removed: (page: Page) => {
        const read = ad.safeParse(contentsOf(page).ad);
        return read.success && GONE.has(read.data.status ?? '') ? `the ad’s status is ${read.data.status}` : null;
      },
      blocked: (page: Page) =>
        /The request could not be satisfied/i.test(page.$('title').text()) ? 'CloudFront refused the request' : null,
    },
    indexWalks: ({ depth }): IndexWalk[] =>
      CATEGORIES.map((name) => ({
        name,
        page: (n) => `${origin}/${name}/?search[order]=created_at:desc${n > 1 ? `&page=${n}` : ''}`,
        maxPages: depth === 'full' ? LAST_PAGE : 1,
      })),
    adIdOf,
    listingUrl: (adId) => (/^\d{1,15}$/.test(adId) ? `${origin}/d/obyavlenie/-ID${codeOfId(Number(adId))}.html` : null),
    parseIndex: (page): IndexContents => {
      const { list, apiList: api } = contentsOf(page);
      if (list && list.ads.length > 0)
        return {
          cards: readAds(list.ads, page).map((one) => cardOf(one, one.isPromoted ?? false)),
          total: list.visibleElements ?? null,
          lastPage: list.totalPages ?? null,
          via: 'state',
        };
      if (api)
        return {
          cards: readAds(api.data, page).map((one, at) => cardOf(one, api.metadata.promoted.includes(at))),
          total: api.metadata.visible_total_count ?? null,
          lastPage: null,
          via: 'api',
        };
      return domIndex(page, origin);
    },
    parseListing: (page): Listing => {
      const { ad: shown } = contentsOf(page);
      const [one] = shown ? readAds([shown], page) : [];
      return one ? listingOf(one) : domListing(page, origin);
    },
    reveal: BUTTON,
    accountUrl: (sellerId) =>
      /^\d{1,15}$/.test(sellerId) ? `${origin}/list/user/${codeOfId(Number(sellerId))}/` : null,
    searchUrl: (words) => `${origin}/list/q-${encodeURIComponent(words.trim().replace(/\s+/g, '-'))}/`,
    adRecord: (page, adId) => {
      const { list, ad: shown, apiList: api } = contentsOf(page);
      const rows = [shown, ...(list?.ads ?? []), ...(api?.data ?? [])];
      return rows.find((row) => z.looseObject({ id: z.number() }).safeParse(row).data?.id === Number(adId)) ?? null;
    },
  } satisfies PlatformAdapter);
}

/** Picture addresses of the API leave the size open (facts/olx.md 4.2): large enough for lettering. */
function sized(link: string): string {
  return link.replace('{width}x{height}', '1280x1280');
}

function adIdOf(url: URL): string | null {
  const api = /^\/api\/v[12]\/offers\/(\d+)\/?$/.exec(url.pathname)?.[1];
  if (api) return api;
  // Links of the front page and of old lists end in `;promoted`, in the path or after the hash.
  const code = /-ID([0-9A-Za-z]+)\.html(?:;\w+)*$/.exec(url.pathname)?.[1];
  if (code) return idOfCode(code)?.toString() ?? null;
  // A very fresh ad has no code in its path yet, and its id after the hash.
  return /\/obyavlenie\/[^/]+\.html$/.test(url.pathname) ? (/^#(\d+)(?:;\w+)*$/.exec(url.hash)?.[1] ?? null) : null;
}

function fieldsOf(given: Ad): TextField[] {
  const text = (name: string, said: string | null | undefined): TextField[] =>
    said ? [{ name, kind: 'text', text: said }] : [];
  return [
    ...text('title', given.title),
    ...text('description', textOf(given.description)),
    ...linksOf(given.description, 'description.link'),
    ...given.params.flatMap(({ key, name, value }) =>
      text(`param:${name ?? key ?? ''}`, typeof value === 'string' ? value : value?.label),
    ),
    ...text('contact.name', given.contact?.name),
    ...text('seller.name', given.user?.name),
    ...text('seller.company', given.user?.company_name ?? given.user?.companyName),
    ...text('seller.about', given.user?.about),
  ];
}

function priceOf(given: Ad): Listing['price'] {
  const state = given.price?.regularPrice;
  if (state?.value) return { amount: state.value, currency: state.currencyCode ?? 'KZT' };
  const api = given.params.find((param) => param.key === 'price')?.value;
  if (typeof api !== 'object' || api === null || typeof api.value !== 'number') return null;
  return { amount: api.value, currency: api.currency ?? 'KZT' };
}
