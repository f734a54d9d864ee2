import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandContext } from '../command.ts';
import { openQueue, type Queue } from '../db/job-queue.ts';
import type { Language } from '../db/schema/language.ts';
import { workAll } from '../pipeline/jobs/workers.ts';
import { chosenPlatforms } from '../pipeline/jobs/workplace.ts';
import { LETTER_WORDS } from '../reports/console/letter-words.ts';
import { LETTER } from '../reports/console/letters/letter-texts.ts';
import { LIST } from '../reports/console/letters/list-texts.ts';
import { MATCHES } from '../reports/console/matches/texts.ts';
import { PEOPLE } from '../reports/console/people/texts.ts';
import { SCAN } from '../reports/console/scan/texts.ts';
import { WORDS } from '../reports/console/words.ts';
import { resolveBrowser } from '../scrapers/browser-path.ts';
import { inventAds } from './standins/ads.ts';
import { openConsole, type TestConsole, type Visitor } from './standins/console.ts';
import { walksOf } from './standins/installation.ts';
import { startOlx } from './standins/olx.ts';
import { plantedAds } from './standins/planted.ts';
import type { Standin, StandinAd } from './standins/platform.ts';
import { DESKTOP, openBrowser, openWindow, PHONE } from './standins/staff-browser.ts';

/** Of the number that the form is given; planted ads show the same. */
const DIGITS = '8 709 123 45 01';
const IN_FULL = /709\D{0,3}123\D{0,3}45\D{0,3}01/;
const HOUR_MS = 3_600_000;
/** Where pictures of each station are put, for people to look at. Without it none is made. */
const PICTURES = process.env.QORGAN_TEST_PICTURES;

let at: TestConsole;
let olx: Standin;
let planted: StandinAd;
let queue: Queue;
let browser: Browser;
let visitor: Visitor;
let page: Page;
let worker: Promise<void>;
let stopped = false;
const notes: string[] = [];

beforeAll(async () => {
  at = await openConsole({ platforms: ['olx'], now: new Date() });
  const [animals = ''] = walksOf('olx');
  const [plain] = plantedAds(388_900_000, [animals], at.now()).visible;
  if (!plain) throw new Error('nothing planted');
  planted = plain;
  olx = await startOlx([...inventAds(12, 3, [animals], at.now()), planted]);
  queue = await openQueue(at.home.database, at.vault);
  worker = startWorker();
  browser = await openBrowser();
  visitor = await at.signedIn('approver');
  await visitor.post('/looks', { language: 'ru' });
  ({ page } = await openWindow(browser, at.address, { visitor, language: 'ru', scripts: false }));
  page.setDefaultTimeout(20_000);
}, 120_000);
afterAll(async () => {
  stopped = true;
  await browser?.close();
  await worker;
  await olx.close();
  await at.close();
}, 60_000);

/** What `qorgan worker` runs, on the console's own data folder and clock. */
async function startWorker(): Promise<void> {
  const chromium = await resolveBrowser({ given: undefined, path: process.env.PATH, note: () => undefined });
  const context: CommandContext = {
    terminal: {
      ...{ out: () => undefined, progress: () => undefined, interactive: false },
      ...{ note: (line) => notes.push(line), ask: async () => '', input: async () => '' },
    },
    config: { ...at.config, origins: `olx=${olx.origin}` },
    ...{ tool: 'Qorgan/test', account: 'Test Staff', clock: () => at.now(), stopping: () => stopped },
    chromium: async () => chromium,
    withHome: (use) => use(at.home),
  };
  await workAll(context, at.home, chosenPlatforms(context, ['olx']), () => undefined);
}

/** As it is seen: what is hidden does not count. */
const text = () => page.evaluate<string>('document.body.innerText');
const press = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
/** Reads the page again until it says so: what somebody without scripts does. */
async function until(words: string): Promise<void> {
  await expect
    .poll(async () => (await page.reload()) && text(), { timeout: 60_000, interval: 500, message: notes.join('\n') })
    .toContain(words);
}
async function doJob(job: Parameters<Queue['add']>[0]): Promise<void> {
  const id = await queue.add(job);
  await expect
    .poll(() => queue.state({ queue: `${job.platform}-patient`, id }), { timeout: 60_000, interval: 250 })
    .toBe('done');
}

/** The same page in Kazakh, English and Russian, by its own switch; it says its words, and never the number in full. */
async function station(name: string, words: (language: Language) => readonly string[]): Promise<void> {
  const path = new URL(page.url()).pathname;
  for (const language of ['kk', 'en', 'ru'] as const) {
    await page.locator(`.languages button[lang="${language}"]`).click();
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    const shown = await text();
    for (const word of words(language)) expect(shown, `${name} in ${language}`).toContain(word);
    expect(shown, `${name} in ${language}`).not.toMatch(IN_FULL);
  }
  if (PICTURES) await picture(name, path, PICTURES);
}

async function picture(name: string, path: string, folder: string): Promise<void> {
  const looks = [
    { language: 'ru', colours: 'light', size: DESKTOP, kind: 'desktop' },
    { language: 'ru', colours: 'dark', size: PHONE, kind: 'phone' },
  ] as const;
  for (const { kind, ...look } of looks) {
    const { context, page: other } = await openWindow(browser, at.address, { visitor, ...look });
    await other.goto(path);
    await other.screenshot({ path: join(folder, `${name}-${kind}.png`), fullPage: true });
    await context.close();
  }
}

describe('a week’s work, by forms alone', { timeout: 240_000 }, () => {
  let person = '';

  it('enrols a person and her number under attack, and shows all of it before it is kept', async () => {
    await page.goto('/people/new');
    await station('1-enrol', (language) => PEOPLE[language].steps);
    await page.locator('#f-name').fill('Айша Сынақова');
    await page.locator('#f-givenHow').fill('подписано на бумаге');
    await page.locator('#f-digits').fill(DIGITS);
    await page.locator('#f-controlHow').fill('прочитала код из СМС');
    await press(PEOPLE.ru.review);
    expect(await text()).toContain(PEOPLE.ru.reviewHint);
    expect(await page.content()).not.toMatch(IN_FULL);
    await press(PEOPLE.ru.save);
    expect(await text()).toContain(PEOPLE.ru.saved);
    person = new URL(page.url()).pathname;
    await station('2-person', (language) => ['Айша Сынақова', '+7 709 ***-**-01', PEOPLE[language].inForce]);
  });

  it('looks for it now, and the answer of the platform arrives', async () => {
    await page.goto('/scan/n1');
    await press(SCAN.ru.start);
    await until(SCAN.ru.over);
    await station('3-scan', (language) => [SCAN[language].over, SCAN[language].answer.found, 'm1']);
    await press(SCAN.ru.attackStart);
    expect(await text()).toContain(SCAN.ru.attackUntil);
  });

  it('shows the ad as it was captured and takes a person’s decision', async () => {
    await page.goto('/matches/m1');
    await station('4-match', (language) => [
      MATCHES[language].undecided,
      MATCHES[language].howSeen,
      MATCHES[language].verified(7),
    ]);
    await press(MATCHES.ru.showCaptured);
    expect(await text()).toContain(MATCHES.ru.shownOnce);
    await page.goto('/matches/m1');
    await page.locator('input[name="next"]').uncheck();
    await page.locator('button[name="decision"][value="confirm"]').click();
    expect(new URL(page.url()).pathname).toBe('/matches/m1');
    expect(await text()).toContain(WORDS.ru.match.confirmed);
  });

  it('writes the letter, and nothing is approved that was not read', async () => {
    await page.goto('/letters/new');
    await station('5-new-letter', (language) => [LIST[language].pick, 'm1']);
    await page.locator('main form button[type="submit"]').last().click();
    expect(new URL(page.url()).pathname).toBe('/letters/l1');
    await station('6-draft', (language) => [LETTER[language].preview, LETTER_WORDS[language].state.draft]);
    await press(LETTER.ru.approve);
    expect(await text()).toContain(LETTER.ru.tickFirst);
    await page.locator('.languages button[lang="ru"]').click();
    expect(new URL(page.url()).pathname, 'a refusal leads back to its letter').toBe('/letters/l1');
    await page.locator('input[name="read"]').check();
    await press(LETTER.ru.approve);
    if (await page.locator('#f-responsible').count()) {
      await page.locator('#f-responsible').fill('Г. Примерова');
      await page.locator('input[name="read"]').check();
      await press(LETTER.ru.approve);
    }
    expect(await text()).toContain(LETTER_WORDS.ru.state.approved);
  });

  it('records that it was sent, and what they answered: their word proves nothing', async () => {
    await page.locator('#f-channel').selectOption('e-mail');
    await press(LETTER.ru.markSent);
    expect(await text()).toContain(LETTER.ru.saved.recorded);
    await station('7-sent', (language) => [LETTER_WORDS[language].state.sent]);
    at.pass(HOUR_MS / 2);
    await page.reload();
    await page.locator('input[name="answer"][value="says-removed"]').check();
    await page.locator('textarea[name="note"]').fill('по телефону');
    await press(LETTER.ru.answer);
    await station('8-answer', (language) => [LETTER_WORDS[language].answer['says-removed']]);
    expect(await text()).not.toContain(LETTER_WORDS.ru.state.monitoring);
  });

  it('sees it removed only when the platform’s own sign was seen twice, an hour apart', async () => {
    olx.remove(planted.n);
    await doJob({ kind: 'recheck', platform: 'olx', matchId: 1 });
    await page.goto('/matches/m1');
    expect(await text()).toContain(WORDS.ru.presence['gone-once']);
    at.pass(2 * HOUR_MS);
    await doJob({ kind: 'recheck', platform: 'olx', matchId: 1 });
    visitor = await at.signedIn('approver');
    await signInAgain();
    await page.goto('/matches/m1');
    await station('9-removed', (language) => [WORDS[language].presence.removed]);
    await page.goto('/letters/l1');
    await station('10-watched', (language) => [LETTER_WORDS[language].state.monitoring]);
  });

  it('sees it come back, and says so on the first page of the morning', async () => {
    olx.add(planted);
    at.pass(2 * HOUR_MS);
    await doJob({ kind: 'recheck', platform: 'olx', matchId: 1 });
    visitor = await at.signedIn('approver');
    await signInAgain();
    await page.goto('/letters/l1');
    await station('11-back', (language) => [LETTER_WORDS[language].move.reappear]);
    await page.goto('/matches/m1');
    expect(await text()).toContain(WORDS.ru.presence.returned);
    await page.goto('/');
    await station('12-morning', () => ['m1']);
    await page.goto(person);
    expect(await text()).toContain('+7 709 ***-**-01');
    expect(notes).toEqual([]);
    expect(olx.unexpected).toEqual([]);
    expect(at.notes.filter((line) => line.startsWith('console: e-'))).toEqual([]);
  });
});

/** A session is short: after hours the same person signs in anew, and opens a window with it. */
async function signInAgain(): Promise<void> {
  await page.context().close();
  ({ page } = await openWindow(browser, at.address, { visitor, language: 'ru', scripts: false }));
  page.setDefaultTimeout(20_000);
}
