import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright';
import type { Language } from '../../db/schema/language.ts';
import { launchBrowser } from '../../scrapers/browser.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';
import type { Visitor } from './console.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const DESKTOP = { width: 1366, height: 850 };
export const PHONE = { width: 390, height: 844 };

export async function openBrowser(): Promise<Browser> {
  return launchBrowser(
    await resolveBrowser({ given: process.env.QORGAN_BROWSER, path: process.env.PATH, note: () => undefined }),
  );
}

/** A window of real Chromium, signed in with the cookies of a visitor where one is given. */
export async function openWindow(
  browser: Browser,
  address: string,
  {
    visitor,
    language = 'en',
    colours = 'light',
    size = DESKTOP,
    scripts = true,
  }: {
    readonly visitor?: Visitor;
    readonly language?: Language;
    readonly colours?: 'light' | 'dark';
    readonly size?: { readonly width: number; readonly height: number };
    readonly scripts?: boolean;
  } = {},
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({
    ...{ baseURL: address, locale: language, colorScheme: colours, viewport: { ...size } },
    javaScriptEnabled: scripts,
    reducedMotion: 'reduce',
  });
  const cookies = [...(visitor?.cookies ?? [])].map(([name, value]) => ({
    // The debugging protocol takes `__Host-` cookies for https alone; Chromium then sends them to loopback over http too.
    ...{ name, value, url: address.replace(/^http:/, 'https:'), secure: true, httpOnly: true },
    sameSite: 'Strict' as const,
  }));
  await context.addCookies(cookies);
  return { context, page: await context.newPage() };
}

/**
 * What axe finds against WCAG 2.2 AA and its own good practice, one line each. Only contrast differs between light and
 * dark: `colours` looks for that alone.
 */
export async function axeFindings(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const only = what === 'everything' ? { type: 'tag', values: tags } : { type: 'rule', values: ['color-contrast'] };
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run({ runOnly: ${JSON.stringify(only)}, resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${impact} ${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}
