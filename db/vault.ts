import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { VaultError } from './errors.ts';
import { PhoneNumber } from './phone-number.ts';

/** First byte of everything sealed, so that a later format can be told from this one. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Keys {
  readonly sealKey: Buffer;
  readonly lookupKey: Buffer;
}

/** Seals and opens records, and makes the blind index. Holds the keys; prints as `[vault]`. */
export interface Vault {
  /** AES-256-GCM: version, nonce, tag, ciphertext. `context` names the place: bytes moved elsewhere do not open. */
  seal(plain: string | Buffer, context: string): Buffer;
  /** Throws VaultError on another key, another context, or changed bytes. */
  unseal(sealed: Buffer, context: string): Buffer;
  sealNumber(number: PhoneNumber, personId: number): Buffer;
  /** Throws VaultError like `unseal`. */
  unsealNumber(sealed: Buffer, personId: number): PhoneNumber;
  /** Blind index of a number: HMAC-SHA-256, because a plain hash of a phone number is guessed in seconds. */
  lookupOf(number: PhoneNumber): Buffer;
  /** Keyed digest of what an ad shows; tells whether it changed and nothing else. 32 bytes. */
  contentDigest(platform: string, adId: string, content: string): Buffer;
  sealKeyCheck(): Buffer;
  lookupKeyCheck(): Buffer;
}

export function openVault({ sealKey, lookupKey }: Keys): Vault {
  // One key, one use: each purpose has a key of its own derived from the two that are kept.
  const sealing = derive(sealKey, 'seal');
  const sealCheck = derive(sealKey, 'check');
  const lookup = derive(lookupKey, 'number');
  const digest = derive(lookupKey, 'content');
  const lookupCheck = derive(lookupKey, 'check');

  const seal = (plain: string | Buffer, context: string): Buffer => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
    cipher.setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(Buffer.from(plain as string)), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
  };

  const unseal = (sealed: Buffer, context: string): Buffer => {
    if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION)
      throw new VaultError('a sealed record is damaged or of an unknown format');
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(tag);
    try {
      return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    } catch {
      throw new VaultError('a sealed record does not open: another key, or the record was changed');
    }
  };

  const vault: Vault = {
    seal,
    unseal,
    sealNumber: (number, personId) => seal(number.reveal(), `number of person ${personId}`),
    unsealNumber: (sealed, personId) =>
      PhoneNumber.fromE164(unseal(sealed, `number of person ${personId}`).toString('utf8')),
    lookupOf: (number) => hmac(lookup, number.reveal()),
    contentDigest: (platform, adId, content) => hmac(digest, JSON.stringify([platform, adId, content])),
    sealKeyCheck: () => hmac(sealCheck, 'qorgan seal key'),
    lookupKeyCheck: () => hmac(lookupCheck, 'qorgan lookup key'),
  };
  const label = () => '[vault]';
  return Object.freeze(Object.assign(vault, { toString: label, toJSON: label, [inspect.custom]: label }));
}

function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `qorgan ${purpose} v1`, 32));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
