import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCaptures } from '../../../db/captures.ts';
import { hashOfEntry } from '../../../db/evidence-chain.ts';
import { appendToLog, readLog } from '../../../db/evidence-log.ts';
import { checkLog, type Link } from '../../../db/verify-log.ts';
import { askAuthority } from '../../../pipeline/evidence/authorities.ts';
import { createStamper, unconfirmed } from '../../../pipeline/evidence/stamp.ts';
import { verifyHome } from '../../../pipeline/evidence/verify-home.ts';
import { freshDatabase, KINDS } from '../../standins/databases.ts';
import { type EvidenceBench, openEvidenceBench } from '../../standins/evidence-bench.ts';
import { startTimestampAuthority, type TestAuthority } from '../../standins/timestamp-authority.ts';

const SHA = /^[0-9a-f]{64}$/;
let bench: EvidenceBench;
let authorities: TestAuthority[];
let folder: string;

beforeAll(async () => {
  bench = await openEvidenceBench();
  authorities = await Promise.all([
    startTimestampAuthority('First Invented'),
    startTimestampAuthority('Second Invented'),
  ]);
  folder = join(bench.test.home, (await bench.take('krisha')).folder);
}, 180_000);
afterAll(async () => {
  await Promise.all(authorities.map((one) => one.close()));
  await bench.close();
});

const configured = () =>
  authorities.map(({ url, caFile }, i) => ({
    name: `authority-${i + 1}`,
    url,
    roots: [readFileSync(caFile, 'utf8')],
    ofTheState: false,
  }));
const stampDeps = () => ({
  db: bench.test.db,
  vault: bench.vault,
  home: bench.test.home,
  clock: () => new Date(),
  by: 'Test Staff',
  authorities: configured(),
  ask: askAuthority,
});
const verify = (wanted: readonly number[] = []) =>
  verifyHome(
    {
      db: bench.test.db,
      vault: bench.vault,
      home: bench.test.home,
      publicPem: bench.signer.publicPem,
      roots: new Map(configured().map((one) => [one.name, one.roots])),
      identities: [],
    },
    wanted,
  );
const filesOf = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

describe('evidence at home', { timeout: 240_000 }, () => {
  it('is whole after the capture, and its time is told to be unconfirmed', async () => {
    const report = await verify();
    expect(report.differences).toEqual([]);
    expect(report.leftovers).toEqual([]);
    expect(report.captures.map(({ report: one }) => one?.times)).toEqual([[]]);
  });

  it('has its time confirmed later, by each authority once; only the digest leaves', async () => {
    const [first, second] = authorities;
    if (!first || !second) throw new Error('no authorities');
    second.trouble = 'refuses';
    const [capture] = await unconfirmed(stampDeps());
    const id = capture?.id ?? 0;
    expect(await createStamper(stampDeps()).stamp(id)).toMatchObject({
      confirmedBy: ['authority-1'],
      failed: [{ authority: 'authority-2', why: 'HTTP 503' }],
    });
    second.trouble = 'nonsense';
    expect((await createStamper(stampDeps()).stamp(id)).failed).toHaveLength(1);
    second.trouble = null;
    expect(await createStamper(stampDeps()).stamp(id)).toMatchObject({ confirmedBy: ['authority-2'], failed: [] });
    expect(await unconfirmed(stampDeps())).toEqual([]);
    for (const query of first.queries) {
      expect(query.length).toBeLessThan(80);
      expect(query.includes(Buffer.from(capture?.manifestSha256 ?? '', 'hex'))).toBe(true);
    }
    expect(first.queries).toHaveLength(1);
    const report = await verify();
    expect(report.differences).toEqual([]);
    const [checked] = report.captures;
    expect(checked?.report?.times).toEqual([
      { authority: 'authority-1', time: expect.any(Date), trusted: true },
      { authority: 'authority-2', time: expect.any(Date), trusted: true },
    ]);
  });

  it('whichever byte of whichever file is flipped, the file is named', async () => {
    const files = filesOf();
    expect(files.length).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(files.length - 1),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async (which, where, flip) => {
          const path = files[which] ?? '';
          const whole = readFileSync(path);
          const bent = Buffer.from(whole);
          const at = Math.floor(where * whole.length);
          bent[at] = (bent[at] ?? 0) ^ flip;
          writeFileSync(path, bent);
          const { differences } = await verify().finally(() => writeFileSync(path, whole));
          const name = path.slice(folder.length + 1).replace(/\.age$/, '');
          expect(differences.map((one) => one.where)).toContain(`c1/${name}`);
          // Nothing else is blamed, but what is checked against a changed manifest.
          if (name !== 'manifest.json')
            expect(new Set(differences.map((one) => one.where))).toEqual(new Set([`c1/${name}`]));
        },
      ),
      { numRuns: 60 },
    );
    expect((await verify()).differences).toEqual([]);
  });

  it('a file that is gone or was put there is named', async () => {
    const path = join(folder, 'screenshot.png.age');
    const whole = readFileSync(path);
    rmSync(path);
    expect((await verify()).differences).toMatchObject([{ where: 'c1/screenshot.png', what: 'is missing' }]);
    writeFileSync(path, whole);
    writeFileSync(join(folder, 'more.png'), whole);
    expect((await verify()).differences).toMatchObject([
      { where: 'c1/more.png', what: 'the manifest does not name it' },
    ]);
    rmSync(join(folder, 'more.png'));
  });

  it('what a crash left is told apart, and is no difference', async () => {
    mkdirSync(`${folder}.0a1b2c3d.unfinished`);
    const report = await verify();
    expect(report.differences).toEqual([]);
    expect(report.leftovers).toEqual([expect.stringMatching(/unfinished: cut off while it was written$/)]);
    rmSync(`${folder}.0a1b2c3d.unfinished`, { recursive: true });
  });

  it('a record that says something else than the log is named', async () => {
    const [capture] = await listCaptures(bench.test.db, bench.vault);
    await bench.test.db.execute(sql`update captures set manifest_sha256 = 'ab' where id = ${capture?.id}`);
    const { differences } = await verify();
    expect(differences.map((one) => one.where)).toEqual(expect.arrayContaining(['c1', 'c1/manifest.json']));
    await bench.test.db.execute(
      sql`update captures set manifest_sha256 = ${capture?.manifestSha256} where id = ${capture?.id}`,
    );
  });
});

describe.each(KINDS)('the log, on the %s database', { timeout: 240_000 }, (kind) => {
  it('is one chain also when several write at once', async () => {
    const test = await freshDatabase(kind);
    try {
      const one = (i: number) =>
        appendToLog(
          test.db,
          { kind: 'exported', by: 'Test Staff', captures: [i], detail: { n: String(i) } },
          new Date(),
        );
      await Promise.all(Array.from({ length: 12 }, (_, i) => one(i + 1)));
      const { entries, head } = await readLog(test.db);
      expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
      expect(head).toEqual({ seq: 12, hash: entries.at(-1)?.hash });
      expect(
        checkLog(
          entries.map((entry) => ({ ...entry, bodyDigest: entry.bodySha256 })),
          head,
        ),
      ).toEqual([]);
    } finally {
      await test.close();
    }
  });
});

describe('a chain of entries', () => {
  const chain = (length: number): Link[] => {
    const links: Link[] = [];
    for (let seq = 1; seq <= length; seq++) {
      const bodySha256 = String(seq).padStart(64, 'a');
      const link = { seq, previous: links.at(-1)?.hash ?? '0'.repeat(64), bodySha256 };
      links.push({ ...link, hash: hashOfEntry(link), bodyDigest: bodySha256 });
    }
    return links;
  };
  const whole = chain(9);
  const head = { seq: 9, hash: whole[8]?.hash ?? '' };
  const numbered = (found: ReturnType<typeof checkLog>) => found.map(({ where }) => Number(/\d+/.exec(where)?.[0]));

  it('is in order when nothing was done to it', () => {
    expect(checkLog(whole, head)).toEqual([]);
    expect(checkLog([], null)).toEqual([]);
    expect(whole.every((link) => SHA.test(link.hash))).toBe(true);
  });

  it('names the entry that was dropped, wherever it stood', () => {
    for (const link of whole) {
      const found = checkLog(
        whole.filter((one) => one !== link),
        head,
      );
      expect(numbered(found), `without ${link.seq}`).toContain(link.seq);
    }
  });

  it('names an entry that was added, wherever and however well it is made', () => {
    for (let at = 0; at <= whole.length; at++) {
      const previous = whole[at - 1]?.hash ?? '0'.repeat(64);
      const link = { seq: at + 1, previous, bodySha256: 'f'.repeat(64) };
      const forged = { ...link, hash: hashOfEntry(link), bodyDigest: link.bodySha256 };
      const found = checkLog([...whole.slice(0, at), forged, ...whole.slice(at)], head);
      expect(found.length, `at ${at}`).toBeGreaterThan(0);
      expect(numbered(found).some((seq) => seq === at + 1 || seq === at + 2)).toBe(true);
    }
  });

  it('names two entries that were exchanged, and one whose words were changed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(8), { minLength: 2, maxLength: 2 }), ([a = 0, b = 1]) => {
        const moved = [...whole];
        [moved[a], moved[b]] = [moved[b]!, moved[a]!];
        expect(numbered(checkLog(moved, head))).toEqual(expect.arrayContaining([Math.max(a, b) + 1]));
        const changed = whole.map((link, i) => (i === a ? { ...link, bodyDigest: 'e'.repeat(64) } : link));
        expect(checkLog(changed, head)).toMatchObject([
          { where: `log entry ${a + 1}`, what: 'what it says was changed' },
        ]);
      }),
    );
  });

  it('cannot be written anew from an entry on without its head telling', () => {
    const anew = chain(9).map((link, i) =>
      i === 4 ? { ...link, bodySha256: 'b'.repeat(64), bodyDigest: 'b'.repeat(64) } : link,
    );
    let hash = '0'.repeat(64);
    const rebuilt = anew.map((link) => {
      const bound = { ...link, previous: hash };
      hash = hashOfEntry(bound);
      return { ...bound, hash };
    });
    expect(checkLog(rebuilt, head)).toMatchObject([
      { where: 'log entry 9', what: 'it is not the entry with which the log ended' },
    ]);
  });
});
