import type { Card, IndexContents, Listing, TextField } from '../adapter.ts';
import { codeOfId } from '../base62.ts';
import { LookFailure } from '../errors.ts';
import type { Page } from '../page.ts';
import { linksOf, textOf, tidy } from '../visible-text.ts';

/** Third way: cards without the description, so that each ad has to be opened. */
export function domIndex(page: Page, origin: string): IndexContents {
  const { $ } = page;
  const cards = $('[data-cy="l-card"][id]')
    .toArray()
    .map((element): Card => {
      const card = $(element);
      card.find('style, script').remove();
      const adId = card.attr('id') ?? '';
      const heading = card.find('[data-cy="ad-card-title"], [data-testid="ad-card-title"]');
      // The picture's text stands in where a card comes without its heading.
      const title = tidy(heading.find('h4, h6').first().text()) || tidy(card.find('img[alt]').attr('alt') ?? '');
      const href = heading.find('a[href]').attr('href') ?? card.find('a[href]').attr('href') ?? '';
      if (!/^\d+$/.test(adId)) throw new LookFailure('layout', page.snapshot.url, 'cards of an unknown shape');
      const path = URL.canParse(href, origin) ? new URL(href, origin).pathname : '';
      const url = origin + (path || `/d/obyavlenie/-ID${codeOfId(Number(adId))}.html`);
      const content = `${title}\n${tidy(card.find('[data-testid="ad-price"]').text())}`;
      return { adId, url, title, promoted: false, content, listing: null, hidden: null };
    });
  const pages = $('[data-testid^="pagination-link-"]')
    .toArray()
    .map((link) => Number($(link).text()))
    .filter(Number.isInteger);
  return { cards, total: null, lastPage: pages.length > 0 ? Math.max(...pages) : null, via: 'dom' };
}

/** The ad's page where its state is missing: its own containers only, because similar ads stand beside it. */
export function domListing(page: Page, origin: string): Listing {
  const { $ } = page;
  const adId = /ID:\s*(\d+)/.exec(tidy($('[data-cy="ad-footer-bar-section"]').text()))?.[1];
  const block = $('[data-cy="ad_description"], [data-testid="ad_description"]').first().clone();
  block.find('h3, style, script').remove();
  const description = block.html() ?? '';
  if (!adId || !textOf(description))
    throw new LookFailure('layout', page.snapshot.url, 'the ad’s id or text is missing');
  const text = (name: string, said: string): TextField[] => (said ? [{ name, kind: 'text', text: said }] : []);
  const params = $('[data-testid="ad-parameters-container"] p')
    .toArray()
    .map((row) => tidy($(row).text()).split(/:\s*/));
  const title = tidy($('[data-cy="offer_title"] h4, [data-cy="offer_title"] h1').first().text());
  const price = Number($('[data-testid="ad-price-container"] h3').first().text().replace(/\D/g, ''));
  const name = tidy($('[data-testid="user-profile-user-name"]').first().text());
  return {
    adId,
    url: `${origin}/d/obyavlenie/-ID${codeOfId(Number(adId))}.html`,
    title,
    fields: [
      ...text('title', title),
      ...text('description', textOf(description)),
      ...linksOf(description, 'description.link'),
      ...params.flatMap(([key = '', ...value]) => text(`param:${key}`, value.join(': ') || key)),
      ...text('seller.name', name),
    ],
    hidden: { count: null, prefix: null },
    photos: [],
    seller: { id: null, name: name || null, kind: null, since: null },
    price: price > 0 ? { amount: price, currency: 'KZT' } : null,
    category: null,
    city: null,
    postedAt: null,
    refreshedAt: null,
  };
}
