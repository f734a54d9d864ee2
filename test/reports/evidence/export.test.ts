import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capturesOf } from '../../../db/captures.ts';
import { readCaptureFile } from '../../../db/evidence-files.ts';
import { confirmMatch, listMatches } from '../../../db/matches.ts';
import { askAuthority } from '../../../pipeline/evidence/authorities.ts';
import { createStamper, unconfirmed } from '../../../pipeline/evidence/stamp.ts';
import { readBundle, verifyBundle } from '../../../pipeline/evidence/verify-bundle.ts';
import { type ExportDeps, type ExportRequest, exportCase } from '../../../reports/evidence/export.ts';
import { createPdfPrinter, type PdfPrinter } from '../../../reports/render-pdf.ts';
import { resolveBrowser } from '../../../scrapers/browser-path.ts';
import { type EvidenceBench, openEvidenceBench } from '../../standins/evidence-bench.ts';
import { startTimestampAuthority, type TestAuthority } from '../../standins/timestamp-authority.ts';

let bench: EvidenceBench;
let printer: PdfPrinter;
let authority: TestAuthority;
let staff: string;
let out: string;
let unpacked: string;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'qorgan-export-'));
  bench = await openEvidenceBench();
  await bench.test.db.execute(sql`update consents set scopes = array['scan', 'letters', 'export']`);
  authority = await startTimestampAuthority('Invented Authority');
  staff = await generateIdentity();
  const recipients = [await identityToRecipient(staff)];
  await bench.take('krisha', { recipients });
  await bench.take('olx', { recipients });
  await confirmMatch(bench.test.db, 1, 'Test Staff', null, new Date());
  const roots = [readFileSync(authority.caFile, 'utf8')];
  const authorities = [{ name: 'authority-1', url: authority.url, roots, ofTheState: false }];
  const at = { db: bench.test.db, vault: bench.vault, home: bench.test.home, clock: () => new Date(), authorities };
  for (const capture of await unconfirmed(at))
    await createStamper({ ...at, by: 'Test Staff', ask: askAuthority }).stamp(capture.id);
  printer = createPdfPrinter(
    await resolveBrowser({ given: process.env.QORGAN_BROWSER, path: process.env.PATH, note: () => undefined }),
  );
  const letters = join(bench.test.home, 'letters');
  mkdirSync(letters, { recursive: true });
  await exportCase(deps(), request({ to: join(out, 'case.zip') }));
  unpacked = join(out, 'case');
  execFileSync('unzip', ['-q', join(out, 'case.zip'), '-d', unpacked], { env: { ...process.env, LC_ALL: 'C' } });
}, 240_000);
afterAll(async () => {
  await printer.close();
  await authority.close();
  await bench.close();
  rmSync(out, { recursive: true, force: true });
});

const deps = (over: Partial<ExportDeps> = {}): ExportDeps => ({
  db: bench.test.db,
  vault: bench.vault,
  home: bench.test.home,
  clock: () => new Date(),
  signer: bench.signer,
  identities: [staff],
  authorities: [{ name: 'authority-1', caFile: authority.caFile }],
  printPdf: printer.print,
  ...over,
});
const request = (over: Partial<ExportRequest> = {}): ExportRequest => ({
  matchIds: [1],
  by: 'Test Lawyer',
  copy: 'whole',
  letters: true,
  to: join(out, `${Math.random()}.zip`),
  ...over,
});
const filesUnder = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

/** Pixels of the red of the imitation's photo. */
function redIn(data: Buffer, channels: number): number {
  let red = 0;
  for (let at = 0; at < data.length; at += channels)
    if ((data[at] ?? 0) > 150 && (data[at + 1] ?? 0) < 80 && (data[at + 2] ?? 0) < 80) red++;
  return red;
}

describe('a bundle for a lawyer', { timeout: 240_000 }, () => {
  it('is checked by the commands in its own text, none of which is ours', () => {
    const text = readFileSync(join(unpacked, 'VERIFY.en.txt'), 'utf8');
    const commands = text.split('\n').filter((line) => /^ {3}(sha256sum|openssl) /.test(line));
    expect(commands).toHaveLength(4);
    for (const command of commands) {
      const said = execFileSync('sh', ['-c', `${command.trim()} 2>&1`], { cwd: unpacked, encoding: 'utf8' });
      expect(said, command).toMatch(/OK|Signature Verified Successfully/);
    }
    for (const language of ['ru', 'kk']) {
      const other = readFileSync(join(unpacked, `VERIFY.${language}.txt`), 'utf8');
      for (const command of commands) expect(other).toContain(command);
    }
  });

  it('is whole by itself, as a zip and as a folder, without database and keys', async () => {
    for (const path of [join(out, 'case.zip'), unpacked]) {
      const report = await verifyBundle(await readBundle(path));
      expect(report.differences).toEqual([]);
      expect(report.fingerprint).toBe(bench.signer.fingerprint);
      expect(report.captures.map(({ name, report: one }) => [name, one.times.length])).toEqual([['c1', 1]]);
      expect(report.captures[0]?.report.times[0]?.trusted).toBe(true);
    }
  });

  it('tells of this case only: of all other entries no more than a digest', () => {
    const lines = readFileSync(join(unpacked, 'log/extract.jsonl'), 'utf8').trim().split('\n');
    const bodies = lines.map(
      (line) => (JSON.parse(line) as { body: { kind: string; captures: number[] } | null }).body,
    );
    expect(bodies.flatMap((body) => body?.kind ?? [])).toEqual(['captured', 'reviewed', 'timestamped', 'exported']);
    // The other capture and its like, and the enrolment: person, consent, number.
    expect(bodies.filter((body) => body === null).length).toBe(5);
    expect(lines.join('\n')).not.toContain('388900000');
    expect(filesUnder(unpacked).join('\n')).not.toMatch(/c2|olx/);
  });

  it('whichever byte of whichever file is flipped, the file is named', async () => {
    const whole = await readBundle(unpacked);
    const names = [...whole.keys()].sort();
    expect(names.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(names.length - 1),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async (which, where, flip) => {
          const name = names[which] ?? '';
          const bytes = Buffer.from(whole.get(name) ?? '');
          const at = Math.floor(where * bytes.length);
          bytes[at] = (bytes[at] ?? 0) ^ flip;
          const { differences } = await verifyBundle(new Map([...whole, [name, bytes]]));
          const blamed = differences.map((one) => `${one.where} ${one.what}`).join('\n');
          expect(blamed).toContain(name);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('a file that is left out, or put in, or a log entry dropped, added or moved is named', async () => {
    const whole = await readBundle(unpacked);
    for (const name of whole.keys()) {
      const without = new Map([...whole].filter(([one]) => one !== name));
      const { differences } = await verifyBundle(without);
      expect(
        differences.map((one) => one.where),
        `without ${name}`,
      ).toContain(name);
    }
    const more = await verifyBundle(new Map([...whole, ['captures/c1/more.png', Buffer.from('x')]]));
    expect(more.differences.map((one) => one.where)).toContain('captures/c1/more.png');
    const lines = whole.get('log/extract.jsonl')?.toString().trim().split('\n') ?? [];
    const changed = async (list: readonly string[]) => {
      const log = Buffer.from(list.map((line) => `${line}\n`).join(''));
      return (await verifyBundle(new Map([...whole, ['log/extract.jsonl', log]]))).differences.map((one) => one.where);
    };
    for (let i = 0; i < lines.length; i++) {
      expect(await changed(lines.filter((_, at) => at !== i))).toContain(`log entry ${i + 1}`);
      expect(
        (await changed([...lines.slice(0, i), lines[i] ?? '', ...lines.slice(i)])).some((where) =>
          where.startsWith('log entry'),
        ),
      ).toBe(true);
      if (i > 0) {
        const moved = [...lines];
        [moved[i - 1], moved[i]] = [moved[i] ?? '', moved[i - 1] ?? ''];
        expect((await changed(moved)).some((where) => where.startsWith('log entry'))).toBe(true);
      }
    }
  });

  it('shows where a capture comes from on one page, in three languages, Kazakh letters and all', () => {
    for (const [language, words] of [
      ['ru', 'Сведения о происхождении фиксации c1'],
      ['kk', 'тіркеп алуының шығу тегі туралы мәлімет'],
      ['en', 'Provenance of capture c1'],
    ] as const) {
      const pdf = join(unpacked, 'provenance', `c1.${language}.pdf`);
      const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
      expect(text).toContain(words);
      expect(text).toContain('authority-1');
      expect(text).not.toContain('7091234501');
      expect(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })).toMatch(/Pages:\s+1\n/);
    }
  });

  it('is readable by its taker only, and never written over another', () => {
    expect(statSync(join(out, 'case.zip')).mode & 0o077).toBe(0);
    expect(readdirSync(out).filter((name) => /unfinished/.test(name))).toEqual([]);
  });
});

describe('an export is refused', { timeout: 120_000 }, () => {
  it('of sealed evidence without the identity, of an unknown match, and without a consent that covers it', async () => {
    await expect(exportCase(deps({ identities: [] }), request())).rejects.toThrow('--identity');
    await expect(exportCase(deps(), request({ matchIds: [99] }))).rejects.toThrow('no match m99');
    await bench.test.db.execute(sql`update consents set scopes = array['scan', 'letters']`);
    const to = join(out, 'refused.zip');
    await expect(exportCase(deps(), request({ to }))).rejects.toThrow('no consent in force covers');
    expect(existsSync(to)).toBe(false);
    await bench.test.db.execute(sql`update consents set scopes = array['scan', 'letters', 'export']`);
  });
});

describe('a working copy', { timeout: 120_000 }, () => {
  it('holds no page, no photo and no archive; of the picture only the ad’s own words can be read', async () => {
    expect((await listMatches(bench.test.db, bench.vault)).length).toBe(2);
    const to = join(out, 'working.zip');
    await exportCase(deps(), request({ to, copy: 'working', letters: false }));
    const files = await readBundle(to);
    expect((await verifyBundle(files)).differences).toEqual([]);
    expect([...files.keys()].filter((name) => /captures\/|wacz|html|photos/.test(name))).toEqual([]);
    const picture = files.get('working-copies/c1.png') ?? Buffer.alloc(0);
    writeFileSync(join(out, 'working.png'), picture);
    // The red photo of the imitation is gone: no pixel of it is left.
    const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(redIn(data, info.channels)).toBe(0);
    const folder = (await capturesOf(bench.test.db, bench.vault, 'krisha', '1009900000')).at(-1)?.folder ?? '';
    const whole = (await readCaptureFile(bench.test.home, folder, 'screenshot.png', [staff])) ?? Buffer.alloc(0);
    const before = await sharp(whole).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(redIn(before.data, before.info.channels)).toBeGreaterThan(10_000);
    // And the line with the number is as it was, pixel for pixel.
    const layout = await readCaptureFile(bench.test.home, folder, 'layout.json', [staff]);
    const [place] = (
      JSON.parse(layout?.toString() ?? '{}') as { number: { x: number; y: number; width: number; height: number }[] }
    ).number;
    if (!place) throw new Error('the number stands nowhere');
    const window = {
      left: Math.ceil(place.x),
      top: Math.ceil(place.y),
      width: Math.floor(place.width) - 1,
      height: Math.floor(place.height) - 1,
    };
    const cut = (from: Buffer) => sharp(from).removeAlpha().extract(window).raw().toBuffer();
    expect((await cut(picture)).equals(await cut(whole))).toBe(true);
  });
});
