import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from './standins/databases.ts';
import { type Installation, install } from './standins/installation.ts';
import { PROTECTED } from './standins/planted.ts';

let test: TestDatabase;
let other: TestDatabase;
let installation: Installation;
let base: string;
let recipient: string;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'qorgan-keys-'));
  test = await freshDatabase('server');
  other = await freshDatabase('server');
  const identity = await generateIdentity();
  recipient = await identityToRecipient(identity);
  writeFileSync(join(base, 'staff.txt'), `${identity}\n`);
  installation = await install('', { DATABASE_URL: test.databaseUrl ?? '' });
}, 300_000);
afterAll(async () => {
  installation.remove();
  await test.close();
  await other.close();
  rmSync(base, { recursive: true, force: true });
});

const good = async (args: readonly string[], env: Record<string, string> = {}, code = 0) => {
  const result = await installation.run(args, { env });
  expect(result.code, `${args.join(' ')}: ${result.stderr}`).toBe(code);
  expect(`${result.stdout}${result.stderr}`).not.toContain(PROTECTED.slice(2));
  return result;
};
const refused = async (args: readonly string[], said: RegExp, env: Record<string, string> = {}) => {
  const { stderr } = await good(args, env, 2);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(said);
};
const rootKey = () => join(installation.home, 'keys', 'root.key');
const identity = () => ['--identity', join(base, 'staff.txt')];

describe('the commands on keys and backups', { timeout: 900_000 }, () => {
  it('back up, check, restore elsewhere, and refuse in one line what cannot be', async () => {
    const file = join(base, 'b.age');
    await refused(['backup', '--to', file], /encrypted to age keys of staff/);
    await good(['backup', '--to', file, '--recipient', recipient]);
    expect(readdirSync(base).sort()).toEqual(['b.age', 'qorgan-person-keys.age', 'staff.txt']);
    await refused(['backup', '--to', file, '--recipient', recipient], /is there already/);
    expect((await good(['restore', file, ...identity(), '--check'])).stdout).toMatch(/^whole: \d+ rows/);
    await refused(['restore', file, ...identity(), '--root-key', rootKey()], /is not empty/);
    const elsewhere = { QORGAN_HOME: join(base, 'elsewhere'), DATABASE_URL: other.databaseUrl ?? '' };
    await refused(['restore', file, ...identity()], /--root-key FILE/, elsewhere);
    await good(['restore', file, ...identity(), '--root-key', rootKey()], elsewhere);
    expect((await good(['number', 'list'], elsewhere)).stdout).toMatch(/n1 .*\+7 709 \*\*\*-\*\*-01/);
  });

  it('split, lock, join and unlock; a lock without shares says what it could not forget', async () => {
    const into = join(base, 'shares');
    const kept = readFileSync(rootKey());
    expect((await good(['lock'], {}, 3)).stderr).toMatch(/NOT forgotten/);
    expect(readFileSync(rootKey())).toEqual(kept);
    await good(['unlock']);
    await refused(['key', 'split', '--shares', '3', '--need', '1', '--into', into], /at least 2/);
    await good(['key', 'split', '--shares', '3', '--need', '2', '--into', into]);
    await good(['lock']);
    expect(existsSync(rootKey())).toBe(false);
    await refused(['person', 'list'], /is locked since/);
    await refused(['unlock'], /root\.key is missing/);
    await refused(['key', 'join', join(into, 'share-1.txt')], /2 different shares are needed/);
    await good(['key', 'join', join(into, 'share-3.txt'), join(into, 'share-1.txt')]);
    await good(['unlock']);
    await good(['person', 'list']);
  });

  it('change the root key from a file to a passphrase', async () => {
    await refused(['key', 'rotate', '--to', 'nothing'], /--to takes one of/);
    await refused(['key', 'rotate', '--to', 'passphrase'], /QORGAN_NEW_PASSPHRASE/);
    const passphrase = 'қорған quiet rampart';
    const { stderr } = await good(['key', 'rotate', '--to', 'passphrase'], { QORGAN_NEW_PASSPHRASE: passphrase });
    expect(stderr).not.toContain(passphrase);
    expect(existsSync(rootKey())).toBe(false);
    await refused(['person', 'list'], /locked by a passphrase/);
    const listed = await good(['person', 'list'], { QORGAN_PASSPHRASE: passphrase });
    expect(listed.stdout).toMatch(/^p1 /m);
  });
});
