import { type AdAddresses, adsLinkedOn } from '../ad-links.ts';
import type { Card, IndexContents, Listing, PlatformAdapter, TextField } from '../adapter.ts';
import { LookFailure } from '../errors.ts';
import { metaOf, metaRecord, offerPrice, shownAdId } from '../meta.ts';
import type { Page } from '../page.ts';
import { endOfPager, pageIn } from '../pager.ts';
import { linksOf, textOf, tidy } from '../visible-text.ts';

/** What differs between the boards on this engine. */
export interface EngineMarkup {
  /** One card; each ad has two of them, for wide and for narrow screens. */
  readonly card: string;
  /** The title within a card, where its class is known. */
  readonly title: string | null;
  /** Links of the pager. */
  readonly pager: string;
  /** The whole ad on its own page. */
  readonly article: string;
}

type Parsers = Pick<PlatformAdapter, 'signs' | 'parseIndex' | 'parseListing' | 'adRecord'>;

/** The parsers of avi.kz and edc.sale: one engine by the shape of their addresses (facts/other-platforms.md 1.2). */
export function aviEngine(at: AdAddresses, markup: EngineMarkup): Parsers {
  const listing = (page: Page) =>
    page.$(markup.article).length > 0 && shownAdId(page, at.adIdOf) !== null ? 'the article of an ad' : null;
  return {
    signs: {
      index: (page) => (page.$(markup.card).length > 0 && listing(page) === null ? 'ad cards' : null),
      // No nothing-found sign and no mark of a removed ad is known: both are told as "could not look".
      indexEmpty: () => null,
      listing,
      removed: () => null,
      blocked: () => null,
    },
    parseIndex: (page) => indexOf(page, at, markup),
    parseListing: (page) => listingOf(page, at, markup),
    adRecord: (page, adId) => metaRecord(page, adId, at.adIdOf),
  };
}

function indexOf(page: Page, at: AdAddresses, markup: EngineMarkup): IndexContents {
  const { $, snapshot } = page;
  const linked = new Map(adsLinkedOn(page, at).map((ad) => [ad.adId, ad]));
  const cards = new Map<string, Card>();
  for (const element of $(markup.card).toArray()) {
    const card = $(element);
    const ids = card
      .find('a[href]')
      .toArray()
      .map((link) => $(link).attr('href') ?? '')
      .flatMap((href) => (URL.canParse(href, snapshot.url) ? (at.adIdOf(new URL(href, snapshot.url)) ?? []) : []));
    const ad = linked.get(ids[0] ?? '');
    const title = (markup.title && tidy(card.find(markup.title).first().text())) || ad?.title || '';
    if (!ad || !title || new Set(ids).size > 1)
      throw new LookFailure('layout', snapshot.url, 'cards of an unknown shape');
    if (cards.has(ad.adId)) continue;
    const content = tidy(card.text());
    const hidden = { count: null, prefix: null };
    cards.set(ad.adId, { adId: ad.adId, url: ad.url.href, title, promoted: false, content, listing: null, hidden });
  }
  // Past the last page the board repeats it; the walk ends there too.
  const lastPage = endOfPager(page, pageIn('page'), markup.pager);
  return { cards: [...cards.values()], total: null, lastPage, via: 'dom' };
}

function listingOf(page: Page, at: AdAddresses, markup: EngineMarkup): Listing {
  const { $, snapshot } = page;
  const adId = shownAdId(page, at.adIdOf);
  const article = $(markup.article).first().html() ?? '';
  const said = textOf(article);
  if (adId === null || said === '')
    throw new LookFailure('layout', snapshot.url, 'the ad’s article is not in the page');
  const meta = metaOf(page);
  const title = tidy($('h1').first().text()) || (meta.og['og:title'] ?? '');
  const links = linksOf(article, 'description.link');
  const phones = links.filter(({ text }) => /^tel:/i.test(text) && text.replace(/\D/g, '').length >= 10);
  return {
    adId,
    url: snapshot.url,
    title,
    fields: [
      ...(title ? [{ name: 'title', kind: 'text', text: title } satisfies TextField] : []),
      { name: 'description', kind: 'text', text: said },
      ...links,
    ],
    // How these boards show a phone is not known: unless one stands in the article, there may be one we do not see.
    hidden: phones.length > 0 ? null : { count: null, prefix: null },
    photos: meta.og['og:image'] ? [meta.og['og:image']] : [],
    seller: { id: null, name: null, kind: null, since: null },
    price: offerPrice(meta),
    category: null,
    city: null,
    postedAt: null,
    refreshedAt: null,
  };
}
