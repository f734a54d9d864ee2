import type { Locator, Response, Page as Tab } from 'playwright';
import type { Reveal } from './adapter.ts';
import { LookFailure } from './errors.ts';
import type { Snapshot } from './page.ts';

/** Scripts put buttons and overlays in place a moment after the page. */
const BUTTON_MS = 5_000;
const CLICK_MS = 3_000;
const EXCHANGE_MS = 10_000;
/** So long without a word between page and platform, and all answers have come: a challenge may stand before them. */
const QUIET_MS = 600;

export interface PressDeps {
  /** Whether robots.txt lets the page's own request for the number go out. */
  readonly permits: (url: string) => Promise<boolean>;
  readonly clock: () => Date;
}

export type Pressed =
  | { readonly state: 'pressed'; readonly answers: readonly Snapshot[] }
  | { readonly state: 'no-button'; readonly why: string };

/**
 * Presses the page's own "show phone" once, as a person would: what lies above it is closed, the first visible of its
 * buttons is pressed, and the answer is waited for. Nothing is forced: a button that cannot be pressed is told.
 * Throws LookFailure disallowed when robots.txt forbids the request that the press makes.
 */
export async function pressButton(
  tab: Tab,
  reveal: Extract<Reveal, { how: 'click' }>,
  deps: PressDeps,
): Promise<Pressed> {
  const brings = (url: string) => url.search(reveal.exchange) >= 0;
  let forbidden: string | null = null;
  await tab.route(
    (url) => brings(url.href),
    async (route) => {
      if (await deps.permits(route.request().url())) return route.fallback();
      forbidden = route.request().url();
      return route.abort();
    },
  );
  const button = await firstVisible(tab, reveal.buttons);
  if (!button) return { state: 'no-button', why: 'no button that shows the number is on the page' };
  const responses: Response[] = [];
  let asking = 0;
  tab.on('request', (request) => {
    if (brings(request.url())) asking++;
  });
  tab.on('response', (response) => {
    if (brings(response.url())) responses.push(response);
  });
  const answered = Promise.race([
    tab.waitForResponse((response) => brings(response.url()), { timeout: EXCHANGE_MS }),
    // A wall may take the place of the whole page.
    tab.waitForEvent('framenavigated', { predicate: (frame) => frame === tab.mainFrame(), timeout: EXCHANGE_MS }),
    tab.waitForEvent('requestfailed', { predicate: (request) => brings(request.url()), timeout: EXCHANGE_MS }),
  ]).catch(() => null);
  if (!(await pressed(tab, button, reveal.overlays)))
    return { state: 'no-button', why: 'something on the page covers the button that shows the number' };
  await answered;
  if (forbidden)
    throw new LookFailure('disallowed', forbidden, 'robots.txt forbids the address that brings the number');
  await tab.waitForLoadState('domcontentloaded').catch(() => undefined);
  const until = Date.now() + EXCHANGE_MS;
  for (let before = -1; Date.now() < until && (asking > responses.length || before !== responses.length); ) {
    before = responses.length;
    await tab.waitForTimeout(QUIET_MS);
  }
  return { state: 'pressed', answers: await Promise.all(responses.map((one) => snapshotOf(one, deps.clock()))) };
}

/** The first selector that has a visible element counts, in the adapter's order. */
async function firstVisible(tab: Tab, selectors: readonly string[]): Promise<Locator | null> {
  const visible = (selector: string) => tab.locator(selector).filter({ visible: true }).first();
  await visible(selectors.join(', '))
    .waitFor({ state: 'visible', timeout: BUTTON_MS })
    .catch(() => undefined);
  for (const selector of selectors) {
    const found = visible(selector);
    if ((await found.count()) > 0) return found;
  }
  return null;
}

/** An overlay may come up late and swallow the first press, so a covered button is tried once more. */
async function pressed(tab: Tab, button: Locator, overlays: readonly string[]): Promise<boolean> {
  for (let attempt = 1; attempt <= 2; attempt++) {
    for (const selector of overlays) {
      const closing = tab.locator(selector).filter({ visible: true }).first();
      if ((await closing.count()) > 0) await closing.click({ timeout: CLICK_MS }).catch(() => undefined);
    }
    const done = await button.click({ timeout: CLICK_MS }).then(
      () => true,
      () => false,
    );
    if (done) return true;
  }
  return false;
}

async function snapshotOf(response: Response, at: Date): Promise<Snapshot> {
  return {
    requestedUrl: response.url(),
    url: response.url(),
    redirects: [],
    status: response.status(),
    headers: await response.allHeaders().catch(() => ({})),
    body: await response.text().catch(() => ''),
    engine: 'browser',
    fetchedAt: at.toISOString(),
  };
}
