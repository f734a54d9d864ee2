import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import JSZip from 'jszip';
import type { Browser } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capturesOf, hasCompleteCapture } from '../../../db/captures.ts';
import { isSignedBy } from '../../../db/signing-key.ts';
import { launchBrowser } from '../../../scrapers/browser.ts';
import { resolveBrowser } from '../../../scrapers/browser-path.ts';
import { PHOTO, SECRETS } from '../../standins/echoing-front.ts';
import { AD_TEXT, type EvidenceBench, openEvidenceBench } from '../../standins/evidence-bench.ts';
import { PROTECTED } from '../../standins/planted.ts';
import { openWacz, replayContext } from '../../standins/wacz-replay.ts';

interface Manifest {
  [name: string]: unknown;
  steps: { name: string; ok: boolean; detail: string | null }[];
  struck: { what: string; count: number }[];
  files: { name: string; sha256: string; bytes: number }[];
  shown: Record<string, unknown>;
}

const PLATFORMS = ['krisha', 'olx'] as const;
let bench: EvidenceBench;
let browser: Browser;
const folders: Record<string, string> = {};

beforeAll(async () => {
  bench = await openEvidenceBench();
  const path = await resolveBrowser({
    given: process.env.QORGAN_BROWSER,
    path: process.env.PATH,
    note: () => undefined,
  });
  browser = await launchBrowser(path);
  for (const platform of PLATFORMS) folders[platform] = await bench.inClear((await bench.take(platform)).folder);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await bench.close();
});

const file = (platform: string, name: string) => readFileSync(join(folders[platform] ?? '', name));
const manifestOf = (platform: string) => JSON.parse(file(platform, 'manifest.json').toString()) as Manifest;

describe.each(PLATFORMS)('a capture of a listing on the imitation of %s', { timeout: 120_000 }, (platform) => {
  it('takes every step and tells all that is to be told of it', () => {
    const manifest = manifestOf(platform);
    expect(manifest.steps.filter((step) => !step.ok)).toEqual([]);
    expect(manifest.files.map((one) => one.name).sort()).toEqual(
      expect.arrayContaining([
        'capture.wacz',
        'layout.json',
        'number.png',
        'page.html',
        'photos/01.png',
        'photos/02.png',
        'print.pdf',
        'record.json',
        'screenshot.png',
        'seen.html',
      ]),
    );
    expect(manifest).toMatchObject({
      purpose: 'match',
      platform,
      clockOffset: 'not known',
      tool: { name: 'Qorgan/test', commit: 'not known' },
      collector: 'Test Staff',
      capturedAtAlmaty: expect.stringMatching(/\+05:00$/),
      number: {
        matches: [{ number: 'n1', how: 'plain', strength: 'strong', fields: ['description'] }],
        revealedAtUtc: null,
      },
      ad: { photos: 2, postedAt: expect.any(String) },
    });
    expect(manifest.shown).toMatchObject({
      status: 200,
      server: { address: new URL(bench.front[platform].origin).host, tls: 'none: plain HTTP' },
      locale: 'ru-KZ',
      timezone: 'Asia/Almaty',
      viewport: { width: 1280, height: 900 },
    });
    expect(JSON.stringify(manifest)).not.toContain(PROTECTED.slice(2));
    const signed = isSignedBy(bench.signer.publicPem, file(platform, 'manifest.json'), file(platform, 'manifest.sig'));
    expect(signed).toBe(true);
  });

  it('loads the page once', () => {
    const pages = bench.front[platform].asked.filter((path) => /\/a\/show\/|\/obyavlenie\//.test(path));
    // One look by plain HTTP that saw the number, one in the browser.
    expect(pages).toHaveLength(2);
  });

  it('holds no cookie, no token and no address of the visitor, and says that they were struck', async () => {
    const whole: Buffer[] = [];
    for (const { name } of manifestOf(platform).files) {
      whole.push(file(platform, name));
      if (name === 'capture.wacz') {
        const zip = await JSZip.loadAsync(file(platform, name));
        whole.push(gunzipSync((await zip.file('archive/data.warc.gz')?.async('nodebuffer')) ?? Buffer.alloc(0)));
      }
    }
    const text = Buffer.concat(whole).toString('latin1');
    for (const secret of SECRETS) expect(text, secret).not.toContain(secret);
    const struck = new Map(manifestOf(platform).struck.map(({ what, count }) => [what, count]));
    expect([...struck.keys()].sort()).toEqual(['cookie', 'own address', 'token']);
    // Its own cookie, and the two tokens each in the page as seen, as shown and as sent.
    expect(struck.get('token')).toBeGreaterThanOrEqual(4);
    expect(text).toContain('[struck]');
    expect(text).toContain(Buffer.from(AD_TEXT).toString('latin1'));
  });

  it('prints with address and both times on the sheet, Kazakh letters and all', () => {
    const pdf = join(folders[platform] ?? '', 'print.pdf');
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    const { atUtc, address } = manifestOf(platform).shown as { atUtc: string; address: string };
    const almaty = new Date(Date.parse(atUtc) + 5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const bare = text.replace(/\s+/g, '');
    expect(bare).toContain(address);
    expect(bare).toContain(`UTC${atUtc.slice(0, 19).replace('T', '')}`);
    expect(bare).toContain(`Алматы${almaty.replace(' ', '')}(UTC+5)`);
    expect(bare).toContain('ӘҒҚҢӨҰҮҺІ');
    expect(bare).toContain('+77091234501');
  });

  it('pictures the place of the number apart', async () => {
    const { width = 0, height = 0 } = await sharp(file(platform, 'number.png')).metadata();
    const whole = await sharp(file(platform, 'screenshot.png')).metadata();
    expect(width).toBeGreaterThan(300);
    expect(height).toBeLessThan(whole.height ?? 0);
    const layout = JSON.parse(file(platform, 'layout.json').toString()) as Record<string, unknown[]>;
    expect(layout.number).toHaveLength(1);
    for (const other of layout.otherNumbers ?? []) expect(layout.number).not.toContainEqual(other);
  });

  it('plays again in Chromium with the network shut: the same text, the same photo', async () => {
    const archive = await openWacz(file(platform, 'capture.wacz'));
    const { context, missing } = await replayContext(browser, archive);
    try {
      const tab = await context.newPage();
      await tab.goto(archive.main, { waitUntil: 'load' });
      const played = await tab.locator('article').textContent();
      expect(played).toContain('Срочно продаю корову, недорого, торг. Звоните +77091234501 в любое время.');
      const photo =
        "(() => { const img = document.querySelector('article img'); return [img.complete, img.naturalWidth, img.naturalHeight]; })()";
      expect(await tab.evaluate(photo)).toEqual([true, 160, 120]);
      expect(archive.find(new URL('/photos/1.png', archive.main).href)?.body.equals(PHOTO)).toBe(true);
      expect(missing.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it('is a WACZ by its own index and digests, and openssl accepts the signature', async () => {
    const zip = await JSZip.loadAsync(file(platform, 'capture.wacz'));
    const datapackage = JSON.parse((await zip.file('datapackage.json')?.async('string')) ?? '{}') as {
      wacz_version: string;
      resources: { path: string; hash: string; bytes: number }[];
    };
    expect(datapackage.wacz_version).toBe('1.1.1');
    for (const { path, hash, bytes } of datapackage.resources) {
      const content = (await zip.file(path)?.async('nodebuffer')) ?? Buffer.alloc(0);
      expect(`sha256:${createHash('sha256').update(content).digest('hex')}`).toBe(hash);
      expect(content.length).toBe(bytes);
    }
    const key = join(bench.test.home, `key-${platform}.pem`);
    writeFileSync(key, bench.signer.publicPem);
    const folder = folders[platform] ?? '';
    const said = execFileSync('openssl', [
      'pkeyutl',
      '-verify',
      '-pubin',
      '-inkey',
      key,
      '-rawin',
      '-in',
      join(folder, 'manifest.json'),
      '-sigfile',
      join(folder, 'manifest.sig'),
    ]);
    expect(said.toString()).toContain('Signature Verified Successfully');
  });
});

describe('a capture', { timeout: 120_000 }, () => {
  it('keeps the exchange that revealed the number as a record and a file of its own, its token struck', async () => {
    const url = `${bench.front.krisha.origin}/a/ajaxPhones?id=1009900000&captchaTokenV3=s3cr3t-captcha`;
    const headers = { 'content-type': 'application/json', 'set-cookie': 'krssid=1' };
    const at = new Date().toISOString();
    await bench.take('olx');
    const { folder } = await bench.take('krisha', { home: bench.test.home }, null);
    expect(folder).not.toBe('');
    await bench.test.db.execute("update captures set state = 'partial'");
    const revealed = await bench.take(
      'krisha',
      {},
      { url, status: 200, headers, body: '{"phones":["+7 709 123 45 01"]}', at },
    );
    const place = await bench.inClear(revealed.folder);
    const manifest = JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8')) as Manifest;
    expect(manifest.files.map((one) => one.name)).toContain('reveal.json');
    expect(manifest).toMatchObject({ number: { revealedAtUtc: at } });
    const archive = await openWacz(readFileSync(join(place, 'capture.wacz')));
    expect(archive.find(url.replace('s3cr3t-captcha', 'struck'))?.body.toString()).toContain('+7 709 123 45 01');
    for (const name of readdirSync(place).filter((one) => /json|html/.test(one)))
      expect(readFileSync(join(place, name), 'utf8')).not.toMatch(/s3cr3t-captcha|krssid/);
  });

  it('proves a removal by the platform’s own page, and does not pass for a proof of the ad', async () => {
    const removal = await bench.takeRemoval('krisha');
    expect(removal).toMatchObject({ purpose: 'removal', state: 'complete' });
    const place = await bench.inClear(removal.folder);
    const manifest = JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8')) as Manifest;
    expect(manifest).toMatchObject({ purpose: 'removal', seen: { status: 410 }, shown: { status: 410 }, ad: null });
    await bench.test.db.execute("update captures set state = 'partial' where purpose = 'match'");
    expect(await hasCompleteCapture(bench.test.db, bench.vault, 'krisha', '1009900000')).toBe(false);
  });

  it('on a full disk leaves nothing half-written, says so in one line, and the match is stored all the same', async () => {
    await bench.test.db.execute("update captures set state = 'partial'");
    const before = (await capturesOf(bench.test.db, bench.vault, 'olx', '388900000')).length;
    let written = 0;
    const full = async () => {
      written++;
      if (written > 3) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    };
    const examined = await bench.take('olx', { write: full });
    expect(examined).toMatchObject({
      matchesSeen: 1,
      captures: 0,
      unproven: expect.stringMatching(/^ALERT: the disk is full/),
    });
    expect(await capturesOf(bench.test.db, bench.vault, 'olx', '388900000')).toHaveLength(before);
    const names = readdirSync(join(bench.test.home, 'evidence'), { recursive: true }).map(String);
    expect(names.filter((name) => /unfinished/.test(name))).toEqual([]);
    expect((await bench.take('olx')).captures).toBe(1);
  });
});
