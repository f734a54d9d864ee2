import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBackup } from '../../db/backup.ts';
import { type Home, type HomeSettings, openHome } from '../../db/home.ts';
import { newKey } from '../../db/keys.ts';
import { addPerson, DESTROYED, listPersons } from '../../db/people.ts';
import { shredPersonKeys } from '../../db/person-keys.ts';
import { checkBackup, type RestoreRequest, restoreBackup } from '../../db/restore.ts';
import { freshDatabase, type TestDatabase } from '../standins/databases.ts';
import { consentOf } from '../standins/people.ts';
import { dumpOf, everythingIn, evidenceDifferences, type SmallHome, smallHome } from '../standins/small-home.ts';

const NOW = new Date();
let folder: string;
let small: SmallHome;
let server: TestDatabase;
let identity: string;
let recipient: string;
let rootKeyFile: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qorgan-backup-'));
  small = await smallHome('embedded');
  server = await freshDatabase('server');
  identity = await generateIdentity();
  recipient = await identityToRecipient(identity);
  rootKeyFile = join(small.settings.home, 'keys', 'root.key');
}, 180_000);
afterAll(async () => {
  await small.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
const paths = (name: string) => ({ to: at(`${name}.age`), keysTo: at('keys.age') });
const settingsAt = (name: string, databaseUrl?: string): HomeSettings => ({
  home: at(name),
  databaseUrl,
  passphrase: undefined,
  rootKey: undefined,
});
const request = (name: string, over: Partial<RestoreRequest> = {}): RestoreRequest => ({
  from: at(`${name}.age`),
  keysFrom: at('keys.age'),
  identities: [identity],
  rootKeyFile,
  ...over,
});
async function within<T>(settings: HomeSettings, use: (home: Home) => Promise<T>): Promise<T> {
  const home = await openHome(settings, NOW);
  return use(home).finally(() => home.close());
}
/** Every row of the records; a lease is no record, and another database's job tables are its own. */
const records = async (home: Home) =>
  (await dumpOf(home)).split('\n').filter((line) => /^public\./.test(line) && !/^public\.leases/.test(line));

describe('a backup', { timeout: 240_000 }, () => {
  it('goes from embedded to server and back, and every row, file and key is the same', async () => {
    const before = await within(small.settings, async (home) => {
      const report = await writeBackup(home, paths('first'), [recipient], NOW);
      expect(report).toMatchObject({ people: 2, tables: { persons: 2, numbers: 2, matches: 1, captures: 1 } });
      return { rows: await records(home), all: await everythingIn(home) };
    });
    expect(await checkBackup(at('first.age'), [identity])).toMatchObject({ madeAt: NOW.toISOString() });
    const onServer = settingsAt('on-server', server.databaseUrl);
    await restoreBackup(onServer, request('first'));
    await within(onServer, async (home) => {
      expect(await records(home)).toEqual(before.rows);
      expect(await everythingIn(home)).toEqual(before.all);
      expect(await evidenceDifferences(home)).toEqual({ captures: 1, differences: [], leftovers: [] });
      await writeBackup(home, paths('second'), [recipient], NOW);
    });
    const again = settingsAt('embedded-again');
    await restoreBackup(again, request('second'));
    await within(again, async (home) => {
      expect(await records(home)).toEqual(before.rows);
      expect(await everythingIn(home)).toEqual(before.all);
      expect(await evidenceDifferences(home)).toEqual({ captures: 1, differences: [], leftovers: [] });
      // An id that was given once is not given again.
      const person = { name: 'Другой', language: 'ru' as const, consent: consentOf(new Date(NOW.getTime() + 9e9)) };
      expect((await addPerson(home.db, home.vault, person, NOW)).id).toBe(3);
    });
  });

  it('is one moment of the database, though others write meanwhile', async () => {
    const onServer = settingsAt('on-server', server.databaseUrl);
    await within(onServer, async (home) => {
      const stop = { asked: false };
      let written = 0;
      const writer = (async () => {
        while (!stop.asked) {
          // Both rows or neither: a backup that saw one of them saw no one moment.
          await home.database.pool.query(
            `with a as (insert into notice_numbers (year, last) values (${3000 + written}, 1))
             insert into due_times (task, last_due) values ('busy ${written}', now())`,
          );
          written++;
        }
      })();
      const report = await writeBackup(home, paths('busy'), [recipient], NOW);
      const more = await writeBackup(home, paths('busier'), [recipient], NOW);
      stop.asked = true;
      await writer;
      expect(written).toBeGreaterThan(3);
      const gap = (report.tables.notice_numbers ?? 0) - (report.tables.due_times ?? 0);
      expect((more.tables.notice_numbers ?? 0) - (more.tables.due_times ?? 0)).toBe(gap);
    });
  });

  it('shows neither number nor name nor ad to who has it without the identity, and to who has it with, no key', async () => {
    const backup = readFileSync(at('first.age'));
    expect(backup.includes('AGE') || backup.includes('age-encryption.org')).toBe(true);
    for (const word of ['persons', 'Айша', '9000077', 'root.key']) expect(backup.includes(word)).toBe(false);
  });

  it('cannot show a person whose key was shredded after it was made', async () => {
    await within(small.settings, async (home) => {
      await writeBackup(home, paths('before-shred'), [recipient], NOW);
      shredPersonKeys(home.vault, [1]);
      shredPersonKeys(home.vault, [1]);
      await writeBackup(home, paths('after-shred'), [recipient], NOW);
    });
    const old = settingsAt('old-one');
    await restoreBackup(old, request('before-shred'));
    await within(old, async (home) => {
      const { rows } = await home.db.execute('select 1 from persons where ended_at is null');
      expect(rows).toHaveLength(2);
      expect((await listPersons(home.db, home.vault)).map((person) => person.name)).toEqual([
        DESTROYED,
        'Айша Сынақова',
      ]);
      await expect(everythingIn(home)).rejects.toThrow(/key of p1 was destroyed/);
      expect(readdirSync(join(home.keys, 'people')).sort()).toEqual(['1.shredded', '2.key']);
    });
  });

  it.each([
    ['another identity', async () => ({ identities: [await generateIdentity()] }), /identity given does not open/],
    ['no root key', async () => ({ rootKeyFile: undefined }), /give a copy of it with --root-key/],
    [
      'another root key',
      async () => {
        writeFileSync(at('other.key'), newKey().toString('base64'), { mode: 0o600 });
        return { rootKeyFile: at('other.key') };
      },
      /does not belong to this backup/,
    ],
    ['the wrong file as keys', async () => ({ keysFrom: at('first.age') }), /not the file of the keys/],
    ['a file that is no backup', async () => ({ from: rootKeyFile }), /no whole backup/],
  ])('is refused with %s, and nothing is left behind', async (_, over, said) => {
    const before = readdirSync(folder).sort();
    await expect(restoreBackup(settingsAt('refused'), request('after-shred', await over()))).rejects.toThrow(said);
    expect(existsSync(at('refused'))).toBe(false);
    expect(readdirSync(folder).filter((name) => name !== 'other.key')).toEqual(
      before.filter((name) => name !== 'other.key'),
    );
  });

  it('that was cut off or changed anywhere restores nothing', async () => {
    const bytes = readFileSync(at('after-shred.age'));
    const fresh = await freshDatabase('server');
    for (const part of [0.3, 0.9, 0.999]) {
      writeFileSync(at('cut.age'), bytes.subarray(0, Math.floor(bytes.length * part)));
      await expect(restoreBackup(settingsAt('cut', fresh.databaseUrl), request('cut'))).rejects.toThrow(
        /cut off|no whole backup|damaged/,
      );
      expect(existsSync(at('cut'))).toBe(false);
    }
    const bent = Buffer.from(bytes);
    bent[Math.floor(bent.length * 0.7)]! ^= 1;
    writeFileSync(at('cut.age'), bent);
    await expect(checkBackup(at('cut.age'), [identity])).rejects.toThrow(/cut off|no whole backup/);
    const { rows } = await fresh.db.execute('select 1 from persons');
    expect(rows).toEqual([]);
    await fresh.close();
  });

  it('is not restored over anything: neither a folder nor a database that holds records', async () => {
    await expect(restoreBackup(settingsAt('on-server', server.databaseUrl), request('after-shred'))).rejects.toThrow(
      /is not empty/,
    );
    await expect(restoreBackup(settingsAt('elsewhere', server.databaseUrl), request('after-shred'))).rejects.toThrow(
      /holds records already/,
    );
    expect(existsSync(at('elsewhere'))).toBe(false);
  });
});
