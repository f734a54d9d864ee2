import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { standingAlerts } from '../../db/alerts.ts';
import { closeBreaker } from '../../db/breakers.ts';
import { job } from '../../db/job-kinds.ts';
import { openQueue } from '../../db/job-queue.ts';
import { listMatches } from '../../db/matches.ts';
import { coveredUntil, listRuns, runOfJob } from '../../db/runs.ts';
import { codeOfId } from '../../scrapers/base62.ts';
import { inventAds } from '../standins/ads.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';
import { walksOf } from '../standins/installation.ts';
import { startKrisha } from '../standins/krisha.ts';
import { type Office, openOffice } from '../standins/office.ts';
import { startOlx } from '../standins/olx.ts';
import { plantedAds } from '../standins/planted.ts';
import type { Standin, StandinAd } from '../standins/platform.ts';

const NOW = new Date();
const [ANIMALS = ''] = walksOf('olx');
const SWEEP = { kind: 'sweep', platform: 'olx' } as const;
const FAST = 60_000;

let test: TestDatabase;
let standin: Standin;
let office: Office;

async function open(kind: (typeof KINDS)[number], ads: readonly StandinAd[], requestsPerMinute = FAST) {
  test = await freshDatabase(kind);
  standin = await startOlx(ads);
  office = await openOffice(test, `olx=${standin.origin}`, requestsPerMinute, 'http');
}
afterEach(async () => {
  await standin.close();
  await test.close();
});

/** Ads of one index, newer than all before, with a planted one at the bottom of them. */
function newer(count: number, firstN: number, minutesLater: number): { ads: StandinAd[]; planted: StandinAd } {
  const top = new Date(NOW.getTime() + minutesLater * 60_000);
  const ads = inventAds(count, firstN, [ANIMALS], top).map((ad) => ({ ...ad, n: ad.n + firstN, promoted: false }));
  const last = ads[ads.length - 1];
  const [visible] = plantedAds(388_000_000 + firstN, [ANIMALS], last?.postedAt ?? top).visible;
  if (!visible) throw new Error('nothing planted');
  return { ads, planted: { ...visible, category: ANIMALS } };
}
const found = async () => (await listMatches(test.db, office.home.vault)).map((match) => match.adId).sort();

describe('a sweep finds what lies beneath newer ads that were looked at', { timeout: 240_000 }, () => {
  beforeEach(() => open('server', inventAds(90, 1, [ANIMALS], NOW)));

  it('when the sweep before was cut off above it, and it is too late to go on with that one', async () => {
    await office.work([SWEEP]);
    const { ads, planted } = newer(160, 1_000, 600);
    for (const ad of [...ads, planted]) standin.add(ad);
    const before = standin.requests.length;
    await office.work([SWEEP], { stopping: () => standin.requests.length >= before + 4 });
    expect(await found()).toEqual([]);
    await test.db.execute(sql`update runs set alive_at = alive_at - interval '7 hours'`);
    const [id] = await office.work([SWEEP]);
    expect(await found()).toEqual([String(planted.n)]);
    expect((await runOfJob(test.db, id ?? ''))?.coverage).toBe('complete');
  });

  it('when a pulse looked at the newest of them only', async () => {
    await office.work([SWEEP]);
    const { ads, planted } = newer(160, 2_000, 600);
    for (const ad of [...ads, planted]) standin.add(ad);
    await office.work([{ kind: 'pulse', platform: 'olx' }]);
    expect(await found()).toEqual([]);
    await office.work([SWEEP]);
    expect(await found()).toEqual([String(planted.n)]);
  });

  it('and stops at known ads again once all was looked at', async () => {
    await office.work([SWEEP]);
    const before = standin.requests.length;
    await office.work([SWEEP]);
    const pages = standin.requests.slice(before).filter((request) => request.includes(`/${ANIMALS}/`));
    expect(pages).toHaveLength(2);
  });
});

describe.each(KINDS)('a scan beside a running sweep, on the %s database', (kind) => {
  const INTERVAL_MS = 60;

  it('goes first, breaks nothing, fetches nothing twice and keeps the pace', { timeout: 240_000 }, async () => {
    const walks = walksOf('krisha');
    test = await freshDatabase(kind);
    const ads = inventAds(80, 3, walks, NOW);
    standin = await startKrisha(ads);
    office = await openOffice(test, `krisha=${standin.origin}`, 60_000 / INTERVAL_MS);
    const ended: string[] = [];
    const sweep = office.work([{ kind: 'sweep', platform: 'krisha' }]).then((ids) => {
      ended.push('sweep');
      return ids;
    });
    while (standin.requests.length < 15) await new Promise((resolve) => setTimeout(resolve, 5));
    const scan = office.work([{ kind: 'scan', platform: 'krisha', numberId: office.numberId }]).then((ids) => {
      ended.push('scan');
      return ids;
    });
    const ids = [...(await sweep), ...(await scan)];
    expect(ended).toEqual(['scan', 'sweep']);
    const runs = await Promise.all(ids.map((id) => runOfJob(test.db, id)));
    expect(runs.map((run) => run?.coverage)).toEqual(['complete', 'complete']);
    const shown = standin.requests.filter((request) => request.includes('/a/show/'));
    expect(shown.length).toBe(new Set(shown).size);
    expect(shown.length).toBe(ads.length);
    const gaps = standin.times.slice(1).map((time, i) => time - (standin.times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(INTERVAL_MS - 5);
  });
});

describe('the jobs', { timeout: 240_000 }, () => {
  beforeEach(() => open('server', inventAds(60, 1, [ANIMALS], NOW)));

  it('carry ids only: a number does not fit into one', () => {
    expect(job.safeParse({ kind: 'scan', platform: 'olx', numberId: 3 }).success).toBe(true);
    expect(job.safeParse({ kind: 'scan', platform: 'olx', numberId: '+77091234501' }).success).toBe(false);
    expect(job.safeParse({ kind: 'scan', platform: 'olx', numberId: 3, number: '+77091234501' }).success).toBe(false);
    expect(job.safeParse({ kind: 'find', platform: 'olx' }).success).toBe(false);
  });

  it('are joined by whoever asks for the same, and taken up again after their worker died', async () => {
    const queue = await openQueue(test.database, office.home.vault);
    const id = await queue.add(SWEEP);
    expect(await queue.add(SWEEP)).toBe(id);
    expect((await queue.take('olx-patient'))?.id).toBe(id);
    expect(await queue.add(SWEEP)).toBe(id);
    expect(await queue.take('olx-patient')).toBeNull();
    await queue.giveBackOrphans('olx-patient');
    const again = await queue.take('olx-patient');
    expect(again?.id).toBe(id);
    if (again) await queue.done(again);
    expect(await queue.state({ queue: 'olx-patient', id })).toBe('done');
    expect(await queue.add(SWEEP)).not.toBe(id);
  });

  it('of two commands that sweep one platform at once are one sweep', async () => {
    const both = await Promise.all([office.work([SWEEP]), office.work([SWEEP])]);
    expect(both[0]).toEqual(both[1]);
    expect(await listRuns(test.db, { platform: 'olx' })).toHaveLength(1);
  });

  it('tell at once that a platform refuses, move nothing then, and forget it when it lets us in again', async () => {
    standin.trouble = '468';
    await office.work([SWEEP]);
    expect((await standingAlerts(test.db)).map((alert) => `${alert.kind} ${alert.subject}`)).toEqual(['blocked olx']);
    expect((await coveredUntil(test.db)).has('olx')).toBe(false);
    standin.trouble = null;
    // The platform is left in peace for an hour after its refusal; here the hour is over.
    await closeBreaker(test.db, 'olx');
    await office.work([SWEEP]);
    expect(await standingAlerts(test.db)).toEqual([]);
    expect((await coveredUntil(test.db)).has('olx')).toBe(true);
  });

  it('tell that a platform has changed after three pages in a row', async () => {
    standin.trouble = 'redesign';
    await office.work([SWEEP]);
    expect((await standingAlerts(test.db)).map((alert) => alert.kind)).toEqual(['changed']);
  });

  it('a sweep that misses the control listing is blind, whatever its counts say, and covers nothing', async () => {
    const { visible, hidden } = plantedAds(388_700_000, [ANIMALS], NOW);
    const [own] = visible;
    if (!own) throw new Error('nothing planted');
    for (const ad of [own, hidden]) standin.add(ad);
    const sweepWith = async (n: number) => {
      const url = `https://www.olx.kz/d/obyavlenie/x-ID${codeOfId(n)}.html`;
      const [id] = await office.work([SWEEP], { platforms: { olx: { enabled: true, control: url } } });
      return runOfJob(test.db, id ?? '');
    };
    expect(await sweepWith(hidden.n)).toMatchObject({ coverage: 'blind' });
    expect((await coveredUntil(test.db)).has('olx')).toBe(false);
    expect(await sweepWith(own.n)).toMatchObject({ coverage: 'complete' });
    expect((await coveredUntil(test.db)).has('olx')).toBe(true);
  });
});
