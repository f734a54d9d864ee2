import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { mayEnter } from '../../reports/console/route.ts';
import { ROUTES } from '../../reports/console/routes.ts';
import type { Check } from './checks.ts';
import { FOREIGN, pathOf, TRAVERSALS } from './payloads.ts';
import { SESSION, type Target, VISIT } from './target.ts';

const POSTS = ROUTES.filter((route) => route.method === 'POST').map((route) => pathOf(route.path));
const CHOSEN = 'chosen-by-the-attacker-0123456789abcdefghij';
/** Far above every limit, and one just above that of forms. */
const LARGE = 300 * 1024;
const HUGE = 12 * 1024 * 1024;
const INJECTED = ['%0d%0aset-cookie:%20pen=1', '%0aset-cookie:pen=1', '%E5%98%8D%E5%98%8Aset-cookie:pen=1'];

/** What somebody tries who has no session. */
export const OUTSIDE: readonly Check[] = [
  {
    name: 'a request without a Host is refused',
    async run(at) {
      const said = await onWire(at, 'GET /sign-in HTTP/1.1\r\nConnection: close\r\n\r\n');
      const old = await onWire(at, 'GET /sign-in HTTP/1.0\r\n\r\n');
      return [said, old].filter((one) => !/^HTTP\/1\.1 4\d\d/.test(one)).map((one) => `answered ${one.slice(0, 40)}`);
    },
  },
  {
    name: 'a foreign Host is refused (DNS rebinding)',
    async run(at) {
      const { host, port, hostname } = new URL(at.address);
      const hosts = [
        'evil.example',
        `evil.example:${port}`,
        `${host}.evil.example`,
        `evil@${host}`,
        hostname,
        `${host}, evil.example`,
      ];
      const heard = await Promise.all(
        hosts.flatMap((one) => [
          at.ask({ path: '/sign-in', headers: { host: one } }),
          at.ask({ path: '/assets/console.css', headers: { host: one } }),
        ]),
      );
      const forwarded = await at.ask({
        path: '/sign-in',
        headers: { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' },
      });
      return [
        ...heard.filter(({ status }) => status !== 400).map(({ asked, status }) => `${asked}: ${status}`),
        ...(forwarded.text.includes('evil.example') ? ['a forwarded host stands in the page'] : []),
      ];
    },
  },
  {
    name: 'every action refuses a foreign Origin, none, and "null"',
    async run(at) {
      const origins = [
        '',
        'null',
        'https://evil.example',
        `${at.address}.evil.example`,
        at.address.replace('//', '//evil.'),
        `${at.address}/`,
      ];
      return refusals(at, POSTS, (path) =>
        Promise.all(origins.map((origin) => at.send(path, null, {}, { headers: { origin } }))),
      );
    },
  },
  {
    name: 'every action refuses a form without its token, with a wrong one, or in the address',
    run: (at) =>
      refusals(at, POSTS, (path) =>
        Promise.all([
          at.send(path, null, { csrf: '' }),
          at.send(path, null, { csrf: 'x'.repeat(43) }),
          at.send(path, null, {}, { body: '' }),
          at.send(path, null, {}, { path: `${path}?csrf=${'x'.repeat(43)}`, body: 'language=kk' }),
          at.send(path, null, {}, { body: '{"language":"kk"}', headers: { 'content-type': 'application/json' } }),
        ]),
      ),
  },
  {
    name: 'a session that the attacker chose lets nobody in and is not taken over',
    async run(at) {
      const cookie = `${SESSION}=${CHOSEN}; ${VISIT}=${CHOSEN}`;
      const page = await at.ask({ path: '/', headers: { cookie } });
      const signIn = await at.ask({ path: '/sign-in', headers: { cookie } });
      const prefix = await at.ask({ path: '/', headers: { cookie: `qorgan-session=${CHOSEN}` } });
      return [
        ...[page, prefix].filter(({ status }) => status !== 303).map(({ asked, status }) => `${asked}: ${status}`),
        ...[page, signIn, prefix]
          .filter(({ cookies }) => cookies.some((one) => one.includes(CHOSEN)))
          .map(({ asked }) => `${asked} gave it back`),
      ];
    },
  },
  {
    name: 'every page and file leads to the sign-in',
    async run(at) {
      const gets = ROUTES.filter(({ method, least }) => method === 'GET' && !mayEnter(null, least));
      const heard = await Promise.all(gets.map((route) => at.ask({ path: pathOf(route.path) })));
      return heard
        .filter(({ status, headers }) => status !== 303 || !headers.location?.startsWith('/sign-in'))
        .map(({ asked, status }) => `${asked}: ${status}`);
    },
  },
  {
    name: 'no stream of changes without a session',
    async run(at) {
      const heard = await at.ask({
        path: '/live',
        headers: { accept: 'text/event-stream', cookie: `${SESSION}=${CHOSEN}` },
      });
      return heard.headers['content-type']?.includes('event-stream') || heard.status === 200 ? ['it streams'] : [];
    },
  },
  {
    name: 'no address leads out of the folder of our own files',
    async run(at) {
      const paths = TRAVERSALS.flatMap((one) => [`/assets/${one}`, `/${one}`, `/first/${one}`]);
      const heard = await Promise.all(paths.map((path) => at.ask({ path })));
      return heard
        .filter(({ status, text }) => status === 200 || /root:|"dependencies"|BEGIN [A-Z ]*KEY/.test(text))
        .map(({ asked, status }) => `${asked}: ${status}`);
    },
  },
  {
    name: 'a body or a header that is too large is refused before it is read',
    async run(at) {
      const large = await Promise.all(
        ['/sign-in', '/looks', '/first/nothing'].map((path) => at.send(path, null, { login: 'x'.repeat(LARGE) })),
      );
      const chunked = await at.send(
        '/sign-in',
        null,
        { login: 'x'.repeat(LARGE) },
        { headers: { 'transfer-encoding': 'chunked' } },
      );
      const huge = await at.send('/letters/l999999/take-back', null, { x: 'x'.repeat(HUGE) });
      const header = await at.ask({ path: '/sign-in', headers: { cookie: 'x'.repeat(64 * 1024) } });
      return [...large, chunked, huge, header]
        .filter(({ status }) => ![0, 400, 401, 413, 431].includes(status))
        .map(({ asked, status }) => `${asked}: ${status}`);
    },
  },
  {
    name: 'nothing that is sent becomes a header of the answer',
    async run(at) {
      const paths = INJECTED.flatMap((one) => [
        `/sign-in?next=/${one}`,
        `/signed-in?next=/${one}`,
        `/${one}`,
        `/matches/${one}`,
        `/assets/${one}`,
      ]);
      const heard = await Promise.all(paths.map((path) => at.ask({ path })));
      const form = await at.send('/looks', null, { language: 'kk', back: '/x\r\nset-cookie: pen=1' });
      return [...heard, form]
        .filter(
          ({ cookies, headers }) =>
            cookies.some((one) => one.startsWith('pen=')) || /[\r\n]/.test(headers.location ?? ''),
        )
        .map(({ asked }) => asked);
    },
  },
  {
    name: 'no redirect leads to a foreign site',
    async run(at) {
      const heard = await Promise.all(
        FOREIGN.flatMap((one) => {
          const next = encodeURIComponent(one);
          return [
            at.ask({ path: `/sign-in?next=${next}` }),
            at.ask({ path: `/signed-in?next=${next}` }),
            at.send('/looks', null, { language: 'kk', back: one }),
          ];
        }),
      );
      return heard.flatMap(({ asked, headers, text }) => [
        ...(leadsAway(at, headers.location) ? [`${asked}: ${headers.location}`] : []),
        ...[...text.matchAll(/(?:href|action|name="(?:next|back)" value)="([^"]*)"/g)].flatMap(([, to]) =>
          leadsAway(at, to) ? [`${asked}: the page leads to ${to}`] : [],
        ),
      ]);
    },
  },
  {
    name: 'no other method does what GET and POST may not',
    async run(at) {
      const methods = ['PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS', 'PROPFIND'];
      const heard = await Promise.all(
        ['/sign-in', '/looks', '/matches', '/assets/console.css'].flatMap((path) =>
          methods.map((method) => at.ask({ method, path })),
        ),
      );
      const asked = await Promise.all(
        ['x-http-method-override', 'x-http-method', 'x-method-override'].map((name) =>
          at.ask({ path: '/looks', headers: { [name]: 'POST' } }),
        ),
      );
      return [...heard, ...asked]
        .filter(({ status, headers }) => status < 400 || 'access-control-allow-origin' in headers)
        .map((one) => `${one.asked}: ${one.status}`);
    },
  },
];

/** Which of these actions answered otherwise than by refusing. */
async function refusals(
  _at: Target,
  paths: readonly string[],
  tried: (path: string) => Promise<{ asked: string; status: number }[]>,
): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths)
    for (const { asked, status } of await tried(path))
      if (![401, 403].includes(status)) found.push(`${asked}: ${status}`);
  return found;
}

export function leadsAway({ address }: Target, location: string | undefined): boolean {
  return location !== undefined && new URL(location, address).origin !== address;
}

function onWire({ address }: Target, said: string): Promise<string> {
  const { hostname, port, protocol } = new URL(address);
  return new Promise((resolve, reject) => {
    let answer = '';
    const to = { host: hostname, port: Number(port || 443) };
    const socket = protocol === 'https:' ? connectTls(to) : connect(to);
    socket.setEncoding('latin1').on('data', (some: string) => {
      answer += some;
    });
    socket.setTimeout(10_000, () => socket.destroy());
    socket.once('error', reject).once('close', () => resolve(answer));
    socket.write(said);
  });
}
