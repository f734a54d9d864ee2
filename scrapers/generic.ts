import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { Listing, PlatformAdapter, TextField } from './adapter.ts';
import { LookFailure } from './errors.ts';
import type { Page } from './page.ts';
import { linksOf, textOf, tidy } from './visible-text.ts';

/** A page with less text than this is no ad: an error, an empty frame, a wall. */
const LEAST_TEXT = 20;
/** A form or a challenge with more text than this around it is part of a page, not a wall before it. */
const WALL_TEXT = 1_500;
const MOST_PHOTOS = 10;
const WALL_TITLES =
  /just a moment|attention required|access denied|ddos-guard|are you a robot|captcha|проверка браузера/i;
const SHOW_NUMBER =
  /показать\s+(?:телефон|номер|контакт)|нөмірді\s+көрсету|телефонды\s+көрсету|show\s+(?:the\s+)?(?:phone|number)/i;
/** What links are sent round with; it is not part of a page's identity. */
const TRACKING = /^(?:utm_.*|fbclid|gclid|yclid|ysclid|_openstat|from|ref|source)$/i;

const texts = new WeakMap<Page, string>();
function textOfPage(page: Page): string {
  const before = texts.get(page);
  if (before !== undefined) return before;
  const text = textOf(page.$('body').html() ?? '');
  texts.set(page, text);
  return text;
}

/**
 * A site that nobody has described to us, for one page that a caller named: its visible text and the links one can
 * follow. It knows no index, no sign of removal but 404 and 410, and cannot tell whether the page shows a whole ad.
 */
export function generic(link: URL): PlatformAdapter {
  const { origin, hostname } = link;
  const adIdOf = (url: URL) => (bareHost(url) === bareHost(link) ? pageId(url) : null);
  return Object.freeze({
    id: `web-${hostname.replace(/[^a-z0-9.-]/g, '_')}`,
    name: hostname,
    origin,
    legal: {
      entity: { ru: hostname, kk: hostname, en: hostname },
      email: null,
      formUrl: null,
      postalAddress: null,
      bin: null,
      language: 'ru' as const,
      checkedOn: null,
      source: 'an unknown site: nothing is known of who answers for it',
    },
    access: { engine: 'browser' as const, requestsPerMinute: 6, revealsPerDay: 0, hosts: twinHosts(link) },
    confidence: {
      asOf: '2026-11-24',
      confirmed: [],
      guesses: ['the visible text of the page is the whole ad'],
      unknown: ['everything else'],
    },
    blindSpots: ['whether the page shows the whole ad, and any number that stands behind a button or in a picture'],
    signs: {
      index: () => null,
      indexEmpty: () => null,
      listing: (page: Page) => (textOfPage(page).length >= LEAST_TEXT && !wallOn(page) ? 'a page with text' : null),
      removed: () => null,
      blocked: wallOn,
    },
    indexWalks: () => [],
    adIdOf,
    listingUrl: () => null,
    parseIndex: (page) => {
      throw new LookFailure('layout', page.snapshot.url, 'an unknown site has no index');
    },
    parseListing: (page): Listing => listingOf(page, pageId(new URL(page.snapshot.url))),
    reveal: null,
    accountUrl: () => null,
    searchUrl: () => null,
    adRecord: () => null,
  } satisfies PlatformAdapter);
}

/** Sites send `name.kz` on to `www.name.kz` and back: both are the site's own. */
export function twinHosts({ hostname }: URL): string[] {
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return [hostname];
  const bare = hostname.replace(/^www\./, '');
  return [bare, `www.${bare}`];
}

function bareHost({ host }: URL): string {
  return host.replace(/^www\./, '');
}

/** A page's name for our rows and folders. Not its address: that may carry a number. */
function pageId(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).sort();
  const path = url.pathname.replace(/\/$/, '');
  return createHash('sha256')
    .update(`${bareHost(url)}${path}?${new URLSearchParams(kept)}`)
    .digest('hex')
    .slice(0, 16);
}

function wallOn(page: Page): string | null {
  if (WALL_TITLES.test(page.$('title').text())) return 'a wall by the page’s title';
  if (textOfPage(page).length > WALL_TEXT) return null;
  if (page.$('input[type="password"]').length > 0) return 'a sign-in form in place of a page';
  return page.$('iframe[src*="captcha"], [class*="captcha" i], [id*="captcha" i]').length > 0
    ? 'a captcha in place of a page'
    : null;
}

function listingOf(page: Page, adId: string): Listing {
  const { $ } = page;
  const { url } = page.snapshot;
  const text = textOfPage(page);
  const title = tidy($('h1').first().text()) || tidy($('title').first().text());
  const described = $('meta[name="description"], meta[property="og:description"]')
    .toArray()
    .flatMap((meta): TextField[] => {
      const content = tidy($(meta).attr('content') ?? '');
      return content ? [{ name: 'meta.description', kind: 'text', text: content }] : [];
    });
  const photos = $('img[src]')
    .toArray()
    .map((image) => $(image).attr('src') ?? '')
    .flatMap((source) => (URL.canParse(source, url) ? new URL(source, url).href : []))
    .filter((source) => new URL(source).host === new URL(url).host);
  return {
    adId,
    url,
    title,
    fields: [
      { name: 'title', kind: 'text', text: title },
      { name: 'page', kind: 'text', text },
      ...described,
      ...linksOf($('body').html() ?? '', 'page.link').filter(
        (link) => !link.text.startsWith('http') || isChat(link.text),
      ),
    ],
    hidden: SHOW_NUMBER.test(text) ? { count: null, prefix: null } : null,
    photos: [...new Set(photos)].slice(0, MOST_PHOTOS),
    seller: { id: null, name: null, kind: null, since: null },
    price: null,
    category: null,
    city: null,
    postedAt: null,
    refreshedAt: null,
  };
}

/** Among a page's web links only those to messengers can be a number to call. */
function isChat(link: string): boolean {
  return /^https?:\/\/(?:[\w-]+\.)*(?:wa\.me|whatsapp\.com|viber\.com|t\.me|telegram\.me)\//i.test(link);
}
