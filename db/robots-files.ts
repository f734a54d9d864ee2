import { eq } from 'drizzle-orm';
import type { Db } from './database.ts';
import { robotsFiles } from './schema/platforms.ts';

export type RobotsFile = Readonly<typeof robotsFiles.$inferSelect>;

export async function findRobotsFile(db: Db, origin: string): Promise<RobotsFile | null> {
  const [row] = await db.select().from(robotsFiles).where(eq(robotsFiles.origin, origin));
  return row ?? null;
}

/** Keeps what robots.txt of an origin said, in place of what it said before. */
export async function keepRobotsFile(db: Db, file: RobotsFile): Promise<void> {
  const { origin, status, body, fetchedAt } = file;
  // Postgres keeps no NUL in a text, and a robots file needs none.
  const kept = { status, body: body.replaceAll('\u0000', ''), fetchedAt };
  await db
    .insert(robotsFiles)
    .values({ origin, ...kept })
    .onConflictDoUpdate({ target: robotsFiles.origin, set: kept });
}
