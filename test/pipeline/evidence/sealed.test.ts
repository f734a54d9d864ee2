import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceError, readCaptureFile, readIdentities } from '../../../db/evidence-files.ts';
import { verifyHome } from '../../../pipeline/evidence/verify-home.ts';
import { type EvidenceBench, openEvidenceBench } from '../../standins/evidence-bench.ts';

let bench: EvidenceBench;
let staff: string;
let folders: string[];

beforeAll(async () => {
  bench = await openEvidenceBench();
  staff = await generateIdentity();
  const recipients = [await identityToRecipient(staff), await identityToRecipient(await generateIdentity())];
  folders = [(await bench.take('krisha', { recipients })).folder, (await bench.take('olx', { recipients })).folder];
}, 180_000);
afterAll(() => bench.close());

const verify = (identities: readonly string[]) => {
  const { db, home } = bench.test;
  return verifyHome(
    { db, vault: bench.vault, home, publicPem: bench.signer.publicPem, roots: new Map(), identities },
    [],
  );
};
const allFiles = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('sealed evidence', { timeout: 120_000 }, () => {
  it('shows neither number nor ad text to who seizes the disk, in whatever spelling or encoding', () => {
    const needles = ['7091234501', '709 123 45 01', '123450', 'продаю корову', 'корову', 'Ербол'].flatMap((text) =>
      (['utf8', 'utf16le', 'hex', 'base64'] as const).map((encoding) =>
        encoding === 'hex' || encoding === 'base64'
          ? Buffer.from(Buffer.from(text).toString(encoding).replace(/=+$/, '').slice(0, -2))
          : Buffer.from(text, encoding),
      ),
    );
    const files = allFiles(join(bench.test.home, 'evidence'));
    expect(files.length).toBeGreaterThan(20);
    for (const path of files) {
      const bytes = readFileSync(path);
      for (const needle of needles) expect(bytes.includes(needle), `${path} holds ${needle}`).toBe(false);
      // Nor pictures, pages or archives that a tool would open.
      for (const magic of ['\x89PNG', '%PDF', 'PK\x03\x04', '<html', '<!doctype', '\x1f\x8b\x08'])
        expect(bytes.subarray(0, 16).toString('latin1').startsWith(magic), path).toBe(false);
      expect(statSync(path).mode & 0o077).toBe(0);
      expect(path).toMatch(/\.age$|manifest\.sig$/);
    }
  });

  it('cannot be checked or read without the identity, and says so', async () => {
    await expect(verify([])).rejects.toThrow(EvidenceError);
    await expect(verify([])).rejects.toThrow('--identity');
    await expect(readCaptureFile(bench.test.home, folders[0] ?? '', 'manifest.json', [])).rejects.toThrow('--identity');
  });

  it('is whole and readable with it, and with no other', async () => {
    expect((await verify([staff])).differences).toEqual([]);
    const page = await readCaptureFile(bench.test.home, folders[0] ?? '', 'page.html', [staff]);
    expect(page?.toString()).toContain('Срочно продаю корову');
    const stranger = await generateIdentity();
    const { differences } = await verify([stranger]);
    expect(differences.map((one) => one.what).join()).toMatch(/do not open/);
  });

  it('a changed byte is named, though nobody could read it', async () => {
    const path = join(bench.test.home, folders[1] ?? '', 'photos/01.png.age');
    const whole = readFileSync(path);
    for (const at of [0, 30, 120, whole.length - 1]) {
      const bent = Buffer.from(whole);
      bent[at] = (bent[at] ?? 0) ^ 1;
      writeFileSync(path, bent);
      expect((await verify([staff])).differences.map((one) => one.where)).toEqual(['c2/photos/01.png']);
    }
    writeFileSync(path, whole);
  });

  it('an identity file is read as age writes it; what is none is refused in one line', async () => {
    const path = join(bench.test.home, 'staff.txt');
    writeFileSync(path, `# created: 2026-11-24\n# public key: age1…\n${staff}\n`);
    expect(await readIdentities(path)).toEqual([staff]);
    writeFileSync(path, 'no key');
    await expect(readIdentities(path)).rejects.toThrow('holds no age secret key');
    writeFileSync(path, `${staff.slice(0, -1)}X\n`);
    await expect(readIdentities(path)).rejects.toThrow('damaged');
    await expect(readIdentities(join(bench.test.home, 'none'))).rejects.toThrow('cannot be read');
  });
});
