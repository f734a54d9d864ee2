import { hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { chmod, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KeyError } from './errors.ts';
import type { Keys } from './vault.ts';

const KEY_BYTES = 32;
const FILES = { seal: 'seal.key', lookup: 'lookup.key' } as const;
/** About 128 MB and half a second: what a passphrase needs against guessing on rented machines. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 };
const SHORTEST_SALT = 16;
const SHORTEST_PASSPHRASE = 12;

export type KeySource =
  | { readonly kind: 'files'; readonly folder: string }
  | { readonly kind: 'given'; readonly seal: string; readonly lookup: string }
  | { readonly kind: 'passphrase'; readonly passphrase: string; readonly salt: Buffer };

/**
 * Makes both keys as files of mode 0600 in a folder of mode 0700 and returns them. Never replaces a key: throws
 * KeyError when either file is there, and then leaves the folder as it was.
 */
export async function createKeys(folder: string): Promise<Keys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const made: string[] = [];
  try {
    for (const name of Object.values(FILES)) {
      const path = join(folder, name);
      const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
        throw new KeyError(
          error.code === 'EEXIST' ? `${path} is already there: a key is never replaced` : `cannot write ${path}`,
        );
      });
      made.push(path);
      try {
        await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
        // Data sealed with a key that a power cut took away are lost.
        await file.sync();
      } finally {
        await file.close();
      }
    }
  } catch (error) {
    for (const path of made) await rm(path, { force: true });
    throw error;
  }
  return loadKeys({ kind: 'files', folder });
}

/** Fresh random bytes to be kept beside a passphrase; not secret. */
export function newSalt(): Buffer {
  return randomBytes(32);
}

/** Throws KeyError with one line when the keys are missing, open to others, or not 32 bytes in base64. */
export async function loadKeys(source: KeySource): Promise<Keys> {
  switch (source.kind) {
    case 'files':
      return distinct({
        sealKey: await keyFromFile(join(source.folder, FILES.seal)),
        lookupKey: await keyFromFile(join(source.folder, FILES.lookup)),
      });
    case 'given':
      return distinct({
        sealKey: decodeKey(source.seal, 'the given seal key'),
        lookupKey: decodeKey(source.lookup, 'the given lookup key'),
      });
    case 'passphrase':
      return keysFromPassphrase(source.passphrase, source.salt);
  }
}

async function keyFromFile(path: string): Promise<Buffer> {
  const text = await readPrivate(path);
  return decodeKey(text, path);
}

async function readPrivate(path: string): Promise<string> {
  try {
    const { mode } = await stat(path);
    // Windows has no group and world bits: there the folder's own access list guards the file.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new KeyError(`${path} can be read by others: chmod 600 it`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof KeyError) throw error;
    throw new KeyError(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? `${path} is missing: run "qorgan init", or bring the key back from its safe copy`
        : `${path} cannot be read`,
    );
  }
}

/** Node's base64 reader skips whatever it does not know, so the text is compared with its own re-encoding. */
function decodeKey(text: string, where: string): Buffer {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, 'base64');
  if (key.toString('base64') !== trimmed) throw new KeyError(`${where} is not base64`);
  if (key.length !== KEY_BYTES) throw new KeyError(`${where} is not ${KEY_BYTES} bytes long`);
  return key;
}

function distinct(keys: Keys): Keys {
  if (keys.sealKey.equals(keys.lookupKey)) throw new KeyError('the seal key and the lookup key are the same');
  return keys;
}

async function keysFromPassphrase(passphrase: string, salt: Buffer): Promise<Keys> {
  const normal = passphrase.normalize('NFKC');
  if (normal.length < SHORTEST_PASSPHRASE)
    throw new KeyError(`the passphrase is shorter than ${SHORTEST_PASSPHRASE} characters`);
  if (salt.length < SHORTEST_SALT) throw new KeyError(`the salt is shorter than ${SHORTEST_SALT} bytes`);
  const stretch = promisify<string, Buffer, number, typeof SCRYPT, Buffer>(scrypt);
  const root = await stretch(normal, salt, KEY_BYTES, SCRYPT);
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', root, salt, `qorgan ${purpose} key v1`, KEY_BYTES));
  return { sealKey: derive('seal'), lookupKey: derive('lookup') };
}
