import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDisguise } from '../../pipeline/fixtures/disguise.ts';
import { type Fixture, makeFixture } from '../../pipeline/fixtures/make.ts';
import { readingOf, structureOf, summaryOf } from '../../pipeline/fixtures/structure.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { platforms } from '../../scrapers/directory.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import type { Snapshot } from '../../scrapers/page.ts';
import { isOwnHost } from '../../scrapers/read.ts';
import { INVENTED_OPTIONS, STANDINS } from '../standins/all.ts';
import { runQorgan } from '../standins/command-line.ts';
import { startGround } from '../standins/ground.ts';
import type { Standin, StandinAd } from '../standins/platform.ts';

const STRANGER: Omit<StandinAd, 'category'> = {
  n: 700_000_900,
  title: 'Сдаю комнату у вокзала',
  description:
    'Хозяйка Гүлжамал Ойданқызы, улица Вымышленная 17, квартира 41.\nЗвоните 8 (709) 555-12-34 или +77095551235, пишите https://wa.me/77095551236',
  price: 85_500,
  city: 'Талдықорған',
  sellerName: 'Гүлжамал Ойданқызы',
  phone: '+77095551234',
  postedAt: new Date('2026-11-20T09:30:00Z'),
};
const SECRETS = [
  '5551234',
  '5551235',
  '5551236',
  '555-12-34',
  'Гүлжамал',
  'Ойданқызы',
  'Вымышленная',
  'вокзала',
  'Талдықорған',
  '700000900',
  '85500',
];

function savedFrom(fixture: Fixture): Snapshot {
  const { url, status } = fixture.expected;
  const headers = { 'content-type': fixture.fileName.endsWith('html') ? 'text/html' : 'application/json' };
  return { requestedUrl: url, url, redirects: [], status, headers, body: fixture.page, engine: 'http', fetchedAt: '' };
}

const ALL = platforms(undefined, INVENTED_OPTIONS);
/** Of these a sign of an archived ad is known. */
const WITH_ARCHIVE = ['olx', 'krisha', 'kolesa'];

describe.each(ALL.map((one) => [one.id, one] as const))('a fixture made from a page of %s', (id, real) => {
  let standin: Standin;
  let adapter: PlatformAdapter;
  let adUrl: string;
  beforeAll(async () => {
    const http = createHttpFetcher({ userAgent: 'Qorgan/test', clock: () => new Date() });
    ({ standin, adapter, adUrl } = await startGround(id, http.fetchPage, { ...STRANGER, postedAt: new Date() }));
    await http.close();
  });
  afterAll(async () => {
    await standin.close();
  });
  const look = async (url: string) => {
    const http = createHttpFetcher({ userAgent: 'Qorgan/test', clock: () => new Date() });
    return http.fetchPage(url, (one) => isOwnHost(adapter, one)).finally(() => http.close());
  };

  it.each(['listing', 'index'] as const)(
    '%s: is read as the same case, is small, and has nothing of the stranger',
    async (kind) => {
      const snapshot = await look(
        kind === 'listing' ? adUrl : (adapter.indexWalks({ depth: 'full' })[0]?.page(1) ?? ''),
      );
      expect(SECRETS.some((secret) => snapshot.body.includes(secret))).toBe(true);
      const fixture = makeFixture(snapshot, adapter, real);
      const reading = readingOf(real, savedFrom(fixture));
      expect(structureOf(reading)).toBe(structureOf(readingOf(adapter, snapshot)));
      expect(summaryOf(reading)).toEqual(fixture.expected.reading);
      expect(fixture.page.length).toBeLessThan(snapshot.body.length * 0.8);
      expect(fixture.expected.url.startsWith(real.origin)).toBe(true);
      const written = `${fixture.page}${JSON.stringify(fixture.expected)}`;
      for (const secret of SECRETS) expect(written, secret).not.toContain(secret);
      expect(written).not.toContain(standin.origin);
    },
  );

  if (WITH_ARCHIVE.includes(id))
    it('an archived ad stays one', async () => {
      standin.trouble = 'archived';
      const snapshot = await look(adUrl);
      standin.trouble = null;
      expect(makeFixture(snapshot, adapter, real).expected.reading).toMatchObject({ state: 'removed' });
    });
});

describe('fixture save', { timeout: 240_000 }, () => {
  it('asks once, politely, writes the two files, and never over others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'qorgan-fixture-'));
    const start = STANDINS.krisha;
    if (!start) throw new Error('no stand-in');
    const standin = await start([{ ...STRANGER, category: 'arenda-kvartiry' }]);
    const env = { QORGAN_HOME: join(folder, 'home'), QORGAN_ORIGINS: `krisha=${standin.origin}` };
    const args = ['fixture', 'save', `https://m.krisha.kz/a/show/${STRANGER.n}?from=chat`, '--to', folder];
    try {
      await runQorgan(['init'], { env });
      expect(await runQorgan([...args, '--as', 'krisha/room'], { env })).toMatchObject({ code: 0 });
      expect(standin.requests).toEqual(['GET /robots.txt', `GET /a/show/${STRANGER.n}`]);
      const page = readFileSync(join(folder, 'krisha/room/page.html'), 'utf8');
      const expected = readFileSync(join(folder, 'krisha/room/expected.json'), 'utf8');
      expect(JSON.parse(expected)).toMatchObject({
        url: 'https://krisha.kz/a/show/700000001',
        reading: { state: 'live' },
      });
      for (const secret of SECRETS) expect(page + expected, secret).not.toContain(secret);
      for (const as of ['krisha/room', 'nowhere/room', 'krisha/../room', 'olx/room'])
        expect(await runQorgan([...args, '--as', as], { env }), as).toMatchObject({ code: 2, stdout: '' });
      expect(standin.requests).toHaveLength(2);
    } finally {
      await standin.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('what is written instead', () => {
  it('numbers of nobody in the same shape, the same each time, and no word of the text', () => {
    const { text, number } = createDisguise(new Map([['388900001', '700000001']]));
    const said = text(
      'Срочно! Ербол, 8 (701) 123-45-67, Сәуле. Объявление 388900001 от 2026-11-20T09:30:00Z, 45 000 тг',
    );
    expect(said).toMatch(
      /^\p{Lu}\p{Ll}+! \p{Lu}\p{Ll}+, 8 \(709\) 555-00-01, \p{Lu}\p{Ll}+\. \p{L}+ 700000001 \p{L}+ 2026-01-15T12:00:00Z, 10 00\d \p{L}+$/u,
    );
    expect(said).not.toMatch(/Ербол|Сәуле|Срочно|123/);
    expect(text('8 (701) 123-45-67')).toBe('8 (709) 555-00-01');
    expect(number(388900001)).toBe(700000001);
    expect(number(7)).toBe(7);
    expect(text('Ербол<br />тел&nbsp;<a href="https://example.kz/erbol?x=1">')).toMatch(
      /^\p{L}+<br \/>\p{L}+&nbsp;<a href="https:\/\/site\.example\/[a-z]+">$/u,
    );
  });
});

describe('a page that cannot be scrubbed', () => {
  it('is refused, and nothing of it is told', () => {
    const real = platforms().find((one) => one.id === 'krisha');
    if (!real) throw new Error('no krisha');
    const body = readFileSync(join(import.meta.dirname, '../fixtures/krisha/listing/page.html'), 'utf8');
    const url = real.listingUrl('1009900001') ?? '';
    const snapshot: Snapshot = {
      requestedUrl: url,
      url,
      redirects: [],
      status: 200,
      headers: {},
      body,
      engine: 'http',
      fetchedAt: '',
    };
    // An adapter that insists on a seller's words: scrubbing them changes what it reads.
    const picky: PlatformAdapter = {
      ...real,
      signs: {
        ...real.signs,
        listing: (page) => (page.snapshot.body.includes(title) ? real.signs.listing(page) : null),
      },
    };
    const reading = readingOf(real, snapshot);
    if (reading.state !== 'live') throw new Error('not live');
    const { title } = reading.listing;
    expect(() => makeFixture(snapshot, picky, picky)).toThrow(/scrubbing would change|still has/);
    expect(() => makeFixture(snapshot, picky, picky)).not.toThrow(new RegExp(title.slice(0, 8)));
  });
});
