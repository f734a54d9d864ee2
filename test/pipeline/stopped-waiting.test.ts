import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { giveLeaseBack, takeLease } from '../../db/leases.ts';
import { thisProcess } from '../../db/processes.ts';
import { listRuns, markInterrupted, startRun } from '../../db/runs.ts';
import { covered, runs, walks } from '../../db/schema/runs.ts';
import { StoppedWaiting } from '../../pipeline/jobs/lease.ts';
import { orInterrupted, stoppablePause } from '../../pipeline/stopped-waiting.ts';
import { inventAds } from '../standins/ads.ts';
import { freshDatabase, type TestDatabase } from '../standins/databases.ts';
import { walksOf } from '../standins/installation.ts';
import { startKrisha } from '../standins/krisha.ts';
import { type Office, openOffice } from '../standins/office.ts';
import type { Standin } from '../standins/platform.ts';

const NOW = new Date();
const [ANIMALS = ''] = walksOf('krisha');
const SWEEP = { kind: 'sweep', platform: 'krisha' } as const;

let test: TestDatabase;
let standin: Standin;
let office: Office;

beforeAll(async () => {
  test = await freshDatabase('server');
  standin = await startKrisha(inventAds(180, 1, [ANIMALS], NOW));
  office = await openOffice(test, `krisha=${standin.origin}`, 60_000);
});
afterAll(async () => {
  await standin.close();
  await test.close();
});
beforeEach(async () => {
  for (const table of [covered, walks, runs]) await test.db.delete(table);
});

const lease = { name: 'krisha', holder: 'somebody-else', quietMs: 0 };
const hold = () => takeLease(test.db, { ...lease, urgency: 'urgent', process: thisProcess(), heldMs: 60_000 });

describe('a run that staff stop while it waits for the platform’s turn', { timeout: 60_000 }, () => {
  it.each([
    SWEEP,
    { kind: 'check', platform: 'krisha', adId: '700000001' },
    { kind: 'pulse', platform: 'krisha' },
  ] as const)('is not left running, has looked at nothing, and asks for nothing: $kind', async (job) => {
    const asked = standin.requests.length;
    await hold();
    const until = Date.now() + 700;
    await office.work([job], { stopping: () => Date.now() > until });
    await giveLeaseBack(test.db, lease);
    const [run] = await listRuns(test.db, { platform: 'krisha' });
    expect(run).toMatchObject({ kind: job.kind, state: 'interrupted', coverage: 'blind' });
    expect(run?.reasons[0]).toMatchObject({ kind: 'interrupted', detail: 'stopped while waiting for krisha' });
    expect(standin.requests).toHaveLength(asked);
  });

  it('goes on with the same run where it had read pages before', async () => {
    const asked = standin.requests.length;
    let held = false;
    let until = Number.POSITIVE_INFINITY;
    standin.onRequest = () => {
      // After the first page: a run that read none has looked at nothing.
      if (held || standin.requests.length < asked + 45) return;
      held = true;
      until = Date.now() + 2_500;
      // Urgent work takes the platform in the middle of the sweep, and keeps it until the sweep is stopped.
      const take = (): Promise<undefined> =>
        hold().then((taken) =>
          taken || Date.now() > until ? undefined : new Promise((r) => setTimeout(r, 20)).then(take),
        );
      void take();
    };
    await office.work([SWEEP], { stopping: () => Date.now() > until });
    standin.onRequest = null;
    await giveLeaseBack(test.db, lease);
    const [cut] = await listRuns(test.db, { platform: 'krisha' });
    expect(cut).toMatchObject({ state: 'interrupted', coverage: 'partial' });
    await office.work([SWEEP]);
    const all = await listRuns(test.db, { platform: 'krisha' });
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ id: cut?.id, state: 'ended', coverage: 'complete' });
  });

  it('ends no run that goes on elsewhere: only its own, and only while it runs', async () => {
    const own = await startRun(test.db, { kind: 'recheck', platform: 'krisha' }, NOW);
    const other = await startRun(test.db, { kind: 'recheck', platform: 'krisha' }, NOW);
    const at = { db: test.db, clock: () => NOW };
    const work = () => Promise.reject(new StoppedWaiting('stopped while waiting for krisha'));
    await expect(orInterrupted(at, own, work)).rejects.toThrow(StoppedWaiting);
    const broken = () => Promise.reject(new Error('a bug'));
    await expect(orInterrupted(at, other, broken)).rejects.toThrow('a bug');
    const states = new Map((await listRuns(test.db)).map(({ id, state }) => [id, state]));
    expect([states.get(own.id), states.get(other.id)]).toEqual(['interrupted', 'running']);
  });

  it('that was killed is marked so when somebody works a day later', async () => {
    const killed = await startRun(
      test.db,
      { kind: 'recheck', platform: 'krisha' },
      new Date(NOW.getTime() - 25 * 3_600_000),
    );
    const alive = await startRun(test.db, { kind: 'recheck', platform: 'krisha' }, NOW);
    await office.work([{ kind: 'check', platform: 'krisha', adId: '700000001' }]);
    const states = new Map((await listRuns(test.db)).map(({ id, state }) => [id, state]));
    expect([states.get(killed.id), states.get(alive.id)]).toEqual(['interrupted', 'running']);
    expect(await markInterrupted(test.db, NOW, NOW)).not.toContain(killed.id);
  });
});

describe('staff who stop the work', () => {
  const wait = (ms: number) => stoppablePause('krisha', () => true)(ms);

  it('do not wait for the end of a long pause that a platform asked for', async () => {
    await expect(wait(120_000)).rejects.toThrow('stopped while waiting for krisha');
  });

  it('wait for the page in flight, at the platform’s pace', async () => {
    const began = performance.now();
    await wait(700);
    expect(performance.now() - began).toBeGreaterThan(690);
  });

  it('do not wait until a request that failed was tried three times', async () => {
    const asked = standin.requests.length;
    standin.trouble = 'reset';
    await office.work([SWEEP], { stopping: () => standin.requests.length > asked });
    standin.trouble = null;
    expect(standin.requests.slice(asked)).toHaveLength(1);
  });
});
