import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserFetcher, launchBrowser } from '../../scrapers/browser.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

let server: Server;
let elsewhere: Server;
let origin: string;
let elsewhereOrigin: string;
let browser: Browser;
const asked: string[] = [];
const askedElsewhere: string[] = [];
let agent = '';
let machine: string | string[] | undefined;
let sentCookie: string | undefined;

const listening = async (one: Server) => {
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  const address = one.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
};

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    askedElsewhere.push(request.url ?? '');
    response.end('');
  });
  elsewhereOrigin = await listening(elsewhere);
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (path === '/page') sentCookie ??= request.headers.cookie ?? '';
    agent = request.headers['user-agent'] ?? '';
    machine = request.headers['sec-ch-ua-platform'];
    if (path === '/moved') return response.writeHead(302, { location: '/page' }).end();
    if (path === '/away') return response.writeHead(302, { location: `${elsewhereOrigin}/` }).end();
    if (path === '/loop') return response.writeHead(302, { location: '/loop' }).end();
    if (path === '/cut') return request.socket.destroy();
    if (path === '/gone') return response.writeHead(410, { 'content-type': 'text/html' }).end('<h1>gone</h1>');
    if (path === '/picture.png') return response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'session=1' });
    return response.end(`<html lang="kk"><body><p id="of">…</p><img src="/picture.png"><script src="${elsewhereOrigin}/spy.js"></script>
<script>document.querySelector('#of').textContent = 'Ә Ғ Қ by script, cookie: ' + document.cookie</script></body></html>`);
  });
  origin = await listening(server);
  browser = await launchBrowser(
    await resolveBrowser({ given: process.env.QORGAN_BROWSER, path: process.env.PATH, note: () => undefined }),
  );
}, 60_000);
afterAll(async () => {
  await browser.close();
  for (const one of [server, elsewhere]) {
    one.closeAllConnections();
    one.close();
  }
});

describe('a page through Chromium', { timeout: 60_000 }, () => {
  const own = (url: string) => url.startsWith(origin);
  const tabs = () =>
    createBrowserFetcher({ browser: async () => browser, userAgent: 'Qorgan/test (contact)', clock: () => new Date() });

  it('comes back as the same Snapshot as over plain HTTP, with what its scripts wrote', async () => {
    const snapshot = await tabs().fetchPage(`${origin}/moved`, own);
    expect(snapshot).toMatchObject({
      requestedUrl: `${origin}/moved`,
      url: `${origin}/page`,
      redirects: [`${origin}/moved`],
      status: 200,
      engine: 'browser',
    });
    expect(snapshot.body).toContain('Ә Ғ Қ by script');
    expect(agent).toBe('Qorgan/test (contact)');
    // Chromium must not say that it is a machine which it is not.
    expect(machine).toBe('"Unknown"');
  });

  it('asks no other host for anything, and pictures only when a picture is taken', async () => {
    expect(askedElsewhere).toEqual([]);
    expect(asked).not.toContain('/picture.png');
    const { screenshot } = await tabs().show(`${origin}/page`, own, { numberTexts: [], ownTexts: [], photos: [] });
    expect(screenshot.ok && screenshot.value.subarray(0, 8)).toEqual(PNG);
    const moved = await tabs().show(`${origin}/moved`, own, { numberTexts: [], ownTexts: [], photos: [] });
    expect(moved.exchanges.map(({ kind, url, status }) => [kind, url, status]).slice(0, 2)).toEqual([
      ['redirect', `${origin}/moved`, 302],
      ['document', `${origin}/page`, 200],
    ]);
    expect(asked).toContain('/picture.png');
    expect(askedElsewhere).toEqual([]);
  });

  it('starts without the cookies of the look before, and leaves no tab open', async () => {
    await tabs().fetchPage(`${origin}/page`, own);
    sentCookie = undefined;
    await tabs().fetchPage(`${origin}/page`, own);
    expect(sentCookie).toBe('');
    expect(browser.contexts()).toHaveLength(0);
  });

  it('an answer of any status is an answer; a redirect away, a loop and a cut line are not', async () => {
    expect((await tabs().fetchPage(`${origin}/gone`, own)).status).toBe(410);
    await expect(tabs().fetchPage(`${origin}/away`, own)).rejects.toMatchObject({ kind: 'layout' });
    await expect(tabs().fetchPage(`${origin}/loop`, own)).rejects.toMatchObject({ kind: 'layout' });
    await expect(tabs().fetchPage(`${origin}/cut`, own)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(askedElsewhere).toEqual([]);
  });
});
