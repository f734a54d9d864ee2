import { z } from 'zod';
import { adTextDigest } from '../db/ad-text.ts';
import { capturesOf } from '../db/captures.ts';
import type { Db } from '../db/database.ts';
import { RecordError } from '../db/errors.ts';
import { listMatches, matchWithListing } from '../db/matches.ts';
import { moveNotice } from '../db/notice-steps.ts';
import { askingFor, recordReturn } from '../db/rechecks.ts';
import type { NoticeMove, NoticeState } from '../db/schema/notices.ts';
import type { Vault } from '../db/vault.ts';
import { type Likeness, type Presence, returnReasons } from './removal.ts';

const ACTOR = 'recheck';
const WAITING: readonly NoticeState[] = ['sent', 'acknowledged', 'bounced', 'refused', 'silent', 'partly'];
const WATCHED: readonly NoticeState[] = ['removed', 'monitoring'];
const compared = z.object({
  fields: z.array(z.object({ name: z.string(), kind: z.string(), text: z.string() })).default([]),
  photos: z.array(z.string()).default([]),
  seller: z.object({ id: z.string().nullable() }).default({ id: null }),
});

/**
 * Carries the letters of an ad on once its removal or its return is proven: all gone is removed and watched, some gone is
 * partly, back is reappeared. A letter in a state that admits no such move is left as it is.
 */
export async function followPresence(
  db: Db,
  vault: Vault,
  proven: {
    readonly matchId: number;
    readonly presence: Presence;
    readonly captureId: number;
    readonly platform: string;
  },
  now: Date,
): Promise<void> {
  const move = (id: number, made: NoticeMove) =>
    tryMove(db, vault, id, { move: made, by: ACTOR, evidenceId: proven.captureId }, now);
  if (proven.presence === 'removed') {
    for (const notice of await askingFor(db, proven.matchId, WAITING)) {
      if (notice.presences.every((presence) => presence === 'removed')) {
        if (await move(notice.id, 'remove')) await move(notice.id, 'monitor');
      } else if (notice.state !== 'partly') await move(notice.id, 'comply-partly');
    }
  }
  if (proven.presence === 'returned') {
    await recordReturn(db, {
      removedMatchId: proven.matchId,
      matchId: proven.matchId,
      seenAt: now,
      reasons: ['same-number', 'same-id'],
    });
    for (const notice of await askingFor(db, proven.matchId, WATCHED)) await move(notice.id, 'reappear');
  }
}

/** Links ads found after a removal that show the same number to the ad that was removed. */
export async function followReturns(db: Db, vault: Vault, platform: string, now: Date): Promise<void> {
  const all = (await listMatches(db, vault)).filter((match) => match.state !== 'dismissed');
  const removed = all.filter((match) => match.presence === 'removed' && match.platform === platform);
  for (const gone of removed) {
    const since = gone.presenceSince;
    const later = all.filter((match) => since !== null && match.id !== gone.id && match.firstSeenAt > since);
    for (const match of later) {
      if (match.numberId !== gone.numberId) continue;
      const reasons = returnReasons(await likeness(db, vault, gone.id), await likeness(db, vault, match.id));
      const isNew = await recordReturn(db, {
        removedMatchId: gone.id,
        matchId: match.id,
        seenAt: match.firstSeenAt,
        reasons,
      });
      const proof = (await capturesOf(db, vault, match.platform, match.adId)).findLast(
        (one) => one.state === 'complete',
      );
      if (!isNew || !proof || match.state !== 'confirmed') continue;
      for (const notice of await askingFor(db, gone.id, WATCHED))
        await tryMove(db, vault, notice.id, { move: 'reappear', by: ACTOR, evidenceId: proof.id }, now);
    }
  }
}

async function likeness(db: Db, vault: Vault, id: number): Promise<Likeness> {
  const match = await matchWithListing(db, vault, id);
  const { fields, photos, seller } = compared.parse(match?.listing ?? {});
  return {
    platform: match?.platform ?? '',
    adId: match?.adId ?? '',
    numberId: match?.numberId ?? 0,
    account: seller.id,
    text: adTextDigest(fields),
    photos,
  };
}

/** Of two runs at once the second finds the move made: that is no failure. */
async function tryMove(
  db: Db,
  vault: Vault,
  id: number,
  step: Parameters<typeof moveNotice>[3],
  now: Date,
): Promise<boolean> {
  try {
    await moveNotice(db, vault, id, step, { fourEyes: false, now });
    return true;
  } catch (error) {
    if (error instanceof RecordError && error.kind === 'wrong-state') return false;
    throw error;
  }
}
