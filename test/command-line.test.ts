import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runQorgan } from './standins/command-line.ts';
import { INVENTED_PERSON } from './standins/organisation.ts';

const NUMBER = '+77091234502';
const CONTROL = ['--control-how', 'code read back', '--control-verified-by', 'Test Staff'];
let folder: string;
let home: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qorgan-cli-'));
  home = join(folder, 'home');
  expect(await qorgan(['init'])).toMatchObject({ code: 0 });
  expect(await qorgan(['person', 'add', '--from', '-'], JSON.stringify(INVENTED_PERSON))).toMatchObject({
    code: 0,
    stdout: 'p1\n',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function qorgan(args: readonly string[], input = '', env: Record<string, string> = {}) {
  return runQorgan(args, { env: { QORGAN_HOME: home, ...env }, input });
}

async function rows(what: 'person' | 'number' | 'match'): Promise<unknown[]> {
  const args = what === 'match' ? ['matches', '--json'] : [what, 'list', '--json'];
  return JSON.parse((await qorgan(args)).stdout) as unknown[];
}

describe('bad input gets one clear line and exit code 2, and nothing is written', () => {
  const { givenHow: _, ...withoutHow } = INVENTED_PERSON;
  it.each([
    ['an invalid number', ['number', 'add', 'p1', '--digits-from', '-', ...CONTROL], '12345', /not a Kazakh number/],
    ['a foreign number', ['number', 'add', 'p1', '--digits-from', '-', ...CONTROL], '+996555123456', /--foreign/],
    ['no number at all', ['number', 'add', 'p1', ...CONTROL], '', /--digits-from/],
    ['no note of control', ['number', 'add', 'p1', '--digits-from', '-'], NUMBER, /controlHow is missing/],
    ['an unknown person', ['number', 'add', 'p99', '--digits-from', '-', ...CONTROL], NUMBER, /no person p99/],
    ['digits in place of a name', ['number', 'retire', NUMBER], '', /short name of a number/],
    ['a missing consent field', ['person', 'add', '--from', '-'], JSON.stringify(withoutHow), /givenHow is missing/],
    [
      'a misspelt consent field',
      ['person', 'add', '--from', '-'],
      JSON.stringify({ ...INVENTED_PERSON, cow: 1 }),
      /unknown field cow/,
    ],
    ['a record that is no JSON', ['person', 'add', '--from', '-'], 'cow', /not JSON/],
    ['an unknown platform', ['sweep', '--platform', 'nowhere'], '', /unknown platform/],
    ['nobody to look for', ['sweep'], '', /no number to look for/],
    ['an unknown match', ['match', 'confirm', 'm7', '--by', 'Test Staff'], '', /no match m7/],
    ['an unknown command', ['sweeep'], '', /unknown command/],
    ['a second init', ['init'], '', /data folder already/],
  ])('%s', async (_, args, input, said) => {
    const result = await qorgan(args, input);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(said);
    expect(result.stderr.trimEnd().split('\n').length, result.stderr).toBeLessThanOrEqual(2);
    if (input.length > 3) expect(result.stderr).not.toContain(input);
  });

  it.each([
    ['an unreachable database', { DATABASE_URL: 'postgres://u:hidden-word@127.0.0.1:1/x' }, /cannot be reached/],
    ['an origin that is no address', { QORGAN_ORIGINS: 'olx=cow' }, /olx|QORGAN_ORIGINS/],
    ['an origin of no platform', { QORGAN_ORIGINS: 'cow=http://127.0.0.1:1' }, /cow|QORGAN_ORIGINS/],
    ['a passphrase where a key file guards', { QORGAN_PASSPHRASE: 'hidden-word long' }, /QORGAN_PASSPHRASE is set/],
    ['a key where a key file guards', { QORGAN_ROOT_KEY: 'hidden-word' }, /QORGAN_ROOT_KEY is set/],
    ['a folder that is none', { QORGAN_HOME: '/nonexistent/qorgan' }, /not a data folder/],
  ])('%s', async (_, env, said) => {
    const result = await qorgan(['sweep', '--platform', 'olx'], '', env);
    expect(result.code, result.stderr).toBe(2);
    expect(result.stderr).toMatch(said);
    expect(result.stderr).not.toContain('hidden-word');
    expect(existsSync('/nonexistent')).toBe(false);
  });

  it('and after all of them there is one person and no number', async () => {
    expect(await rows('person')).toHaveLength(1);
    expect(await rows('number')).toEqual([]);
    expect(await rows('match')).toEqual([]);
  });

  it('a broken key file, and one that others can read', async () => {
    const key = join(home, 'keys', 'root.key');
    const good = readFileSync(key, 'utf8');
    writeFileSync(key, 'broken');
    expect(await qorgan(['person', 'list'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/root\.key is not/),
    });
    writeFileSync(key, good);
    chmodSync(key, 0o644);
    expect(await qorgan(['person', 'list'])).toMatchObject({ code: 2, stderr: expect.stringMatching(/chmod 600/) });
    chmodSync(key, 0o600);
    chmodSync(join(home, 'keys'), 0o755);
    expect(await qorgan(['person', 'list'])).toMatchObject({ code: 2, stderr: expect.stringMatching(/chmod 700/) });
    chmodSync(join(home, 'keys'), 0o700);
    expect(await qorgan(['person', 'list'])).toMatchObject({ code: 0 });
  });

  it('a wrong passphrase, and a data folder of a newer version', async () => {
    const locked = join(folder, 'locked');
    const open = { QORGAN_HOME: locked, QORGAN_PASSPHRASE: 'қорған quiet rampart' };
    expect(await qorgan(['init'], '', open)).toMatchObject({ code: 0 });
    expect(existsSync(join(locked, 'keys', 'root.key'))).toBe(false);
    const wrong = await qorgan(['person', 'list'], '', { ...open, QORGAN_PASSPHRASE: 'another long phrase' });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/does not belong to this database/) });
    expect(await qorgan(['person', 'list'], '', open)).toMatchObject({ code: 0 });
    writeFileSync(join(locked, 'home.json'), '{"format": 99, "keys": "file"}');
    expect(await qorgan(['person', 'list'], '', open)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/newer version/),
    });
  });
});

describe('people and numbers', () => {
  it('are enrolled, listed masked, and ended', async () => {
    const added = await qorgan(['number', 'add', 'p1', '--digits-from', '-', ...CONTROL], NUMBER);
    expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/^n\d+\n$/) });
    const listed = await qorgan(['number', 'list']);
    expect(listed.stdout).toContain('+7 709 ***-**-02');
    expect(`${added.stderr}${listed.stdout}`).not.toContain('1234502');
    expect(await qorgan(['person', 'end', 'p1', '--by', 'Test Staff'])).toMatchObject({ code: 0 });
    expect((await qorgan(['number', 'list'])).stdout).toContain('retired');
    expect(await qorgan(['sweep'])).toMatchObject({ code: 2, stderr: expect.stringMatching(/no number to look for/) });
  });

  it('progress goes to a terminal only: cron sees plain lines', async () => {
    expect((await qorgan(['person', 'list'])).stderr).not.toContain('\u001b');
  });
});
