import { eq } from 'drizzle-orm';
import type { Db } from './database.ts';
import { sessions } from './schema/hidden.ts';
import type { Vault } from './vault.ts';

/** Keeps the session that staff opened on a platform, sealed; a newer one replaces it. */
export async function saveSession(
  db: Db,
  vault: Vault,
  session: { readonly platform: string; readonly state: unknown; readonly by: string },
  now: Date,
): Promise<void> {
  const { platform, state, by } = session;
  const kept = { sealed: vault.seal(JSON.stringify(state), sessionContext(platform)), savedAt: now, savedBy: by };
  await db
    .insert(sessions)
    .values({ platform, ...kept })
    .onConflictDoUpdate({ target: sessions.platform, set: kept });
}

/** The platform's session as plain JSON (the caller checks its shape), or `null`. Throws VaultError. */
export async function sessionOf(db: Db, vault: Vault, platform: string): Promise<unknown> {
  const [row] = await db.select({ sealed: sessions.sealed }).from(sessions).where(eq(sessions.platform, platform));
  return row ? (JSON.parse(vault.unseal(row.sealed, sessionContext(platform)).toString('utf8')) as unknown) : null;
}

/** Whether there was one to forget. */
export async function forgetSession(db: Db, platform: string): Promise<boolean> {
  const gone = await db
    .delete(sessions)
    .where(eq(sessions.platform, platform))
    .returning({ platform: sessions.platform });
  return gone.length > 0;
}

export function sessionContext(platform: string): string {
  return `session of ${platform}`;
}
