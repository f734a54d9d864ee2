import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { personsOfAd } from './matches.ts';
import { DESTROYED } from './people.ts';
import { type CapturePurpose, type CaptureState, type CaptureStep, captures } from './schema/captures.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

/** A capture's row with the ad's id in place of what is kept of it. */
export type Capture = Readonly<Omit<typeof captures.$inferSelect, 'adSealed'>> & { readonly adId: string };

export interface NewCapture {
  readonly platform: string;
  readonly adId: string;
  readonly runId: number;
  readonly purpose: CapturePurpose;
  readonly state: CaptureState;
  /** Relative to the data folder. */
  readonly folder: string;
  readonly files: number;
  readonly sealed: boolean;
  /** Hex; required of a complete capture. */
  readonly manifestSha256: string | null;
  readonly steps: readonly CaptureStep[];
}

/** Records a capture and its entry in the log, both or neither. `by`: the tool or the person that took it. */
export async function recordCapture(
  db: Db,
  vault: Vault,
  capture: NewCapture,
  capturedAt: Date,
  by = 'Qorgan',
): Promise<{ id: number }> {
  const { platform, adId, runId, purpose, state, folder, files, sealed, manifestSha256, steps } = capture;
  const people = await personsOfAd(db, vault, platform, adId);
  const ad = {
    adDigest: vault.adDigest(platform, adId),
    adSealed: vault.sealFor(people, adId, captureContext(platform)),
  };
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(captures)
      .values({ ...ad, platform, runId, purpose, state, folder, files, sealed, manifestSha256, steps, capturedAt })
      .returning({ id: captures.id });
    // Without the ad's id: the manifest, whose digest this is, names it.
    const detail = { platform, purpose, state, folder, manifestSha256: manifestSha256 ?? '' };
    await appendToLog(tx, { kind: 'captured', by, captures: [row!.id], detail }, capturedAt);
    return { id: row!.id };
  });
}

/** Every capture of an ad that still exists, oldest first. */
export async function capturesOf(db: Db, vault: Vault, platform: string, adId: string): Promise<Capture[]> {
  const rows = await db
    .select()
    .from(captures)
    .where(and(eq(captures.adDigest, vault.adDigest(platform, adId)), isNull(captures.destroyedAt)))
    .orderBy(asc(captures.id));
  return rows.map((row) => opened(row, vault));
}

/** Every capture there ever was, oldest first: also the destroyed ones, which the log names. */
export async function listCaptures(db: Db, vault: Vault): Promise<Capture[]> {
  const rows = await db.select().from(captures).orderBy(asc(captures.id));
  return rows.map((row) => opened(row, vault));
}

export async function findCapture(db: Db, vault: Vault, id: number): Promise<Capture | null> {
  const [row] = await db.select().from(captures).where(eq(captures.id, id));
  return row ? opened(row, vault) : null;
}

/** Whether the ad as it was matched stands proven; a proof of its removal does not count. */
export async function hasCompleteCapture(db: Db, vault: Vault, platform: string, adId: string): Promise<boolean> {
  const found = await db
    .select({ id: captures.id })
    .from(captures)
    .where(
      and(
        eq(captures.adDigest, vault.adDigest(platform, adId)),
        eq(captures.state, 'complete'),
        eq(captures.purpose, 'match'),
        isNull(captures.destroyedAt),
      ),
    )
    .limit(1);
  return found.length > 0;
}

/** A legal hold: nobody may destroy the capture until it is lifted. Throws RecordError not-found or wrong-state. */
export async function holdCapture(
  db: Db,
  id: number,
  act: { readonly by: string; readonly reason: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const held = await tx
      .update(captures)
      .set({ heldAt: now, heldBy: act.by, heldReason: act.reason })
      .where(and(eq(captures.id, id), isNull(captures.heldAt), isNull(captures.destroyedAt)))
      .returning({ id: captures.id });
    if (held.length === 0) throw await refusal(tx, id, 'is held or destroyed already');
    await appendToLog(tx, { kind: 'held', by: act.by, captures: [id], detail: { reason: act.reason } }, now);
  });
}

/** Lifts a hold. Throws RecordError not-found or wrong-state. */
export async function releaseCapture(
  db: Db,
  id: number,
  act: { readonly by: string; readonly reason: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const released = await tx
      .update(captures)
      .set({ heldAt: null, heldBy: null, heldReason: null })
      .where(and(eq(captures.id, id), isNotNull(captures.heldAt)))
      .returning({ id: captures.id });
    if (released.length === 0) throw await refusal(tx, id, 'is under no hold');
    await appendToLog(tx, { kind: 'released', by: act.by, captures: [id], detail: { reason: act.reason } }, now);
  });
}

/**
 * Records that a person destroyed a capture; its row, digest and history stay. Throws RecordError not-found, or
 * wrong-state under a hold or when it is destroyed already.
 */
export async function recordDestruction(
  db: Db,
  id: number,
  act: { readonly by: string; readonly reason: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const gone = await tx
      .update(captures)
      .set({ destroyedAt: now, destroyedBy: act.by })
      .where(and(eq(captures.id, id), isNull(captures.heldAt), isNull(captures.destroyedAt)))
      .returning({ manifestSha256: captures.manifestSha256 });
    if (gone.length === 0) throw await refusal(tx, id, 'is under a legal hold, or destroyed already');
    const detail = { reason: act.reason, manifestSha256: gone[0]?.manifestSha256 ?? '' };
    await appendToLog(tx, { kind: 'destroyed', by: act.by, captures: [id], detail }, now);
  });
}

async function refusal(db: Db, id: number, why: string): Promise<RecordError> {
  const found = await db.select({ id: captures.id }).from(captures).where(eq(captures.id, id));
  return found.length > 0
    ? new RecordError('wrong-state', `capture ${shortName('c', id)} ${why}`)
    : new RecordError('not-found', `no capture ${shortName('c', id)}`);
}

function opened({ adSealed, ...row }: typeof captures.$inferSelect, vault: Vault): Capture {
  return { ...row, adId: vault.openOr(adSealed, captureContext(row.platform), DESTROYED) };
}

export function captureContext(platform: string): string {
  return `captured ad of ${platform}`;
}
