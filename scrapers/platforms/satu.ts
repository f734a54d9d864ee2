import { z } from 'zod';
import { type AdAddresses, adLinksOf, adsLinkedOn, elementsOf } from '../ad-links.ts';
import type { Card, IndexContents, IndexWalk, Listing, PlatformAdapter, TextField } from '../adapter.ts';
import { objectAfter } from '../embedded-json.ts';
import { LookFailure } from '../errors.ts';
import { metaOf, offerPrice, shownAdId } from '../meta.ts';
import type { Page } from '../page.ts';
import { linksOf, textOf, tidy } from '../visible-text.ts';

const HOME = 'https://satu.kz';
const HOSTS = ['satu.kz', 'www.satu.kz'];
const CARDS_A_PAGE = 48;
/** What the ads of the 2025 attacks sold (facts/other-platforms.md 2): no alias of a category is known to us. */
const WORDS = {
  puppies: 'щенки',
  kittens: 'котята',
  cows: 'корова',
  fridges: 'холодильник',
  washers: 'стиральная машина',
};
const STATE = /window\.ApolloCacheState(\._FAST_CACHE)?\s*=\s*/;

const word = z.string().nullish();
const id = z.union([z.number(), z.string()]).transform(String);
const entry = z.looseObject({ result: z.looseObject({}).nullish() });
const cache = z.record(z.string(), z.unknown());
const listingResult = z.looseObject({
  listing: z.looseObject({ page: z.looseObject({ total: z.number().int().nonnegative() }) }),
});
const productResult = z.looseObject({
  product: z.looseObject({
    id: id.nullish(),
    name: word,
    descriptionPlain: word,
    company: z.looseObject({ id: id.nullish(), name: word, slug: word, phone: word }).nullish(),
  }),
});
type Product = z.infer<typeof productResult>['product'];

interface Contents {
  readonly total: number | null;
  readonly product: Product | null;
  /** The entry of the product, as it stands in the page. */
  readonly record: unknown;
}
/** Several questions are asked of each page: its state is parsed once. */
const known = new WeakMap<Page, Contents>();

function contentsOf(page: Page): Contents {
  const before = known.get(page);
  if (before) return before;
  // In a script: a product's words may say anything, this too.
  const script = elementsOf(page, 'script').map((element) => page.$(element).text());
  const whole = objectAfter(script.find((text) => STATE.test(text)) ?? '', STATE);
  const inner = z.looseObject({ _FAST_CACHE: cache }).safeParse(whole).data?._FAST_CACHE ?? whole;
  const entries = Object.entries(cache.safeParse(inner).data ?? {});
  const resultOf = (key: RegExp): unknown =>
    entry.safeParse(entries.find(([name]) => key.test(name))?.[1]).data?.result;
  const product = productResult.safeParse(resultOf(/^ProductCardPageQuery/)).data?.product ?? null;
  const contents: Contents = {
    total: listingResult.safeParse(resultOf(/^\w*ListingQuery/)).data?.listing.page.total ?? null,
    product,
    record: product ? resultOf(/^ProductCardPageQuery/) : null,
  };
  known.set(page, contents);
  return contents;
}

/** satu.kz, a mall of company shops. Facts: facts/other-platforms.md 1.2; guesses stand in `confidence`. */
export function satu(origin = HOME): PlatformAdapter {
  const at: AdAddresses = { home: HOME, origin, hosts: HOSTS, adIdOf };
  const search = (words: string) => `${origin}/search?search_term=${encodeURIComponent(words)}`;
  return Object.freeze({
    id: 'satu',
    name: 'Satu.kz',
    origin,
    legal: {
      entity: { ru: 'Администрация площадки satu.kz', kk: 'satu.kz алаңының әкімшілігі', en: 'satu.kz administration' },
      email: null,
      formUrl: null,
      postalAddress: null,
      bin: null,
      language: 'ru' as const,
      checkedOn: null,
      source: 'facts/other-platforms.md 1.2: entity and complaint channel not found',
    },
    access: { engine: 'http' as const, requestsPerMinute: 12, revealsPerDay: 0, hosts: HOSTS },
    confidence: {
      asOf: '2026-11-24',
      confirmed: [
        'from public code, not from the live site: addresses of search, category and product, 48 a page, the state' +
          ' (CategoryListingQuery… with the total, ProductCardPageQuery… with text and company.phone)',
      ],
      guesses: [
        'the state of a search page has a …ListingQuery… too',
        'a total of 0 is the nothing-found sign',
        'the products of an index are linked in its HTML',
      ],
      unknown: [
        'the aliases of categories, so that only searches for the words of past attacks are walked, first page each',
        'robots.txt and terms',
        'how a removed product or a refusal looks',
      ],
    },
    blindSpots: [
      'only the first page of a few searches is looked at: the shops of the mall are not walked as a whole',
      'a product whose company shows no phone may show one that we do not see',
    ],
    signs: {
      index: (page: Page) => {
        const { total, product } = contentsOf(page);
        return !product && total !== null && total > 0 ? 'a listing in the page’s state' : null;
      },
      // A link to a product says that there are some, whatever the state says.
      indexEmpty: (page: Page) =>
        contentsOf(page).total === 0 && adLinksOf(page, at).length === 0 ? 'the state says 0 products' : null,
      listing: (page: Page) => (contentsOf(page).product ? 'a product in the page’s state' : null),
      removed: () => null,
      blocked: () => null,
    },
    indexWalks: (): IndexWalk[] =>
      // How a search is paged is not known, only how a category is: `/<alias>;<page>`.
      Object.entries(WORDS).map(([name, words]) => ({ name, page: () => search(words), maxPages: 1 })),
    adIdOf,
    // The address holds the product's words: it cannot be made of the id alone.
    listingUrl: () => null,
    parseIndex: (page) => indexOf(page, at),
    parseListing: (page) => listingOf(page),
    reveal: null,
    // The address of a company holds its words too.
    accountUrl: () => null,
    searchUrl: search,
    adRecord: (page, adId) => (shownId(page) === adId ? { address: page.snapshot.url, ...recordOf(page) } : null),
  } satisfies PlatformAdapter);
}

function adIdOf(url: URL): string | null {
  return /^\/p(\d{1,15})-[^/]*\.html$/.exec(url.pathname)?.[1] ?? null;
}

function shownId(page: Page): string | null {
  const { product } = contentsOf(page);
  return product ? (product.id ?? shownAdId(page, adIdOf)) : null;
}

function recordOf(page: Page): object {
  const { record } = contentsOf(page);
  return typeof record === 'object' && record !== null ? record : {};
}

function indexOf(page: Page, at: AdAddresses): IndexContents {
  const { total } = contentsOf(page);
  const { snapshot } = page;
  const cards = adsLinkedOn(page, at).map(({ adId, url, title, content }): Card => {
    if (!title) throw new LookFailure('layout', snapshot.url, 'cards of an unknown shape');
    return { adId, url: url.href, title, promoted: false, content, listing: null, hidden: null };
  });
  const n = Number(/;(\d+)$/.exec(new URL(snapshot.url).pathname)?.[1] ?? 1);
  const due = total === null ? 0 : Math.min(CARDS_A_PAGE, total - CARDS_A_PAGE * (n - 1));
  // Cards that a script draws later are not in the page: such an index has not been read.
  if (cards.length < due)
    throw new LookFailure('layout', snapshot.url, `${due - cards.length} products of the state are not linked`);
  return { cards, total, lastPage: total === null ? null : Math.max(1, Math.ceil(total / CARDS_A_PAGE)), via: 'state' };
}

function listingOf(page: Page): Listing {
  const { $, snapshot } = page;
  const { product } = contentsOf(page);
  const adId = shownId(page);
  if (!product || adId === null)
    throw new LookFailure('layout', snapshot.url, 'the product is not in the page’s state');
  if (product.descriptionPlain === undefined)
    throw new LookFailure('layout', snapshot.url, 'the product’s text is not in the page’s state');
  const meta = metaOf(page);
  const title = product.name ?? (tidy($('h1').first().text()) || (meta.og['og:title'] ?? ''));
  const { company } = product;
  const description = product.descriptionPlain ?? '';
  const text = (name: string, said: string): TextField[] => (said ? [{ name, kind: 'text', text: said }] : []);
  return {
    adId,
    url: snapshot.url,
    title,
    fields: [
      ...text('title', title),
      ...text('description', textOf(description)),
      ...linksOf(description, 'description.link'),
      ...text('seller.name', company?.name ?? ''),
      ...(company?.phone ? [{ name: 'contact', kind: 'contact', text: company.phone } satisfies TextField] : []),
    ],
    hidden: company?.phone ? null : { count: null, prefix: null },
    photos: meta.og['og:image'] ? [meta.og['og:image']] : [],
    seller: { id: company?.id ?? null, name: company?.name ?? null, kind: 'company', since: null },
    price: offerPrice(meta),
    category: null,
    city: null,
    postedAt: null,
    refreshedAt: null,
  };
}
