import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../scrapers/ad-links.ts';
import { platforms } from '../../scrapers/directory.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { createPictureLook } from '../../scrapers/pictures.ts';
import { krisha } from '../../scrapers/platforms/krisha.ts';
import { isOwnHost } from '../../scrapers/read.ts';

/** Addresses that a hostile page could name: as a picture, as a next page, as the target of a redirect. */
const FOREIGN = [
  ['loopback', 'http://127.0.0.1/'],
  ['loopback in one number', 'http://2130706433/'],
  ['loopback in hex', 'http://0x7f000001/'],
  ['loopback in octal', 'http://0177.0.0.1/'],
  ['loopback, short', 'http://127.1/'],
  ['this host', 'http://0.0.0.0/'],
  ['the clouds’ metadata', 'http://169.254.169.254/latest/meta-data/'],
  ['a private network', 'http://192.168.0.1/'],
  ['IPv6 loopback', 'http://[::1]/'],
  ['IPv4 within IPv6', 'http://[::ffff:127.0.0.1]/'],
  ['IPv6 link-local', 'http://[fe80::1]/'],
  ['a file', 'file:///etc/passwd'],
  ['a script', 'javascript:alert(1)'],
  ['another scheme', 'gopher://krisha.kz/'],
  ['nothing', ''],
  ['a relative address', '/etc/passwd'],
] as const;

describe('nothing is fetched but from the platform’s own hosts', () => {
  const adapters = platforms();

  it.each(FOREIGN)('no platform owns %s: %s', (_, address) => {
    for (const adapter of adapters) expect(isOwnHost(adapter, address), adapter.id).toBe(false);
  });

  it.each([
    ['a user name', (host: string) => `https://staff@${host}/`],
    ['a user name that looks like the host', (host: string) => `https://${host}@evil.example/`],
    ['a password', (host: string) => `https://:word@${host}/`],
    ['another port', (host: string) => `https://${host}:8443/`],
    ['a dot at the end', (host: string) => `https://${host}./`],
    ['the host as a beginning', (host: string) => `https://${host}.evil.example/`],
    ['the host as an end without a dot', (host: string) => `https://evil${host}/`],
    ['the host behind a backslash', (host: string) => `https://evil.example\\@${host}/`],
    ['the host in the path', (host: string) => `https://evil.example/${host}/`],
  ])('an address with %s is not the platform’s', (_, written) => {
    for (const adapter of adapters) {
      const { host } = new URL(adapter.origin);
      expect(isOwnHost(adapter, `https://${host}/`)).toBe(true);
      // Of a platform whose cities have hosts of their own, any name beneath its own is one.
      expect(isOwnHost(adapter, written(host)), `${adapter.id} ${written(host)}`).toBe(false);
    }
  });
});

describe('the address of an ad that a page links to', () => {
  it('never leaves its host, however many slashes its path begins with', () => {
    for (const href of ['https://krisha.kz//evil.example/a', 'https://krisha.kz///', '//krisha.kz//evil.example'])
      for (const origin of ['https://krisha.kz', 'http://127.0.0.1:4001']) {
        const at = { origin, home: 'https://krisha.kz', hosts: ['krisha.kz'], adIdOf: () => '1' };
        expect(addressOf(new URL(href, 'https://krisha.kz'), at).origin).toBe(origin);
      }
  });
});

describe('what is fetched is bounded', () => {
  let server: Server;
  let origin: string;
  const asked: string[] = [];
  const MEGABYTE = 1_000_000;
  const bomb = gzipSync(Buffer.alloc(200 * MEGABYTE));
  const own = (url: string) => url.startsWith(origin);
  const limits = { totalMs: 3_000, stallMs: 3_000, maxBytes: 2 * MEGABYTE };
  const http = createHttpFetcher({ userAgent: 'Qorgan test', clock: () => new Date(), limits });

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = request.url ?? '/';
      asked.push(path);
      const hop = /^\/hop(\d+)$/.exec(path)?.[1];
      if (hop !== undefined) return response.writeHead(302, { location: `/hop${Number(hop) + 1}` }).end();
      if (path.startsWith('/to?'))
        return response.writeHead(302, { location: decodeURIComponent(path.slice(4)) }).end();
      if (path === '/bomb') return response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      if (path === '/headers') {
        for (let i = 0; i < 2_000; i++) response.setHeader(`x-${i}`, 'x'.repeat(100));
        return response.end('');
      }
      if (path === '/drip') {
        const drip = setInterval(() => response.write('<p>'), 50);
        return response.on('close', () => clearInterval(drip));
      }
      return response.end('<html>an ad</html>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await http.close();
    server.closeAllConnections();
    server.close();
  });

  it('by size after unpacking: a bomb of 200 kB that unpacks to 200 MB is let go of at the limit', async () => {
    expect(bomb.length).toBeLessThan(MEGABYTE / 4);
    const before = process.memoryUsage().rss;
    await expect(http.fetchPage(`${origin}/bomb`, own)).rejects.toMatchObject({ kind: 'layout' });
    await expect(http.fetchPicture(`${origin}/bomb`, own)).rejects.toMatchObject({ kind: 'layout' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MEGABYTE);
  });

  it('by size of the headers, by time though every byte keeps coming, and by number of redirects', async () => {
    await expect(http.fetchPage(`${origin}/headers`, own)).rejects.toMatchObject({ kind: 'unreachable' });
    const begun = performance.now();
    await expect(http.fetchPage(`${origin}/drip`, own)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(performance.now() - begun).toBeLessThan(10_000);
    asked.length = 0;
    await expect(http.fetchPage(`${origin}/hop1`, own)).rejects.toMatchObject({ kind: 'layout' });
    expect(asked).toHaveLength(6);
  });

  it('a redirect to any of the foreign addresses is not followed', async () => {
    const adapter = krisha(origin);
    for (const [, address] of FOREIGN.filter(([, one]) => /^\w+:/.test(one))) {
      const start = `${origin}/to?${encodeURIComponent(address)}`;
      await expect(http.fetchPage(start, (url) => isOwnHost(adapter, url))).rejects.toMatchObject({ kind: 'layout' });
    }
    const none = `${origin}/to?${encodeURIComponent('http://[')}`;
    await expect(http.fetchPage(none, own)).rejects.toMatchObject({ kind: 'layout' });
    await expect(http.fetchPage('https://evil.example/', own)).rejects.toMatchObject({ kind: 'disallowed' });
    const withName = `${origin}/to?${encodeURIComponent(origin.replace('//', '//staff@'))}`;
    await expect(http.fetchPage(withName, (url) => isOwnHost(adapter, url))).rejects.toMatchObject({ kind: 'layout' });
  });

  it('the platform’s own name is not asked where it stands for an inner address', async () => {
    asked.length = 0;
    // In a process of its own: the tests' closed network lets no name through at all.
    const code = `
      import { createHttpFetcher } from './scrapers/fetch.ts';
      const lookup = (host, options, answer) => {
        const address = host.startsWith('six') ? '::ffff:127.0.0.1' : '127.0.0.1';
        options.all ? answer(null, [{ address, family: 4 }]) : answer(null, address, 4);
      };
      const http = createHttpFetcher({ userAgent: 'Qorgan test', clock: () => new Date(), lookup });
      for (const host of ['www.platform.kz', 'six.platform.kz', 'localhost'])
        console.log(await http.fetchPage('http://' + host + ':${new URL(origin).port}/' + host, () => true).then((page) => page.status, (error) => error.message));
      await http.close();`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', code],
      { cwd: join(import.meta.dirname, '../..') },
    );
    const refused = 'no whole answer (ENOTPUBLIC)';
    expect(stdout.trim().split('\n')).toEqual([refused, refused, '200']);
    expect(asked).toEqual(['/localhost']);
  });

  it('no picture is asked for at an address that a page made up', async () => {
    asked.length = 0;
    const adapter = krisha(origin);
    const looker = { politely: async <T>(_: string, ask: () => Promise<T>) => ask() };
    const picture = createPictureLook({ adapter, looker, fetchPicture: http.fetchPicture });
    for (const [, address] of FOREIGN) await expect(picture(address)).rejects.toMatchObject({ kind: 'disallowed' });
    expect(asked).toEqual([]);
    expect((await picture(`${origin}/a.jpg`)).toString()).toContain('an ad');
  });
});
