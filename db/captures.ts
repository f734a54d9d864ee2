import { and, asc, eq } from 'drizzle-orm';
import type { Db } from './database.ts';
import { type CaptureState, type CaptureStep, captures } from './schema/captures.ts';

export type Capture = Readonly<typeof captures.$inferSelect>;

export interface NewCapture {
  readonly platform: string;
  readonly adId: string;
  readonly runId: number;
  readonly state: CaptureState;
  /** Relative to the data folder. */
  readonly folder: string;
  /** Hex; required of a complete capture. */
  readonly manifestSha256: string | null;
  readonly steps: readonly CaptureStep[];
}

export async function recordCapture(db: Db, capture: NewCapture, capturedAt: Date): Promise<{ id: number }> {
  const [row] = await db
    .insert(captures)
    .values({ ...capture, capturedAt })
    .returning({ id: captures.id });
  return { id: row!.id };
}

/** Every capture of an ad, oldest first. */
export async function capturesOf(db: Db, platform: string, adId: string): Promise<Capture[]> {
  return db
    .select()
    .from(captures)
    .where(and(eq(captures.platform, platform), eq(captures.adId, adId)))
    .orderBy(asc(captures.id));
}

/** Every capture there is, oldest first (to verify them all). */
export async function listCaptures(db: Db): Promise<Capture[]> {
  return db.select().from(captures).orderBy(asc(captures.id));
}

export async function hasCompleteCapture(db: Db, platform: string, adId: string): Promise<boolean> {
  const found = await db
    .select({ id: captures.id })
    .from(captures)
    .where(and(eq(captures.platform, platform), eq(captures.adId, adId), eq(captures.state, 'complete')))
    .limit(1);
  return found.length > 0;
}
