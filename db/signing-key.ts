import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Vault } from './vault.ts';

export const SIGNING_FILE = 'signing.key';
export const SIGNING_CONTEXT = 'signing key of the installation';

/** The Ed25519 key with which this installation signs its manifests. */
export interface SigningKey {
  readonly publicPem: string;
  /** SHA-256 of the public key (DER), for people to compare by phone. */
  readonly fingerprint: string;
  /** 64 bytes, as `openssl pkeyutl -verify -rawin` takes them. */
  sign(bytes: Buffer): Buffer;
}

/**
 * The installation's signing key, made on first use: a file in the folder of the keys, sealed by the vault, because a data folder
 * that is locked by a passphrase must not hold a key in the clear. Throws VaultError when the file was changed.
 */
export async function openSigningKey(keys: string, vault: Vault): Promise<SigningKey> {
  const path = join(keys, SIGNING_FILE);
  const sealed = (await read(path)) ?? (await make(path, vault));
  const key = createPrivateKey(vault.unseal(sealed, SIGNING_CONTEXT).toString('utf8'));
  const publicKey = createPublicKey(key);
  return Object.freeze({
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(publicKey),
    sign: (bytes: Buffer) => sign(null, bytes, key),
  });
}

/** Whether this key signed these bytes; false also for a key or a signature that cannot be read. */
export function isSignedBy(publicPem: string, bytes: Buffer, signature: Buffer): boolean {
  try {
    const key = createPublicKey(publicPem);
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, signature);
  } catch {
    return false;
  }
}

/** SHA-256 of a public key; `null` when the text is none. */
export function fingerprintOfPem(publicPem: string): string | null {
  try {
    return fingerprintOf(createPublicKey(publicPem));
  } catch {
    return null;
  }
}

function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

async function read(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Of two processes that make it at once one wins, and both go on with that one's key. */
async function make(path: string, vault: Vault): Promise<Buffer> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const sealed = vault.seal(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), SIGNING_CONTEXT);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await chmod(dirname(path), 0o700);
  const unfinished = `${path}.${randomBytes(4).toString('hex')}`;
  const file = await open(unfinished, 'wx', 0o600);
  try {
    await file.writeFile(sealed);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(unfinished, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
  return readFile(path);
}
