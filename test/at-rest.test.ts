import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkedLinks, startCheck } from '../db/checks.ts';
import { openDatabase } from '../db/client.ts';
import { openHome } from '../db/home.ts';
import { openQueue } from '../db/job-queue.ts';
import { DEFAULT_LIMITS } from '../db/limits.ts';
import { listRuns } from '../db/runs.ts';
import { foundIn, numberTexts } from './standins/byte-search.ts';
import { runQorgan } from './standins/command-line.ts';
import { type Installation, install, walksOf } from './standins/installation.ts';
import { startOlx } from './standins/olx.ts';
import { INVENTED_PERSON } from './standins/organisation.ts';
import { plantedAds } from './standins/planted.ts';
import type { Standin } from './standins/platform.ts';
import { dumpOf, filesUnder } from './standins/small-home.ts';

const PASSPHRASE = 'қорған quiet rampart';
const planted = plantedAds(388_900_000, walksOf('olx'), new Date()).visible;
const ads = planted.map((ad) => String(ad.n));
/** What nobody may learn from the disk: number, name, words of the ad and of the letter, which ad. */
const SECRETS = [...numberTexts('7091234501'), INVENTED_PERSON.name, 'Сынақова', 'корову', 'Ербол', 'Звоните', ...ads];

let olx: Standin;
let installation: Installation;
let temporary: string;

beforeAll(async () => {
  olx = await startOlx(planted);
  temporary = mkdtempSync(join(tmpdir(), 'qorgan-at-rest-'));
  const env = { QORGAN_PASSPHRASE: PASSPHRASE, TMPDIR: temporary };
  installation = await install(`olx=${olx.origin}`, env);
}, 300_000);
afterAll(async () => {
  await olx.close();
  installation.remove();
  rmSync(temporary, { recursive: true, force: true });
});

/** A look that fails, which leaves its reason, and a link pasted into the console, whose job waits: both about an ad of ours. */
async function askAboutOurs(): Promise<void> {
  const { home, run, json } = installation;
  const [match] = await json<{ url: string }[]>(['matches']);
  olx.trouble = 'soft-404';
  expect((await run(['check', match?.url ?? ''])).code).toBe(4);
  olx.trouble = null;
  const settings = { home, databaseUrl: undefined, passphrase: PASSPHRASE, rootKey: undefined };
  const { db, vault, database, close } = await openHome(settings, new Date());
  try {
    const [failed] = await listRuns(db);
    expect(failed).toMatchObject({ kind: 'check', reasons: [{ where: 'an ad', kind: 'layout' }] });
    const links = [{ platform: 'olx', adId: ads[0] ?? '', url: null, notAsked: null }] as const;
    const asked = { by: 'Test Staff', tried: 1, links, sightings: null };
    const { id } = await startCheck(db, vault, await openQueue(database, vault), asked, DEFAULT_LIMITS, new Date());
    expect(await checkedLinks(db, vault, id)).toMatchObject([{ adId: ads[0], answer: 'waiting' }]);
  } finally {
    await close();
  }
}

describe('a data folder without its passphrase', { timeout: 600_000 }, () => {
  it('shows in none of its bytes, nor in temporary files, nor in a dump, whom it protects or from which ad', async () => {
    const { home, run, json } = installation;
    const good = async (args: readonly string[]) => {
      const result = await run(args);
      expect([0, 3], `${args.join(' ')}: ${result.stderr}`).toContain(result.code);
    };
    await good(['sweep', '--platform', 'olx']);
    const matches = await json<{ match: string; ad: string }[]>(['matches']);
    expect(matches.map((row) => row.ad).sort()).toEqual(ads);
    await good(['match', 'confirm', ...matches.map((row) => row.match), '--by', 'Test Staff']);
    const [letter] = await json<{ notice: string }[]>(['notice', 'draft', '--by', 'Test Staff']);
    await good(['notice', 'approve', letter?.notice ?? '', '--by', 'Test Director']);
    await good(['recheck', '--platform', 'olx']);
    await askAboutOurs();
    const database = await openDatabase({ home, databaseUrl: undefined });
    await database.pool.query('checkpoint');
    const dump = Buffer.from(await dumpOf(database));
    await database.close();

    expect(
      foundIn(
        dump,
        SECRETS.filter((secret) => !ads.includes(secret)),
      ),
    ).toEqual([]);
    const shown: string[] = [];
    for (const folder of [home, temporary])
      for (const { path, bytes } of filesUnder(folder)) {
        // The loader's copies of our own source, in which the invented number stands as an example.
        if (/^tsx-\d+\//.test(relative(folder, path))) continue;
        for (const secret of foundIn(bytes, SECRETS)) shown.push(`${relative(folder, path)}: ${secret}`);
        for (const secret of foundIn(Buffer.from(path), SECRETS)) shown.push(`the name ${path}: ${secret}`);
      }
    // Ids of ads that were looked at stand in looked_at, theirs among all others: those are judged below.
    expect(shown.filter((line) => !ads.some((ad) => line.endsWith(ad)))).toEqual([]);
    expect(
      shown.filter((line) => !line.startsWith('db/')).filter((line) => ads.some((ad) => line.includes(ad))),
    ).toEqual([]);
  });

  it('names an ad of ours in the database only among all those that were looked at', async () => {
    const database = await openDatabase({ home: installation.home, databaseUrl: undefined });
    const dump = await dumpOf(database);
    await database.close();
    const named = dump.split('\n').filter((line) => ads.some((ad) => line.includes(ad)));
    expect(named.map((line) => line.split(' ')[0])).toEqual(['public.looked_at']);
  });

  it('the search does find what lies open: in each spelling, in an archive and in the database', async () => {
    const { home } = installation;
    const number = '709 123 45 01';
    const open: Record<string, Buffer> = {
      utf8: Buffer.from(`x${number}`),
      utf16le: Buffer.from(`x${INVENTED_PERSON.name}`, 'utf16le'),
      utf16be: Buffer.from(`x${INVENTED_PERSON.name}`, 'utf16le').swap16(),
      escaped: Buffer.from('{"name":"\\u0421\\u044b\\u043d\\u0430\\u049b\\u043e\\u0432\\u0430"}'),
      base64: Buffer.from(Buffer.from(`ab${INVENTED_PERSON.name}cd`).toString('base64')),
      hex: Buffer.from(Buffer.from('7091234501').toString('hex')),
    };
    for (const [name, bytes] of Object.entries(open)) expect(foundIn(bytes, SECRETS), name).not.toEqual([]);
    const { default: JSZip } = await import('jszip');
    const zip = new JSZip().file('a.txt', `${'word '.repeat(50)}${number}`);
    expect(foundIn(await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }), SECRETS)).not.toEqual([]);
    const database = await openDatabase({ home, databaseUrl: undefined });
    await database.pool.query('create table planted as select $1::text as told', [`tel ${number}`]);
    await database.pool.query('checkpoint');
    expect(foundIn(Buffer.from(await dumpOf(database)), SECRETS)).toContain(number);
    await database.pool.query('drop table planted');
    await database.close();
    expect(filesUnder(home).some(({ bytes }) => foundIn(bytes, [number]).length > 0)).toBe(true);
    writeFileSync(join(temporary, 'control'), number);
    const wrong = await runQorgan(['person', 'list'], {
      env: { QORGAN_HOME: home, QORGAN_PASSPHRASE: 'another long phrase' },
    });
    expect(wrong.code).toBe(2);
    expect(wrong.stdout).toBe('');
  });
});
