import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; about 60 ms of one core. */
const COST = { memorySize: 19 * 1024, iterations: 2, parallelism: 1, hashLength: 32 } as const;
/** NIST SP 800-63B asks for at least 8 with a second factor; no rules about kinds of characters. */
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;

/** argon2id in its own text form, with its cost and a fresh salt. */
export async function hashOf(password: string): Promise<string> {
  const salt = randomBytes(16);
  return argon2id({ password: password.normalize('NFKC'), salt, ...COST, outputType: 'encoded' });
}

/** A hash that no password has: compared with for logins that nobody has, so that both answers take as long. */
let nobodys: Promise<string> | null = null;

/** `hash: null`: always false, after the same time. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  nobodys ??= hashOf(randomBytes(24).toString('base64'));
  const compared = hash ?? (await nobodys);
  const same = await argon2Verify({ password: password.normalize('NFKC'), hash: compared });
  return same && hash !== null;
}
