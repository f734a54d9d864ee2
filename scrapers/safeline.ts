import type { Page } from './page.ts';

/** The sign of the SafeLine wall, which several boards of the country stand behind (facts/kolesa-group.md). */
export function safeLine(page: Page): string | null {
  if (page.snapshot.status === 468) return 'HTTP 468: the SafeLine wall';
  const title = page.$('title').text();
  return /safeline|access denied/i.test(title) || page.$('#slg-box, #safeline').length > 0 ? 'the SafeLine wall' : null;
}
