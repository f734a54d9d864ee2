import { and, count, eq, gt, isNull, lt } from 'drizzle-orm';
import { digestOfToken, newToken } from './console-sessions.ts';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { invitations, users } from './schema/accounts.ts';
import { addUser, type Secrets, SHOWN_OF_USER, setSecrets, type User } from './users.ts';
import type { Vault } from './vault.ts';

const VALID_MS = 24 * 3_600_000;

/** A one-time link's secret for this user, valid for a day; an older one is void. */
export async function inviteUser(db: Db, userId: number, now: Date): Promise<string> {
  const { token, digest } = newToken();
  await db.transaction(async (tx) => {
    await tx.delete(invitations).where(eq(invitations.userId, userId));
    await tx.insert(invitations).values({ digest, userId, validUntil: new Date(now.getTime() + VALID_MS) });
  });
  return token;
}

/** The same for the first user of an installation, an admin; `null` when there are users already. */
export async function inviteFirst(db: Db, now: Date): Promise<string | null> {
  if (await anyUser(db)) return null;
  const { token, digest } = newToken();
  await db.transaction(async (tx) => {
    await tx.delete(invitations).where(isNull(invitations.userId));
    await tx.insert(invitations).values({ digest, userId: null, validUntil: new Date(now.getTime() + VALID_MS) });
  });
  return token;
}

/** Whom a link is for; `'first'`: whoever opens it. `null`: used, void, over, or never made. */
export async function invitationOf(db: Db, token: string, now: Date): Promise<User | 'first' | null> {
  const [row] = await db
    .select({ userId: invitations.userId, user: SHOWN_OF_USER })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.userId))
    .where(and(eq(invitations.digest, digestOfToken(token)), gt(invitations.validUntil, now)));
  if (!row) return null;
  if (row.userId === null) return (await anyUser(db)) ? null : 'first';
  return row.user && !row.user.endedAt ? row.user : null;
}

/**
 * Uses a link: sets password and second factor, and makes the first user when it is for one. Throws RecordError
 * wrong-state when the link has been used meanwhile.
 */
export async function acceptInvitation(
  db: Db,
  vault: Vault,
  token: string,
  accepted: { readonly secrets: Secrets; readonly first: Pick<User, 'login' | 'name' | 'language'> | null },
  now: Date,
): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.delete(invitations).where(lt(invitations.validUntil, now));
    const [used] = await tx
      .delete(invitations)
      .where(eq(invitations.digest, digestOfToken(token)))
      .returning({ userId: invitations.userId });
    if (!used || (used.userId === null && (accepted.first === null || (await anyUser(tx)))))
      throw new RecordError('wrong-state', 'this link has been used');
    const userId =
      used.userId ?? (await addUser(tx, { ...accepted.first!, role: 'admin' }, accepted.first!.name, now)).id;
    await setSecrets(tx, vault, userId, accepted.secrets);
    const [user] = await tx.select({ name: users.name }).from(users).where(eq(users.id, userId));
    const detail = { user: `u${userId}`, change: 'secrets-set' };
    await appendToLog(tx, { kind: 'user-changed', by: user!.name, detail }, now);
    return userId;
  });
}

async function anyUser(db: Db): Promise<boolean> {
  const [row] = await db.select({ n: count() }).from(users);
  return (row?.n ?? 0) > 0;
}
