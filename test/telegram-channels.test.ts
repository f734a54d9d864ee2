import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { inventAds } from './standins/ads.ts';
import { runQorgan } from './standins/command-line.ts';
import { INVENTED_CONFIG, INVENTED_PERSON } from './standins/organisation.ts';
import { PROTECTED, plantedAds } from './standins/planted.ts';
import type { Standin } from './standins/platform.ts';
import { seedDatabase } from './standins/seeded-database.ts';
import { postId, startTelegram } from './standins/telegram.ts';

const CHANNELS = ['oydan_bazar', 'oydan_taxi'];
const NOW = new Date();
const { visible } = plantedAds(388_900_000, CHANNELS, NOW);

let home: string;
let standin: Standin;

function configure(channels: readonly string[] | undefined, others = INVENTED_CONFIG.platforms) {
  const telegram = channels === undefined ? {} : { channels, requestsPerMinute: 60_000 };
  writeFileSync(join(home, 'config.json'), JSON.stringify({ ...INVENTED_CONFIG, platforms: { ...others, telegram } }));
}
function qorgan(args: readonly string[], input = '') {
  return runQorgan(args, { env: { QORGAN_HOME: home, QORGAN_ORIGINS: `telegram=${standin.origin}` }, input });
}

beforeAll(async () => {
  home = join(mkdtempSync(join(tmpdir(), 'qorgan-telegram-')), 'home');
  standin = await startTelegram([...inventAds(70, 3, CHANNELS, NOW), ...visible]);
  await seedDatabase(home);
  await qorgan(['init']);
});
afterAll(async () => {
  await standin.close();
  rmSync(join(home, '..'), { recursive: true, force: true });
});

describe('Telegram channels, from config.json to the proof', { timeout: 240_000 }, () => {
  it('a sweep without channels says why it does not look there, and asking for it alone is a mistake', async () => {
    configure(undefined);
    expect((await qorgan(['sweep'])).stderr).toMatch(/not looked at: telegram: no channel to look at/);
    const alone = await qorgan(['sweep', '--platform', 'telegram']);
    expect(alone.code).toBe(2);
    expect(alone.stderr).toMatch(/telegram: no channel to look at: .*platforms\.telegram\.channels/);
    expect(standin.requests).toEqual([]);
  });

  it('takes names, not addresses, and only for telegram', () => {
    configure(['https://t.me/oydan_bazar']);
    expect(() => readConfig({ QORGAN_HOME: home })).toThrow(/platforms\.telegram\.channels.*a name as in t\.me/);
    configure(['../../etc']);
    expect(() => readConfig({ QORGAN_HOME: home })).toThrow(/a name as in t\.me/);
    configure(undefined, {
      ...INVENTED_CONFIG.platforms,
      olx: { requestsPerMinute: 1, channels: ['oydan_bazar'] } as never,
    });
    expect(() => readConfig({ QORGAN_HOME: home })).toThrow(/channels are a setting of telegram alone/);
  });

  it('finds every planted post in the channels named, and proves each in a folder of its own', async () => {
    configure(CHANNELS);
    await qorgan(['person', 'add', '--from', '-'], JSON.stringify(INVENTED_PERSON));
    const control = ['--control-how', 'code read back', '--control-verified-by', 'Test Staff'];
    await qorgan(['number', 'add', 'p1', '--digits-from', '-', ...control], PROTECTED);
    const sweep = await qorgan(['sweep', '--platform', 'telegram', '--json']);
    expect(JSON.parse(sweep.stdout)).toEqual([expect.objectContaining({ platform: 'telegram', coverage: 'complete' })]);
    const matches = JSON.parse((await qorgan(['matches', '--json'])).stdout) as {
      ad: string;
      evidence: { state: string; folder: string }[];
    }[];
    expect(matches.map((match) => match.ad).sort()).toEqual(visible.map(postId).sort());
    for (const { evidence } of matches) {
      expect(evidence).toEqual([expect.objectContaining({ state: 'complete' })]);
      // At random: a folder's name tells no ad, and its files are sealed.
      expect(evidence[0]?.folder).toMatch(/^evidence\/telegram\/[0-9a-f]{12}\//);
      expect(existsSync(join(home, evidence[0]?.folder ?? '', 'manifest.json.age'))).toBe(true);
    }
    expect(readdirSync(join(home, 'evidence', 'telegram')).length).toBe(matches.length);
    expect(standin.unexpected).toEqual([]);
  });
});
