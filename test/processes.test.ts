import type { ChildProcess } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../db/client.ts';
import { recordDueTime } from '../db/due-times.ts';
import { listRuns } from '../db/runs.ts';
import { openQueue } from '../pipeline/jobs/queue.ts';
import { inventAds } from './standins/ads.ts';
import { type Installation, install, walksOf } from './standins/installation.ts';
import { startKrisha } from './standins/krisha.ts';
import { plantedAds } from './standins/planted.ts';
import type { Standin } from './standins/platform.ts';

const NOW = new Date();
const WALKS = walksOf('krisha');
const { visible } = plantedAds(1_009_900_000, WALKS, NOW);
const [planted] = visible;
const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 100;
const LONGEST_MS = 120_000;

let krisha: Standin;
let installation: Installation;
let database: Database;
const children: ChildProcess[] = [];

beforeEach(async () => {
  if (!planted) throw new Error('nothing planted');
  krisha = await startKrisha([...inventAds(60, 5, WALKS, NOW), planted]);
  const platforms = {
    krisha: { requestsPerMinute: 60_000, revealsPerDay: 0 },
    olx: { enabled: false },
  };
  installation = await install(`krisha=${krisha.origin}`, {}, { platforms, photos: { perRun: 0 } });
  database = await openDatabase({ home: installation.home, databaseUrl: undefined });
}, LONGEST_MS);
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await database.close();
  await krisha.close();
  installation.remove();
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

const sweptRuns = async () => (await listRuns(database.db)).map(({ kind, coverage }) => `${kind} ${coverage}`);
const foundAds = async () =>
  (await installation.json<{ ad: string; evidence: { state: string }[] }[]>(['matches'])).map(({ ad, evidence }) => [
    ad,
    evidence.map(({ state }) => state),
  ]);
const FOUND = [[String(planted?.n), ['complete']]];

describe('the processes that run for months', { timeout: LONGEST_MS * 2 }, () => {
  it('worker does what others add, and ends at the first Ctrl-C', async () => {
    const worker = start(['worker', '--platform', 'krisha']);
    const queue = await openQueue(database);
    const id = await queue.add({ kind: 'sweep', platform: 'krisha' });
    await until(async () => (await queue.state({ queue: 'krisha-patient', id })) === 'done');
    worker.kill('SIGINT');
    const { code, stderr } = await worker.ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/krisha: m1 n1 plain strong/);
    expect(stderr).not.toMatch(/709123/);
    expect(await sweptRuns()).toEqual(['sweep complete']);
    expect(await foundAds()).toEqual(FOUND);
  });

  it('serve sweeps a night that was missed while it did not run, once', async () => {
    // The schedule was at work yesterday, and not since.
    for (const task of ['sweep', 'recheck', 'nightEnds'] as const)
      await recordDueTime(database.db, task, new Date(NOW.getTime() - 24 * HOUR_MS - 1));
    const serve = start(['serve']);
    await until(async () => (await sweptRuns()).includes('sweep complete'));
    serve.kill('SIGTERM');
    const { stderr } = await serve.ended;
    expect(stderr).toMatch(/krisha: m1 n1 plain strong/);
    expect(await sweptRuns()).toEqual(['sweep complete']);
    expect(await foundAds()).toEqual(FOUND);
  });

  it('a scan that is killed goes on where it stopped, within one page', async () => {
    const asked = () => krisha.requests.filter((request) => request.includes('sort_by=add_date-desc'));
    const killed = start(['scan', 'n1', '--platform', 'krisha']);
    // In the middle of the ads of an index page.
    await until(() => asked().length >= 3);
    killed.kill('SIGKILL');
    await killed.ended;
    const before = { pages: asked().length, requests: krisha.requests.length };
    const [row] = await installation.json<{ answer: string; coverage: string }[]>([
      'scan',
      'n1',
      '--platform',
      'krisha',
    ]);
    expect(row).toMatchObject({ answer: 'found', coverage: 'complete' });
    const pages = new Set(asked().slice(0, before.pages));
    expect(
      asked()
        .slice(before.pages)
        .filter((page) => pages.has(page)).length,
    ).toBeLessThanOrEqual(1);
    expect(await sweptRuns()).toEqual(['scan complete']);
    expect(await foundAds()).toEqual(FOUND);
  });
});
