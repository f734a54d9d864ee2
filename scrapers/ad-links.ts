import type { Page } from './page.ts';
import { tidy } from './visible-text.ts';

/** An ad as an index page links to it, where the cards' own markup is not known. */
export interface LinkedAd {
  readonly adId: string;
  readonly url: URL;
  readonly title: string;
  /** The visible text around the link that belongs to no other ad. */
  readonly content: string;
}

/** Where a platform's ads live: which addresses are ads, and where they are asked for. */
export interface AdAddresses {
  /** The platform's own origin on the internet. */
  readonly home: string;
  /** The origin in use: `home`, or a stand-in's. */
  readonly origin: string;
  readonly hosts: readonly string[];
  adIdOf(url: URL): string | null;
}

/** Elements of a page, in its order. */
export const elementsOf = ({ $ }: Page, selector: string) => $(selector).toArray();
export type PageElement = ReturnType<typeof elementsOf>[number];

/** The links of a page that lead to ads of the platform, in the order of the page. */
export function adLinksOf(page: Page, at: AdAddresses): { element: PageElement; adId: string; url: URL }[] {
  const { $, snapshot } = page;
  return elementsOf(page, 'a[href]').flatMap((element) => {
    const href = $(element).attr('href') ?? '';
    if (!URL.canParse(href, snapshot.url)) return [];
    const url = new URL(href, snapshot.url);
    const adId = isOwn(url, at) ? at.adIdOf(url) : null;
    return adId === null ? [] : [{ element, adId, url }];
  });
}

/**
 * Ads by the links that lead to them: the one sign of a card that a redesign keeps. The card is the largest piece of
 * the page around a link that links to no other ad.
 */
export function adsLinkedOn(page: Page, at: AdAddresses): LinkedAd[] {
  const { $ } = page;
  const links = adLinksOf(page, at);
  const beneath = new Map<unknown, Set<string>>();
  for (const { element, adId } of links)
    for (const parent of $(element).parents().toArray())
      beneath.set(parent, (beneath.get(parent) ?? new Set()).add(adId));
  const found = new Map<string, LinkedAd>();
  for (const { element, adId, url } of links) {
    let block = $(element);
    for (const parent of $(element).parents().toArray()) {
      if ((beneath.get(parent)?.size ?? 0) > 1 || $(parent).is('body, html, main, ul, ol, tbody, table')) break;
      block = $(parent) as typeof block;
      if (block.is('li, tr, article')) break;
    }
    const words = tidy($(element).text()) || tidy($(element).find('img[alt]').attr('alt') ?? '');
    const before = found.get(adId);
    const title = words.length > (before?.title.length ?? 0) ? words : (before?.title ?? '');
    const content = before?.content || tidy(block.text());
    found.set(adId, { adId, url: before?.url ?? addressOf(url, at), title, content });
  }
  return [...found.values()];
}

/** The address asked for: as the page gives it, or the same path at the stand-in. */
export function addressOf(url: URL, { home, origin }: AdAddresses): URL {
  // Put together, never resolved: a path that begins with two slashes would name another host.
  return new URL(`${origin === home ? url.origin : origin}${url.pathname}${url.search}`);
}

function isOwn(url: URL, { origin, home, hosts }: AdAddresses): boolean {
  if (url.origin === origin || url.origin === home) return true;
  return hosts.some((own) => (own.startsWith('.') ? url.hostname.endsWith(own) : url.hostname === own));
}
