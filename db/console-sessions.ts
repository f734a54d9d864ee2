import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { Db } from './database.ts';
import { consoleSessions, users } from './schema/accounts.ts';
import { SHOWN_OF_USER, type User } from './users.ts';

/** A morning's break does not sign out; a screen left alone at night does. */
export const IDLE_MS = 45 * 60_000;
/** However busy, a session ends after a working day. */
export const LONGEST_MS = 12 * 3_600_000;
/** A sign of life is written so often at most: a page costs no write. */
const SEEN_EVERY_MS = 60_000;

/** A secret of the browser: 32 random bytes, and the digest that is all the database knows of it. */
export function newToken(): { readonly token: string; readonly digest: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, digest: digestOfToken(token) };
}

export function digestOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Opens a session; returns what the cookie holds. Those that are over are forgotten on the way. */
export async function openSession(db: Db, userId: number, now: Date): Promise<string> {
  const { token, digest } = newToken();
  const idle = new Date(now.getTime() - IDLE_MS);
  await db.delete(consoleSessions).where(or(lt(consoleSessions.endsAt, now), lt(consoleSessions.seenAt, idle)));
  const endsAt = new Date(now.getTime() + LONGEST_MS);
  await db.insert(consoleSessions).values({ digest, userId, createdAt: now, seenAt: now, endsAt });
  return token;
}

/**
 * Whose session this is, or `null` when it is none or over. `touch`: a person is at it; what a page asks by itself keeps
 * no session alive.
 */
export async function userOfSession(
  db: Db,
  token: string,
  { now, touch }: { readonly now: Date; readonly touch: boolean },
): Promise<User | null> {
  const digest = digestOfToken(token);
  const [row] = await db
    .select({ ...SHOWN_OF_USER, seenAt: consoleSessions.seenAt })
    .from(consoleSessions)
    .innerJoin(users, eq(users.id, consoleSessions.userId))
    .where(
      and(
        eq(consoleSessions.digest, digest),
        gt(consoleSessions.endsAt, now),
        gt(consoleSessions.seenAt, new Date(now.getTime() - IDLE_MS)),
        isNull(users.endedAt),
      ),
    );
  if (!row) return null;
  const { seenAt, ...user } = row;
  if (touch && now.getTime() - seenAt.getTime() > SEEN_EVERY_MS)
    await db.update(consoleSessions).set({ seenAt: now }).where(eq(consoleSessions.digest, digest));
  return user;
}

export async function closeSession(db: Db, token: string): Promise<void> {
  await db.delete(consoleSessions).where(eq(consoleSessions.digest, digestOfToken(token)));
}
