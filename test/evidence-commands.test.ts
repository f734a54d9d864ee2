import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platforms } from '../scrapers/directory.ts';
import { runQorgan } from './standins/command-line.ts';
import { freshDatabase, type TestDatabase } from './standins/databases.ts';
import { startKrisha } from './standins/krisha.ts';
import { INVENTED_CONFIG, INVENTED_PERSON } from './standins/organisation.ts';
import { PROTECTED, plantedAds } from './standins/planted.ts';
import type { Standin } from './standins/platform.ts';
import { startTimestampAuthority, type TestAuthority } from './standins/timestamp-authority.ts';

const WALKS =
  platforms()
    .find((one) => one.id === 'krisha')
    ?.indexWalks({ depth: 'full' })
    .map((walk) => walk.name) ?? [];
const planted = plantedAds(1_009_900_000, WALKS, new Date()).visible.slice(0, 2);

let base: string;
let test: TestDatabase;
let home: string;
let krisha: Standin;
let authorities: TestAuthority[];
let recipient: string;

beforeAll(async () => {
  test = await freshDatabase('server');
  base = mkdtempSync(join(tmpdir(), 'qorgan-evidence-'));
  home = join(base, 'home');
  krisha = await startKrisha(planted);
  authorities = await Promise.all([
    startTimestampAuthority('First Invented'),
    startTimestampAuthority('Second Invented'),
  ]);
  const staff = await generateIdentity();
  recipient = await identityToRecipient(staff);
  writeFileSync(join(base, 'staff.txt'), `${staff}\n`);
  await good(['init']);
  configure({ timestampAuthorities: authorities.map(({ url, caFile: ca }) => ({ url, ca })) });
  const person = { ...INVENTED_PERSON, scopes: ['scan', 'letters', 'export'] };
  await good(['person', 'add', '--from', '-'], JSON.stringify(person));
  const control = ['--control-how', 'code read back', '--control-verified-by', 'Test Staff'];
  await good(['number', 'add', 'p1', '--digits-from', '-', ...control], PROTECTED);
}, 600_000);
afterAll(async () => {
  await test.close();
  await Promise.all([krisha.close(), ...authorities.map((one) => one.close())]);
  rmSync(base, { recursive: true, force: true });
});

function configure(evidence: object): void {
  writeFileSync(join(home, 'config.json'), JSON.stringify({ ...INVENTED_CONFIG, evidence }));
}
function qorgan(args: readonly string[], input = '', env: Record<string, string> = {}) {
  const own = {
    QORGAN_HOME: home,
    DATABASE_URL: test.databaseUrl ?? '',
    QORGAN_ORIGINS: `krisha=${krisha.origin}`,
    QORGAN_RECIPIENTS: recipient,
  };
  return runQorgan(args, { env: { ...own, ...env }, input });
}
async function good(args: readonly string[], input = '', codes: readonly number[] = [0]) {
  const result = await qorgan(args, input);
  expect(codes, `${args.join(' ')}: ${result.stderr}`).toContain(result.code);
  return result;
}
const folderOf = async (capture: string) => {
  const rows = JSON.parse((await good(['evidence', 'list', '--json'])).stdout) as { capture: string; folder: string }[];
  return rows.find((row) => row.capture === capture)?.folder ?? 'none';
};
const identity = () => ['--identity', join(base, 'staff.txt')];

describe('evidence on the command line, sealed to staff', { timeout: 600_000 }, () => {
  it('a sweep seals what it takes; while one authority is silent it waits for that one only', async () => {
    const [, second] = authorities;
    if (second) second.trouble = 'refuses';
    const swept = await good(['sweep', '--platform', 'krisha'], '', [0, 3]);
    expect(swept.stderr).toMatch(/2 captures wait for their time to be confirmed/);
    const list = JSON.parse((await good(['evidence', 'list', '--json'])).stdout) as Record<string, unknown>[];
    expect(list).toEqual([
      expect.objectContaining({
        capture: 'c1',
        state: 'complete',
        sealed: true,
        missing: [],
        keptUntil: null,
        due: false,
      }),
      expect.objectContaining({ capture: 'c2', state: 'complete', sealed: true }),
    ]);
    if (second) second.trouble = null;
    const confirmed = await good(['evidence', 'timestamp']);
    expect(confirmed.stdout.match(/confirmed by 127\.0\.0\.1-\d+/g)).toHaveLength(2);
  });

  it('verify asks for the identity, and with it names what differs', async () => {
    const blind = await qorgan(['evidence', 'verify']);
    expect(blind.code).toBe(2);
    expect(blind.stderr).toMatch(/^qorgan: this evidence is sealed: give the identity/m);
    const whole = await good(['evidence', 'verify', ...identity()]);
    expect(whole.stdout).toMatch(/c1 +whole +\d+ +\d{4}-.*127\.0\.0\.1-\d+, \d{4}-/);
    expect(whole.stdout).toMatch(/nothing differs/);
    const page = join(home, await folderOf('c1'), 'page.html.age');
    const bytes = readFileSync(page);
    const bent = Buffer.from(bytes);
    bent[bent.length - 1] = (bent[bent.length - 1] ?? 0) ^ 1;
    writeFileSync(page, bent);
    const found = await good(['evidence', 'verify', 'c1', ...identity()], '', [3]);
    expect(found.stdout).toMatch(/^DIFFERS c1\/page\.html: /m);
    writeFileSync(page, bytes);
  });

  it('an export is checked on a machine that has nothing of ours but the program', async () => {
    const zip = join(base, 'case.zip');
    await good(['evidence', 'export', 'm1', '--to', zip, '--by', 'Test Lawyer', ...identity()]);
    const elsewhere = { QORGAN_HOME: join(base, 'nowhere'), DATABASE_URL: '', QORGAN_RECIPIENTS: '' };
    const checked = await qorgan(['evidence', 'verify', zip], '', elsewhere);
    expect(checked.stdout).toMatch(/nothing differs/);
    expect(checked.code).toBe(0);
    const key = /signed by the key ([0-9a-f]{64})/.exec(checked.stdout)?.[1] ?? '';
    expect((await qorgan(['evidence', 'verify', zip, '--key', key], '', elsewhere)).code).toBe(0);
    expect((await qorgan(['evidence', 'verify', zip, '--key', 'ab'.repeat(32)], '', elsewhere)).code).toBe(3);
    const again = await qorgan(['evidence', 'export', 'm1', '--to', zip, '--by', 'Test Lawyer', ...identity()]);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/there already/) });
    writeFileSync(join(base, 'bent.zip'), readFileSync(zip).subarray(0, 5_000));
    expect(await qorgan(['evidence', 'verify', join(base, 'bent.zip')], '', elsewhere)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no whole zip/),
    });
  });

  it('nothing is destroyed under a hold, in an open case or before its term; what is, stays in the log', async () => {
    const destroy = ['evidence', 'destroy', 'c2', '--by', 'Test Director', '--reason', 'the term is over'];
    expect((await qorgan(destroy)).stderr).toMatch(/c2 belongs to an open case/);
    await good(['match', 'dismiss', 'm2', '--by', 'Test Staff']);
    expect((await qorgan(destroy)).stderr).toMatch(/c2 is to be kept until 20\d\d-/);
    const act = ['--by', 'Test Lawyer', '--reason', 'a court asked'];
    await good(['evidence', 'hold', 'c2', ...act]);
    expect(await qorgan([...destroy, '--before-term'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/legal hold/),
    });
    await good(['evidence', 'hold', 'c2', ...act, '--lift']);
    await good([...destroy, '--before-term']);
    expect(existsSync(join(home, await folderOf('c2')))).toBe(false);
    const report = await good(['evidence', 'verify', ...identity()]);
    expect(report.stdout).toMatch(/c2 +destroyed/);
    expect(report.stdout).toMatch(/nothing differs/);
  });

  it('a mistyped key, a strange name and the state’s own authority are refused in one line', async () => {
    const refused = async (args: readonly string[], env: Record<string, string> = {}) => {
      const { code, stderr } = await qorgan(args, '', env);
      expect(code, stderr).toBe(2);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      return stderr;
    };
    expect(await refused(['evidence', 'list'], { QORGAN_RECIPIENTS: 'age1typo' })).toMatch(/QORGAN_RECIPIENTS/);
    const bent = `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`;
    expect(await refused(['sweep'], { QORGAN_RECIPIENTS: bent })).toMatch(/mistyped/);
    expect(await refused(['evidence', 'verify', 'c99', ...identity()])).toMatch(/no capture c99/);
    expect(await refused(['evidence', 'verify', 'nothing-there.zip'])).toMatch(/cannot be read/);
    expect(await refused(['evidence', 'hold', PROTECTED, '--by', 'x', '--reason', 'y'])).not.toContain('1234501');
    configure({ timestampAuthorities: [{ url: 'http://tsp.pki.gov.kz' }] });
    expect(await refused(['evidence', 'timestamp'])).toMatch(/state’s own authority/);
    configure({});
    expect(await refused(['evidence', 'timestamp'])).toMatch(/no authority is configured/);
  });
});
