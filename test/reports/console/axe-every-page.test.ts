import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteUser } from '../../../db/invitations.ts';
import { confirmMatch, recordMatch } from '../../../db/matches.ts';
import type { Language } from '../../../db/schema/language.ts';
import { setPreferences } from '../../../db/users.ts';
import { ROUTES } from '../../../reports/console/routes.ts';
import { openConsole, type StaffMember, type TestConsole, type Visitor } from '../../standins/console.ts';
import { inventHostile } from '../../standins/console-hostile.ts';
import { inventNight, sweptPlatform } from '../../standins/console-night.ts';
import { enrolInvented } from '../../standins/enrolled.ts';
import { axeFindings, DESKTOP, openBrowser, openWindow, PHONE } from '../../standins/staff-browser.ts';

/** A stream of changes, and what only leads on to another page. */
const NO_PAGES = ['/live', '/signed-in'];

let at: TestConsole;
let browser: Browser;
let member: StaffMember;
let staff: Visitor;
/** Every page of the table, of records that are there. */
let pages: { readonly path: string; readonly open: boolean }[];

beforeAll(async () => {
  at = await openConsole();
  browser = await openBrowser();
  const { numberId, back } = await inventNight(at);
  const hostile = await inventHostile(at);
  const caller = await enrolInvented(at.test.db, '+7 709 000 00 71', at.vault, ['scan', 'letters', 'police']);
  const reported = await confirmedAd(caller.numberId);
  const ended = await enrolInvented(at.test.db, '+7 709 000 00 61', at.vault);
  member = await at.add('admin', 'walker');
  staff = at.visitor();
  await at.signIn(staff, member);
  const led = async (path: string, fields: Parameters<Visitor['post']>[1]) => {
    const { status, location, text } = await staff.post(path, fields);
    expect(status, `${path}: ${text.slice(0, 2_000)}`).toBe(303);
    return location?.split('?')[0] ?? '';
  };
  const calls = {
    person: `p${caller.personId}`,
    day: '2026-11-24',
    fromHour: '6',
    toHour: '7',
    calls: '3',
    messages: '1',
    night: '',
  };
  await led('/calls', { ...calls, wanted: 'сиыр сатып алу', seenWhere: 'krisha, мал', harm: 'Ұйықтай алмаймын.' });
  const drafted = await led('/letters/new', { kind: 'police-statement', language: 'kk', match: [`m${reported}`] });
  const check = await led('/scan/checks', { text: 'https://www.olx.kz/d/obyavlenie/IDaa1.html' });
  await led(`/people/p${ended.personId}/end`, { how: 'withdrawn' });
  const first = await inviteUser(at.test.db, (await at.add('reviewer', 'newcomer')).id, at.now());

  const campaign = /href="(\/campaigns\/m\d+)/.exec((await staff.get('/campaigns')).text)?.[1] ?? '/no-campaign';

  const record: Readonly<Record<string, string>> = {
    ...{ match: `m${back}`, number: `n${numberId}`, person: `p${caller.personId}`, platform: 'krisha', token: first },
    ...{ letter: drafted.split('/').at(-1) ?? '', check: check.split('/').at(-1) ?? '', text: 'takedown.kk' },
  };
  const pathOf = (path: string) => path.replace(/:(\w+)/g, (_all, name: string) => record[name] ?? `no-${name}`);
  const walked = ROUTES.filter(
    ({ method, path }) => method === 'GET' && !NO_PAGES.includes(path) && !path.endsWith('/:file'),
  );
  // The receipt is there once a protection has ended, a campaign under the first of several ads.
  const others: Readonly<Record<string, string>> = {
    [pathOf('/people/:person/receipt')]: `/people/p${ended.personId}/receipt`,
    [pathOf('/campaigns/:match')]: campaign,
  };
  pages = [
    ...walked.map(({ path, least }) => ({ path: pathOf(path), open: least === 'nobody' })),
    // What a hostile seller wrote stands beside what everybody writes.
    { path: `/people/p${ended.personId}`, open: false },
    { path: `/matches/m${hostile.matchId}`, open: false },
  ].map((one) => ({ ...one, path: others[one.path] ?? one.path }));
}, 180_000);
afterAll(async () => {
  await browser.close();
  await at.close();
});

async function confirmedAd(numberId: number): Promise<number> {
  const runId = await sweptPlatform(at, 'krisha', 'complete');
  const ad = { platform: 'krisha', adId: '1001', numberId, runId, url: 'https://krisha.kz/a/show/1001' };
  const listing = { adId: ad.adId, url: ad.url, title: 'Сиыр сатылады', fields: [], photos: [] };
  const seen = { strength: 'strong', how: 'plain', whereSeen: [], listing } as const;
  const { id } = await recordMatch(at.test.db, at.vault, { ...ad, ...seen }, at.now());
  await confirmMatch(at.test.db, id, 'Test Staff', null, at.now());
  return id;
}

/** What is wrong with the pages, one line each: serious or critical to axe, or wider than the window. */
async function wrongs(language: Language, look: { colours: 'light' | 'dark'; size: typeof PHONE }): Promise<string[]> {
  await setPreferences(at.test.db, member.id, { language });
  const found: string[] = [];
  for (const open of [true, false]) {
    const { context, page } = await openWindow(browser, at.address, {
      language,
      ...look,
      ...(open ? {} : { visitor: staff }),
    });
    for (const { path } of pages.filter((one) => one.open === open)) {
      const answer = await page.goto(path);
      if (answer?.status() !== 200 || new URL(page.url()).pathname !== path)
        found.push(`${path}: answered ${answer?.status()} at ${page.url()}`);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (width > look.size.width) found.push(`${path}: ${width} pixels wide`);
      // What is left of a paragraph that a form or a table has broken in two.
      const broken = await page.evaluate<number>(`document.querySelectorAll('p:empty').length`);
      if (broken > 0) found.push(`${path}: ${broken} broken paragraphs`);
      const axe = await axeFindings(page);
      found.push(...axe.filter((one) => /^(serious|critical) /.test(one)).map((one) => `${path}: ${one}`));
    }
    await context.close();
  }
  return found;
}

describe('every page of the table', () => {
  it('is there: each route with records of its own', () => {
    expect(pages.length).toBeGreaterThan(30);
    expect(pages.map(({ path }) => path).filter((path) => path.includes('/no-'))).toEqual([]);
  });

  it('has nothing serious to axe, and fits, on a desk in Russian by day', async () => {
    expect(await wrongs('ru', { colours: 'light', size: DESKTOP })).toEqual([]);
  }, 300_000);

  it('has nothing serious to axe, and fits, on a phone in Kazakh by night', async () => {
    expect(await wrongs('kk', { colours: 'dark', size: PHONE })).toEqual([]);
  }, 300_000);
});
