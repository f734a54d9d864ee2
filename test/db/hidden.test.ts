import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { almatyDate } from '../../db/almaty-time.ts';
import { RecordError } from '../../db/errors.ts';
import {
  answeredAds,
  answerLookup,
  dropLookups,
  forgetOldLookups,
  type NewLookup,
  OPEN_LOOKUPS,
  openLookups,
  saveLookups,
} from '../../db/lookups.ts';
import { endReveals, resumeAfterLogin, revealDay, takeReveal } from '../../db/reveals.ts';
import { forgetSession, saveSession, sessionOf } from '../../db/sessions.ts';
import { openVault } from '../../db/vault.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';

const NOW = new Date('2026-11-24T05:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

describe.each(KINDS)('hidden numbers in the %s database', (kind) => {
  let test: TestDatabase;
  const vault = openVault(randomBytes(32));
  beforeAll(async () => {
    test = await freshDatabase(kind);
  });
  afterAll(() => test.close());
  const take = (platform: string, budget: number, at: Date) => takeReveal(test.db, platform, budget, at);

  it('a day’s budget is never exceeded, however many ask at once', async () => {
    const taken = await Promise.all(Array.from({ length: 12 }, () => take('a', 5, NOW)));
    expect(taken.filter(Boolean)).toHaveLength(5);
    expect(await take('a', 5, later(1))).toBe(false);
    expect((await revealDay(test.db, 'a', NOW)).used).toBe(5);
    expect(await take('other', 5, NOW)).toBe(true);
    expect(await take('a', 0, later(48))).toBe(false);
  });

  it('the day is Almaty’s: it turns at 19:00 UTC', async () => {
    expect(almatyDate(new Date('2026-11-24T18:59:59Z'))).toBe('2026-11-24');
    expect(almatyDate(new Date('2026-11-24T19:00:00Z'))).toBe('2026-11-25');
    expect(await take('b', 1, new Date('2026-11-24T18:00:00Z'))).toBe(true);
    expect(await take('b', 1, new Date('2026-11-24T18:30:00Z'))).toBe(false);
    expect(await take('b', 1, new Date('2026-11-24T19:00:00Z'))).toBe(true);
  });

  it('an end holds for the day, keeps its first reason, and only a person’s sign-in lifts the sign-in wall', async () => {
    await endReveals(test.db, 'c', { why: 'captcha', sign: 'a captcha' }, NOW);
    await endReveals(test.db, 'c', { why: 'login', sign: 'asked to sign in' }, later(1));
    expect((await revealDay(test.db, 'c', NOW)).ended).toEqual({ why: 'captcha', sign: 'a captcha', at: NOW });
    expect(await take('c', 5, later(2))).toBe(false);
    await resumeAfterLogin(test.db, 'c', later(2));
    expect(await take('c', 5, later(2))).toBe(false);
    expect(await take('c', 5, later(24))).toBe(true);
    await endReveals(test.db, 'c', { why: 'login', sign: 'asked to sign in' }, later(24));
    await resumeAfterLogin(test.db, 'c', later(25));
    expect(await take('c', 2, later(25))).toBe(true);
    expect(await take('c', 2, later(25))).toBe(false);
  });

  it('a session is sealed, replaced, and forgotten', async () => {
    const state = { cookies: [{ name: 'sid', value: 'staff-secret' }], origins: [] };
    await saveSession(test.db, vault, { platform: 'a', state: {}, by: 'Test Staff' }, NOW);
    await saveSession(test.db, vault, { platform: 'a', state, by: 'Test Staff' }, NOW);
    expect(await sessionOf(test.db, vault, 'a')).toEqual(state);
    const { rows } = await test.db.execute(sql.raw('select t::text as row from sessions t'));
    for (const secret of ['staff-secret', Buffer.from('staff-secret').toString('hex')])
      expect(JSON.stringify(rows)).not.toContain(secret);
    const other = openVault(randomBytes(32));
    await expect(sessionOf(test.db, other, 'a')).rejects.toThrow(/does not open/);
    expect(await forgetSession(test.db, 'a')).toBe(true);
    expect(await forgetSession(test.db, 'a')).toBe(false);
    expect(await sessionOf(test.db, vault, 'a')).toBeNull();
  });

  const lookup = (n: number, score: number, digest = 1): NewLookup => ({
    adId: String(n),
    url: `https://board.example/${n}`,
    digest: Buffer.alloc(32, digest),
    score,
    parts: [{ code: 'urgent-words', points: score }],
    why: 'budget',
  });

  it('open lookups are capped a platform, best first, and the lowest fall off', async () => {
    const many = Array.from({ length: OPEN_LOOKUPS + 20 }, (_, i) => lookup(i, 30 + ((i * 13) % 70)));
    expect(await saveLookups(test.db, 'full', many, NOW)).toEqual({ dropped: 20 });
    await saveLookups(test.db, 'small', [lookup(1, 31)], NOW);
    const open = await openLookups(test.db, { platform: 'full' });
    expect(open).toHaveLength(OPEN_LOOKUPS);
    const scores = open.map((one) => one.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const kept = many
      .map((one) => one.score)
      .toSorted((a, b) => b - a)
      .slice(0, OPEN_LOOKUPS);
    expect(scores).toEqual(kept);
    expect(await openLookups(test.db, { platform: 'small' })).toHaveLength(1);
  });

  it('an answer leaves only the id, and the ad is asked about again only when it has changed', async () => {
    await saveLookups(test.db, 'd', [lookup(1, 50), lookup(2, 60)], NOW);
    const [second, first] = await openLookups(test.db, { platform: 'd' });
    await answerLookup(test.db, first!.id, { state: 'answered', by: 'Test Staff' }, NOW);
    await answerLookup(test.db, second!.id, { state: 'gone', by: 'Test Staff' }, NOW);
    await expect(answerLookup(test.db, first!.id, { state: 'gone', by: 'X' }, NOW)).rejects.toThrow(RecordError);
    await expect(answerLookup(test.db, 999_999, { state: 'gone', by: 'X' }, NOW)).rejects.toThrow(RecordError);
    const { rows } = await test.db.execute(sql.raw(`select t::text as row from lookups t where platform = 'd'`));
    expect(JSON.stringify(rows)).not.toMatch(/board\.example|urgent-words/);
    await saveLookups(test.db, 'd', [lookup(1, 50), lookup(2, 60)], later(1));
    expect(await openLookups(test.db, { platform: 'd' })).toEqual([]);
    expect(await answeredAds(test.db, 'd', [lookup(1, 50), lookup(2, 60, 2)])).toEqual(new Set(['1']));
    await saveLookups(test.db, 'd', [lookup(2, 60, 2)], later(1));
    expect((await openLookups(test.db, { platform: 'd' })).map((one) => one.adId)).toEqual(['2']);
    await dropLookups(test.db, 'd', ['1', '2']);
    expect(await openLookups(test.db, { platform: 'd' })).toEqual([]);
    expect(await answeredAds(test.db, 'd', [lookup(1, 50)])).toEqual(new Set(['1']));
  });

  it('an open lookup lives fourteen days from when the ad showed this, not from the last sweep', async () => {
    await saveLookups(test.db, 'e', [lookup(1, 50), lookup(2, 50)], NOW);
    await saveLookups(test.db, 'e', [lookup(1, 55), lookup(2, 55, 2)], later(24 * 10));
    await forgetOldLookups(test.db, later(24 * 14 + 1));
    expect((await openLookups(test.db, { platform: 'e' })).map((one) => one.adId)).toEqual(['2']);
  });
});
