import { parsed } from './embedded-json.ts';
import type { Page } from './page.ts';
import { tidy } from './visible-text.ts';

/** What a page says of itself in its head, for machines: its canonical address, og tags and JSON-LD. */
export interface Meta {
  readonly canonical: string | null;
  readonly og: Readonly<Record<string, string>>;
  readonly jsonLd: readonly Readonly<Record<string, unknown>>[];
}

export function metaOf({ $ }: Page): Meta {
  const tags = $('meta[property^="og:"], meta[property^="product:"]')
    .toArray()
    .map((tag) => [$(tag).attr('property') ?? '', tidy($(tag).attr('content') ?? '')] as const)
    .filter(([, content]) => content !== '');
  return {
    canonical: $('link[rel="canonical"]').attr('href') ?? null,
    // The first of a name wins, as in the og rules for one-valued properties.
    og: Object.fromEntries([...tags].reverse()),
    jsonLd: $('script[type="application/ld+json"]')
      .toArray()
      .flatMap((script) => objectsOf(parsed($(script).text()))),
  };
}

/**
 * The ad that a page says it shows. A page that names an address of its own which is no ad (a soft 404 that names the
 * front page) shows none; only a page that names no address at all is taken for the one that was asked for.
 */
export function shownAdId(page: Page, adIdOf: (url: URL) => string | null): string | null {
  const { canonical, og } = metaOf(page);
  const said = canonical ?? og['og:url'];
  const address = said ?? page.snapshot.url;
  return URL.canParse(address, page.snapshot.url) ? adIdOf(new URL(address, page.snapshot.url)) : null;
}

/** The page's own record of the ad in its head, as it stands there, for the evidence. */
export function metaRecord(page: Page, adId: string, adIdOf: (url: URL) => string | null): unknown {
  if (shownAdId(page, adIdOf) !== adId) return null;
  return { address: page.snapshot.url, ...metaOf(page) };
}

/** A price in the page's JSON-LD offer. */
export function offerPrice({ jsonLd }: Meta): { amount: number; currency: string } | null {
  for (const { offers } of jsonLd)
    for (const offer of objectsOf(offers)) {
      const amount = Number(offer.price);
      if (offer.price !== undefined && Number.isFinite(amount) && amount > 0)
        return { amount, currency: typeof offer.priceCurrency === 'string' ? offer.priceCurrency : 'KZT' };
    }
  return null;
}

function objectsOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsOf);
  if (typeof value !== 'object' || value === null) return [];
  const one = value as Record<string, unknown>;
  return Array.isArray(one['@graph']) ? objectsOf(one['@graph']) : [one];
}
