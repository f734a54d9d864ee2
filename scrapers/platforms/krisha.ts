import { z } from 'zod';
import type { Card, IndexContents, IndexWalk, Listing, PlatformAdapter, TextField } from '../adapter.ts';
import { objectAfter } from '../embedded-json.ts';
import { LookFailure } from '../errors.ts';
import type { Page } from '../page.ts';
import { safeLine } from '../safeline.ts';
import { linksOf, textOf, tidy } from '../visible-text.ts';
import { advertIdOf, hiddenOf, KRISHA_BUTTON } from './kolesa-group.ts';

const CARDS_A_PAGE = 20;
/** facts/kolesa-group.md 1: about 20,000 ads of a search are served. */
const LAST_PAGE = 1000;
const SECTIONS = [
  'arenda/kvartiry',
  'prodazha/kvartiry',
  'arenda/komnaty',
  'arenda/doma',
  'prodazha/doma',
  'prodazha/uchastkov',
  'prodazha/dachi',
  'prodazha/komnaty',
];
/** `window.data` in 2026, `var data` in 2022. */
const DATA = /(?:window\.|var\s+)data\s*=\s*/;

const word = z.string().nullish();
const id = z.union([z.number(), z.string()]).transform(String);
const data = z.looseObject({
  search: z.looseObject({ ids: z.array(id).nullish(), nbTotal: z.union([z.string(), z.number()]).nullish() }).nullish(),
  advert: z
    .looseObject({
      id,
      title: word,
      status: word,
      storage: word,
      price: z.number().nullish(),
      ownerName: word,
      userType: word,
      categoryAlias: word,
      photos: z.array(z.looseObject({ src: word })).nullish(),
    })
    .nullish(),
  adverts: z
    .array(
      z.looseObject({
        city: word,
        description: word,
        createdAt: word,
        addedAt: word,
        contactsInfo: z.looseObject({ phonePreview: word, phonesNb: z.number().nullish() }).nullish(),
      }),
    )
    .nullish(),
});
type Data = z.infer<typeof data>;
const digital = z.looseObject({
  product: z.looseObject({ seller: z.looseObject({ id: id.nullish(), type: word }).nullish() }).nullish(),
});

const known = new WeakMap<Page, Data>();

function dataOf(page: Page): Data {
  const before = known.get(page);
  if (before) return before;
  const script = page.$('script#jsdata').text();
  const read = data.safeParse(objectAfter(script || page.snapshot.body, DATA));
  const found = read.data ?? {};
  known.set(page, found);
  return found;
}

/** krisha.kz. Facts: facts/kolesa-group.md; what is confirmed and what is a guess stands in `confidence`. */
export function krisha(origin = 'https://krisha.kz'): PlatformAdapter {
  return Object.freeze({
    id: 'krisha',
    name: 'Krisha.kz',
    origin,
    legal: {
      entity: { ru: 'АО «Колеса» (Крыша)', kk: '«Колеса» АҚ (Крыша)', en: 'Kolesa JSC (Krisha)' },
      email: null,
      formUrl: 'https://krisha.kz/content/special/write-us/message',
      postalAddress: null,
      bin: null,
      language: 'ru' as const,
      checkedOn: null,
      source: 'facts/kolesa-group.md 6: name from the 2026 kolesa.kz footer; BIN, e-mail and address not found',
    },
    access: {
      engine: 'http' as const,
      requestsPerMinute: 12,
      revealsPerDay: 20,
      hosts: ['krisha.kz', 'm.krisha.kz', 'krisha-photos.kcdn.online'],
    },
    confidence: {
      asOf: '2026-11-24',
      confirmed: ['listing page of 2026-06 and hot cards of 2026-08 on saved pages; search data of 2022'],
      guesses: ['sort_by=add_date-desc (public code)', 'archive status and mark', 'nbTotal "0" for no results'],
      unknown: [
        'robots.txt',
        'a real archived, removed or 468 page',
        'whether SafeLine lets Chromium pass',
        'whether a guest is shown a number at all (2026: a sign-in or a captcha was asked for)',
      ],
    },
    blindSpots: ['a number that stands only behind the button "show phones" is not in a guest’s page'],
    signs: {
      index: (page: Page) => {
        if ((dataOf(page).search?.ids?.length ?? 0) > 0) return 'results in the search data';
        return page.$('div.a-card[data-id]').length > 0 && !dataOf(page).advert ? 'ad cards' : null;
      },
      indexEmpty: (page: Page) => {
        const { search } = dataOf(page);
        return search && (search.ids ?? []).length === 0 && totalOf(search.nbTotal) === 0
          ? 'the search data say 0 ads'
          : null;
      },
      listing: (page: Page) => (dataOf(page).advert ? 'an advert in the page’s data' : null),
      removed: (page: Page) => {
        const { advert } = dataOf(page);
        if (advert?.status === 'archive' || advert?.storage === 'archive') return 'the advert’s status is archive';
        return page.$('.is-archived-text').length > 0 ? 'the mark of an archived advert' : null;
      },
      blocked: safeLine,
    },
    indexWalks: ({ depth }): IndexWalk[] =>
      SECTIONS.map((section) => ({
        name: section.replace('/', '-'),
        page: (n) => `${origin}/${section}/?sort_by=add_date-desc${n > 1 ? `&page=${n}` : ''}`,
        maxPages: depth === 'full' ? LAST_PAGE : 1,
      })),
    adIdOf: advertIdOf,
    listingUrl: (adId) => (/^\d{6,12}$/.test(adId) ? `${origin}/a/show/${adId}` : null),
    parseIndex: (page): IndexContents => {
      const { search } = dataOf(page);
      const results = new Set(search?.ids ?? []);
      const shown = cardsOf(page, origin, results);
      const missing = [...results].filter((one) => !shown.some((card) => card.adId === one));
      if (missing.length > 0)
        throw new LookFailure('layout', page.snapshot.url, `${missing.length} results have no card on the page`);
      const total = totalOf(search?.nbTotal);
      const lastPage = total === null ? null : Math.min(LAST_PAGE, Math.max(1, Math.ceil(total / CARDS_A_PAGE)));
      return { cards: shown, total, lastPage, via: results.size > 0 ? 'state' : 'dom' };
    },
    parseListing: (page): Listing => listingOf(page, origin),
    reveal: KRISHA_BUTTON,
    // No page that lists an account's ads is known (facts/kolesa-group.md).
    accountUrl: () => null,
    searchUrl: (words) => `${origin}/prodazha/kvartiry/?_txt_=${encodeURIComponent(words)}`,
    adRecord: (page, adId) => {
      const { advert, adverts } = dataOf(page);
      return advert?.id === adId ? { advert, adverts } : null;
    },
  } satisfies PlatformAdapter);
}

/** Cards beyond the search's own ids are adverts from a hot block or "similar" ones: they repeat on every page. */
function cardsOf(page: Page, origin: string, results: ReadonlySet<string>): Card[] {
  const { $ } = page;
  const cards = $('div.a-card[data-id]')
    .toArray()
    .map((element): Card => {
      const card = $(element);
      const adId = card.attr('data-id') ?? '';
      const title = tidy(card.find('.a-card__title').first().text());
      if (!/^\d{6,12}$/.test(adId) || !title)
        throw new LookFailure('layout', page.snapshot.url, 'cards of an unknown shape');
      const shown = ['.a-card__price', '.a-card__subtitle', '.a-card__text-preview', '.a-card__owner-label'];
      const content = [title, ...shown.map((selector) => tidy(card.find(selector).text()))].join('\n');
      const promoted = !results.has(adId);
      return { adId, url: `${origin}/a/show/${adId}`, title, promoted, content, listing: null, hidden: null };
    });
  return [...new Map(cards.map((card) => [card.adId, card])).values()];
}

function listingOf(page: Page, origin: string): Listing {
  const { advert, adverts } = dataOf(page);
  if (!advert) throw new LookFailure('layout', page.snapshot.url, 'the advert’s data are not in the page');
  const { $ } = page;
  const details = adverts?.[0];
  const description =
    $('.offer__description .js-description').first().html() ?? $('.a-text.a-text-white-spaces').first().html() ?? '';
  // The data's own description is cut with "…": without the whole one the advert has not been read.
  if (tidy(textOf(description)) === '' && tidy(textOf(details?.description ?? '')) !== '')
    throw new LookFailure('layout', page.snapshot.url, 'the whole description is not in the page');
  const phones = $('.offer__contacts-phones p, .a-phones .phone')
    .toArray()
    .map((element) => tidy($(element).text()))
    .filter((text) => !text.includes('*') && text.replace(/\D/g, '').length >= 10);
  const seller = digital.safeParse(objectAfter(page.snapshot.body, /digitalData\s*=\s*/)).data?.product?.seller;
  const title = advert.title ?? tidy($('.offer__advert-title h1').text());
  return {
    adId: advert.id,
    url: `${origin}/a/show/${advert.id}`,
    title,
    fields: [
      { name: 'title', kind: 'text', text: title },
      ...named('description', textOf(description)),
      ...linksOf(description, 'description.link'),
      ...paramsOf(page),
      ...named('seller.name', advert.ownerName ?? ''),
      ...phones.map((text): TextField => ({ name: 'contact', kind: 'contact', text })),
      ...linksOf($('.offer__contacts-phones, .a-phones').html() ?? '', 'contact.link'),
    ],
    hidden: phones.length > 0 ? null : hiddenOf(details?.contactsInfo?.phonePreview, details?.contactsInfo?.phonesNb),
    photos: (advert.photos ?? []).flatMap((photo) => photo.src ?? []),
    seller: {
      id: seller?.id ?? null,
      name: advert.ownerName ?? null,
      kind: advert.userType ?? seller?.type ?? null,
      since: null,
    },
    price: advert.price ? { amount: advert.price, currency: 'KZT' } : null,
    category: advert.categoryAlias ?? null,
    city: details?.city ?? null,
    postedAt: details?.createdAt ?? null,
    refreshedAt: details?.addedAt ?? null,
  };
}

function paramsOf({ $ }: Page): TextField[] {
  const pairs = [
    ...$('.offer__parameters dl')
      .toArray()
      .map((row) => [$(row).find('dt').text(), $(row).find('dd').text()] as const),
    ...$('.offer__info-item')
      .toArray()
      .map(
        (row) => [$(row).find('.offer__info-title').text(), $(row).find('.offer__advert-short-info').text()] as const,
      ),
  ];
  return pairs.flatMap(([name, text]) => named(`param:${tidy(name)}`, tidy(text)));
}

function named(name: string, text: string): TextField[] {
  return text ? [{ name, kind: 'text', text }] : [];
}

function totalOf(said: string | number | null | undefined): number | null {
  const digits = String(said ?? '').replace(/[\s\u00a0\u202f]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : null;
}
