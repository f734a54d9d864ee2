import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { type Database, migrate, openDatabase, othersConnected } from './client.ts';
import { HomeError, KeyError } from './errors.ts';
import {
  type HomeSettings,
  hasKeyFile,
  keySource,
  keysFolder,
  newHomeFile,
  readHomeFile,
  writeHomeFile,
} from './home.ts';
import { type KeyKind, loadRootKey, newKey, ROOT_FILE, writeKeyFile } from './keys.ts';
import { refuseLocked } from './lock.ts';
import { openMark, othersWithOpen } from './open-marks.ts';
import { PEOPLE_FOLDER, personKeyFiles, personKeysIn } from './person-keys.ts';
import { type ProcessMark, thisProcess } from './processes.ts';
import { resealAll } from './reseal.ts';
import { beginNext, discardNext, isReady, nextIsReady, putInPlace, settleRotation } from './rotation-files.ts';
import { installation } from './schema/installation.ts';
import { SIGNING_CONTEXT, SIGNING_FILE } from './signing-key.ts';
import { openVault } from './vault.ts';
import { writeSynced } from './write-synced.ts';

const SOON_GONE_MS = 10_000;

export interface NextRoot {
  readonly kind: KeyKind;
  readonly passphrase: string | undefined;
  readonly rootKey: string | undefined;
}

/**
 * Changes the root key: seals every record and every person's key under a new one. All that is new is written beside
 * first, the database changes in one transaction, and then files are put in place; cut off at any point, the next opening
 * ends or undoes it. Nobody else may have the folder open. Returns how many records were sealed anew. Throws HomeError,
 * KeyError, DatabaseError.
 */
export async function rotateRoot(settings: HomeSettings, wanted: NextRoot): Promise<{ readonly resealed: number }> {
  const { home } = settings;
  const keys = keysFolder(settings);
  refuseLocked(home, keys);
  const mark = openMark(keys);
  try {
    await settleRotation(settings, keys);
    const root = await loadRootKey(keySource(await readHomeFile(home, keys), settings, keys));
    const next = await beginNext(keys);
    // Whoever opens from here on sees it and gives way; whoever had opened before is seen here.
    const others = othersWithOpen(keys);
    if (others.length > 0)
      throw new HomeError(
        `other processes have this data folder open: stop them first, then change the key${onOtherMachines(others, keys)}`,
      );
    return await rotate(settings, { root, keys, next }, wanted);
  } catch (error) {
    if (await isReady(keys)) await settleRotation(settings, keys).catch(() => undefined);
    else await discardNext(keys);
    throw error;
  } finally {
    mark.remove();
  }
}

async function rotate(
  settings: HomeSettings,
  { root, keys, next }: { readonly root: Buffer; readonly keys: string; readonly next: string },
  wanted: NextRoot,
): Promise<{ resealed: number }> {
  const people = personKeysIn(join(keys, PEOPLE_FOLDER));
  const from = openVault(root, people);
  const database = await openDatabase({ home: settings.home, databaseUrl: settings.databaseUrl });
  try {
    await migrate(database);
    if (await stayConnected(database))
      throw new HomeError('other machines are connected to this database: stop them first, then change the key');
    const file = newHomeFile(wanted, wanted.kind === 'file-and-passphrase');
    if (file.keys !== wanted.kind) throw new HomeError(`a key of the kind "${wanted.kind}" needs what it is made from`);
    if (hasKeyFile(file)) await writeKeyFile(join(next, ROOT_FILE), newKey());
    const newRoot = await loadRootKey(keySource(file, wanted, next));
    if (newRoot.equals(root)) throw new KeyError('the new root key is the one in use');
    for (const name of personKeyFiles(join(keys, PEOPLE_FOLDER)).filter((one) => one.endsWith('.key'))) {
      const id = Number.parseInt(name, 10);
      const sealed = people.read(id);
      if (sealed === null || sealed === 'destroyed') continue;
      await writeSynced(join(next, PEOPLE_FOLDER, name), from.resealPersonKey(id, sealed, newRoot));
    }
    const to = openVault(newRoot, personKeysIn(join(next, PEOPLE_FOLDER)));
    const signing = await readFile(join(keys, SIGNING_FILE)).catch(() => null);
    if (signing)
      await writeSynced(join(next, SIGNING_FILE), to.seal(from.unseal(signing, SIGNING_CONTEXT), SIGNING_CONTEXT));
    await writeHomeFile(next, file);
    await nextIsReady(next, to.keyCheck());
    const resealed = await database.db.transaction(async (tx) => {
      const changed = await tx
        .update(installation)
        .set({ keyCheck: to.keyCheck() })
        .where(eq(installation.keyCheck, from.keyCheck()))
        .returning({ id: installation.id });
      if (changed.length === 0) throw new KeyError('this key does not belong to this database');
      return resealAll(tx, from, to);
    });
    await putInPlace(settings.home, keys);
    return { resealed };
  } finally {
    await database.close();
  }
}

/** A mark of another machine stays when that machine dies: nobody here can know. */
function onOtherMachines(others: readonly ProcessMark[], keys: string): string {
  const elsewhere = [...new Set(others.map(({ machine }) => machine))].filter((one) => one !== thisProcess().machine);
  if (elsewhere.length === 0) return '';
  const names = elsewhere.map((one) => one.split(' ')[0]).join(', ');
  return ` (on ${names}; where that machine is gone, remove its file in ${join(keys, 'open')})`;
}

/** A process that was killed a moment ago still counts at the server for a while. */
async function stayConnected(database: Database): Promise<boolean> {
  for (const until = Date.now() + SOON_GONE_MS; ; ) {
    if ((await othersConnected(database)) === 0) return false;
    if (Date.now() > until) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
