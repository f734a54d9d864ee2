import type { Page } from './page.ts';

/**
 * The page's own number when its pager leads to no later page, so that this is the index's end by the platform's own
 * word; `null` when a later page is linked or no pager is to be seen. The highest number of a pager is not trusted for
 * more: pagers show a window of their pages.
 */
export function endOfPager(page: Page, numberOf: (url: URL) => number | null, links = 'a[href]'): number | null {
  const { $, snapshot } = page;
  const here = new URL(snapshot.url);
  const numbers = $(links)
    .toArray()
    .map((link) => $(link).attr('href') ?? '')
    .filter((href) => URL.canParse(href, snapshot.url))
    .map((href) => new URL(href, snapshot.url))
    .filter((url) => url.origin === here.origin && url.pathname === here.pathname)
    .map(numberOf)
    .filter((n) => n !== null);
  const current = numberOf(here) ?? 1;
  return numbers.length > 0 && Math.max(...numbers) <= current ? current : null;
}

/** Reads the page's number from a query parameter. */
export function pageIn(parameter: string): (url: URL) => number | null {
  return (url) => {
    const said = url.searchParams.get(parameter) ?? '';
    return /^[1-9]\d{0,5}$/.test(said) ? Number(said) : null;
  };
}
