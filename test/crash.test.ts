import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveBrowser } from '../scrapers/browser-path.ts';
import { inventAds } from './standins/ads.ts';
import { type Installation, install, walksOf } from './standins/installation.ts';
import { startKrisha } from './standins/krisha.ts';
import { plantedAds } from './standins/planted.ts';
import type { Standin } from './standins/platform.ts';

const NOW = new Date();
const WALKS = walksOf('krisha');
/** `QORGAN_KILLS=500 npx vitest run test/crash.test.ts` for a longer night. */
const KILLS = Number(process.env.QORGAN_KILLS ?? 50);
const SEED = Number(process.env.QORGAN_KILL_SEED ?? 20_261_124);
/** The pace of the stand-in: one request in so many milliseconds, whoever asks. */
const INTERVAL_MS = 60;
/** A request in flight when its process is killed may be seen a little late by a busy test process. */
const CLOCK_SLACK_MS = 5;
/** Every so many kills the process that holds the database dies, too. */
const HOST_DIES_EVERY = 8;
/** A sweep at work, and one that waits to take over. */
const SWEEPS = 2;
/** So many that one sweep lasts for the default number of kills: each costs a request, and Chromium is not needed. */
const ADS = 500;
/** Index pages of the stand-in, twenty ads on each, and one more of each index. */
const PAGES = ADS / 20 + WALKS.length;
const FROM_MS = 50;
const SPREAD_MS = 500;

const { visible, hidden } = plantedAds(1_009_900_000, WALKS, NOW);

let krisha: Standin;
let installation: Installation;
const planted = new Set(visible.map((ad) => String(ad.n)));

beforeAll(async () => {
  // Told to each process, so that none spends its time on finding it.
  const browser = await resolveBrowser({
    given: process.env.QORGAN_BROWSER,
    path: process.env.PATH,
    note: () => undefined,
  });
  krisha = await startKrisha([...inventAds(ADS, 5, WALKS, NOW), ...visible, hidden]);
  installation = await install(
    `krisha=${krisha.origin}`,
    { QORGAN_BROWSER: browser },
    {
      platforms: { krisha: { requestsPerMinute: 60_000 / INTERVAL_MS, revealsPerDay: 0 }, olx: { enabled: false } },
    },
  );
});
afterAll(async () => {
  await krisha.close();
  installation.remove();
});

/** Draws the same numbers for the same seed: a night that went wrong can be lived again. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function hostPid(): number | null {
  const folder = join(installation.home, 'db');
  const lock = readdirSync(folder).find((name) => /^host\.\d+\.lock$/.test(name));
  return lock === undefined ? null : (JSON.parse(readFileSync(join(folder, lock), 'utf8')) as { pid: number }).pid;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; stderr: string }>;
}

function startSweep(): Running {
  let child: ChildProcess | undefined;
  const ended = installation.run(['sweep', '--platform', 'krisha', '--json'], {
    onStart: (started) => {
      child = started;
    },
  });
  if (!child) throw new Error('no process was started');
  return { child, ended };
}

describe('a sweep whose processes are killed again and again', { timeout: 600_000 + KILLS * 20_000 }, () => {
  it(`loses no match, doubles none and never asks faster than its pace (${KILLS} kills)`, async () => {
    const draw = dice(SEED);
    const running: Running[] = [];
    const strange: string[] = [];
    let killed = 0;
    let hostsKilled = 0;
    let completed = 0;
    const refill = () => {
      while (running.length < SWEEPS) {
        const one = startSweep();
        running.push(one);
        one.ended.then(({ code, stderr }) => {
          const at = running.indexOf(one);
          if (at >= 0) running.splice(at, 1);
          if (code === 0) completed++;
          // Killed, done, or told that its database went away: nothing else may happen to it.
          if (code !== null && code !== 0 && !(code === 2 && /connection to the database broke|cannot be/.test(stderr)))
            strange.push(`exit ${code}: ${stderr}`);
        });
      }
    };
    while (killed < KILLS) {
      refill();
      const asked = krisha.requests.length;
      const until = performance.now() + 15_000;
      // Somebody is at work again; then some time more, so that every moment of it is hit.
      while (krisha.requests.length === asked && performance.now() < until) await pause(10);
      await pause(FROM_MS + draw() * SPREAD_MS);
      const ad = plantedAds(1_010_000_000 + killed * 10, WALKS, new Date()).visible[
        Math.floor(draw() * visible.length)
      ];
      if (ad && killed % 5 === 0) {
        krisha.add({ ...ad, category: WALKS[Math.floor(draw() * WALKS.length)] ?? '' });
        planted.add(String(ad.n));
      }
      const victim = running[Math.floor(draw() * running.length)];
      if (!victim) continue;
      if (killed % HOST_DIES_EVERY === HOST_DIES_EVERY - 1) {
        const host = hostPid();
        if (host !== null) process.kill(host, 'SIGKILL');
        hostsKilled++;
      }
      victim.child.kill('SIGKILL');
      await victim.ended;
      killed++;
    }
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map((one) => one.ended));
    // Goes on where it stopped: each death costs at most the page that was being read.
    const pages = krisha.requests.filter((request) => request.includes('sort_by=add_date-desc'));
    const again = pages.length - new Set(pages).size;
    expect(again).toBeLessThanOrEqual(killed + hostsKilled + SWEEPS + completed * PAGES);

    // The first goes on with what was cut off; the second looks at what was posted above it meanwhile.
    const first = await installation.json<{ coverage: string }[]>(['sweep', '--platform', 'krisha']);
    const second = await installation.json<{ coverage: string }[]>(['sweep', '--platform', 'krisha']);
    expect([first[0]?.coverage, second[0]?.coverage]).toEqual(['complete', 'complete']);
    const matches = await installation.json<{ ad: string; evidence: { state: string; folder: string }[] }[]>([
      'matches',
    ]);
    expect(matches.map((match) => match.ad).sort()).toEqual([...planted].sort());
    for (const match of matches) {
      const whole = match.evidence.filter((capture) => capture.state === 'complete');
      expect(whole, match.ad).toHaveLength(1);
      expect(readdirSync(join(installation.home, whole[0]?.folder ?? ''))).toContain('manifest.json.age');
    }
    expect(strange).toEqual([]);
    expect(krisha.unexpected).toEqual([]);
    expect(hostsKilled).toBe(Math.floor(KILLS / HOST_DIES_EVERY));
    const gaps = krisha.times.slice(1).map((time, i) => time - (krisha.times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(INTERVAL_MS - CLOCK_SLACK_MS);
    // And the pace was reached: requests that come seldom anyway would prove nothing.
    const atPace = gaps.filter((gap) => gap < INTERVAL_MS * 3).length;
    expect(atPace).toBeGreaterThan(KILLS);
    console.info(
      `${killed} processes and ${hostsKilled} database hosts killed, ${krisha.requests.length} requests; while killing ` +
        `${pages.length} index pages, ${again} of them again; closest two requests ${Math.min(...gaps).toFixed(0)} ms apart, ${atPace} within three intervals`,
    );
  });
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
