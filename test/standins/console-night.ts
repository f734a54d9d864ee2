import { saveLookups } from '../../db/lookups.ts';
import { confirmMatch, recordMatch } from '../../db/matches.ts';
import { recordRecheck } from '../../db/rechecks.ts';
import { endRun, moveCovered, startRun } from '../../db/runs.ts';
import type { Coverage, RunReason } from '../../db/schema/runs.ts';
import type { TestConsole } from './console.ts';
import { enrolInvented } from './enrolled.ts';

export const NIGHT_NUMBER = '+7 709 000 00 41';

export interface InventedNight {
  readonly numberId: number;
  /** Ids of undecided matches. */
  readonly fresh: readonly number[];
  /** A confirmed one whose ad came back. */
  readonly back: number;
}

/** Records one sweep of a platform that began so many hours before the console's now. */
export async function sweptPlatform(
  { test, now }: TestConsole,
  platform: string,
  coverage: Coverage,
  { hoursAgo = 4, reasons = [] }: { readonly hoursAgo?: number; readonly reasons?: readonly RunReason[] } = {},
): Promise<number> {
  const began = new Date(now().getTime() - hoursAgo * 3_600_000);
  const { id } = await startRun(test.db, { kind: 'sweep', platform }, began);
  await endRun(test.db, id, { coverage, reasons, counts: { cards: 1_200, newAds: 340, matches: 2 } }, began);
  if (coverage === 'complete') await moveCovered(test.db, platform, id, began);
  return id;
}

/** A night with something of everything: a whole platform and a broken one, new ads, one that came back, lookups. */
export async function inventNight(at: TestConsole): Promise<InventedNight> {
  const { test, vault } = at;
  const { numberId } = await enrolInvented(test.db, NIGHT_NUMBER, vault);
  const runId = await sweptPlatform(at, 'olx', 'complete');
  await sweptPlatform(at, 'krisha', 'partial', {
    reasons: [
      { kind: 'blocked', where: 'prodazha page 3', detail: '403' },
      { kind: 'window-end', where: 'arenda', detail: 'no page after 25' },
      { kind: 'window-end', where: 'kvartiry', detail: 'no page after 25' },
    ],
  });
  const seen = new Date(at.now().getTime() - 3 * 3_600_000);
  const found = async (adId: string, how: 'plain' | 'picture' | 'disguised', strength: 'strong' | 'weak') => {
    const url = `https://www.olx.kz/d/obyavlenie/${adId}.html`;
    const whereSeen = [{ field: 'description', start: 10, end: 28 }];
    const listing = { adId, url, title: 'Сиыр сатылады', fields: [], photos: [] };
    const match = { platform: 'olx', adId, numberId, runId, url, strength, how, whereSeen, listing };
    return (await recordMatch(test.db, vault, match, seen)).id;
  };
  const fresh = [
    await found('IDaa1', 'plain', 'strong'),
    await found('IDaa2', 'picture', 'weak'),
    await found('IDaa3', 'disguised', 'strong'),
  ];
  const back = await found('IDaa4', 'plain', 'strong');
  await confirmMatch(test.db, back, 'Test reviewer', null, seen);
  const look = { matchId: back, runId, at: seen, reading: 'live' as const, places: [], captureId: null };
  await recordRecheck(test.db, look, { now: 'returned', changed: true });
  const digest = Buffer.alloc(32, 7);
  const lookup = {
    url: 'https://www.olx.kz/d/obyavlenie/IDbb1.html',
    digest,
    score: 40,
    parts: [],
    why: 'login' as const,
  };
  await saveLookups(
    test.db,
    'olx',
    [
      { ...lookup, adId: 'IDbb1' },
      { ...lookup, adId: 'IDbb2' },
    ],
    seen,
  );
  return { numberId, fresh, back };
}
