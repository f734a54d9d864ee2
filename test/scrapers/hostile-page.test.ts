import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserFetcher, launchBrowser } from '../../scrapers/browser.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';

const SCRIPT = `
const told = {};
const tell = () => { document.querySelector('#told').textContent = JSON.stringify(told); };
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
(async () => {
  for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'])
    told[name] = await navigator.permissions.query({ name }).then((p) => p.state, () => 'refused');
  told.position = await new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('given'), () => done('refused')));
  told.worker = await Promise.race([navigator.serviceWorker.register('/worker.js').then((r) => r ? 'registered' : 'nothing', () => 'refused'), wait(1500).then(() => 'nothing')]);
  told.socket = await new Promise((done) => { const s = new WebSocket('ws://ELSEWHERE/socket'); s.onopen = () => done('open'); s.onclose = s.onerror = () => done('closed'); });
  told.fetched = await fetch('http://ELSEWHERE/fetched', { mode: 'no-cors' }).then(() => 'given', () => 'refused');
  told.beacon = navigator.sendBeacon('http://ELSEWHERE/beacon', 'x');
  window.open('http://ELSEWHERE/opened');
  const form = document.createElement('a'); form.href = '/download.exe'; form.download = '../../evil.exe'; form.click();
  told.cookie = document.cookie; document.cookie = 'left=behind'; localStorage.setItem('left', 'behind');
  told.stored = Object.keys(localStorage).length;
  told.done = true; tell();
})();`;

let server: Server;
let browser: Browser;
let origin: string;
const asked: string[] = [];
const elsewhereTouched: string[] = [];
const elsewhere = createTcpServer((socket) => {
  socket.on('data', (data) => elsewhereTouched.push(data.toString().split('\r\n')[0] ?? ''));
  socket.on('error', () => undefined);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const script = SCRIPT.replaceAll('ELSEWHERE', `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`);
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/download.exe')
      return response.writeHead(200, { 'content-disposition': 'attachment; filename="../../evil.exe"' }).end('MZ');
    return response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<p id="told">…</p><script>${script}</script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser(
    await resolveBrowser({ given: process.env.QORGAN_BROWSER, path: process.env.PATH, note: () => undefined }),
  );
}, 60_000);
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  elsewhere.close();
});

describe('a hostile page in Chromium', { timeout: 60_000 }, () => {
  const fetcher = () =>
    createBrowserFetcher({ browser: async () => browser, userAgent: 'Qorgan test', clock: () => new Date() });
  const told = async (path: string) => {
    const page = await fetcher().fetchPage(`${origin}${path}`, (url) => url.startsWith(origin));
    return JSON.parse(/<p id="told">([^<]*)/.exec(page.body)?.[1] ?? '{}') as Record<string, unknown>;
  };

  it('gets no permission, no worker, no socket, no window, no word to another host, and leaves nothing behind', async () => {
    const first = await told('/first');
    expect(first.done).toBe(true);
    for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'])
      expect(first[name], name).not.toBe('granted');
    expect(first).toMatchObject({ position: 'refused', socket: 'closed', fetched: 'refused' });
    expect(first.worker).not.toBe('registered');
    expect(asked).not.toContain('/worker.js');
    const second = await told('/second');
    expect(second).toMatchObject({ cookie: '', stored: 1, done: true });
    expect(elsewhereTouched).toEqual([]);
    expect(browser.contexts()).toHaveLength(0);
  });

  it('writes no file where its name says', () => {
    const root = join(import.meta.dirname, '../..');
    for (const folder of [root, join(root, '..'), process.cwd(), process.env.HOME ?? root])
      if (existsSync(folder)) expect(readdirSync(folder).filter((name) => name.includes('evil'))).toEqual([]);
  });

  it('runs in Chromium’s sandbox wherever this process is not root', () => {
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(process.pid)], { encoding: 'utf8' });
    const commands = children
      .split('\n')
      .map((pid) => pid.trim())
      .filter((pid) => pid !== '' && existsSync(`/proc/${pid}/cmdline`))
      .map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0'))
      .filter((parts) => parts.includes('--headless') || parts.some((part) => part.startsWith('--headless')));
    expect(commands.length).toBeGreaterThan(0);
    for (const parts of commands) expect(parts.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  });
});
