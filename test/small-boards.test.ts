import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BY_HAND, platforms } from '../scrapers/directory.ts';
import { inventAds } from './standins/ads.ts';
import { SMALL_BOARDS } from './standins/all.ts';
import { runQorgan } from './standins/command-line.ts';
import { INVENTED_PERSON, inventedConfig } from './standins/organisation.ts';
import { PROTECTED, plantedAds } from './standins/planted.ts';
import type { Standin } from './standins/platform.ts';
import { seedDatabase } from './standins/seeded-database.ts';

const NOW = new Date();
const IDS = Object.keys(SMALL_BOARDS);
const FIRST_N = 388_900_000;
/** More ads than one page of any of these boards holds. */
const STRANGERS = 66;

interface Row {
  platform: string;
  ad: string;
  coverage: string | null;
  counts: Record<string, number>;
  reasons: { kind: string; where: string }[];
  byHand?: string;
}

let home: string;
const standins = new Map<string, Standin>();
const planted: string[] = [];
/** Ads whose number stands only behind the button: on every board but the mall, which has no button. */
const buried: string[] = [];

beforeAll(async () => {
  home = join(mkdtempSync(join(tmpdir(), 'qorgan-boards-')), 'home');
  for (const [id, start] of Object.entries(SMALL_BOARDS)) {
    const walks = platforms()
      .find((one) => one.id === id)
      ?.indexWalks({ depth: 'full' })
      .map((walk) => walk.name);
    const { visible, hidden } = plantedAds(FIRST_N, walks ?? [], NOW);
    // One a board: each match is proven in Chromium, and the ways of writing a number are tested elsewhere.
    const shown = visible.slice(0, 1);
    planted.push(...shown.map((ad) => `${id} ${ad.n}`));
    if (id !== 'satu') buried.push(`${id} ${hidden.n}`);
    standins.set(id, await start([...inventAds(STRANGERS, 6, walks ?? [], NOW), ...shown, hidden]));
  }
  await seedDatabase(home);
  await rows(['init']);
  writeFileSync(join(home, 'config.json'), JSON.stringify(inventedConfig(IDS, 1)));
  await rows(['person', 'add', '--from', '-'], JSON.stringify(INVENTED_PERSON));
  const control = ['--control-how', 'code read back', '--control-verified-by', 'Test Staff'];
  await rows(['number', 'add', 'p1', '--digits-from', '-', ...control], PROTECTED);
}, 240_000);
afterAll(async () => {
  await Promise.all([...standins.values()].map((standin) => standin.close()));
  rmSync(join(home, '..'), { recursive: true, force: true });
});

function qorgan(args: readonly string[], input = '') {
  const origins = [...standins].map(([id, { origin }]) => `${id}=${origin}`).join(',');
  return runQorgan(args, { env: { QORGAN_HOME: home, QORGAN_ORIGINS: origins }, input });
}

async function rows(args: readonly string[], input = '', codes: readonly number[] = [0]): Promise<Row[]> {
  const result = await qorgan(args, input);
  expect(codes, `${args.join(' ')}: ${result.stderr}`).toContain(result.code);
  return args.includes('--json') ? (JSON.parse(result.stdout) as Row[]) : [];
}

describe('a sweep of the smaller boards', { timeout: 300_000 }, () => {
  let all: Row[];

  it('finds every planted visible ad on each, and asks for nothing that the board does not know', async () => {
    all = await rows(['sweep', '--json', '--by-hand']);
    const swept = all.filter((row) => row.byHand === undefined);
    expect(swept.map((row) => row.platform).sort()).toEqual([...IDS].sort());
    for (const { platform, coverage, reasons, counts } of swept) {
      const missed = reasons.filter(({ kind }) => kind !== 'number-hidden');
      expect({ coverage, missed }, platform).toEqual({ coverage: 'complete', missed: [] });
      expect(counts.cards, platform).toBeGreaterThanOrEqual(STRANGERS);
      // Only the mall prints the phone: everywhere else there may be one that a guest does not see.
      expect(counts.numberHidden, platform).toBe(platform === 'satu' ? 0 : counts.listingsRead);
    }
    const found = await rows(['matches', '--json']);
    const named = (some: readonly Row[]) => some.map((row) => `${row.platform} ${row.ad}`);
    const open = named(await rows(['lookups', '--json']));
    // None is silently missed: what stands only behind a button is revealed, or waits for a person.
    const revealed = buried.filter((ad) => named(found).includes(ad));
    expect(named(found).sort()).toEqual([...planted, ...revealed].sort());
    for (const ad of buried) expect([...revealed, ...open], ad).toContain(ad);
    for (const [id, { unexpected }] of standins) expect(unexpected, id).toEqual([]);
  });

  it('has a row too for each platform looked at by hand, where it was asked for', () => {
    const byHand = all.filter((row) => row.byHand !== undefined);
    expect(byHand.map((row) => row.platform)).toEqual(BY_HAND.map(({ id }) => id));
    for (const row of byHand) expect(row).toMatchObject({ run: null, coverage: null, counts: {}, reasons: [] });
  });

  it('says in print why it does not look at them, and reads no known ad again', async () => {
    const before = [...standins.values()].reduce((sum, { requests }) => sum + requests.length, 0);
    const printed = await qorgan(['sweep']);
    expect(printed.code, printed.stderr).toBe(0);
    for (const { id, why } of BY_HAND) expect(printed.stdout).toContain(`by hand only: ${id}: ${why}\n`);
    const asked = [...standins.values()].reduce((sum, { requests }) => sum + requests.length, 0) - before;
    expect(asked).toBeLessThan(60);
  });

  it('tells a board that refuses apart from one where nothing is found', async () => {
    for (const standin of standins.values()) standin.trouble = '403';
    const refused = await rows(['sweep', '--json'], '', [4]);
    for (const standin of standins.values()) standin.trouble = null;
    expect(refused.map((row) => [row.platform, row.coverage]).sort()).toEqual(IDS.map((id) => [id, 'blind']).sort());
  });

  it('does not sweep a platform on request either that is looked at by hand', async () => {
    const asked = await qorgan(['sweep', '--platform', 'flagma']);
    expect(asked).toMatchObject({ code: 2, stdout: '' });
    expect(asked.stderr).toMatch(/flagma is looked at by hand only: its terms forbid robots/);
  });
});
