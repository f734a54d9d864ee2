import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeBreaker, findBreaker, listBreakers } from '../../db/breakers.ts';
import { findRobotsFile, keepRobotsFile } from '../../db/robots-files.ts';
import { guarded, silenceMs } from '../../pipeline/breaker.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { createHttpFetcher } from '../../scrapers/fetch.ts';
import { createLooker } from '../../scrapers/look.ts';
import { createPace } from '../../scrapers/pace.ts';
import { krisha } from '../../scrapers/platforms/krisha.ts';
import { inventAds } from '../standins/ads.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';
import { startKrisha } from '../standins/krisha.ts';
import type { Standin } from '../standins/platform.ts';
import { walkThrough } from '../standins/walk-through.ts';

const HOUR_MS = 3_600_000;
const WALKS = krisha().indexWalks({ depth: 'full' });

describe.each(KINDS)('the circuit breaker, remembered in the %s database', (kind) => {
  let at: TestDatabase;
  let standin: Standin;
  let adapter: PlatformAdapter;
  let now = new Date('2026-11-24T03:00:00Z');
  const http = createHttpFetcher({ userAgent: 'Qorgan/test', clock: () => now });
  beforeAll(async () => {
    at = await freshDatabase(kind);
    standin = await startKrisha(
      inventAds(
        60,
        7,
        WALKS.map((walk) => walk.name),
        now,
      ),
    );
    adapter = krisha(standin.origin);
  });
  afterAll(async () => {
    await http.close();
    await standin.close();
    await at.close();
  });
  beforeEach(async () => {
    standin.trouble = null;
    await closeBreaker(at.db, 'krisha');
  });

  /** Each call stands for a process of its own: nothing but the database joins them. */
  function process(despiteBefore?: Date) {
    const clock = () => now;
    const pace = createPace({ requestsPerMinute: 60_000, now: () => 0, sleep: async () => undefined });
    const shelf = {
      find: (origin: string) => findRobotsFile(at.db, origin),
      keep: (file: Parameters<typeof keepRobotsFile>[1]) => keepRobotsFile(at.db, file),
    };
    const plain = createLooker({ adapter, fetchPage: http.fetchPage, pace, agent: 'Qorgan', clock, shelf });
    return guarded(plain, { adapter, db: at.db, clock, despiteBefore });
  }
  const index = () => adapter.indexWalks({ depth: 'full' })[0]?.page(1) ?? '';
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };

  it('a refusal is heeded by the next run: it asks nothing and says so as "could not look"', async () => {
    // Robots of the day are there already: in a day of refusals the file itself would be refused.
    await process().look(index());
    standin.trouble = '468';
    expect((await process().look(index())).status).toBe(468);
    standin.trouble = null;
    const before = standin.requests.length;
    await expect(process().look(index())).rejects.toMatchObject({
      kind: 'blocked',
      message: expect.stringMatching(/^not asked before 2026-11-24 0\d:\d\d UTC: refused us once \(.*468/),
    });
    const walk = adapter.indexWalks({ depth: 'full' })[0];
    if (!walk) throw new Error('no walk');
    const walked = await walkThrough(walk, { adapter, look: process().look });
    expect(walked).toMatchObject({ end: 'failed', pages: 0, refused: true });
    expect(standin.requests.length).toBe(before);
  });

  it('the silence grows with each refusal in a row, never shrinks, and ends with a good look', async () => {
    expect([1, 2, 3, 4, 5, 6].map((n) => silenceMs(n) / HOUR_MS)).toEqual([1, 3, 9, 27, 72, 72]);
    standin.trouble = '403';
    for (const hours of [1, 3, 9]) {
      await process().look(index());
      const breaker = await findBreaker(at.db, 'krisha');
      expect((breaker?.openUntil.getTime() ?? 0) - now.getTime()).toBe(hours * HOUR_MS);
      later(hours * HOUR_MS);
    }
    standin.trouble = 'redesign';
    await process().look(index());
    expect((await listBreakers(at.db)).map((one) => one.failures)).toEqual([3]);
    standin.trouble = null;
    await process().look(index());
    expect(await listBreakers(at.db)).toEqual([]);
  });

  it('a long Retry-After is kept by the next run too, as throttled', async () => {
    standin.trouble = 'retry-later';
    await expect(process().look(index())).rejects.toMatchObject({ kind: 'throttled' });
    standin.trouble = null;
    await expect(process().look(index())).rejects.toMatchObject({ kind: 'throttled' });
    later(2 * HOUR_MS);
    expect((await process().look(index())).status).toBe(200);
  });

  it('a person may ask despite an old refusal, and a new one stops that run as ever', async () => {
    standin.trouble = '403';
    await process().look(index());
    later(60_000);
    const despite = process(now);
    later(1);
    expect((await despite.look(index())).status).toBe(403);
    await expect(despite.look(index())).rejects.toMatchObject({ kind: 'blocked' });
  });

  it('robots.txt is asked for once a day by all processes together', async () => {
    later(25 * HOUR_MS);
    const before = standin.requests.length;
    await process().look(index());
    await process().look(index());
    later(23 * HOUR_MS);
    await process().look(index());
    expect(standin.requests.slice(before).filter((request) => request.endsWith('/robots.txt'))).toHaveLength(1);
    later(2 * HOUR_MS);
    await process().look(index());
    expect(standin.requests.slice(before).filter((request) => request.endsWith('/robots.txt'))).toHaveLength(2);
  });
});
