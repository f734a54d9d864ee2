import { eq } from 'drizzle-orm';
import type { Db } from './database.ts';
import { probes } from './schema/platforms.ts';

export type Probe = Readonly<typeof probes.$inferSelect>;

export async function lastGoodProbe(db: Db, platform: string): Promise<Probe | null> {
  const [row] = await db.select().from(probes).where(eq(probes.platform, platform));
  return row ?? null;
}

/** Keeps a good probe in place of the one before. */
export async function keepProbe(db: Db, probe: Probe): Promise<void> {
  const { platform, ...kept } = probe;
  await db
    .insert(probes)
    .values({ platform, ...kept })
    .onConflictDoUpdate({ target: probes.platform, set: kept });
}
