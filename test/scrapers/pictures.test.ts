import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { createLooker } from '../../scrapers/look.ts';
import { createPace } from '../../scrapers/pace.ts';
import { createPictureLook } from '../../scrapers/pictures.ts';
import { olx } from '../../scrapers/platforms/olx.ts';

const clock = () => new Date();
const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x80]);

interface Host {
  readonly server: Server;
  readonly origin: string;
  readonly asked: string[];
  robots: { status: number; body: string };
  status: number;
}
async function startHost(): Promise<Host> {
  const host = { asked: [] as string[], robots: { status: 404, body: '' }, status: 200 };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    host.asked.push(path);
    const robots = path === '/robots.txt';
    response.writeHead(robots ? host.robots.status : host.status);
    response.end(robots ? host.robots.body : PICTURE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return Object.assign(host, { server, origin: `http://127.0.0.1:${port}` });
}

let platform: Host;
let pictures: Host;
let http: ReturnType<typeof createHttpFetcher>;
beforeEach(async () => {
  [platform, pictures] = await Promise.all([startHost(), startHost()]);
  http = createHttpFetcher({ userAgent: 'Qorgan test', clock });
});
afterEach(async () => {
  await http.close();
  for (const { server } of [platform, pictures]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** olx.kz with its pictures on another host of its own. */
function look() {
  const real = olx(platform.origin);
  const adapter = { ...real, access: { ...real.access, hosts: [new URL(pictures.origin).host] } };
  const pace = createPace({ requestsPerMinute: 600_000, now: Date.now, sleep: async () => undefined });
  const looker = createLooker({ adapter, ...http, pace, agent: 'Qorgan', clock });
  return createPictureLook({ adapter, looker, fetchPicture: http.fetchPicture });
}

it('a picture comes byte for byte, after the robots file of its own host was asked, once', async () => {
  const picture = look();
  expect(await picture(`${pictures.origin}/a.jpg`)).toEqual(PICTURE);
  expect(await picture(`${pictures.origin}/b.jpg`)).toEqual(PICTURE);
  expect(pictures.asked).toEqual(['/robots.txt', '/a.jpg', '/b.jpg']);
  expect(platform.asked).toEqual([]);
});

it('the robots file of the picture host is obeyed, and one that fails forbids', async () => {
  pictures.robots = { status: 200, body: 'User-agent: *\nDisallow: /private/' };
  const picture = look();
  await expect(picture(`${pictures.origin}/private/a.jpg`)).rejects.toMatchObject({ kind: 'disallowed' });
  await expect(picture(`${pictures.origin}/a.jpg`)).resolves.toEqual(PICTURE);
  pictures.robots = { status: 500, body: '' };
  const another = look();
  await expect(another(`${pictures.origin}/a.jpg`)).rejects.toMatchObject({ kind: 'unreachable' });
  await expect(another(`${pictures.origin}/b.jpg`)).rejects.toMatchObject({ kind: 'unreachable' });
  expect(pictures.asked.filter((path) => path === '/robots.txt')).toHaveLength(2);
});

it('no host is asked that is not the platform’s', async () => {
  const picture = look();
  await expect(picture('http://localhost:1/a.jpg')).rejects.toMatchObject({ kind: 'disallowed' });
  await expect(picture('not an address')).rejects.toMatchObject({ kind: 'disallowed' });
});

it.each([
  [403, 'blocked'],
  [468, 'blocked'],
  [429, 'throttled'],
  [503, 'throttled'],
  [404, 'unreachable'],
])('HTTP %i is told as %s', async (status, kind) => {
  pictures.status = status;
  await expect(look()(`${pictures.origin}/a.jpg`)).rejects.toMatchObject({ kind });
});
