import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { listCaptures } from '../db/captures.ts';
import { namesInCapture, readCaptureFile } from '../db/evidence-files.ts';
import { openHome } from '../db/home.ts';
import { identityOf } from '../db/person-recipient.ts';
import { platforms } from '../scrapers/directory.ts';
import { INVENTED_TEXTS, inventAds } from './standins/ads.ts';
import { runQorgan } from './standins/command-line.ts';
import { startKrisha } from './standins/krisha.ts';
import { startOlx } from './standins/olx.ts';
import { INVENTED_CONFIG, INVENTED_PERSON } from './standins/organisation.ts';
import { PROTECTED, plantedAds } from './standins/planted.ts';
import type { Standin } from './standins/platform.ts';
import { seedDatabase } from './standins/seeded-database.ts';

const NOW = new Date();
const walks = (id: string) =>
  platforms()
    .find((one) => one.id === id)
    ?.indexWalks({ depth: 'full' })
    .map((walk) => walk.name) ?? [];
const olxPlanted = plantedAds(388_900_000, walks('olx'), NOW);
const krishaPlanted = plantedAds(1_009_900_000, walks('krisha'), NOW);
const planted = [
  ...[...olxPlanted.visible, olxPlanted.hidden].map((ad) => `olx ${ad.n}`),
  ...[...krishaPlanted.visible, krishaPlanted.hidden].map((ad) => `krisha ${ad.n}`),
].sort();

let home: string;
let olx: Standin;
let krisha: Standin;

interface Row {
  platform: string;
  ad: string;
  coverage: string;
  counts: Record<string, number>;
  match: string;
  evidence: { state: string; folder: string }[];
  notice: string;
  folder: string;
  reference: string;
}

beforeAll(async () => {
  home = join(mkdtempSync(join(tmpdir(), 'qorgan-e2e-')), 'home');
  olx = await startOlx([...inventAds(160, 3, walks('olx'), NOW), ...olxPlanted.visible, olxPlanted.hidden]);
  krisha = await startKrisha([
    ...inventAds(120, 4, walks('krisha'), NOW),
    ...krishaPlanted.visible,
    krishaPlanted.hidden,
  ]);
  await seedDatabase(home);
  await good(['init']);
  writeFileSync(join(home, 'config.json'), JSON.stringify(INVENTED_CONFIG));
  await good(['person', 'add', '--from', '-'], JSON.stringify(INVENTED_PERSON));
  const control = ['--control-how', 'code read back', '--control-verified-by', 'Test Staff'];
  await good(['number', 'add', 'p1', '--digits-from', '-', ...control], PROTECTED);
});
afterAll(async () => {
  await Promise.all([olx.close(), krisha.close()]);
  rmSync(join(home, '..'), { recursive: true, force: true });
});

function qorgan(args: readonly string[], input = '') {
  const env = { QORGAN_HOME: home, QORGAN_ORIGINS: `olx=${olx.origin},krisha=${krisha.origin}` };
  return runQorgan(args, { env, input });
}

async function good(args: readonly string[], input = '', codes: readonly number[] = [0]): Promise<Row[]> {
  const result = await qorgan(args, input);
  expect(codes, `${args.join(' ')}: ${result.stderr}`).toContain(result.code);
  return args.includes('--json') ? (JSON.parse(result.stdout) as Row[]) : [];
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every file of every capture as it was before it was sealed; what lies in an archive also by itself. */
async function evidenceInClear(): Promise<{ name: string; bytes: Buffer }[]> {
  const open = await openHome(readConfig({ QORGAN_HOME: home }), new Date());
  const clear: { name: string; bytes: Buffer }[] = [];
  try {
    for (const { folder } of await listCaptures(open.db, open.vault))
      for (const file of (await namesInCapture(home, folder)) ?? []) {
        const bytes = await readCaptureFile(home, folder, file, [identityOf(open.vault)]);
        if (bytes === null) throw new Error(`${folder}: no ${file}`);
        clear.push({ name: `${folder} ${file}`, bytes });
        if (!file.endsWith('.wacz')) continue;
        for (const part of Object.values((await JSZip.loadAsync(bytes)).files)) {
          const held = await part.async('nodebuffer');
          clear.push({
            name: `${folder} ${file} ${part.name}`,
            bytes: part.name.endsWith('.gz') ? gunzipSync(held) : held,
          });
        }
      }
  } finally {
    await open.close();
  }
  return clear;
}

describe('a night’s work, on real parts', { timeout: 240_000 }, () => {
  it('finds every planted ad, the hidden ones by a reveal, and no other, and proves each at once', async () => {
    const sweep = await good(['sweep', '--json'], '', [0, 3]);
    expect(sweep.map((row) => row.coverage)).toEqual(['complete', 'complete']);
    const matches = await good(['matches', '--json']);
    expect(matches.map((row) => `${row.platform} ${row.ad}`).sort()).toEqual(planted);
    for (const match of matches) {
      expect(match.evidence).toEqual([expect.objectContaining({ state: 'complete' })]);
      const names = readdirSync(join(home, match.evidence[0]?.folder ?? ''));
      expect(names).toEqual(
        expect.arrayContaining(
          ['screenshot.png', 'page.html', 'record.json', 'manifest.json'].map((name) => `${name}.age`),
        ),
      );
    }
    expect([...olx.unexpected, ...krisha.unexpected]).toEqual([]);
  });

  it('a second sweep right after adds no row and asks only for index pages and robots', async () => {
    const before = [olx.requests.length, krisha.requests.length];
    const matches = await good(['matches', '--json']);
    const sweep = await good(['sweep', '--json'], '', [0, 3]);
    for (const row of sweep)
      expect(row.counts).toMatchObject({ fresh: 0, listingsRead: 0, matchesNew: 0, captures: 0 });
    expect((await good(['matches', '--json'])).length).toBe(matches.length);
    const asked = [...olx.requests.slice(before[0]), ...krisha.requests.slice(before[1])];
    expect(asked.filter((request) => /\/a\/show\/|\/d\/(kk\/)?obyavlenie\//.test(request))).toEqual([]);
  });

  it('an ad added later is found by the next sweep, under the known ones too', async () => {
    const late = plantedAds(388_990_000, walks('olx'), NOW).visible[0];
    if (!late) throw new Error('nothing planted');
    olx.add({ ...late, postedAt: new Date() });
    const sweep = await good(['sweep', '--platform', 'olx', '--json'], '', [0, 3]);
    expect(sweep[0]?.counts.matchesNew).toBe(1);
  });

  it('a platform that refuses is "could not look" with exit code 4, and nothing found is lost', async () => {
    const before = (await good(['matches', '--json'])).length;
    krisha.trouble = '468';
    const refused = await good(['sweep', '--platform', 'krisha', '--json'], '', [4]);
    krisha.trouble = null;
    expect(refused[0]?.coverage).toBe('blind');
    expect((await good(['matches', '--json'])).length).toBe(before);
  });

  it('letters are drafted, approved by a named person, and never sent by themselves', async () => {
    const matches = await good(['matches', '--json']);
    await good(['match', 'confirm', ...matches.map((row) => row.match), '--by', 'Test Staff']);
    const letters = await good(['notice', 'draft', '--by', 'Test Staff', '--json']);
    expect(letters.map((row) => row.platform).sort()).toEqual(['krisha', 'olx']);
    for (const letter of letters) {
      const clear = join(home, '..', letter.reference);
      await good(['notice', 'show', letter.notice, '--into', clear]);
      const names = readdirSync(clear).join(' ');
      expect(names).toMatch(/\.pdf/);
      expect(names).toMatch(/\.docx/);
      expect((await qorgan(['notice', 'sent', letter.notice, '--by', 'Test Staff', '--channel', 'e-mail'])).code).toBe(
        2,
      );
      await good(['notice', 'approve', letter.notice, '--by', 'Test Director']);
      expect((await qorgan(['notice', 'approve', letter.notice, '--by', 'Someone Else'])).stderr).not.toMatch(
        /internal error/,
      );
    }
    await good(['notice', 'sent', letters[0]?.notice ?? '', '--by', 'Test Staff', '--channel', 'e-mail']);
  });

  it('what was sent is followed: steps, terms, rechecks, figures and the lawyer’s list', async () => {
    const sent = ((await good(['notice', 'list', '--json'])) as unknown as { notice: string; state: string }[]).find(
      (row) => row.state === 'sent',
    );
    const notice = sent?.notice ?? '';
    const steps = (await good(['notice', 'steps', notice, '--json'])) as unknown as { move: string; by: string }[];
    expect(steps.map((step) => `${step.move} ${step.by}`)).toEqual(['approve Test Director', 'send Test Staff']);
    const due = (await good(['notice', 'due', '--json'])) as unknown as { what: string }[];
    // The other letter is approved and waits; the one that was sent has no term yet.
    expect(due.map((row) => row.what)).toEqual(['send']);
    const claimed = await qorgan(['notice', 'answer', notice, '--answer', 'removed', '--by', 'Test Staff']);
    expect([claimed.code, claimed.stderr]).toEqual([2, expect.stringContaining('needs a capture')]);
    await good(['notice', 'answer', notice, '--answer', 'says-removed', '--by', 'Test Staff', '--note', 'по телефону']);
    const rechecks = await good(['recheck', '--platform', 'olx', '--json'], '', [0, 3]);
    expect(rechecks[0]?.counts).toMatchObject({ removed: 0, goneOnce: 0 });
    expect(rechecks[0]?.counts.live).toBeGreaterThan(0);
    const figures = (await good(['figures', '--json'])) as unknown as { platform: string; found: number }[];
    expect(figures.map((row) => row.platform).sort()).toEqual(['krisha', 'olx']);
    expect((await qorgan(['figures', '--public', '--csv'])).stdout).toMatch(/^month,platform,found/);
    await good(['campaigns', '--json']);
    await good(['notice', 'template', 'check', 'takedown', 'ru', '--by', 'Test Lawyer']);
    const texts = (await good(['notice', 'template', 'list', '--json'])) as unknown as { checkedBy: string | null }[];
    expect(texts.filter((row) => row.checkedBy !== null)).toMatchObject([{ kind: 'takedown', language: 'ru' }]);
    expect((await qorgan(['notice', 'intake'])).stderr).toContain('set "mail.imap"');
  });

  it('no protected number stands in any file of the data folder, evidence and letters too, or in a file name', () => {
    const files = filesUnder(home);
    const spellings = ['77091234501', '7091234501', '87091234501', '709 123 45 01', '1234501'];
    expect(files.filter((file) => spellings.some((digits) => relative(home, file).includes(digits)))).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
    for (const file of files) {
      const bytes = readFileSync(file);
      for (const digits of spellings.slice(0, 4))
        expect(bytes.includes(digits), `${file} holds the number`).toBe(false);
    }
  });

  it('and no stranger’s text or number stands anywhere: neither in the database nor in evidence, opened', async () => {
    const evidence = await evidenceInClear();
    // What is searched is readable: each capture holds its own ad, in the page as in the archive of the web.
    for (const kind of [/ page\.html$/, /\.wacz .*\.warc/]) {
      const own = evidence.filter(({ name }) => kind.test(name));
      expect(own.length).toBeGreaterThanOrEqual(planted.length);
      expect(own.filter(({ bytes }) => !bytes.includes('родаю корову срочно')).map(({ name }) => name)).toEqual([]);
    }
    const strangers = INVENTED_TEXTS.map(([, text]) => text);
    const files = filesUnder(home).map((name) => ({ name, bytes: readFileSync(name) }));
    for (const { name, bytes } of [...files, ...evidence]) {
      for (const text of strangers) expect(bytes.includes(text), `${name} holds a stranger’s text`).toBe(false);
      expect(/(?:\+7|8) ?\(?709\)? ?5\d\d/.test(bytes.toString('latin1')), `${name} holds a stranger’s number`).toBe(
        false,
      );
    }
  });

  it('nothing in the data folder can be read by other users', () => {
    for (const path of [home, join(home, 'keys'), join(home, 'db')]) expect(statSync(path).mode & 0o077, path).toBe(0);
    for (const key of filesUnder(join(home, 'keys'))) expect(statSync(key).mode & 0o777).toBe(0o600);
  });
});
