import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../config.ts';
import { ownPath } from '../../../reports/console/answer.ts';
import { addressesOf, checkConsole, sourceOf } from '../../../reports/console/guard/addresses.ts';
import { ROUTES } from '../../../reports/console/routes.ts';
import { openConsole, rawGet, type TestConsole, type Visitor } from '../../standins/console.ts';

let at: TestConsole;
let staff: Visitor;
beforeAll(async () => {
  at = await openConsole();
  staff = await at.signedIn('admin');
});
afterAll(() => at.close());

describe('every answer', () => {
  it.each(['/sign-in', '/', '/no-such', '/assets/console.css', '/assets/nothing', '/me', '/hidden'])(
    'carries the headers that keep foreign scripts, frames and copies out: %s',
    async (path) => {
      const { headers } = await staff.get(path);
      const csp = headers.get('content-security-policy') ?? '';
      expect(csp).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(csp).not.toMatch(/unsafe|\*/);
      expect(csp).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe(path === '/assets/console.css' ? 'private, max-age=86400' : 'no-store');
    },
  );

  it('gives every cookie to this host alone, out of reach of scripts and foreign pages', async () => {
    const visitor = at.visitor();
    const { headers } = await visitor.get('/sign-in');
    for (const line of headers.getSetCookie()) {
      expect(line).toMatch(/^__Host-qorgan-/);
      for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']) expect(line).toContain(part);
      expect(line).not.toContain('Domain');
    }
    expect(headers.getSetCookie().length).toBeGreaterThan(0);
  });
});

describe('a request that is not ours', () => {
  it.each(['evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example'])(
    'is refused when it names the host %s',
    async (host) => {
      expect(await rawGet(at.address, '/sign-in', { host })).toBe(400);
    },
  );

  const posts = ROUTES.filter((route) => route.method === 'POST');
  it.each(posts.map((route) => route.path))(
    'changes nothing without the token or from a foreign origin: POST %s',
    async (path) => {
      const real = path.replace(/:\w+/g, 'n1');
      const before = JSON.stringify(at.notes);
      for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', '']) {
        const { status, text } = await staff.post(real, {}, { origin });
        expect([status, text.includes('did not come from a page of this console')]).toEqual([403, true]);
      }
      for (const csrf of ['', 'wrong', 'x'.repeat(43)]) {
        const { status, text } = await staff.post(real, { csrf });
        expect([status, text.includes('This form is too old')]).toEqual([403, true]);
      }
      expect((await staff.get('/')).status).toBe(200);
      expect(JSON.stringify(at.notes)).toBe(before);
    },
  );

  it('cannot use the token of another browser', async () => {
    const [one, other] = [at.visitor(), at.visitor()];
    await other.get('/sign-in');
    const foreign = /name="csrf" value="([^"]*)"/.exec((await one.get('/sign-in')).text)?.[1] ?? '';
    expect((await other.post('/looks', { language: 'kk', csrf: foreign })).status).toBe(403);
    expect((await one.post('/looks', { language: 'kk', csrf: foreign })).status).toBe(303);
  });

  it('gets a page and not a crash when it is too large, no form, or in a strange encoding', async () => {
    expect((await staff.post('/me', { theme: 'x'.repeat(200_000) })).status).toBe(413);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await staff.post('/me', {}, headers)).status).toBe(400);
    expect((await staff.post('/me', {}, { 'content-type': 'application/json' })).status).toBe(403);
    for (const path of ['/%00', '/%', '/..%2f..%2fetc/passwd', `/${'a'.repeat(5000)}`, '/numbers/n99999999999/shown'])
      expect([400, 404], path).toContain((await staff.get(path)).status);
  });
});

describe('a value that cannot be', () => {
  it.each([
    ['/me', { theme: 'pink' }, 400, 'Choose one of those offered.'],
    ['/me', {}, 400, 'Choose one of those offered.'],
    ['/me', { theme: ['dark', 'light'] }, 400, 'Choose one of those offered.'],
    ['/numbers/abc/shown', {}, 400, 'Names look like m12'],
    ['/numbers/m1/shown', {}, 400, 'Names look like m12'],
    ['/numbers/n999/shown', {}, 404, 'There is no such page or record.'],
    ['/looks', { language: 'xx' }, 400, 'A value in the form cannot be accepted.'],
  ] as const)('gets a page that says so: %s %j', async (path, fields, status, words) => {
    const answer = await staff.post(path, fields);
    expect([answer.status, answer.text.includes(words)]).toEqual([status, true]);
  });

  it('is said in the language of the browser, with Kazakh letters', async () => {
    const texts = await Promise.all(
      (['ru', 'kk', 'en'] as const).map(async (one) => (await at.visitor(one).get('/x')).text),
    );
    expect(texts.map((text) => /<h1>([^<]*)/.exec(text)?.[1])).toEqual(['Не найдено', 'Табылмады', 'Not found']);
  });

  it('is shown back as text when it is markup', async () => {
    const visitor = at.visitor();
    await visitor.get('/sign-in');
    const { text } = await visitor.post('/sign-in', { login: '"><script>alert(1)</script>', password: 'x', code: '1' });
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe('where the console listens', () => {
  const config = (settings: object) => ({ console: { ...readConfig({}).console, ...settings } });
  const tls = { cert: 'c', key: 'k' };
  const origin = 'https://qorgan.office.example';

  it('is this machine unless told otherwise, and then only with TLS or behind a named proxy, under a name', () => {
    expect(config({}).console).toMatchObject({ address: '127.0.0.1', port: 8700 });
    for (const bad of [
      { address: '0.0.0.0' },
      { address: '192.0.2.7', origin },
      { address: '::', tls },
      { address: '::', proxy: '192.0.2.1', origin: 'http://qorgan.office.example' },
      { proxy: '127.0.0.1' },
    ])
      expect(() => checkConsole(config(bad)), JSON.stringify(bad)).toThrow(/^console\./);
    for (const good of [
      {},
      { address: '::1' },
      { address: '0.0.0.0', tls, origin },
      { address: '::', proxy: '192.0.2.1', origin },
    ])
      expect(() => checkConsole(config(good)), JSON.stringify(good)).not.toThrow();
  });

  it('answers to its own names alone', () => {
    expect(addressesOf(config({}), 8700).hosts).toEqual(['127.0.0.1:8700', 'localhost:8700', '[::1]:8700']);
    expect(addressesOf(config({ address: '0.0.0.0', tls, origin }), 8700)).toEqual({
      ...{ origins: [origin], hosts: ['qorgan.office.example'], proxy: null },
    });
  });

  it('believes of who asks only the named proxy, and lets nobody past it', () => {
    const behind = addressesOf(config({ address: '::', proxy: '192.0.2.1', origin }), 8700);
    expect(sourceOf(behind, '::ffff:192.0.2.1', 'forged, 198.51.100.9')).toBe('198.51.100.9');
    expect(sourceOf(behind, '198.51.100.9', '192.0.2.1')).toBeNull();
    expect(sourceOf(addressesOf(config({}), 8700), '127.0.0.1', '198.51.100.9')).toBe('127.0.0.1');
  });
});

describe('a path', () => {
  it('from a form leads to this console alone', () => {
    for (const path of ['/matches?state=new', '/letters/l1']) expect(ownPath(path, '/')).toBe(path);
    for (const path of ['//evil', '/\\evil', 'https://evil', '', null, '/a\nb', '/<b>'])
      expect(ownPath(path, '/')).toBe('/');
  });
});
