import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Decrypter, Encrypter, type Identity, type Recipient } from 'age-encryption';
import { VaultError } from './errors.ts';
import { writeSynced } from './write-synced.ts';

/** Evidence that cannot be written or read as asked. One line; no text of an ad. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
  /** What pages tell in words of their own; `null`: the one line says all. */
  readonly kind: EvidenceProblem | null;

  constructor(message: string, kind: EvidenceProblem | null = null) {
    super(message);
    this.kind = kind;
  }
}

export type EvidenceProblem = 'not-covered' | 'nothing-captured' | 'damaged' | 'sealed';

export interface EvidenceFile {
  /** With `/`: `photos/01.jpg`. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Says nothing of the ad (a signature): stays readable in a sealed capture. */
  readonly open?: true;
}

/** Writes one file whole and synced; replaced in tests by a disk that is full. */
export type WriteFile = (path: string, bytes: Buffer) => Promise<void>;

export const SEALED = '.age';
const UNFINISHED = /\.unfinished$/;

/**
 * Writes a capture's folder (relative to the data folder) whole or not at all: beside its place, synced, renamed. Each
 * file is encrypted in memory first, so that what it holds never reaches this disk in the clear.
 * Throws EvidenceError with one line when the disk refuses.
 */
export async function storeCapture(
  home: string,
  folder: string,
  files: readonly EvidenceFile[],
  options: { readonly recipients: readonly (string | Recipient)[]; readonly write?: WriteFile },
): Promise<void> {
  const { recipients, write = writeSynced } = options;
  const place = join(home, folder);
  const unfinished = `${place}.${randomBytes(4).toString('hex')}.unfinished`;
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    const folders = new Set([unfinished]);
    for (const file of files) {
      const sealed = recipients.length > 0 && !file.open;
      const path = join(unfinished, `${file.name}${sealed ? SEALED : ''}`);
      if (!folders.has(dirname(path))) await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      folders.add(dirname(path));
      await write(path, sealed ? await encrypt(file.bytes, recipients) : file.bytes);
    }
    for (const one of folders) await syncFolder(one);
    await rename(unfinished, place);
    await syncFolder(dirname(place));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    throw refused(error);
  }
}

/** Adds one open file to a stored capture (a timestamp that came later), whole or not at all. Throws EvidenceError. */
export async function addToCapture(home: string, folder: string, file: EvidenceFile): Promise<void> {
  const path = join(home, folder, file.name);
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.unfinished`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeSynced(unfinished, file.bytes);
    await rename(unfinished, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw refused(error);
  }
}

/** Names of a stored capture's files as its manifest knows them; `null` when the folder is not there. */
export async function namesInCapture(home: string, folder: string): Promise<string[] | null> {
  const place = join(home, folder);
  try {
    const entries = await readdir(place, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name))
      .map((entry) => relative(place, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .map((name) => (name.endsWith(SEALED) ? name.slice(0, -SEALED.length) : name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * One file of a stored capture in the clear, or `null` when it is not there. Throws EvidenceError when it is sealed and
 * no identity opens it, or when its sealed bytes were changed.
 */
export async function readCaptureFile(
  home: string,
  folder: string,
  name: string,
  identities: readonly (string | Identity)[],
): Promise<Buffer | null> {
  const path = join(home, folder, name);
  const open = await bytesOf(path);
  if (open) return open;
  const sealed = await bytesOf(`${path}${SEALED}`);
  if (!sealed) return null;
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return Buffer.from(await decrypter.decrypt(sealed));
  } catch (error) {
    if (error instanceof VaultError && error.kind !== 'closed') throw new EvidenceError(`${name}: ${error.message}`);
    if (isForStaff(sealed) && !identities.some(isText))
      throw new EvidenceError(
        'this evidence is sealed: give the identity that opens it with --identity FILE',
        'sealed',
      );
    throw new EvidenceError(`${name}: sealed for another identity, or its bytes were changed`, 'damaged');
  }
}

/** The secret keys in an age identity file. Throws EvidenceError, which never repeats what the file holds. */
export async function readIdentities(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new EvidenceError('the file given with --identity cannot be read');
  });
  const keys = text.split(/\r?\n/).filter((line) => line.startsWith('AGE-SECRET-KEY-1'));
  if (keys.length === 0) throw new EvidenceError('the file given with --identity holds no age secret key');
  try {
    for (const key of keys) new Decrypter().addIdentity(key);
  } catch {
    throw new EvidenceError('the file given with --identity holds a damaged age secret key');
  }
  return keys;
}

/** Whether this is an age public key that evidence can be sealed to. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** Removes a capture's folder. What is left on the disk's own level is beyond a program. */
export async function removeCapture(home: string, folder: string): Promise<void> {
  await rm(join(home, folder), { recursive: true, force: true });
  // The folder of this one capture; another's is not empty.
  await rmdir(dirname(join(home, folder))).catch(() => undefined);
}

/** Folders under `evidence/` (relative to the data folder): whole ones, and those that a crash cut off. */
export async function captureFoldersOnDisk(home: string): Promise<{ whole: string[]; cutOff: string[] }> {
  const whole: string[] = [];
  const cutOff: string[] = [];
  const under = async (path: string): Promise<string[]> =>
    (await readdir(join(home, path), { withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${path}/${entry.name}`);
  for (const platform of await under('evidence'))
    for (const ad of await under(platform))
      for (const folder of await under(ad)) (UNFINISHED.test(folder) ? cutOff : whole).push(folder);
  return { whole, cutOff };
}

/** Folders that a crash cut off while they were written, untouched since before this time (relative to the data folder). */
export async function unfinishedCaptures(home: string, since: Date): Promise<string[]> {
  const { cutOff } = await captureFoldersOnDisk(home);
  const old: string[] = [];
  for (const folder of cutOff) {
    const touched = await stat(join(home, folder)).catch(() => null);
    if (touched !== null && touched.mtime < since) old.push(folder);
  }
  return old;
}

/** Removes them: they are no evidence, as only a renamed folder is, and none that is being written is so old. */
export async function removeUnfinished(home: string, since: Date): Promise<void> {
  for (const folder of await unfinishedCaptures(home, since))
    await rm(join(home, folder), { recursive: true, force: true });
}

/** Sealed to an age key of staff, by the open header of the file. */
function isForStaff(sealed: Buffer): boolean {
  return /^-> X25519 /m.test(sealed.subarray(0, 4096).toString('latin1'));
}

function isText(identity: string | Identity): boolean {
  return typeof identity === 'string';
}

export async function encrypt(bytes: Buffer, recipients: readonly (string | Recipient)[]): Promise<Buffer> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(bytes));
}

async function bytesOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folder as a file; there its own journal does this work.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

function refused(error: unknown): EvidenceError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new EvidenceError('ALERT: the disk is full, no evidence can be written: make room, then sweep again');
  return new EvidenceError(`the evidence folder cannot be written (${code ?? 'unknown'})`);
}
