import { type AdAddresses, adLinksOf, elementsOf, type PageElement } from './ad-links.ts';
import type { Listing, TextField } from './adapter.ts';
import { LookFailure } from './errors.ts';
import { metaOf, offerPrice, shownAdId } from './meta.ts';
import type { Page } from './page.ts';
import { linksOf, textOf, tidy } from './visible-text.ts';

/** So much of a description's beginning is looked for on the page: meta descriptions are cut soon after. */
const HEAD_LENGTH = 40;
/** A shorter beginning would be found anywhere. */
const SHORTEST_HEAD = 8;
const CHROME = 'script, style, template, noscript, nav, header, footer';

/**
 * An ad's page of which no markup is known, read by the two signs that any board has: its head (og tags, JSON-LD)
 * tells how the ad's text begins, and that beginning is found on the visible page. The block around it is the text in
 * whole; the head's own text is cut, so without that block the ad has not been read.
 */
export function describedIn(page: Page, at: AdAddresses): { readonly html: string } | null {
  const before = known.get(page);
  if (before !== undefined) return before;
  const found = blockOfAd(page, at);
  known.set(page, found);
  return found;
}

/** Signs and parser ask the same page; its text is searched once. */
const known = new WeakMap<Page, { readonly html: string } | null>();

function blockOfAd(page: Page, at: AdAddresses): { readonly html: string } | null {
  const { $ } = page;
  const heads = descriptionsOf(page)
    // Tags of the seller's may be markup there, or words that the page shows as they are.
    .flatMap((description) => [headOf(description.replace(/<[^>]*>/g, ' ')), headOf(description)])
    .filter((head) => head.length >= SHORTEST_HEAD);
  const adId = shownAdId(page, at.adIdOf);
  if (heads.length === 0 || adId === null) return null;
  const innermost = innermostWith(page, heads);
  if (!innermost) return null;
  const links = adLinksOf(page, at).filter((link) => link.adId !== adId);
  const foreign = around([...links.map((link) => link.element), ...elementsOf(page, 'h1')]);
  let block = $(innermost);
  for (const parent of $(innermost).parents().toArray()) {
    if (foreign.has(parent) || $(parent).is('body, html')) break;
    block = $(parent) as typeof block;
  }
  return { html: block.html() ?? '' };
}

/** The element furthest down in which one of these beginnings stands whole. */
function innermostWith(page: Page, heads: readonly string[]): PageElement | null {
  const apart = new Set<unknown>(elementsOf(page, `${CHROME}, h1`));
  const [body] = elementsOf(page, 'body');
  let found: PageElement | null = null;
  for (let within = body; within; ) {
    const next = page
      .$(within)
      .children()
      .toArray()
      .find((child) => !apart.has(child) && heads.some((head) => fold(page.$(child).text()).includes(head)));
    found = next ?? found;
    within = next;
  }
  return found;
}

/** All elements that any of these stand in. */
function around(elements: readonly PageElement[]): ReadonlySet<unknown> {
  const parents = new Set<unknown>();
  for (const element of elements)
    for (let parent = element.parent; parent && !parents.has(parent); parent = parent.parent) parents.add(parent);
  return parents;
}

/** The ad in a page that `describedIn` can read. Throws LookFailure('layout'). */
export function describedListing(page: Page, at: AdAddresses): Listing {
  const { $, snapshot } = page;
  const adId = shownAdId(page, at.adIdOf);
  const block = describedIn(page, at);
  if (adId === null || !block) throw new LookFailure('layout', snapshot.url, 'the ad’s whole text is not in the page');
  const meta = metaOf(page);
  const title = tidy($('h1').first().text()) || (meta.og['og:title'] ?? '');
  const phones = $('a[href^="tel:"]')
    .toArray()
    .filter((link) => $(link).closest(CHROME).length === 0)
    .map((link) => $(link).attr('href') ?? '');
  const text = (name: string, said: string): TextField[] => (said ? [{ name, kind: 'text', text: said }] : []);
  const dated = meta.jsonLd.flatMap(({ datePosted, datePublished }) => [datePosted, datePublished]);
  return {
    adId,
    url: snapshot.url,
    title,
    fields: [
      ...text('title', title),
      ...text('description', textOf(block.html)),
      ...linksOf(block.html, 'description.link'),
      ...phones.map((href): TextField => ({ name: 'contact.link', kind: 'link', text: href })),
    ],
    hidden: phones.length > 0 ? null : { count: null, prefix: null },
    photos: meta.og['og:image'] ? [meta.og['og:image']] : [],
    seller: { id: null, name: null, kind: null, since: null },
    price: offerPrice(meta),
    category: null,
    city: null,
    postedAt: dated.find((one) => typeof one === 'string') ?? null,
    refreshedAt: null,
  };
}

function descriptionsOf(page: Page): string[] {
  const { og, jsonLd } = metaOf(page);
  return [...jsonLd.map((one) => one.description), og['og:description']].filter((one) => typeof one === 'string');
}

function headOf(description: string): string {
  const whole = fold(description).replace(/(?:\.\.\.|…)$/u, '');
  return whole.slice(0, HEAD_LENGTH).trim();
}

/** Letters and digits alone: line breaks and marks differ between a head and the page. */
function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
