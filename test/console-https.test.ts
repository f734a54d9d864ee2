import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLog } from '../db/evidence-log.ts';
import { codeAt } from '../reports/console/sign-in/second-factor.ts';
import { launchBrowser } from '../scrapers/browser.ts';
import { resolveBrowser } from '../scrapers/browser-path.ts';
import { openConsole, PASSWORD, type StaffMember, type TestConsole } from './standins/console.ts';
import { inventNight } from './standins/console-night.ts';
import { freePort } from './standins/postgres.ts';
import { type ReverseProxy, startReverseProxy } from './standins/reverse-proxy.ts';

/** The console as an office reaches it: under a name, over https, in real Chromium. */
const NAME = 'qorgan.office.example';
let folder: string;
let cert: string;
let key: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qorgan-tls-'));
  [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2'];
  const named = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`];
  execFileSync('openssl', ['req', '-x509', ...made, ...named], { stdio: 'ignore' });
  const path = await resolveBrowser({
    given: process.env.QORGAN_BROWSER,
    path: process.env.PATH,
    note: () => undefined,
  });
  browser = await launchBrowser(path, { more: [`--host-resolver-rules=MAP ${NAME} 127.0.0.1`] });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Signs in by the form, and is on the page that was asked for. */
async function signIn(page: Page, member: StaffMember, at: TestConsole): Promise<void> {
  await page.goto('/matches');
  await page.locator('#f-login').fill(member.login);
  await page.locator('#f-password').fill(PASSWORD);
  await page.locator('#f-code').fill(codeAt(member.totp, at.now()));
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL('**/matches');
}

async function workedThrough(at: TestConsole, origin: string): Promise<void> {
  const member = await at.add('reviewer');
  const context = await browser.newContext({ baseURL: origin, ignoreHTTPSErrors: true, locale: 'en' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await signIn(page, member, at);
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name === '__Host-qorgan-session');
  expect(session).toMatchObject({ domain: NAME, path: '/', secure: true, httpOnly: true, sameSite: 'Strict' });
  // Its scripts, styles and font came, and what happens meanwhile comes by itself.
  await page.goto('/');
  expect(await page.evaluate('document.fonts.check("16px Golos Text Variable")')).toBe(true);
  expect(await page.locator('main').textContent()).toContain('No new matches.');
  const { fresh } = await inventNight(at);
  await page.getByRole('link', { name: `m${fresh.at(-1)}`, exact: true }).waitFor();
  // A form of a language, and the way out.
  await page.locator('.languages button[lang="kk"]').click();
  await page.waitForFunction('document.documentElement.lang === "kk"');
  await page.locator('form[action="/sign-out"] button').click();
  await page.waitForURL('**/sign-in');
  await page.goto('/');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await context.close();
}

/** The status of one request from an address of this machine, with these headers. */
function statusOf(url: string, localAddress: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const ask = url.startsWith('https:') ? requestTls : request;
  return new Promise((resolve, reject) => {
    const asked = ask(url, { localAddress, headers, rejectUnauthorized: false, servername: NAME }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.once('error', reject).end();
  });
}

describe('with a certificate of its own, on every address of the machine', () => {
  let at: TestConsole;
  let origin: string;
  beforeAll(async () => {
    const port = await freePort();
    origin = `https://${NAME}:${port}`;
    at = await openConsole({ settings: { address: '0.0.0.0', port, origin, tls: { cert, key } } });
  });
  afterAll(() => at.close());

  it('staff sign in, work, see what is new by itself, and sign out', { timeout: 90_000 }, async () => {
    await workedThrough(at, origin);
  });

  it('answers to its own name only, tells browsers to come by https alone, and takes nothing in the clear', async () => {
    const { port, host } = new URL(origin);
    expect(await statusOf(`https://127.0.0.1:${port}/sign-in`, '127.0.0.1', { host })).toBe(200);
    expect(await statusOf(`https://127.0.0.1:${port}/sign-in`, '127.0.0.1', { host: `127.0.0.1:${port}` })).toBe(400);
    await expect(statusOf(`http://127.0.0.1:${port}/sign-in`, '127.0.0.1', { host })).rejects.toThrow();
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    const answer = await page.goto(`${origin}/sign-in`);
    expect(answer?.headers()['strict-transport-security']).toMatch(/max-age=\d{7,}/);
    await page.close();
  });
});

describe('behind a named proxy', () => {
  let at: TestConsole;
  let proxy: ReverseProxy;
  let origin: string;
  beforeAll(async () => {
    const port = await freePort();
    origin = `https://${NAME}:${port}`;
    const pair = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
    let upstream = '';
    proxy = await startReverseProxy({ ...pair, port }, () => upstream);
    const own = await freePort();
    upstream = `http://127.0.0.1:${own}`;
    at = await openConsole({ settings: { address: '0.0.0.0', port: own, proxy: '127.0.0.1', origin } });
  });
  afterAll(async () => {
    await at.close();
    await proxy.close();
  });

  it('staff sign in, work, see what is new by itself, and sign out', { timeout: 90_000 }, async () => {
    await workedThrough(at, origin);
  });

  it('lets nobody in past the proxy, whatever they say of themselves', async () => {
    const straight = `http://127.0.0.1:${at.config.console.port}/sign-in`;
    const { host } = new URL(origin);
    expect(await statusOf(straight, '127.0.0.1', { host })).toBe(200);
    expect(await statusOf(straight, '127.0.0.2', { host })).toBe(403);
    expect(await statusOf(straight, '127.0.0.2', { host, 'x-forwarded-for': '127.0.0.1' })).toBe(403);
  });

  it('writes down who failed to sign in by the proxy’s word, never by their own', async () => {
    const { port } = new URL(origin);
    const context = await browser.newContext({
      ...{ baseURL: origin, ignoreHTTPSErrors: true, locale: 'en' },
      extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.9' },
    });
    const page = await context.newPage();
    for (let i = 0; i < 7; i++) {
      await page.goto(`https://${NAME}:${port}/sign-in`);
      await page.locator('#f-login').fill('nobody');
      await page.locator('#f-password').fill('a wrong password');
      await page.locator('#f-code').fill('000000');
      await page.getByRole('main').getByRole('button').first().click();
      await page.locator('[role="alert"]').waitFor();
    }
    await context.close();
    const bodies = (await readLog(at.test.db)).entries.map(({ body }) => JSON.parse(body));
    const refused = bodies.filter(({ kind }) => kind === 'sign-in-refused');
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map(({ detail }) => detail.source))).toEqual(new Set(['127.0.0.1']));
  });
});
