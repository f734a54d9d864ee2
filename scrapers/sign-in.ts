import type { Browser } from 'playwright';
import type { PlatformAdapter } from './adapter.ts';
import type { BrowserSession } from './browser.ts';
import { ownPart } from './session.ts';

/**
 * Opens the platform in a browser window for a person to sign in there by hand, waits until they say they are done, and
 * returns the platform's own part of the session. Nothing is typed or pressed here.
 */
export async function signInByHand(options: {
  readonly adapter: PlatformAdapter;
  /** A browser with a window. It is closed afterwards. */
  readonly launch: () => Promise<Browser>;
  readonly done: (browser: Browser) => Promise<void>;
}): Promise<BrowserSession> {
  const browser = await options.launch();
  try {
    const context = await browser.newContext({ locale: 'ru-KZ', timezoneId: 'Asia/Almaty', viewport: null });
    const tab = await context.newPage();
    // A page that does not open is seen by the person, who can try again in the same window.
    await tab.goto(options.adapter.origin, { waitUntil: 'domcontentloaded' }).catch(() => undefined);
    await options.done(browser);
    return ownPart(await context.storageState(), options.adapter);
  } finally {
    await browser.close();
  }
}
