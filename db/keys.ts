import { hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { chmod, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { KeyError } from './errors.ts';

export const KEY_BYTES = 32;
export const ROOT_FILE = 'root.key';
/** About 128 MB and half a second: what a passphrase needs against guessing on rented machines. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 };
const SHORTEST_SALT = 16;
const SHORTEST_PASSPHRASE = 12;

/** Where the root key comes from. With `file-and-passphrase` neither of the two opens anything alone. */
export const KEY_KINDS = ['file', 'given', 'passphrase', 'file-and-passphrase'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export type KeySource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'given'; readonly key: string }
  | { readonly kind: 'passphrase'; readonly passphrase: string; readonly salt: Buffer }
  | {
      readonly kind: 'file-and-passphrase';
      readonly path: string;
      readonly passphrase: string;
      readonly salt: Buffer;
    };

/** The folder in which keys lie: 0700, made when it is missing. */
export async function makeKeyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

/**
 * Writes a key as a file of mode 0600, synced. Never replaces one: throws KeyError when the file is there, and then
 * leaves it as it was.
 */
export async function writeKeyFile(path: string, key: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new KeyError(
      error.code === 'EEXIST' ? `${path} is already there: a key is never replaced` : `cannot write ${path}`,
    );
  });
  try {
    await file.writeFile(`${key.toString('base64')}\n`);
    // Data sealed with a key that a power cut took away are lost.
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Fresh random bytes to be kept beside a passphrase; not secret. */
export function newSalt(): Buffer {
  return randomBytes(32);
}

/**
 * The root key, from which every other key is derived. Throws KeyError with one line when it is missing, open to
 * others, or not 32 bytes in base64, and when the passphrase is too short.
 */
export async function loadRootKey(source: KeySource): Promise<Buffer> {
  switch (source.kind) {
    case 'file':
      return keyFromFile(source.path);
    case 'given':
      return decodeKey(source.key, 'QORGAN_ROOT_KEY');
    case 'passphrase':
      return stretched(source.passphrase, source.salt);
    case 'file-and-passphrase':
      return Buffer.from(
        hkdfSync(
          'sha256',
          Buffer.concat([await keyFromFile(source.path), await stretched(source.passphrase, source.salt)]),
          source.salt,
          'qorgan root of key file and passphrase v2',
          KEY_BYTES,
        ),
      );
  }
}

/** A key that is derived from another one for one purpose, which `info` names and nothing else shares. */
export function derivedKey(key: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `qorgan ${info} v2`, KEY_BYTES));
}

async function keyFromFile(path: string): Promise<Buffer> {
  await refuseOpenToOthers(dirname(path), 'chmod 700 it');
  await refuseOpenToOthers(path, 'chmod 600 it');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new KeyError(`${path} cannot be read`);
  });
  return decodeKey(text, path);
}

async function refuseOpenToOthers(path: string, remedy: string): Promise<void> {
  const { mode } = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new KeyError(
      error.code === 'ENOENT'
        ? `${path} is missing: bring the key back from its safe copy, or join its shares with "qorgan key join"`
        : `${path} cannot be read`,
    );
  });
  // Windows has no group and world bits: there the folder's own access list guards the file.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new KeyError(`${path} can be read by others: ${remedy}`);
}

/** Node's base64 reader skips whatever it does not know, so the text is compared with its own re-encoding. */
export function decodeKey(text: string, where: string): Buffer {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, 'base64');
  if (key.toString('base64') !== trimmed) throw new KeyError(`${where} is not base64`);
  if (key.length !== KEY_BYTES) throw new KeyError(`${where} is not ${KEY_BYTES} bytes long`);
  return key;
}

function stretched(passphrase: string, salt: Buffer): Promise<Buffer> {
  const normal = passphrase.normalize('NFKC');
  if (normal.length < SHORTEST_PASSPHRASE)
    throw new KeyError(`the passphrase is shorter than ${SHORTEST_PASSPHRASE} characters`);
  if (salt.length < SHORTEST_SALT) throw new KeyError(`the salt is shorter than ${SHORTEST_SALT} bytes`);
  return promisify<string, Buffer, number, typeof SCRYPT, Buffer>(scrypt)(normal, salt, KEY_BYTES, SCRYPT);
}
