import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { type Browser, chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createBrowserFetcher, launchBrowser } from '../../scrapers/browser.ts';
import { boundTo } from '../../scrapers/browser-guard.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';

/** The name of a foreign host, and one of the platform's own: in these browsers both lead to this machine. */
const FOREIGN = 'inner.kz';
const OWN = 'photos.platform.kz';
const LET_BE_MS = 1_000;

/** What a page can do to have something asked for. INNER: an address of the inner server, with a word to know it by. */
const WAYS: Readonly<Record<string, string>> = {
  picture: '<img src="INNER">',
  'picture set': '<img srcset="INNER 2x, INNER 1x">',
  background: '<div style="background:url(INNER);width:9px;height:9px">x</div>',
  'style sheet': '<link rel="stylesheet" href="INNER">',
  'imported style': '<style>@import url(INNER);</style>',
  font: '<style>@font-face{font-family:f;src:url(INNER)} p{font-family:f}</style><p>x</p>',
  script: '<script src="INNER"></script>',
  module: '<script type="module">import("INNER")</script>',
  video: '<video src="INNER" autoplay></video>',
  audio: '<audio src="INNER" autoplay></audio>',
  object: '<object data="INNER"></object>',
  embed: '<embed src="INNER">',
  frame: '<iframe src="INNER"></iframe>',
  'frame in a frame': `<iframe srcdoc='<img src="INNER">'></iframe>`,
  'frame that is led on': '<iframe src="/led-on?INNER"></iframe>',
  'picture that is led on': '<img src="/led-on?INNER">',
  'script that is led on': '<script src="/led-on?INNER"></script>',
  fetch: '<script>fetch("INNER", { mode: "no-cors" })</script>',
  'fetch that is led on': '<script>fetch("/led-on?INNER", { mode: "no-cors" }).catch(() => 0)</script>',
  'old request': '<script>const r = new XMLHttpRequest(); r.open("GET", "INNER"); r.send()</script>',
  beacon: '<script>navigator.sendBeacon("INNER", "x")</script>',
  'stream of events': '<script>new EventSource("INNER")</script>',
  socket: '<script>new WebSocket("INNER".replace("http", "ws"))</script>',
  worker: `<script>new Worker(URL.createObjectURL(new Blob(['fetch("INNER", { mode: "no-cors" })'])))</script>`,
  'worker with a socket': `<script>new Worker(URL.createObjectURL(new Blob(['new WebSocket("INNER".replace("http", "ws"))'])))</script>`,
  'shared worker': `<script>new SharedWorker(URL.createObjectURL(new Blob(['fetch("INNER", { mode: "no-cors" })'])))</script>`,
  'service worker': '<script>navigator.serviceWorker.register("/service-worker.js?INNER")</script>',
  'page fetched ahead': '<link rel="prefetch" href="INNER">',
  'script fetched ahead': '<link rel="preload" as="script" href="INNER">',
  'module fetched ahead': '<link rel="modulepreload" href="INNER">',
  form: '<form id="f" method="post" action="INNER"></form><script>f.submit()</script>',
  'form in a frame': '<iframe name="t"></iframe><form id="f" action="INNER" target="t"></form><script>f.submit()</script>',
  'another page': '<script>location.href = "INNER"</script>',
  'another page after a moment': '<meta http-equiv="refresh" content="0;url=INNER">',
  window: '<script>window.open("INNER")</script>',
  'pressed link': '<a id="a" href="INNER" ping="INNER">x</a><script>a.click()</script>',
  'peer connection': `<script>const p = new RTCPeerConnection({ iceServers: [{ urls: 'turn:' + new URL("INNER").host + '?transport=tcp', username: 'u', credential: 'c' }], iceTransportPolicy: 'relay' }); p.createDataChannel('d'); p.createOffer().then((o) => p.setLocalDescription(o))</script>`,
}; // biome-ignore format: a table

/** Ways in which one address can be written. */
const FORMS: Readonly<Record<string, string>> = {
  loopback: '127.0.0.1',
  'another loopback': '127.0.0.2',
  short: '127.1',
  'one number': '2130706433',
  hexadecimal: '0x7f000001',
  octal: '0177.0.0.1',
  'no address': '0.0.0.0',
  'IPv6 loopback': '[::1]',
  'IPv4 within IPv6': '[::ffff:127.0.0.1]',
  'IPv4 within IPv6, in hex': '[::ffff:7f00:1]',
  name: 'localhost',
  'name beneath it': 'inner.localhost',
  'foreign name': FOREIGN,
};

let platform: Server;
let executable: string;
let bound: Browser;
let open: Browser;
let origin: string;
/** Two inner machines: one that the browser without guard is led to, and one that the guarded must not reach. */
let bait: Inner;
let secret: Inner;
let page = '';

interface Inner {
  readonly server: TcpServer;
  readonly port: number;
  /** Connections, and of each the first line of what came over it. */
  readonly touched: string[];
}

/** On every address of this machine, of both families. */
async function startInner(): Promise<Inner> {
  const touched: string[] = [];
  const server = createTcpServer((socket) => {
    const mine = touched.push('connection') - 1;
    socket.on('data', (data) => {
      touched[mine] = data.toString('latin1').split('\r\n')[0] ?? '';
      socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\ninner');
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { server, port: (server.address() as AddressInfo).port, touched };
}

beforeAll(async () => {
  [bait, secret] = await Promise.all([startInner(), startInner()]);
  platform = createHttpServer((request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
    if (path === '/led-on') return response.writeHead(302, { location: decodeURIComponent(query) }).end();
    if (path === '/service-worker.js')
      return response
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(
          `self.addEventListener('install', (e) => e.waitUntil(fetch(${JSON.stringify(decodeURIComponent(query))}, { mode: 'no-cors' })))`,
        );
    if (path !== '/page') return response.writeHead(404).end();
    return response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(page.replaceAll('INNER', decodeURIComponent(query)));
  });
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(platform.address() as AddressInfo).port}`;
  executable = await resolveBrowser({
    given: process.env.QORGAN_BROWSER,
    path: process.env.PATH,
    note: () => undefined,
  });
  bound = await launchBrowser(executable, { more: [boundTo([{ origin, access: access([]) }])] });
  open = await chromium.launch({
    executablePath: executable,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [`--host-resolver-rules=MAP ${FOREIGN} 127.0.0.1, MAP ${OWN} 127.0.0.1`],
  });
}, 60_000);
afterEach(() => {
  for (const { touched } of [bait, secret]) touched.length = 0;
});
afterAll(async () => {
  await bound.close();
  await open.close();
  platform.closeAllConnections();
  platform.close();
  for (const { server } of [bait, secret]) server.close();
});

const access = (hosts: readonly string[]) =>
  ({ engine: 'browser', requestsPerMinute: 60, revealsPerDay: 0, hosts }) as const;
const own = (url: string) => url.startsWith(`${origin}/`);
const address = (host: string, { port }: Inner) => `http://${host}:${port}/secret`;
const pageWith = (inside: string) => `${origin}/page?${encodeURIComponent(inside)}`;
const fetcher = (browser: Browser, resolve?: (host: string) => Promise<string[]>) =>
  createBrowserFetcher({
    browser: async () => browser,
    userAgent: 'Qorgan test',
    clock: () => new Date(),
    limits: { navigationMs: 10_000 },
    ...(resolve && { resolve }),
  });
const letBe = () => new Promise((resolve) => setTimeout(resolve, LET_BE_MS));
const wanted = (photos: readonly string[] = []) => ({ numberTexts: [], ownTexts: [], photos });

/** In a Chromium without any guard the page does reach an inner machine, or its way would be none. */
async function expectBaitTaken(host: string): Promise<void> {
  const context = await open.newContext();
  const tab = await context.newPage();
  await tab.goto(pageWith(address(host, bait)), { timeout: 10_000 }).catch(() => undefined);
  for (let i = 0; i < 50 && bait.touched.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, 100));
  await context.close();
  expect(bait.touched.length, 'without guard').toBeGreaterThan(0);
}

describe('an inner machine hears nothing of a hostile page', { timeout: 120_000 }, () => {
  it.each(Object.entries(WAYS))('by a %s', async (_, html) => {
    page = `<!doctype html><title>ad</title><p>an ad</p>${html}`;
    const look = fetcher(bound).visit(pageWith(address('127.0.0.1', secret)), own, { heavy: true }, letBe);
    await Promise.all([
      expectBaitTaken('127.0.0.1'),
      look.catch((error) => expect(error).toMatchObject({ name: 'LookFailure' })),
    ]);
    expect(secret.touched).toEqual([]);
  });

  it.each(Object.entries(FORMS))('however its address is written: %s', async (_, host) => {
    page =
      '<!doctype html><title>ad</title><p>an ad</p><link rel="preconnect" href="INNER"><img src="INNER"><iframe src="INNER"></iframe>';
    const inside = address(host, secret);
    const [, shown] = await Promise.all([
      expectBaitTaken(host),
      fetcher(bound).show(pageWith(inside), own, wanted([inside])),
    ]);
    expect(shown.photos.map(({ photo }) => photo.ok)).toEqual([false]);
    await expect(fetcher(bound).fetchPage(`${origin}/led-on?${inside}`, own)).rejects.toMatchObject({ kind: 'layout' });
    expect(secret.touched).toEqual([]);
  });
});

describe('a platform’s own name that stands for an inner machine', { timeout: 60_000 }, () => {
  const ownToo = (url: string) => own(url) || url.startsWith(`http://${OWN}:`);
  const inside = () => address(OWN, secret);
  /** For a frame Chromium opens a connection ahead of every route; not a byte goes over it. */
  const heard = () => secret.touched.filter((one) => one !== 'connection');

  it.each([['127.0.0.1'], ['10.0.0.5'], ['169.254.169.254'], ['::1'], ['::ffff:10.0.0.5'], ['fd00::1']])(
    'is not asked when the name server says %s: not as a page, in it, as a photo, or led on to',
    async (found) => {
      page = '<!doctype html><title>ad</title><p>an ad</p><img src="INNER"><iframe src="INNER"></iframe>';
      await expectBaitTaken(OWN);
      // The browser that finds the name: nothing but the question before the request keeps it from there.
      const tabs = fetcher(open, async () => ['93.184.215.14', found]);
      const shown = await tabs.show(pageWith(inside()), ownToo, wanted([inside()]));
      expect(heard(), 'by the page').toEqual([]);
      secret.touched.length = 0;
      expect(shown.photos.map(({ photo }) => photo)).toEqual([
        { ok: false, why: 'on a host that is not on the public internet' },
      ]);
      const refused = { kind: 'unreachable', message: 'the host is not on the public internet' };
      await expect(tabs.fetchPage(inside(), ownToo)).rejects.toMatchObject(refused);
      expect(secret.touched, 'as a page').toEqual([]);
      await expect(tabs.fetchPage(`${origin}/led-on?${inside()}`, ownToo)).rejects.toMatchObject(refused);
      expect(secret.touched).toEqual([]);
    },
  );

  it('is not asked when the name server knows no address of it', async () => {
    const tabs = fetcher(open, async () => []);
    await expect(tabs.fetchPage(inside(), ownToo)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(secret.touched).toEqual([]);
  });

  it('when the name server said otherwise a moment before, its answer is no page of the platform', async () => {
    const tabs = fetcher(open, async () => ['93.184.215.14']);
    await expect(tabs.fetchPage(inside(), ownToo)).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'the host is not on the public internet',
    });
  });
});

it('Chromium finds the hosts of the run’s platforms, an imitation at its own port, and nothing else', () => {
  const krisha = { origin: 'https://krisha.kz', access: access(['m.krisha.kz', '.kcdn.online']) };
  const imitated = { origin: 'http://127.0.0.1:4001', access: access(['krisha.kz']) };
  expect(boundTo([imitated, krisha])).toBe(
    '--host-resolver-rules=MAP 127.0.0.1:4001 127.0.0.1:4001, MAP * ~NOTFOUND, EXCLUDE krisha.kz, EXCLUDE m.krisha.kz, EXCLUDE *.kcdn.online',
  );
});
