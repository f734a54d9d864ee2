import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepProbe, lastGoodProbe } from '../db/probes.ts';
import { clockFinding } from '../pipeline/installation-findings.ts';
import { platformHealth } from '../pipeline/platform-health.ts';
import type { PlatformAdapter } from '../scrapers/adapter.ts';
import { createHttpFetcher } from '../scrapers/fetch.ts';
import { createLooker, type Looker } from '../scrapers/look.ts';
import { createPace } from '../scrapers/pace.ts';
import { krisha } from '../scrapers/platforms/krisha.ts';
import { inventAds } from './standins/ads.ts';
import { runQorgan } from './standins/command-line.ts';
import { freshDatabase, KINDS, type TestDatabase } from './standins/databases.ts';
import { startKrisha } from './standins/krisha.ts';
import { INVENTED_CONFIG } from './standins/organisation.ts';
import type { Standin } from './standins/platform.ts';
import { seedDatabase } from './standins/seeded-database.ts';

const WALKS = krisha()
  .indexWalks({ depth: 'full' })
  .map((walk) => walk.name);
let standin: Standin;
beforeAll(async () => {
  standin = await startKrisha(inventAds(60, 7, WALKS, new Date()));
});
afterAll(async () => {
  await standin.close();
});

describe.each(KINDS)('a platform’s health, with its last good probe in the %s database', (kind) => {
  let at: TestDatabase;
  let adapter: PlatformAdapter;
  let looker: Looker;
  const clock = () => new Date('2026-11-24T03:00:00Z');
  const http = createHttpFetcher({ userAgent: 'Qorgan/test', clock });
  beforeAll(async () => {
    at = await freshDatabase(kind);
    adapter = krisha(standin.origin);
    const pace = createPace({ requestsPerMinute: 60_000, now: () => 0, sleep: async () => undefined });
    looker = createLooker({ adapter, fetchPage: http.fetchPage, pace, agent: 'Qorgan', clock });
  });
  afterAll(async () => {
    await http.close();
    await at.close();
  });
  const health = (acceptChanges?: boolean) => platformHealth(adapter, looker, { db: at.db, clock, acceptChanges });

  it('is told field by field in figures, and the first good probe is kept', async () => {
    const found = await health();
    expect(found).toMatchObject({ state: 'good', changes: [], comparedWith: null });
    expect(found.steps.map(({ step, ok }) => [step, ok])).toEqual([
      ['robots', true],
      ['index', true],
      ['listing', true],
    ]);
    const kept = await lastGoodProbe(at.db, 'krisha');
    expect(kept?.index).toMatchObject({ via: 'state', fields: { title: 1, 'last page': 1 } });
    expect(kept?.listing.fields).toMatchObject({ description: 1, 'hidden number': 1, 'hidden prefix': 1, city: 1 });
    for (const facts of [kept?.index, kept?.listing])
      expect(Object.values(facts?.fields ?? {}).every((value) => typeof value === 'number')).toBe(true);
  });

  it('what was there in the last good probe and is there no more is told until a person accepts it', async () => {
    const before = await lastGoodProbe(at.db, 'krisha');
    if (!before) throw new Error('nothing kept');
    const listing = { via: null, fields: { ...before.listing.fields, seller: 1 } };
    const index = { via: 'api', fields: { ...before.index.fields, cards: 40 } };
    await keepProbe(at.db, { ...before, index, listing });
    const changes = [
      'index: read by way of state, before api',
      'index: cards 8, before 40',
      'listing: no seller any more',
    ];
    for (const _ of [1, 2])
      expect(await health()).toMatchObject({ state: 'changed', changes, comparedWith: '2026-11-24' });
    await health(true);
    expect(await health()).toMatchObject({ state: 'good', changes: [] });
  });

  it.each([
    ['redesign', 'layout'],
    ['403', 'blocked'],
    ['429', 'throttled'],
    ['reset', 'unreachable'],
  ] as const)('%s is "could not look" (%s), and what is kept stays', async (trouble, failure) => {
    const before = await lastGoodProbe(at.db, 'krisha');
    standin.trouble = trouble;
    const found = await health();
    standin.trouble = null;
    expect(found.state).toBe('could-not-look');
    expect(found.steps.at(-1)).toMatchObject({ step: 'index', ok: false, kind: failure });
    expect(await lastGoodProbe(at.db, 'krisha')).toEqual(before);
  });
});

describe('the command', { timeout: 240_000 }, () => {
  let folder: string;
  let home: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'qorgan-doctor-'));
    home = join(folder, 'home');
    await seedDatabase(home);
    await qorgan(['init']);
    writeFileSync(join(home, 'config.json'), JSON.stringify(INVENTED_CONFIG));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const qorgan = (args: readonly string[], env: Record<string, string> = {}) =>
    runQorgan(args, { env: { QORGAN_HOME: home, QORGAN_ORIGINS: `krisha=${standin.origin}`, ...env } });

  it('looks at the installation and at the platform: 0 when both are good', async () => {
    const { code, stdout, stderr } = await qorgan(['doctor', '--platform', 'krisha', '--json']);
    expect(code, stderr).toBe(0);
    const told = JSON.parse(stdout) as { installation: { what: string; state: string }[]; platforms: unknown[] };
    const fine = told.installation.filter(({ state }) => state === 'good').map(({ what }) => what);
    expect(fine).toEqual(
      expect.arrayContaining([
        'contact',
        'organisation',
        'letter font',
        'browser',
        'keys',
        'database',
        'clock',
        'disk',
      ]),
    );
    expect(told.platforms).toMatchObject([{ platform: 'krisha', state: 'good' }]);
  });

  it('4 when the platform refuses; the refusal is remembered, and the next time nothing is asked', async () => {
    standin.trouble = '403';
    expect((await qorgan(['doctor', '--platform', 'krisha'])).code).toBe(4);
    standin.trouble = null;
    const before = standin.requests.length;
    const { code, stdout } = await qorgan(['doctor', '--platform', 'krisha']);
    expect(code).toBe(4);
    expect(stdout).toMatch(/robots: could not look: blocked: not asked before/);
    expect(standin.requests.length).toBe(before);
    expect((await qorgan(['doctor', '--platform', 'krisha', '--despite-refusal'])).code).toBe(0);
  });

  it('2 when the installation does not work, and no secret is printed', async () => {
    const secret = Buffer.alloc(32, 7).toString('base64');
    const env = { QORGAN_ROOT_KEY: secret };
    const wrongKeys = await qorgan(['doctor', '--no-probe'], env);
    expect(wrongKeys.code).toBe(2);
    expect(wrongKeys.stdout).toMatch(
      /FAIL +data folder +QORGAN_ROOT_KEY is set, but this data folder keeps or derives its own key/,
    );
    expect(`${wrongKeys.stdout}${wrongKeys.stderr}`).not.toContain(secret);
    writeFileSync(join(home, 'config.json'), '{}');
    const before = standin.requests.length;
    const bare = await qorgan(['doctor']);
    expect(bare.code).toBe(2);
    expect(bare.stdout).toMatch(/FAIL +contact/);
    expect(bare.stdout).toMatch(/WARN +organisation/);
    expect(standin.requests.length).toBe(before);
    expect((await qorgan(['doctor', '--platform', 'nowhere'])).code).toBe(2);
  });

  it('a clock that differs from the database’s is a warning, one that was never set a failure', async () => {
    const now = new Date('2026-11-24T03:00:00Z');
    expect(await clockFinding(now, now)).toMatchObject({ state: 'good' });
    expect(await clockFinding(new Date(now.getTime() + 120_000), now)).toMatchObject({
      state: 'warn',
      detail: expect.stringContaining('120 s'),
    });
    const early = new Date('1970-01-01T00:05:00Z');
    expect(await clockFinding(early, early)).toMatchObject({ state: 'fail' });
  });
});
