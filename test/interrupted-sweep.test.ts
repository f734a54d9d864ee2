import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventAds } from './standins/ads.ts';
import { type Installation, install, walksOf } from './standins/installation.ts';
import { startOlx } from './standins/olx.ts';
import { plantedAds } from './standins/planted.ts';
import type { Standin } from './standins/platform.ts';

const NOW = new Date();
const WALKS = walksOf('olx');
const { visible, hidden } = plantedAds(388_900_000, WALKS, NOW);
const PLANTED = visible.map((ad) => String(ad.n)).sort();

let olx: Standin;
let installation: Installation;

beforeAll(async () => {
  olx = await startOlx([...inventAds(600, 5, WALKS, NOW), ...visible, hidden]);
  installation = await install(`olx=${olx.origin}`);
});
afterAll(async () => {
  await olx.close();
  installation.remove();
});

describe('a sweep that staff stop', { timeout: 240_000 }, () => {
  it('saves what it has at the first Ctrl-C, says so, and the next one goes on where it stopped', async () => {
    let child: ChildProcess | undefined;
    let asked = 0;
    olx.onRequest = () => {
      asked++;
      if (asked === 12) child?.kill('SIGINT');
    };
    const cut = await installation.run(['sweep', '--platform', 'olx'], {
      onStart: (started) => {
        child = started;
      },
    });
    olx.onRequest = null;
    expect(cut.code).toBe(130);
    expect(cut.stderr).toMatch(/finishing the page in flight/);
    expect(cut.stdout).toMatch(/could not look: olx: .*interrupted/);
    expect(asked).toBeLessThan(40);
    const before = olx.requests.length;
    const [row] = await installation.json<{ run: string; coverage: string; counts: Record<string, number> }[]>([
      'sweep',
      '--platform',
      'olx',
    ]);
    expect(row).toMatchObject({ run: 'r1', coverage: 'complete' });
    const pages = (requests: readonly string[]) =>
      new Set(requests.filter((request) => request.includes('created_at:desc')));
    const first = pages(olx.requests.slice(0, before));
    const again = [...pages(olx.requests.slice(before))].filter((page) => first.has(page));
    expect(again.length).toBeLessThanOrEqual(1);
    const matches = await installation.json<{ ad: string }[]>(['matches']);
    expect(matches.map((match) => match.ad).sort()).toEqual(PLANTED);
  });
});
