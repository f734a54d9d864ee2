import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { platforms } from '../scrapers/directory.ts';
import { inventAds } from './standins/ads.ts';
import { runQorgan } from './standins/command-line.ts';
import { startOlx } from './standins/olx.ts';
import { INVENTED_PERSON, inventedConfig } from './standins/organisation.ts';
import { PROTECTED, plantedAds } from './standins/planted.ts';
import type { Standin } from './standins/platform.ts';

const NOW = new Date();
const WALKS =
  platforms()
    .find((one) => one.id === 'olx')
    ?.indexWalks({ depth: 'full' })
    .map((walk) => walk.name) ?? [];
const { visible, hidden } = plantedAds(388_900_000, WALKS, NOW);
const PLANTED = visible.map((ad) => String(ad.n)).sort();

let home: string;
let olx: Standin;

beforeEach(async () => {
  home = join(mkdtempSync(join(tmpdir(), 'qorgan-interrupted-')), 'home');
  olx = await startOlx([...inventAds(600, 5, WALKS, NOW), ...visible, hidden]);
  await qorgan(['init']);
  writeFileSync(join(home, 'config.json'), JSON.stringify(inventedConfig(['olx'], 0)));
  await qorgan(['person', 'add', '--from', '-'], { input: JSON.stringify(INVENTED_PERSON) });
  const control = ['--control-how', 'code read back', '--control-verified-by', 'Test Staff'];
  await qorgan(['number', 'add', 'p1', '--digits-from', '-', ...control], { input: PROTECTED });
}, 60_000);
afterEach(async () => {
  await olx.close();
  rmSync(join(home, '..'), { recursive: true, force: true });
});

function qorgan(args: readonly string[], options: { input?: string; onStart?: (child: ChildProcess) => void } = {}) {
  return runQorgan(args, { env: { QORGAN_HOME: home, QORGAN_ORIGINS: `olx=${olx.origin}` }, ...options });
}

/** A sweep that gets this signal when it makes its n-th request. */
async function sweepSignalled(signal: NodeJS.Signals, n: number) {
  let child: ChildProcess | undefined;
  let asked = 0;
  olx.onRequest = () => {
    asked++;
    if (asked === n) child?.kill(signal);
  };
  const result = await qorgan(['sweep', '--platform', 'olx'], {
    onStart: (started) => {
      child = started;
    },
  });
  olx.onRequest = null;
  return { ...result, asked };
}

async function storedMatches() {
  const { stdout } = await qorgan(['matches', '--json']);
  return JSON.parse(stdout) as { ad: string; evidence: { state: string }[] }[];
}

describe('a sweep that is cut off', { timeout: 120_000 }, () => {
  it('loses no match and doubles none, wherever kill -9 hit it', async () => {
    // The first pages are where the planted ads are examined and pictured, so most points lie there.
    for (const n of [2, 3, 4, 6, 8, 11]) {
      const { code } = await sweepSignalled('SIGKILL', n);
      expect(code, `a sweep killed at request ${n}`).toBeNull();
    }
    const whole = await qorgan(['sweep', '--platform', 'olx', '--json']);
    expect(JSON.parse(whole.stdout)).toEqual([expect.objectContaining({ coverage: 'complete' })]);
    const matches = await storedMatches();
    expect(matches.map((match) => match.ad).sort()).toEqual(PLANTED);
    const lookups = JSON.parse((await qorgan(['lookups', '--json'])).stdout) as { ad: string }[];
    expect(lookups.map((lookup) => lookup.ad)).toContain(String(hidden.n));
    for (const match of matches)
      expect(match.evidence.filter((capture) => capture.state === 'complete')).toHaveLength(1);
  });

  it('saves what it has at the first Ctrl-C, says so, and never passes for a whole look', async () => {
    const cut = await sweepSignalled('SIGINT', 12);
    expect(cut.code).toBe(130);
    expect(cut.stderr).toMatch(/finishing the page in flight/);
    expect(cut.stdout).toMatch(/could not look: olx: .*interrupted/);
    expect(cut.asked).toBeLessThan(40);
    const before = await storedMatches();
    const whole = await qorgan(['sweep', '--platform', 'olx', '--json']);
    const [row] = JSON.parse(whole.stdout) as { coverage: string; counts: Record<string, number> }[];
    expect(row?.coverage).toBe('complete');
    expect(before.length + (row?.counts.matchesNew ?? 0)).toBe(PLANTED.length);
  });
});
