import { z } from 'zod';
import type { Card, IndexContents, IndexWalk, Listing, PlatformAdapter, TextField } from '../adapter.ts';
import { isWhole } from '../button-answer.ts';
import { objectAfter, objectsAfter, parsed } from '../embedded-json.ts';
import { LookFailure } from '../errors.ts';
import type { Page } from '../page.ts';
import { linksOf, textOf, tidy } from '../visible-text.ts';
import { saysArchived } from './kolesa-archive.ts';
import { advertIdOf, hiddenOf, KOLESA_BUTTON, KOLESA_PHONES } from './kolesa-group.ts';

const CARDS_A_PAGE = 20;
/** No figure is on record; one public scraper walks 200. */
const LAST_PAGE = 200;
/** Equipment and "sell anything" are what the attacks of 2025 used (facts/other-platforms.md 2); cars come last. */
const SECTIONS = ['spectehnika', 'other', 'uslugi', 'zapchasti', 'cars'];
const DATA = /\bvar\s+data\s*=\s*/;
const ITEM = /\blisting\.items\.push\(\s*/g;
/** The seller's whole text; the key cannot stand so inside another text, whose quotes are escaped. */
const DESCRIPTION = /"descriptionText"\s*:\s*(null|"(?:[^"\\]|\\.)*")/;
const WALL = /Вход в личный кабинет|Доступ ограничен|Подтвердите, что вы не робот/i;

const word = z.string().nullish();
const id = z.union([z.number(), z.string()]).transform(String);
const data = z.looseObject({
  advert: z
    .looseObject({ id, title: word, phonePrefix: word, nbPhones: z.number().nullish(), userId: id.nullish() })
    .nullish(),
});
const item = z.looseObject({
  id,
  name: z.string(),
  unitPrice: z.union([z.number(), z.string()]).nullish(),
  lastUpdate: z.union([z.number(), z.string()]).nullish(),
});
const offers = z.looseObject({ offerCount: z.coerce.number().int().nonnegative() });
type Advert = NonNullable<z.infer<typeof data>['advert']>;

interface Contents {
  readonly advert: Advert | null;
  /** `undefined`: the page carries none; an empty text is one. */
  readonly description: string | undefined;
  readonly items: readonly z.infer<typeof item>[];
  /** Results whose data have an unknown shape. */
  readonly strange: number;
  readonly total: number | null;
}
const known = new WeakMap<Page, Contents>();

function contentsOf(page: Page): Contents {
  const before = known.get(page);
  if (before) return before;
  const scripts = page
    .$('script')
    .toArray()
    .map((script) => page.$(script).text());
  const adverts = scripts.flatMap((text) => data.safeParse(objectAfter(text, DATA)).data?.advert ?? []);
  const text = scripts.flatMap((script) => DESCRIPTION.exec(script)?.[1] ?? [])[0];
  const rows = scripts.flatMap((script) => objectsAfter(script, ITEM)).map((row) => item.safeParse(row));
  const contents: Contents = {
    advert: adverts[0] ?? null,
    description: text === undefined ? undefined : String(parsed(text) ?? ''),
    items: rows.flatMap((row) => row.data ?? []),
    strange: rows.filter((row) => !row.success).length,
    total: totalOf(page),
  };
  known.set(page, contents);
  return contents;
}

/** kolesa.kz. Facts: facts/kolesa-group.md; what is confirmed and what is a guess stands in `confidence`. */
export function kolesa(origin = 'https://kolesa.kz'): PlatformAdapter {
  return Object.freeze({
    id: 'kolesa',
    name: 'Kolesa.kz',
    origin,
    legal: {
      entity: { ru: 'АО «Колеса»', kk: '«Колеса» АҚ', en: 'Kolesa JSC' },
      email: null,
      formUrl: null,
      postalAddress: null,
      bin: null,
      language: 'ru' as const,
      checkedOn: null,
      source: 'facts/kolesa-group.md 6: name from the 2026 footer; BIN, e-mail, address and an open form not found',
    },
    access: {
      engine: 'http' as const,
      requestsPerMinute: 6,
      revealsPerDay: 20,
      hosts: ['kolesa.kz', 'www.kolesa.kz', 'm.kolesa.kz', 'app.kolesa.kz', '.kcdn.online'],
    },
    confidence: {
      asOf: '2026-11-24',
      confirmed: [
        'none on a page of our own; by several public scrapers of 2025-26: no page=1, items, cards, selectors',
      ],
      guesses: [
        'section addresses are those of 2022',
        'sort_by=add_date-desc (public code)',
        'the number of results and "none" by offerCount, as on its sister sites',
        'descriptionText is there for every ad, empty without a comment',
        'the archive mark is read outside of what sellers write',
        'photos stand at kcdn.online, as on its sister site',
      ],
      unknown: [
        'robots.txt',
        'how many pages of a section are served',
        'raw HTML of an ad, archived or removed page',
        'whether a number is shown without Google’s script, which is not loaded',
      ],
    },
    blindSpots: [
      'a number that stands only behind the button "show phone" is not in a guest’s page',
      'numbers in photos of ads whose pictures are filled in by a script',
    ],
    signs: {
      index: (page: Page) => {
        const { items, strange, advert } = contentsOf(page);
        if (advert) return null;
        if (items.length + strange > 0) return 'results in the page’s script';
        return page.$('.js__a-card[data-id]').length > 0 ? 'ad cards' : null;
      },
      indexEmpty: (page: Page) => {
        const { items, total } = contentsOf(page);
        return items.length === 0 && total === 0 && page.$('.js__a-card[data-id]').length === 0
          ? 'the search data say 0 ads'
          : null;
      },
      // A page that does not name its own ad in its address or title is a soft 404 or another ad.
      listing: (page: Page) => {
        const { advert } = contentsOf(page);
        return advert && ownIds(page).has(advert.id) ? 'an advert in the page’s data' : null;
      },
      removed: (page: Page) => {
        const asked = advertIdOf(new URL(page.snapshot.requestedUrl));
        if (asked === null || !ownIds(page).has(asked)) return null;
        const { advert, description } = contentsOf(page);
        return saysArchived(page, [advert?.title ?? '', description ?? '']) ? 'the words "in the archive"' : null;
      },
      blocked: (page: Page) => {
        if (/\/passport\/login/.test(page.snapshot.url)) return 'sent to the sign-in page';
        return WALL.test(`${page.$('title').text()}\n${textOf(page.$('body').html() ?? '')}`)
          ? 'a wall instead of the page'
          : null;
      },
    },
    indexWalks: ({ depth }): IndexWalk[] =>
      SECTIONS.map((section) => ({
        name: section,
        // `?page=1` redirects to itself for ever (facts/kolesa-group.md 2).
        page: (n) => `${origin}/${section}/?sort_by=add_date-desc${n > 1 ? `&page=${n}` : ''}`,
        maxPages: depth === 'full' ? LAST_PAGE : 1,
      })),
    adIdOf: advertIdOf,
    listingUrl: (adId) => (/^\d{6,12}$/.test(adId) ? `${origin}/a/show/${adId}` : null),
    parseIndex: (page): IndexContents => {
      const { items, strange, total } = contentsOf(page);
      if (strange > 0) throw new LookFailure('layout', page.snapshot.url, `${strange} results of an unknown shape`);
      const lastPage = total === null ? null : Math.min(LAST_PAGE, Math.max(1, Math.ceil(total / CARDS_A_PAGE)));
      return { cards: cardsOf(page, origin), total, lastPage, via: items.length > 0 ? 'state' : 'dom' };
    },
    parseListing: (page): Listing => listingOf(page, origin),
    reveal: KOLESA_BUTTON,
    // No page that lists an account's ads is known (facts/kolesa-group.md).
    accountUrl: () => null,
    searchUrl: (words) => `${origin}/cars/?_txt_=${encodeURIComponent(words)}`,
    adRecord: (page, adId) => {
      const { advert, description } = contentsOf(page);
      return advert?.id === adId ? { advert, descriptionText: description ?? null } : null;
    },
  } satisfies PlatformAdapter);
}

/** The ids that the page itself says it is about: its canonical address and its title. */
function ownIds({ $ }: Page): ReadonlySet<string> {
  const canonical = /\/a\/show\/(\d{6,12})\b/.exec($('link[rel="canonical"]').attr('href') ?? '')?.[1];
  const titled = /№\s*(\d{6,12})\b/.exec($('title').first().text())?.[1];
  return new Set([canonical, titled].flatMap((one) => one ?? []));
}

/** One card an ad. VIP cards stand on top of every page; cards beyond the results are adverts of another block. */
function cardsOf(page: Page, origin: string): Card[] {
  const { $ } = page;
  const { items } = contentsOf(page);
  const results = new Map(items.map((one) => [one.id, one]));
  const cards = new Map<string, Card>();
  const put = (adId: string, title: string, promoted: boolean, shown: readonly string[]) => {
    const result = results.get(adId);
    const name = title || result?.name || '';
    if (!/^\d{6,12}$/.test(adId) || !name)
      throw new LookFailure('layout', page.snapshot.url, 'cards of an unknown shape');
    if (cards.has(adId) && promoted) return;
    const content = JSON.stringify([name, result?.unitPrice ?? null, result?.lastUpdate ?? null, ...shown]);
    cards.set(adId, {
      adId,
      url: `${origin}/a/show/${adId}`,
      title: name,
      promoted,
      content,
      listing: null,
      hidden: null,
    });
  };
  for (const element of $('.js__a-card[data-id]').toArray()) {
    const card = $(element);
    const text = (selector: string) => tidy(card.find(selector).first().text());
    const adId = card.attr('data-id') ?? '';
    const isVip = card.is('.vip-card') || card.find('.vip-card__title').length > 0;
    put(adId, text('[data-test="advert-title"], .vip-card__title'), isVip || (results.size > 0 && !results.has(adId)), [
      text('[data-test="a-card-price"], .vip-card__price'),
      text('[data-test="advert-description"], .vip-card__description'),
    ]);
  }
  for (const result of items) if (!cards.has(result.id)) put(result.id, result.name, false, []);
  return [...cards.values()];
}

function listingOf(page: Page, origin: string): Listing {
  const { advert } = contentsOf(page);
  const { $, snapshot } = page;
  if (!advert) throw new LookFailure('layout', snapshot.url, 'the advert’s data are not in the page');
  const html = descriptionOf(page);
  const heading = tidy($('[data-test="offer-title"], .offer__title, h1').first().text()).replace(/\n/g, ' ');
  const title = advert.title || heading;
  const shown = $(KOLESA_PHONES)
    .toArray()
    .map((element) => tidy($(element).text()))
    .filter(isWhole);
  const amount = Number(tidy($('[data-test="offer-price"], .offer__price').first().text()).replace(/\D/g, ''));
  const text = (name: string, said: string): TextField[] => (said ? [{ name, kind: 'text', text: said }] : []);
  return {
    adId: advert.id,
    url: `${origin}/a/show/${advert.id}`,
    title,
    fields: [
      ...text('title', title),
      ...(heading === title ? [] : text('heading', heading)),
      ...text('description', textOf(html)),
      ...linksOf(html, 'description.link'),
      ...$('[data-test="offer-parameters"] dl, .offer__parameters dl')
        .toArray()
        .flatMap((row) => text(`param:${tidy($(row).find('dt').text())}`, tidy($(row).find('dd').text()))),
      ...text('seller.contacts', tidy($('[data-test="seller-contacts-title"]').first().text())),
      ...shown.map((one): TextField => ({ name: 'contact', kind: 'contact', text: one })),
    ],
    hidden: shown.length > 0 ? null : hiddenOf(advert.phonePrefix, advert.nbPhones),
    photos: photosOf(page),
    seller: { id: advert.userId ?? null, name: null, kind: null, since: null },
    price: amount > 0 ? { amount, currency: 'KZT' } : null,
    category: null,
    city: null,
    postedAt: null,
    refreshedAt: null,
  };
}

/** The comment as HTML. Its block in the page is empty until a script fills it (2,088 of 2,088 plain reads). */
function descriptionOf(page: Page): string {
  const { description } = contentsOf(page);
  if (description !== undefined) return description;
  const block = page.$('.offer__description-seller').first();
  if (block.length > 0 && !block.is('.is-loading') && block.find('.is-loading').length === 0) return block.html() ?? '';
  throw new LookFailure('layout', page.snapshot.url, 'the seller’s text is not in the page');
}

function photosOf({ $ }: Page): string[] {
  const sources = $('img[src]')
    .not('.a-card img, .js__a-card img, .vip-card img')
    .toArray()
    .map((image) => $(image).attr('src') ?? '');
  return [...new Set(sources.filter((src) => URL.canParse(src) && new URL(src).hostname.endsWith('.kcdn.online')))];
}

function totalOf({ $ }: Page): number | null {
  for (const script of $('script[type="application/ld+json"]').toArray()) {
    const json = z.looseObject({ offers }).safeParse(parsed($(script).text()));
    if (json.success) return json.data.offers.offerCount;
  }
  return null;
}
