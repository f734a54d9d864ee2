import { afterEach, describe, expect, it } from 'vitest';
import { recordCapture } from '../../db/captures.ts';
import { countedMonths } from '../../db/figures.ts';
import { confirmMatch, dismissMatch, recordMatch } from '../../db/matches.ts';
import { moveNotice } from '../../db/notice-steps.ts';
import { createNotice } from '../../db/notices.ts';
import { endRun, startRun } from '../../db/runs.ts';
import { matchReturns, rechecks } from '../../db/schema/rechecks.ts';
import type { Coverage } from '../../db/schema/runs.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';
import { enrolInvented } from '../standins/enrolled.ts';

const HOUR = 3_600_000;
/** 1 December in Almaty, still November in UTC. */
const LAST_HOUR = new Date('2026-11-30T19:30:00Z');
const hoursOn = (hours: number) => new Date(LAST_HOUR.getTime() + hours * HOUR);

let test: TestDatabase;
afterEach(() => test.close());

/** An installation that finds ads, asks for their removal and proves it, at moments as wished. */
async function opened(kind: (typeof KINDS)[number]) {
  test = await freshDatabase(kind);
  const { db } = test;
  const { numberId, vault } = await enrolInvented(db, '+7 709 000 00 41');
  const { id: runId } = await startRun(db, { kind: 'scan', platform: 'olx' }, LAST_HOUR);
  let n = 0;
  const found = async (at: Date) => {
    const ad = { platform: 'olx', adId: `ID${++n}`, numberId, runId, url: `https://www.olx.kz/${n}` };
    const seen = { strength: 'strong', how: 'plain', whereSeen: [], listing: {} } as const;
    const { id } = await recordMatch(db, vault, { ...ad, ...seen }, at);
    return { id, adId: ad.adId };
  };
  const confirmed = async (at: Date) => {
    const match = await found(at);
    await confirmMatch(db, match.id, 'A', null, at);
    return match;
  };
  const asked = async (
    matchId: number,
    moves: readonly (readonly ['send' | 'bounce' | 'refuse' | 'fall-silent', Date])[],
  ) => {
    const plain = { platform: 'olx', addressee: 'olx', kind: 'takedown', language: 'ru', followsId: null } as const;
    const notice = await createNotice(
      db,
      vault,
      { ...plain, createdBy: 'A', content: {}, matchIds: [matchId] },
      LAST_HOUR,
    );
    const rules = { fourEyes: false, now: hoursOn(10_000) };
    await moveNotice(db, vault, notice.id, { move: 'approve', by: 'A', at: LAST_HOUR }, rules);
    for (const [move, at] of moves)
      await moveNotice(
        db,
        vault,
        notice.id,
        { move, by: 'A', at, ...(move === 'send' ? { channel: 'form' } : {}) },
        rules,
      );
  };
  const removed = async ({ id, adId }: { id: number; adId: string }, at: Date) => {
    const taken = {
      platform: 'olx',
      adId,
      runId,
      purpose: 'removal',
      state: 'partial',
      folder: `evidence/${id}`,
    } as const;
    const rest = { files: 0, sealed: false, manifestSha256: null, steps: [] };
    const { id: captureId } = await recordCapture(db, vault, { ...taken, ...rest }, at);
    await db.insert(rechecks).values({ matchId: id, runId, at, reading: 'removed', places: [], captureId });
  };
  const back = (matchId: number, seenAt: Date) =>
    db.insert(matchReturns).values({ removedMatchId: matchId, matchId, seenAt, reasons: ['same-ad'] });
  const swept = async (at: Date, coverage: Coverage | null) => {
    const { id } = await startRun(db, { kind: 'sweep', platform: 'krisha' }, at);
    if (coverage !== null) await endRun(db, id, { coverage, reasons: [], counts: {} }, at);
  };
  return { db, vault, found, confirmed, asked, removed, back, swept };
}

describe('figures', () => {
  it.each(KINDS)(
    'on the %s database count each event of confirmed matches in the month of Almaty in which it happened',
    async (kind) => {
      const { db, found, confirmed, asked, removed, back } = await opened(kind);
      const match = await confirmed(LAST_HOUR);
      await asked(match.id, [['send', LAST_HOUR]]);
      await removed(match, hoursOn(24 * 20));
      await back(match.id, hoursOn(24 * 40));
      await found(LAST_HOUR);
      await dismissMatch(db, (await found(LAST_HOUR)).id, 'A', null, LAST_HOUR);
      const nothing = { refused: 0, silent: 0, blindNights: 0, platform: 'olx' };
      expect(await countedMonths(db)).toEqual([
        { ...nothing, month: '2026-12', found: 1, sent: 1, removed: 1, measured: 1, medianHours: 480, reappeared: 0 },
        { ...nothing, month: '2027-01', found: 0, sent: 0, removed: 0, measured: 0, medianHours: null, reappeared: 1 },
      ]);
      expect((await countedMonths(db, new Date('2027-01-05T00:00:00Z'))).map(({ month }) => month)).toEqual([
        '2027-01',
      ]);
    },
  );

  it('take the median of hours from the first asking to the proof, and none of what was removed unasked', async () => {
    const { db, confirmed, asked, removed } = await opened('server');
    for (const hours of [2, 4, 30]) {
      const match = await confirmed(LAST_HOUR);
      await asked(match.id, [
        ['send', LAST_HOUR],
        ['bounce', hoursOn(0.5)],
        ['send', hoursOn(1)],
      ]);
      await removed(match, hoursOn(hours));
    }
    await removed(await confirmed(LAST_HOUR), hoursOn(1));
    expect(await countedMonths(db)).toMatchObject([{ sent: 3, removed: 4, measured: 3, medianHours: 4 }]);
  });

  it('say of what was asked for what was refused and what met with silence', async () => {
    const { db, confirmed, asked } = await opened('server');
    await asked((await confirmed(LAST_HOUR)).id, [
      ['send', LAST_HOUR],
      ['refuse', hoursOn(900)],
    ]);
    await asked((await confirmed(LAST_HOUR)).id, [
      ['send', LAST_HOUR],
      ['fall-silent', hoursOn(900)],
    ]);
    await asked((await confirmed(LAST_HOUR)).id, []);
    expect(await countedMonths(db)).toMatchObject([{ month: '2026-12', found: 3, sent: 2, refused: 1, silent: 1 }]);
  });

  it('count a night as blind when no sweep of it could look, and not when one could or none has ended', async () => {
    const { db, swept } = await opened('server');
    await swept(LAST_HOUR, 'blind');
    await swept(hoursOn(24), 'blind');
    await swept(hoursOn(25), 'partial');
    await swept(hoursOn(48), null);
    expect(await countedMonths(db)).toMatchObject([{ month: '2026-12', platform: 'krisha', found: 0, blindNights: 1 }]);
  });
});
