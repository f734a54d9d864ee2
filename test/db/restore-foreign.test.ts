import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBackup } from '../../db/backup.ts';
import { type Entry, readEncrypted, whole, writeEncrypted } from '../../db/backup-stream.ts';
import { openHome } from '../../db/home.ts';
import { newKey } from '../../db/keys.ts';
import { NAME_CONTEXT } from '../../db/people.ts';
import { restoreBackup } from '../../db/restore.ts';
import { openVault } from '../../db/vault.ts';
import { freshDatabase, type TestDatabase } from '../standins/databases.ts';
import { everythingIn, type SmallHome, smallHome } from '../standins/small-home.ts';

/** An entry of a backup, held in memory. */
interface Held {
  readonly header: Entry['header'];
  readonly body: Buffer;
}
type Change = (entries: Held[]) => Held[];

let folder: string;
let small: SmallHome;
let fresh: TestDatabase;
let identity: string;
let entries: Held[];
let keys: Held[];
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qorgan-foreign-'));
  mkdirSync(at('keys-there'), { mode: 0o700 });
  small = await smallHome('server');
  fresh = await freshDatabase('server');
  identity = await generateIdentity();
  const home = await small.open();
  await writeBackup(
    home,
    { to: at('ours.age'), keysTo: at('ours-keys.age') },
    [await identityToRecipient(identity)],
    new Date(),
  );
  await home.close();
  entries = await heldOf(at('ours.age'));
  keys = await heldOf(at('ours-keys.age'));
}, 180_000);
afterAll(async () => {
  await small.close();
  await fresh.close();
  rmSync(folder, { recursive: true, force: true });
});

async function heldOf(path: string): Promise<Held[]> {
  const held: Held[] = [];
  for await (const { header, body } of readEncrypted(path, [identity]))
    if (header.kind !== 'end') held.push({ header, body: await whole(body) });
  return held;
}

/** As somebody would make it who knows the recipient, and what a backup looks like inside. */
async function madeByOthers(name: string, held: readonly Held[]): Promise<string> {
  rmSync(at(name), { force: true });
  const all = (async function* () {
    for (const { header, body } of held) yield { header, body: [body] };
  })();
  await writeEncrypted(at(name), [await identityToRecipient(identity)], all);
  return at(name);
}

const settingsOf = () => ({
  home: at('restored'),
  keys: at('keys-there'),
  databaseUrl: fresh.databaseUrl,
  passphrase: undefined,
  rootKey: undefined,
});

async function restore(change: Change, changeKeys: Change = (all) => all) {
  await restoreBackup(settingsOf(), {
    from: await madeByOthers('theirs.age', change(entries)),
    keysFrom: await madeByOthers('their-keys.age', changeKeys(keys)),
    identities: [identity],
    rootKeyFile: join(small.settings.home, 'keys', 'root.key'),
  });
}

const rowsOf = (table: string, rows: readonly object[]): Held => {
  const body = Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
  return { header: { kind: 'rows', table, rows: rows.length, size: body.length }, body };
};
const file = (path: string): Held => ({ header: { kind: 'file', path, size: 1 }, body: Buffer.from('x') });
/** The rows of one table, each changed. */
const rows =
  (table: string, change: (row: Record<string, unknown>) => object): Change =>
  (all) =>
    all.map((one) =>
      one.header.kind === 'rows' && one.header.table === table
        ? rowsOf(
            table,
            one.body
              .toString()
              .split('\n')
              .map((line) => change(JSON.parse(line) as Record<string, unknown>)),
          )
        : one,
    );
const more =
  (one: Held): Change =>
  (all) => [...all, one];
const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`;
const theirs = openVault(newKey());

describe('a backup that others made is refused, and no row and no key of it stays', { timeout: 120_000 }, () => {
  it.each<[string, Change, RegExp]>([
    ['an unknown table', more(rowsOf('spies', [{ id: 1 }])), /table that is none of Qorgan/],
    ['a table of another schema', more(rowsOf('pg_authid', [{ rolname: 'x' }])), /table that is none of Qorgan/],
    ['a table’s name that is SQL', more(rowsOf('persons" (id) values (9); drop table "leases', [{ id: 1 }])), /table that is none of Qorgan/],
    ['the leases of a machine', more(rowsOf('leases', [{ name: 'olx' }])), /table that is none of Qorgan/],
    ['an unknown column', rows('persons', (row) => ({ ...row, told: 'yes' })), /rows of another shape/],
    ['a missing column', rows('persons', ({ name_sealed: _, ...row }) => row), /rows of another shape/],
    ['rows that are no rows', (all) => [...all, { header: { kind: 'rows', table: 'alerts', rows: 1, size: 4 }, body: Buffer.from('null') }], /rows that cannot be read/],
    ['rows that break the records’ rules', rows('matches', (row) => ({ ...row, state: 'sent' })), /rows that the records do not admit/],
    ['the same row twice', (all) => [...all, ...all.filter(({ header }) => header.kind === 'rows' && header.table === 'persons')], /rows that the records do not admit/],
    ['a name sealed by another key', rows('persons', (row) => ({ ...row, name_sealed: hex(theirs.seal('Somebody', NAME_CONTEXT)) })), /not made with this key/],
    ['a name that is not sealed', rows('persons', (row) => ({ ...row, name_sealed: hex(Buffer.from('Somebody')) })), /not made with this key/],
    ['a record moved to another place', rows('consents', (row) => ({ ...row, subject_name_sealed: row.id === 1 ? hex(theirs.seal('x', 'consent')) : row.subject_name_sealed })), /not made with this key/],
    ['another installation', rows('installation', (row) => ({ ...row, key_check: hex(theirs.keyCheck()) })), /not made with this key/],
    ['no installation', (all) => all.filter(({ header }) => header.kind !== 'rows' || header.table !== 'installation'), /not made with this key/],
    ['a key among its files', more(file('keys/root.key')), /file that belongs to none/],
    ['a file above its folder', more(file('evidence/../../x')), /file that belongs to none/],
    ['the settings of a home', more(file('home.json')), /file that belongs to none/],
    ['a file of the embedded database', more(file('db/pg_hba.conf')), /file that belongs to none/],
    ['an unknown sequence', more({ header: { kind: 'sequences', values: { 'spies_id_seq': 4 } }, body: Buffer.alloc(0) }), /rows that the records do not admit/],
  ])('with %s', async (_, change, said) => {
    await expect(restore(change)).rejects.toThrow(said);
    expect(existsSync(at('restored'))).toBe(false);
    expect(readdirSync(at('keys-there'))).toEqual([]);
    expect(readdirSync(folder).filter((name) => /restoring/.test(name))).toEqual([]);
    const { rows: left } = await fresh.database.pool.query('select 1 from persons union all select 1 from installation');
    expect(left).toEqual([]);
  }); // biome-ignore format: a table

  it.each([['root.key'], ['people/../../x'], ['people/1.key.js'], ['mark']])('with %s among the keys', async (path) => {
    await expect(restore((all) => all, more(file(path)))).rejects.toThrow(/names what is no key/);
    expect(existsSync(at('restored'))).toBe(false);
    expect(readdirSync(at('keys-there'))).toEqual([]);
  });

  it('and the same, made anew from what is ours, is restored with its keys', async () => {
    await restore((all) => all);
    expect(readdirSync(at('keys-there')).sort()).toContain('root.key');
    expect(readFileSync(join(at('keys-there'), 'root.key'), 'utf8')).toBe(
      readFileSync(join(small.settings.home, 'keys', 'root.key'), 'utf8'),
    );
    const ours = await small.open();
    const all = await everythingIn(ours);
    await ours.close();
    const restored = await openHome(settingsOf(), new Date());
    expect(await everythingIn(restored)).toEqual(all);
    await restored.close();
  });
});
