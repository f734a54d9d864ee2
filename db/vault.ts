import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { KeyError, VaultError } from './errors.ts';
import { derivedKey, KEY_BYTES, newKey } from './keys.ts';
import { type PersonKeyStore, personKeysInMemory } from './person-keys.ts';
import { PhoneNumber } from './phone-number.ts';
import { shortName } from './short-name.ts';

/** First byte of everything sealed, so that a later format can be told from this one. */
const VERSION = 2;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MOST_PEOPLE = 255;
/** In place of a person: the key of files that concern none. */
const NOBODY = 0;

/** Seals and opens records, and makes keyed digests. Holds the root's keys; prints as `[vault]`. */
export interface Vault {
  /**
   * AES-256-GCM: version, whose it is (nobody's), nonce, tag, ciphertext. `context` names the place: it chooses the key,
   * and bytes moved elsewhere do not open. For what concerns no person.
   */
  seal(plain: string | Buffer, context: string): Buffer;
  /**
   * The same for what concerns these persons: it opens while the key of each of them exists. Nobody: like `seal`.
   * Throws VaultError when a key is missing or destroyed.
   */
  sealFor(people: readonly number[], plain: string | Buffer, context: string): Buffer;
  /** Opens both. Throws VaultError on another key, another context, changed bytes, or a key missing or destroyed. */
  unseal(sealed: Buffer, context: string): Buffer;
  /** Opens many in one go: what each person's key and each context lead to is reckoned once. Not to be kept. */
  opener(): (sealed: Buffer, context: string) => Buffer;
  /** As text, or `instead` when the key of a person was destroyed: lists go on after a shredding. */
  openOr(sealed: Buffer, context: string, instead: string): string;
  sealNumber(number: PhoneNumber, personId: number): Buffer;
  /** Throws VaultError like `unseal`. */
  unsealNumber(sealed: Buffer, personId: number): PhoneNumber;
  /** Makes the key of a person who is being enrolled. Throws KeyError when there is or was one. */
  newPersonKey(personId: number): void;
  shredPersonKey(personId: number): void;
  isShredded(personId: number): boolean;
  /** Keyed digest by which the records of an ad are found, because its id alone leads to the number. 32 bytes. */
  adDigest(platform: string, adId: string): Buffer;
  /** Keyed digest of what an ad shows; tells whether it changed and nothing else. 32 bytes. */
  contentDigest(platform: string, adId: string, content: string): Buffer;
  /** The same of a picture's bytes or address. */
  pictureDigest(kind: string, content: string): Buffer;
  /** By which two jobs on a platform that are the same work are known as one. 32 bytes. */
  jobDigest(platform: string, work: string): Buffer;
  /** The key of one encrypted file, sealed under the persons' own keys alone; for nobody's file, the installation's. */
  wrapFileKey(people: readonly number[], fileKey: Buffer): Buffer;
  /** Throws VaultError like `unseal`. */
  unwrapFileKey(sealed: Buffer): Buffer;
  /** Tells whether this is the root key that a database was made with. */
  keyCheck(): Buffer;
  /** The sealed key of a person again, sealed under another root: for a change of the root. */
  resealPersonKey(personId: number, sealed: Buffer, newRoot: Buffer): Buffer;
}

/** Opens the vault of this root key. `people` is where the persons' keys lie; without it they live in this process. */
export function openVault(root: Buffer, people: PersonKeyStore = personKeysInMemory()): Vault {
  if (root.length !== KEY_BYTES) throw new KeyError(`the root key is not ${KEY_BYTES} bytes long`);
  // One key, one use: each purpose has a key of its own.
  const sealing = derivedKey(root, 'sealing');
  const wrapping = wrappingKey(root);
  const content = derivedKey(root, 'content digest');
  const picture = derivedKey(root, 'picture digest');
  const ad = derivedKey(root, 'ad digest');
  const job = derivedKey(root, 'job digest');
  const check = derivedKey(root, 'check');

  const personContext = (id: number) => `key of person ${id}`;
  const sealPersonKey = (id: number, key: Buffer) => encrypt(wrapping, whoseBytes([]), key, personContext(id));
  const personKey = (id: number): Buffer => {
    const sealed = people.read(id);
    if (sealed === 'destroyed')
      throw new VaultError(`the key of ${shortName('p', id)} was destroyed: nobody can open this record`, 'destroyed');
    if (sealed === null)
      throw new VaultError(
        `the key of ${shortName('p', id)} is missing on this machine (keys/people): bring it from a backup or share the folder`,
        'missing',
      );
    return decrypt(wrapping, sealed, personContext(id));
  };
  const keyFor = (whose: readonly number[], context: string): Buffer =>
    whose.length === 0
      ? derivedKey(sealing, context)
      : derivedKey(Buffer.concat([sealing, ...whose.map(personKey)]), `for persons: ${context}`);

  const fileKeyFor = (whose: readonly number[]) => derivedKey(Buffer.concat(whose.map(personKey)), 'files of persons');

  const sealFor = (whose: readonly number[], plain: string | Buffer, context: string): Buffer => {
    const ids = [...new Set(whose)].sort((a, b) => a - b);
    return encrypt(keyFor(ids, context), whoseBytes(ids), Buffer.from(plain as string), context);
  };
  const unseal = (sealed: Buffer, context: string): Buffer =>
    decrypt(keyFor(whoseOf(sealed), context), sealed, context);

  const vault: Vault = {
    seal: (plain, context) => sealFor([], plain, context),
    sealFor,
    unseal,
    opener() {
      const keys = new Map<string, Buffer>();
      return (sealed, context) => {
        const whose = whoseOf(sealed);
        const which = `${whose.join()} ${context}`;
        const key = keys.get(which) ?? keyFor(whose, context);
        keys.set(which, key);
        return decrypt(key, sealed, context);
      };
    },
    openOr(sealed, context, instead) {
      try {
        return unseal(sealed, context).toString('utf8');
      } catch (error) {
        if (error instanceof VaultError && error.kind === 'destroyed') return instead;
        throw error;
      }
    },
    sealNumber: (number, personId) => sealFor([personId], number.reveal(), numberContext(personId)),
    unsealNumber: (sealed, personId) => PhoneNumber.fromE164(unseal(sealed, numberContext(personId)).toString('utf8')),
    newPersonKey: (id) => people.add(id, sealPersonKey(id, newKey())),
    shredPersonKey: (id) => people.shred(id),
    isShredded: (id) => people.read(id) === 'destroyed',
    adDigest: (platform, adId) => hmac(ad, JSON.stringify([platform, adId])),
    contentDigest: (platform, adId, shown) => hmac(content, JSON.stringify([platform, adId, shown])),
    jobDigest: (platform, work) => hmac(job, JSON.stringify([platform, work])),
    pictureDigest: (kind, shown) => hmac(picture, JSON.stringify([kind, shown])),
    wrapFileKey(whose, fileKey) {
      const ids = whose.length === 0 ? [NOBODY] : [...new Set(whose)].sort((a, b) => a - b);
      if (whose.length === 0 && people.read(NOBODY) === null) people.add(NOBODY, sealPersonKey(NOBODY, newKey()));
      return encrypt(fileKeyFor(ids), whoseBytes(ids), fileKey, 'file key');
    },
    unwrapFileKey: (sealed) => decrypt(fileKeyFor(whoseOf(sealed)), sealed, 'file key'),
    keyCheck: () => hmac(check, 'qorgan root key'),
    resealPersonKey: (id, sealed, newRoot) =>
      encrypt(wrappingKey(newRoot), whoseBytes([]), decrypt(wrapping, sealed, personContext(id)), personContext(id)),
  };
  const label = () => '[vault]';
  return Object.freeze(Object.assign(vault, { toString: label, toJSON: label, [inspect.custom]: label }));
}

/** Version, how many persons, and their ids: whoever opens it knows whose keys it takes. Authenticated with the rest. */
function whoseBytes(people: readonly number[]): Buffer {
  if (people.length > MOST_PEOPLE) throw new VaultError('a record concerns too many persons to be sealed for them');
  const bytes = Buffer.alloc(2 + people.length * 4);
  bytes.writeUInt8(VERSION, 0);
  bytes.writeUInt8(people.length, 1);
  people.forEach((id, i) => void bytes.writeUInt32BE(id, 2 + i * 4));
  return bytes;
}

/** Whose keys sealed bytes take. Throws VaultError when they are none of ours. */
export function whoseOf(sealed: Buffer): number[] {
  const count = sealed[1] ?? 0;
  if (sealed[0] !== VERSION || sealed.length < 2 + count * 4 + NONCE_BYTES + TAG_BYTES)
    throw new VaultError('a sealed record is damaged or of an unknown format');
  return Array.from({ length: count }, (_, i) => sealed.readUInt32BE(2 + i * 4));
}

function encrypt(key: Buffer, whose: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.concat([whose, Buffer.from(context)]));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([whose, nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const start = 2 + whoseOf(sealed).length * 4;
  const nonce = sealed.subarray(start, start + NONCE_BYTES);
  const tag = sealed.subarray(start + NONCE_BYTES, start + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.concat([sealed.subarray(0, start), Buffer.from(context)]));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed.subarray(start + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw new VaultError('a sealed record does not open: another key, or the record was changed');
  }
}

function wrappingKey(root: Buffer): Buffer {
  return derivedKey(root, 'keys of persons');
}

export function numberContext(personId: number): string {
  return `number of person ${personId}`;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
