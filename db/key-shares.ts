import { createHash, randomBytes } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { KeyError } from './errors.ts';
import { KEY_BYTES } from './keys.ts';

const SHARE = /^qorgan-share\.([0-9a-f]{8})\.(\d{1,3})-of-\d{1,3}\.([A-Za-z0-9_-]+)$/;
const CHECK_BYTES = 4;

/**
 * Splits a key by Shamir's scheme: any `need` of the shares give it back, fewer tell nothing of it. Each share is one
 * line with a check of its own, so that a mistyped one is known. Throws KeyError for counts that make no sense.
 */
export async function splitKey(key: Buffer, shares: number, need: number): Promise<string[]> {
  if (!Number.isInteger(shares) || !Number.isInteger(need) || need < 2 || shares < need || shares > 16)
    throw new KeyError('shares must be 2 to 16, and no fewer than are needed; at least 2 must be needed');
  const set = randomBytes(4).toString('hex');
  const parts = await split(new Uint8Array(withCheck(key)), shares, need);
  return parts.map((part) => `qorgan-share.${set}.${need}-of-${shares}.${withCheck(part).toString('base64url')}`);
}

/** The key that these shares give. Throws KeyError, which repeats none: mistyped, of different splits, too few. */
export async function joinShares(texts: readonly string[]): Promise<Buffer> {
  const shares = texts.map((text, i) => readShare(text, i + 1));
  const [first] = shares;
  if (!first) throw new KeyError('no share was given');
  if (shares.some((share) => share.set !== first.set)) throw new KeyError('the shares are of different splits');
  const distinct = [...new Map(shares.map((share) => [share.part.toString('hex'), share.part])).values()];
  if (distinct.length < first.need)
    throw new KeyError(`${first.need} different shares are needed, ${distinct.length} were given`);
  const joined = Buffer.from(await combine(distinct.map((part) => new Uint8Array(part))));
  const key = joined.subarray(0, KEY_BYTES);
  if (!withCheck(key).equals(joined)) throw new KeyError('these shares give no key: one of them is not what it was');
  return Buffer.from(key);
}

function readShare(text: string, place: number): { set: string; need: number; part: Buffer } {
  const [, set, need, coded] = SHARE.exec(text.trim()) ?? [];
  const bytes = Buffer.from(coded ?? '', 'base64url');
  const part = bytes.subarray(0, Math.max(0, bytes.length - CHECK_BYTES));
  if (set === undefined || !withCheck(part).equals(bytes))
    throw new KeyError(`share ${place} of those given is mistyped, or is none`);
  return { set, need: Number(need), part };
}

function withCheck(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, createHash('sha256').update(bytes).digest().subarray(0, CHECK_BYTES)]);
}
