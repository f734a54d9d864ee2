import type { ChildProcess } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../db/client.ts';
import { recordDueTime } from '../db/due-times.ts';
import { openQueue } from '../db/job-queue.ts';
import { listRuns } from '../db/runs.ts';
import { inventAds } from './standins/ads.ts';
import { type Installation, install, vaultOf, walksOf } from './standins/installation.ts';
import { startKrisha } from './standins/krisha.ts';
import { inventedConfig } from './standins/organisation.ts';
import { plantedAds } from './standins/planted.ts';
import type { Standin, StandinAd } from './standins/platform.ts';

const NOW = new Date();
const WALKS = walksOf('krisha');
const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 100;
const LONGEST_MS = 240_000;

let krisha: Standin;
let installation: Installation;
let database: Database;
const children: ChildProcess[] = [];
const planted: string[] = [];

/** So many ads newer than all before, one of them with the protected number. */
function post(count: number, n: number, minutesLater: number): StandinAd[] {
  const top = new Date(NOW.getTime() + minutesLater * 60_000);
  const [own] = plantedAds(1_009_900_000 + n, WALKS, top).visible;
  if (!own) throw new Error('nothing planted');
  planted.push(String(own.n));
  return [...inventAds(count, 5 + n, WALKS, top).map((ad) => ({ ...ad, n: ad.n + n, promoted: false })), own];
}

beforeAll(async () => {
  krisha = await startKrisha(post(60, 0, 0));
  const { platforms } = inventedConfig(['krisha'], 0);
  installation = await install(`krisha=${krisha.origin}`, {}, { platforms, photos: { perRun: 0 } });
  database = await openDatabase({ home: installation.home, databaseUrl: undefined });
}, LONGEST_MS);
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await database?.close();
  await krisha?.close();
  installation?.remove();
});

/** Starts a command that runs until it is stopped. */
function start(args: readonly string[]) {
  let child: ChildProcess | undefined;
  const ended = installation.run(args, {
    onStart: (started) => {
      child = started;
      children.push(started);
    },
  });
  return { ended, kill: (signal: NodeJS.Signals) => child?.kill(signal) };
}

async function until(is: () => Promise<boolean> | boolean): Promise<void> {
  const last = Date.now() + LONGEST_MS;
  while (!(await is())) {
    if (Date.now() > last) throw new Error('it did not come to pass in time');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Newest first. */
const lastRuns = async () => (await listRuns(database.db)).map(({ kind, coverage }) => `${kind} ${coverage}`);
/** Every planted ad, each with one whole proof. */
async function expectAllFound(): Promise<void> {
  const matches = await installation.json<{ ad: string; evidence: { state: string }[] }[]>(['matches']);
  expect(matches.map(({ ad }) => ad).sort()).toEqual([...planted].sort());
  for (const { ad, evidence } of matches)
    expect(
      evidence.filter(({ state }) => state === 'complete'),
      ad,
    ).toHaveLength(1);
}

describe('the processes that run for months', { timeout: LONGEST_MS * 2 }, () => {
  it('worker does what others add, and ends at the first Ctrl-C', async () => {
    const worker = start(['worker', '--platform', 'krisha']);
    const queue = await openQueue(database, await vaultOf(installation.home));
    const id = await queue.add({ kind: 'sweep', platform: 'krisha' });
    await until(async () => (await queue.state({ queue: 'krisha-patient', id })) === 'done');
    worker.kill('SIGINT');
    const { code, stderr } = await worker.ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/krisha: m1 n1 plain strong/);
    expect(stderr).not.toMatch(/709123/);
    expect(await lastRuns()).toEqual(['sweep complete']);
    await expectAllFound();
  });

  it('serve sweeps a night that was missed while it did not run, once', async () => {
    // The schedule was at work yesterday, and not since.
    for (const task of ['sweep', 'recheck', 'nightEnds'] as const)
      await recordDueTime(database.db, task, new Date(NOW.getTime() - 24 * HOUR_MS - 1));
    for (const ad of post(5, 1_000, 60)) krisha.add(ad);
    const serve = start(['serve']);
    await until(async () => (await lastRuns()).filter((run) => run === 'sweep complete').length === 2);
    serve.kill('SIGTERM');
    const { stderr } = await serve.ended;
    expect(stderr).toMatch(/krisha: m\d+ n1 plain strong/);
    expect(await lastRuns()).toEqual(['sweep complete', 'sweep complete']);
    await expectAllFound();
  });

  it('a scan that is killed goes on where it stopped, within one page', async () => {
    const asked = () => krisha.requests.filter((request) => request.includes('sort_by=add_date-desc'));
    for (const ad of post(120, 2_000, 120)) krisha.add(ad);
    const from = asked().length;
    const killed = start(['scan', 'n1', '--platform', 'krisha']);
    // In the middle of the ads of an index page.
    await until(() => asked().length >= from + 3);
    killed.kill('SIGKILL');
    await killed.ended;
    const cut = asked().length;
    const [row] = await installation.json<{ answer: string; coverage: string }[]>([
      'scan',
      'n1',
      '--platform',
      'krisha',
    ]);
    expect(row).toMatchObject({ answer: 'found', coverage: 'complete' });
    const pages = new Set(asked().slice(from, cut));
    expect(
      asked()
        .slice(cut)
        .filter((page) => pages.has(page)).length,
    ).toBeLessThanOrEqual(1);
    expect(await lastRuns()).toEqual(['scan complete', 'sweep complete', 'sweep complete']);
    await expectAllFound();
  });
});
