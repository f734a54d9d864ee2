import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteUser } from '../../../db/invitations.ts';
import { LANGUAGES, type Language } from '../../../db/schema/language.ts';
import { setPreferences } from '../../../db/users.ts';
import { codeAt } from '../../../reports/console/sign-in/second-factor.ts';
import { openConsole, PASSWORD, type StaffMember, type TestConsole, type Visitor } from '../../standins/console.ts';
import { inventNight, sweptPlatform } from '../../standins/console-night.ts';
import { axeFindings, openBrowser, openWindow, PHONE } from '../../standins/staff-browser.ts';

let at: TestConsole;
let browser: Browser;
let member: StaffMember;
let staff: Visitor;
beforeAll(async () => {
  at = await openConsole();
  browser = await openBrowser();
  await inventNight(at);
  member = await at.add('admin', 'walker');
  staff = at.visitor();
  await at.signIn(staff, member);
});
afterAll(async () => {
  await browser.close();
  await at.close();
});

/** Opens a page, does something with it, and fails when the browser complained of anything (a blocked script, say). */
async function on(
  path: string,
  options: NonNullable<Parameters<typeof openWindow>[2]>,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const { context, page } = await openWindow(browser, at.address, options);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(path);
  await use(page);
  await context.close();
  expect(complaints).toEqual([]);
}

const speak = (language: Language) => setPreferences(at.test.db, member.id, { language });
/** Opens each path in one window, one after the other. */
async function walk(
  paths: readonly string[],
  options: NonNullable<Parameters<typeof openWindow>[2]>,
  look: (page: Page, path: string) => Promise<void>,
): Promise<void> {
  const { context, page } = await openWindow(browser, at.address, options);
  for (const path of paths) {
    await page.goto(path);
    await look(page, path);
  }
  await context.close();
}

describe('axe finds nothing', () => {
  it.each(LANGUAGES)(
    'in %s: sign-in, one-time link, morning, settings, a refused page, the menu of a phone',
    async (language) => {
      await speak(language);
      const link = `/first/${await inviteUser(at.test.db, member.id, at.now())}`;
      const clean = async (page: Page, path: string) => expect(await axeFindings(page), path).toEqual([]);
      await walk(['/sign-in', link], { language }, clean);
      await walk(['/', '/me', '/nothing'], { visitor: staff }, clean);
      await walk(['/'], { visitor: staff, size: PHONE }, async (page) => {
        await page.click('.menu-button');
        expect(await axeFindings(page)).toEqual([]);
      });
    },
  );

  it('too pale in the dark', async () => {
    const legible = async (page: Page, path: string) => expect(await axeFindings(page, 'colours'), path).toEqual([]);
    await walk(['/sign-in'], { colours: 'dark' }, legible);
    await walk(['/', '/me', '/nothing'], { visitor: staff, colours: 'dark' }, legible);
  });
});

describe('a person at the keyboard', () => {
  it('signs in, in real Chromium over plain http on this machine, and is led to what was asked for', async () => {
    at.pass(60_000);
    await on('/me', { language: 'ru' }, async (page) => {
      await page.keyboard.press('Tab');
      await page.fill('#f-login', member.login);
      await page.fill('#f-password', PASSWORD);
      await page.fill('#f-code', codeAt(member.totp, at.now()));
      await page.keyboard.press('Enter');
      await page.waitForURL('**/me');
      const session = (await page.context().cookies()).find((cookie) => cookie.name === '__Host-qorgan-session');
      expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict' });
      expect(await page.evaluate('document.cookie')).toBe('');
    });
  });

  it('skips to the content, and never loses sight of the focus', async () => {
    await on('/', { visitor: staff }, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      for (let i = 0; i < 14; i++) {
        const seen = await page.evaluate<boolean>(
          `(() => { const one = document.activeElement; const box = one.getBoundingClientRect(); return one !== document.body && box.width > 0 && getComputedStyle(one).outlineStyle !== 'none'; })()`,
        );
        expect(seen, `focus ${i}`).toBe(true);
        await page.keyboard.press('Tab');
      }
    });
  });

  it('presses a button by its letter whatever alphabet the keyboard writes, unless that is switched off', async () => {
    const pressed = async () => {
      let asked = '';
      await on('/', { visitor: staff }, async (page) => {
        await page.route('**/matches**', (route) => {
          asked = route.request().url();
          return route.fulfill({ body: '' });
        });
        await page.evaluate(
          `document.dispatchEvent(new KeyboardEvent('keydown', { key: 'в', code: 'KeyD', bubbles: true }))`,
        );
        await page.waitForTimeout(150);
      });
      return asked;
    };
    expect(await pressed()).toContain('/matches?state=new');
    await setPreferences(at.test.db, member.id, { shortcuts: false });
    expect(await pressed()).toBe('');
    await setPreferences(at.test.db, member.id, { shortcuts: true });
  });

  it('is told the keys of the page by ?, in words of the page, and not when they are switched off', async () => {
    await setPreferences(at.test.db, member.id, { language: 'kk' });
    await on('/', { visitor: staff, language: 'kk' }, async (page) => {
      const list = page.locator('#page-keys');
      expect(await list.isVisible()).toBe(false);
      await page.keyboard.press('?');
      expect(await list.locator('dt').allTextContents()).toEqual(['d', 'Esc', '?']);
      expect(await list.locator('dd').allTextContents()).toEqual([
        'Қарап шығу: 3 сәйкестік',
        'Экранды жасыру',
        'Осы беттегі пернелер',
      ]);
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('?');
      expect(await list.isVisible()).toBe(false);
      await page.locator('.keys-button').click();
      expect(await list.isVisible()).toBe(true);
    });
    await setPreferences(at.test.db, member.id, { language: 'en', shortcuts: false });
    await on('/', { visitor: staff }, async (page) => {
      await page.keyboard.press('?');
      expect(await page.locator('#page-keys').count()).toBe(0);
    });
    await setPreferences(at.test.db, member.id, { shortcuts: true });
  });

  it('blanks the screen with Esc in every tab, and shows it again', async () => {
    await on('/', { visitor: staff }, async (page) => {
      const other = await page.context().newPage();
      await other.goto('/me');
      const shown = (tab: Page) => tab.locator('main').isVisible();
      await page.bringToFront();
      await page.keyboard.press('Escape');
      await expect
        .poll(async () => [await shown(page), await shown(other), await page.title()])
        .toEqual([false, false, '·']);
      await page.keyboard.press('Escape');
      await expect.poll(async () => [await shown(page), await shown(other)]).toEqual([true, true]);
      // The list of keys lies above the page: one press hides it all.
      await page.keyboard.press('?');
      await page.locator('#page-keys').waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => shown(page)).toBe(false);
      expect(await page.locator('#page-keys').isVisible()).toBe(false);
      await page.keyboard.press('Escape');
      await expect.poll(() => shown(page)).toBe(true);
    });
  });

  it('sees the page renew itself when a sweep ends in another process', async () => {
    await on('/', { visitor: staff }, async (page) => {
      await page.waitForLoadState('load');
      await page.waitForTimeout(2_500);
      await sweptPlatform(at, 'krisha', 'complete', { hoursAgo: 1 });
      await page.waitForSelector('#morning .note.good', { timeout: 15_000 });
    });
  });
});

describe('without scripts', () => {
  it('language, theme, hiding and signing out work all the same', async () => {
    const visitor = at.visitor();
    at.pass(60_000);
    await at.signIn(visitor, member);
    await on('/me', { visitor, scripts: false }, async (page) => {
      await page.click('.languages button[value="kk"]');
      expect(await page.textContent('h1')).toBe('Менің баптауларым');
      await page.check('input[value="dark"]');
      await page.click('main .card:first-of-type button[type="submit"]');
      expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
      await page.click('[data-hide]');
      expect((await page.textContent('body'))?.trim()).toBe('Көрсету');
      await page.click('a');
      await page.setViewportSize(PHONE);
      await page.click('.menu-button');
      await page.click('.who button');
      await page.waitForURL('**/sign-in');
    });
    await setPreferences(at.test.db, member.id, { theme: 'auto' });
  });
});

describe('a page', () => {
  it('draws every Kazakh letter with the font it brings', async () => {
    await on('/sign-in', { language: 'kk' }, async (page) => {
      const fonts = await page.evaluate<string[]>(`(async () => {
        document.body.insertAdjacentHTML('beforeend', '<p id="letters">ӘәҒғҚқҢңӨөҰұҮүҺһІі</p>');
        await document.fonts.load('15px "Golos Text"', 'ӘҒҚҢӨҰҮҺІ');
        return [...document.fonts].filter((one) => one.status === 'loaded').map((one) => one.unicodeRange);
      })()`);
      expect(fonts.length).toBeGreaterThanOrEqual(2);
      const session = await page.context().newCDPSession(page);
      await session.send('DOM.enable');
      await session.send('CSS.enable');
      const { root } = await session.send('DOM.getDocument');
      const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#letters' });
      const used = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      expect(used.fonts.map((font) => [font.familyName, font.isCustomFont])).toEqual([['Golos Text', true]]);
    });
  });

  it('fits a phone without scrolling sideways', async () => {
    for (const path of ['/', '/me'])
      await on(path, { visitor: staff, size: { width: 320, height: 640 } }, async (page) => {
        expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(320);
      });
  });

  it('asks nothing of anybody but the console', async () => {
    const { context, page } = await openWindow(browser, at.address, { visitor: staff });
    const asked: string[] = [];
    page.on('request', (one) =>
      asked.push(new URL(one.url()).protocol === 'data:' ? at.address : new URL(one.url()).origin),
    );
    await page.goto('/');
    await page.waitForLoadState('load');
    expect([...new Set(asked)]).toEqual([at.address]);
    await context.close();
  });
});
