import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOfId } from '../scrapers/base62.ts';
import { platforms } from '../scrapers/directory.ts';
import { inventAds } from './standins/ads.ts';
import { runQorgan } from './standins/command-line.ts';
import { startKrisha } from './standins/krisha.ts';
import { startOlx } from './standins/olx.ts';
import { INVENTED_CONFIG, INVENTED_PERSON } from './standins/organisation.ts';
import { PROTECTED, plantedAds } from './standins/planted.ts';
import type { Standin } from './standins/platform.ts';
import { seedDatabase } from './standins/seeded-database.ts';

const NOW = new Date();
const walks = (id: string) =>
  platforms()
    .find((one) => one.id === id)
    ?.indexWalks({ depth: 'full' })
    .map((walk) => walk.name) ?? [];
const OLX_FIRST = 388_900_000;
const KRISHA_FIRST = 1_009_900_000;
const STRANGERS_TEXT = 'Светлая комната, звоните 8 709 555 00 11';
const SITE_PAGES: Readonly<Record<string, string>> = {
  '/ad/1': `<title>Объявления</title><h1>Корова</h1><p>Срочно! Пишите <a href="https://wa.me/77091234501">сюда</a></p><script>var x = "8 709 123 45 01"</script>`,
  '/ad/2': `<title>Объявления</title><h1>Комната</h1><p>${STRANGERS_TEXT}</p>`,
  '/ad/3': '<title>Вход</title><form><input type="password" name="p"></form><p>Войдите, чтобы увидеть объявление</p>',
};

let folder: string;
let home: string;
let olx: Standin;
let krisha: Standin;
let site: Server;
let siteOrigin: string;
const siteAsked: string[] = [];

interface Row {
  platform: string;
  ad: string | null;
  address: string | null;
  state: string;
  kind?: string;
  sign?: string;
  proof?: string;
  hidden?: { couldBeOurs: boolean } | null;
  lookup?: string | null;
  matches?: { match: string; number: string; how: string }[];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qorgan-check-'));
  home = join(folder, 'home');
  const planted = plantedAds(OLX_FIRST, walks('olx'), NOW);
  olx = await startOlx([...inventAds(12, 3, walks('olx'), NOW), ...planted.visible, planted.hidden]);
  const onKrisha = plantedAds(KRISHA_FIRST, walks('krisha'), NOW);
  krisha = await startKrisha([
    ...inventAds(12, 4, walks('krisha'), NOW),
    ...onKrisha.visible,
    { ...onKrisha.hidden, n: KRISHA_FIRST + 50, phone: '+77015550011' },
  ]);
  krisha.remove(700_000_003);
  site = createServer((request, response) => {
    siteAsked.push(request.url ?? '');
    const body = SITE_PAGES[request.url ?? ''];
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(body ?? 'none');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  siteOrigin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  await seedDatabase(home);
  await qorgan(['init']);
  writeFileSync(
    join(home, 'config.json'),
    JSON.stringify({
      ...INVENTED_CONFIG,
      platforms: { ...INVENTED_CONFIG.platforms, 'web-127.0.0.1': { requestsPerMinute: 60_000 } },
    }),
  );
  await qorgan(['person', 'add', '--from', '-'], JSON.stringify(INVENTED_PERSON));
});
afterAll(async () => {
  site.closeAllConnections();
  site.close();
  await Promise.all([olx.close(), krisha.close()]);
  rmSync(folder, { recursive: true, force: true });
});

function qorgan(args: readonly string[], input = '') {
  const origins = `olx=${olx.origin},krisha=${krisha.origin},web=${siteOrigin}`;
  return runQorgan(args, { env: { QORGAN_HOME: home, QORGAN_ORIGINS: origins }, input });
}

async function check(args: readonly string[], code: number, input = '') {
  const result = await qorgan(['check', '--json', ...args], input);
  expect(result.code, result.stderr).toBe(code);
  return JSON.parse(result.stdout) as { links: Row[]; message: { number: string }[] | null };
}

function everyFile(): Buffer[] {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}

describe('a link that a caller mentioned', { timeout: 240_000 }, () => {
  const olxAd = (n: number) => `https://m.olx.kz/d/kk/obyavlenie/siyr-ID${codeOfId(n)}.html?utm_source=chat`;

  it('is not looked at while nobody is protected: this is no tool to look strangers up', async () => {
    const before = olx.requests.length;
    const result = await qorgan(['check', olxAd(OLX_FIRST)]);
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/no number to look for/) });
    expect(olx.requests.length).toBe(before);
    const control = ['--control-how', 'code read back', '--control-verified-by', 'Test Staff'];
    expect((await qorgan(['number', 'add', 'p1', '--digits-from', '-', ...control], PROTECTED)).code).toBe(0);
  });

  it('gets one of the answers, each plainly, and a hit is proven at once', async () => {
    const { links } = await check(
      [
        olxAd(OLX_FIRST),
        `https://krisha.kz/kz/a/show/${KRISHA_FIRST + 1}?source=similar#x`,
        `https://krisha.kz/a/show/700000001`,
        `https://krisha.kz/a/show/${KRISHA_FIRST + 50}`,
        'https://m.krisha.kz/a/show/700000003',
        'https://krisha.kz/prodazha/kvartiry/',
        'https://flagma.kz/x-1.html',
        'https://unknown.example/ad/1',
      ],
      3,
    );
    expect(links.map(({ platform, state, kind }) => [platform, state, ...(kind ? [kind] : [])])).toEqual([
      ['olx', 'found'],
      ['krisha', 'found'],
      ['krisha', 'not-found'],
      ['krisha', 'not-found'],
      ['krisha', 'gone'],
      ['krisha', 'could-not-look', 'not-an-ad'],
      ['flagma', 'could-not-look', 'by-hand'],
      ['unknown.example', 'could-not-look', 'unknown-site'],
    ]);
    expect(links[0]).toMatchObject({
      ad: String(OLX_FIRST),
      proof: 'complete',
      matches: [{ match: 'm1', number: 'n1' }],
    });
    expect(links[2]?.hidden).toMatchObject({ couldBeOurs: true });
    expect(links[3]?.hidden).toMatchObject({ couldBeOurs: false, prefix: '701' });
    expect([links[2]?.lookup, links[3]?.lookup]).toEqual(['h1', null]);
    const lookups = JSON.parse((await qorgan(['lookups', '--json'])).stdout) as { lookup: string; score: number }[];
    expect(lookups).toEqual([
      expect.objectContaining({ lookup: 'h1', platform: 'krisha', score: 100, why: 'waiting' }),
    ]);
    expect(links[4]?.sign).toBe('HTTP 410');
    expect([...olx.unexpected, ...krisha.unexpected]).toEqual([]);
  });

  it('in words: nothing of the seller or of the ad’s text', async () => {
    const { code, stdout } = await qorgan(['check', olxAd(OLX_FIRST), 'https://krisha.kz/a/show/700000001']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^found: m1 n1 \w+ strong, proof complete: olx 388900000 http/m);
    expect(stdout).toMatch(
      /^not found in what a guest can see, but its contact number is hidden: a person has to open it \(lookup h1\)/m,
    );
    expect(stdout).not.toMatch(/Ербол|корову|Сәуле|Жанна|\+?7709/);
  });

  it('a platform that refuses is "could not look", and the next link to it asks nothing', async () => {
    krisha.trouble = '468';
    const { links } = await check(
      [`https://krisha.kz/a/show/${KRISHA_FIRST}`, 'https://krisha.kz/a/show/700000001'],
      4,
    );
    krisha.trouble = null;
    expect(links.map(({ state, kind }) => [state, kind])).toEqual([
      ['could-not-look', 'blocked'],
      ['could-not-look', 'blocked'],
    ]);
    const before = krisha.requests.length;
    expect((await qorgan(['check', 'https://krisha.kz/a/show/700000001'])).stdout).toMatch(
      /not asked before .* refused us once/,
    );
    expect(krisha.requests.length).toBe(before);
    const despite = await check(['--despite-refusal', 'https://krisha.kz/a/show/700000001'], 0);
    expect(despite.links[0]?.state).toBe('not-found');
    expect((await check(['https://krisha.kz/a/show/700000001'], 0)).links[0]?.state).toBe('not-found');
  });

  it('bad input is one line and never repeated', async () => {
    for (const [args, input] of [
      [['check'], ''],
      [['check', '87091234501'], ''],
      [['check', 'https://'], ''],
      [['check', '--text', join(folder, 'nowhere')], ''],
    ] as const) {
      const result = await qorgan(args, input);
      expect(result).toMatchObject({ code: 2, stdout: '' });
      expect(result.stderr).not.toContain('7091234501');
      expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
    }
  });
});

describe('a forwarded message', { timeout: 240_000 }, () => {
  it('gives its links to the check, and is itself searched; nothing of it is kept', async () => {
    const words = 'Айгуль из соседнего дома прислала';
    const message = `${words}: (https://krisha.kz/a/show/${KRISHA_FIRST}), звонить 8 709 123-45-01!`;
    const result = await check(['--text', '-'], 0, message);
    expect(result.links.map(({ state }) => state)).toEqual(['found']);
    expect(result.message).toEqual([{ number: 'n1 +7 709 ***-**-01', how: expect.any(String), strength: 'strong' }]);
    for (const bytes of everyFile()) expect(bytes.includes(words)).toBe(false);
  });

  it('without a link and without a hit says both', async () => {
    const result = await qorgan(['check', '--text', '-'], 'сәлем, қалайсың');
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/no protected number stands in the words/);
    expect(result.stdout).toMatch(/no link to look at/);
  });
});

describe('a site that Qorgan does not know', { timeout: 240_000 }, () => {
  it('is not asked for anything without --capture-unknown', async () => {
    const { links } = await check([`${siteOrigin}/ad/1`], 4);
    expect(links[0]).toMatchObject({ state: 'could-not-look', kind: 'unknown-site' });
    expect(siteAsked).toEqual([]);
  });

  it('is then read as a plain page under its robots: a link to a messenger counts, and the hit is captured', async () => {
    const { links } = await check(
      ['--capture-unknown', `${siteOrigin}/ad/1`, `${siteOrigin}/ad/2`, `${siteOrigin}/ad/3`, `${siteOrigin}/ad/4`],
      3,
    );
    expect(links.map(({ state, kind, sign }) => [state, kind ?? sign])).toEqual([
      ['found', undefined],
      ['not-found', undefined],
      ['could-not-look', 'blocked'],
      ['could-not-look', 'blocked'],
    ]);
    expect(links[0]?.matches).toMatchObject([{ how: 'link' }]);
    expect(links[0]?.proof).toBe('partial');
    expect(siteAsked[0]).toBe('/robots.txt');
    for (const bytes of everyFile()) expect(bytes.includes('Светлая комната')).toBe(false);
  });

  it('an address that is not of the public web is refused before anything is asked', async () => {
    const { links } = await check(
      ['--capture-unknown', 'http://127.0.0.1:1/', 'http://[::1]/', 'http://169.254.169.254/', 'http://u:p@site.kz/'],
      4,
    );
    expect(links.map(({ kind }) => kind)).toEqual(['not-public', 'not-public', 'not-public', 'not-public']);
  });
});
