import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import { type Db, isDuplicate } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { consoleSessions, invitations, type Role, type Theme, users } from './schema/accounts.ts';
import type { Language } from './schema/language.ts';
import type { Vault } from './vault.ts';

export interface User {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  readonly theme: Theme;
  readonly shortcuts: boolean;
  /** Whether password and second factor are set. */
  readonly ready: boolean;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

export const LOGIN_PATTERN = /^[a-z][a-z0-9._-]{1,31}$/;

export const SHOWN_OF_USER = {
  id: users.id,
  login: users.login,
  name: users.name,
  role: users.role,
  language: users.language,
  theme: users.theme,
  shortcuts: users.shortcuts,
  ready: sql<boolean>`${users.passwordHash} is not null`,
  createdAt: users.createdAt,
  endedAt: users.endedAt,
};

/** Adds somebody who has no password yet. Throws RecordError duplicate (the login was used before, by whomever). */
export async function addUser(
  db: Db,
  user: Pick<User, 'login' | 'name' | 'role' | 'language'>,
  by: string,
  now: Date,
): Promise<{ id: number }> {
  try {
    return await db.transaction(async (tx) => {
      const [row] = await tx
        .insert(users)
        .values({ ...user, createdAt: now })
        .returning({ id: users.id });
      await logUser(tx, row!.id, by, { change: 'added', role: user.role }, now);
      return { id: row!.id };
    });
  } catch (error) {
    if (isDuplicate(error)) throw new RecordError('duplicate', 'this login was used before');
    throw error;
  }
}

/** Everyone there ever was, by login. */
export async function listUsers(db: Db): Promise<User[]> {
  return db.select(SHOWN_OF_USER).from(users).orderBy(asc(users.login));
}

/** Throws RecordError not-found. */
export async function userByLogin(db: Db, login: string): Promise<User> {
  const [row] = await db.select(SHOWN_OF_USER).from(users).where(eq(users.login, login));
  if (!row) throw new RecordError('not-found', 'no user of this login ("qorgan user list")');
  return row;
}

/** What a sign-in is compared with; `null` when nobody can sign in so. Throws VaultError. */
export async function secretsOf(
  db: Db,
  vault: Vault,
  login: string,
): Promise<{ readonly user: User; readonly passwordHash: string; readonly totp: string } | null> {
  const [row] = await db
    .select({ ...SHOWN_OF_USER, passwordHash: users.passwordHash, totpSealed: users.totpSealed })
    .from(users)
    .where(and(eq(users.login, login), isNull(users.endedAt)));
  if (!row?.passwordHash || !row.totpSealed) return null;
  const { passwordHash, totpSealed, ...user } = row;
  return { user, passwordHash, totp: vault.unseal(totpSealed, totpContext(row.id)).toString('utf8') };
}

/** Takes a time step's code: once. `false` when it, or a later one, was taken before. */
export async function takeTotpStep(db: Db, userId: number, step: number): Promise<boolean> {
  const taken = await db
    .update(users)
    .set({ totpStep: step })
    .where(and(eq(users.id, userId), lt(users.totpStep, step)))
    .returning({ id: users.id });
  return taken.length > 0;
}

export interface Secrets {
  readonly passwordHash: string;
  /** Base32. */
  readonly totp: string;
  /** The step whose code was typed to set it. */
  readonly step: number;
}

/** Sets both; whoever was signed in as this user is so no more. */
export async function setSecrets(
  db: Db,
  vault: Vault,
  userId: number,
  { passwordHash, totp, step }: Secrets,
): Promise<void> {
  await db.transaction(async (tx) => {
    const totpSealed = vault.seal(totp, totpContext(userId));
    await tx.update(users).set({ passwordHash, totpSealed, totpStep: step }).where(eq(users.id, userId));
    await tx.delete(consoleSessions).where(eq(consoleSessions.userId, userId));
  });
}

/** A new password alone; every session of the user ends. */
export async function setPassword(db: Db, userId: number, passwordHash: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(users)
      .set({ passwordHash })
      .where(eq(users.id, userId))
      .returning({ name: users.name });
    await tx.delete(consoleSessions).where(eq(consoleSessions.userId, userId));
    await logUser(tx, userId, row!.name, { change: 'password' }, now);
  });
}

/** How the console looks to a user. */
export async function setPreferences(
  db: Db,
  userId: number,
  preferences: Partial<Pick<User, 'language' | 'theme' | 'shortcuts'>>,
): Promise<void> {
  await db.update(users).set(preferences).where(eq(users.id, userId));
}

/** Takes password and second factor away and ends every session and older link: a new one-time link sets them anew. */
export async function resetUser(db: Db, userId: number, by: string, now: Date): Promise<void> {
  await changeUser(db, userId, { passwordHash: null, totpSealed: null }, by, { change: 'reset' }, now);
}

/** Another role; the user signs in again to have it. */
export async function changeRole(db: Db, userId: number, role: Role, by: string, now: Date): Promise<void> {
  await changeUser(db, userId, { role }, by, { change: 'role', role }, now);
}

/** The user signs in no more. */
export async function endUser(db: Db, userId: number, by: string, now: Date): Promise<void> {
  await changeUser(db, userId, { endedAt: now, passwordHash: null, totpSealed: null }, by, { change: 'ended' }, now);
}

/** Throws RecordError ended. */
async function changeUser(
  db: Db,
  userId: number,
  change: Partial<typeof users.$inferInsert>,
  by: string,
  detail: Readonly<Record<string, string>>,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const changed = await tx
      .update(users)
      .set(change)
      .where(and(eq(users.id, userId), isNull(users.endedAt)))
      .returning({ id: users.id });
    if (changed.length === 0) throw new RecordError('ended', 'this user has ended');
    await tx.delete(consoleSessions).where(eq(consoleSessions.userId, userId));
    await tx.delete(invitations).where(eq(invitations.userId, userId));
    await logUser(tx, userId, by, detail, now);
  });
}

async function logUser(
  db: Db,
  userId: number,
  by: string,
  detail: Readonly<Record<string, string>>,
  now: Date,
): Promise<void> {
  await appendToLog(db, { kind: 'user-changed', by, detail: { user: `u${userId}`, ...detail } }, now);
}

export function totpContext(userId: number): string {
  return `second factor of user ${userId}`;
}
