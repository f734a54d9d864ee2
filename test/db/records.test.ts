import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordCapture } from '../../db/captures.ts';
import { migrate, openDatabase } from '../../db/client.ts';
import { type DatabaseError, KeyError, RecordError } from '../../db/errors.ts';
import { ensureInstallation } from '../../db/installation.ts';
import { forgetBefore, recordLookedAt, unchangedAds } from '../../db/looked-at.ts';
import { confirmMatch, listMatches, matchWithListing, recordMatch } from '../../db/matches.ts';
import { moveNotice } from '../../db/notice-steps.ts';
import { createNotice, listNotices, matchesAwaitingNotice } from '../../db/notices.ts';
import { activeNumbers, addNumber, numbersGeneration } from '../../db/numbers.ts';
import { addPerson, endPerson, listPersons } from '../../db/people.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { endRun, listRuns, markInterrupted, saveCounts, startRun } from '../../db/runs.ts';
import { openVault } from '../../db/vault.ts';
import { firmUp } from '../../db/walks.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';
import { consentOf } from '../standins/people.ts';

const NOW = new Date('2026-11-24T05:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

describe.each(KINDS)('the records, on the %s database', (kind) => {
  let test: TestDatabase;
  const vault = openVault({ sealKey: randomBytes(32), lookupKey: randomBytes(32) });
  beforeAll(async () => {
    test = await freshDatabase(kind);
  });
  afterAll(() => test.close());

  const enrol = async (digits: string, validUntil = later(24 * 90)) => {
    const { id: personId } = await addPerson(
      test.db,
      vault,
      { name: 'Айша Сынақова', language: 'kk', consent: consentOf(validUntil) },
      NOW,
    );
    const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: NOW };
    const { id } = await addNumber(test.db, vault, { personId, number: PhoneNumber.parse(digits), control }, NOW);
    return { personId, id };
  };

  it('keep numbers and names sealed: no digit and no letter of them stands in a row', async () => {
    const { id } = await enrol('+77090000101');
    const active = await activeNumbers(test.db, vault, NOW);
    expect(active.find((number) => number.id === id)?.number.reveal()).toBe('+77090000101');
    for (const table of ['persons', 'consents', 'numbers']) {
      const { rows } = await test.db.execute(sql.raw(`select t::text as row from ${table} t`));
      expect(rows.length).toBeGreaterThan(0);
      const text = JSON.stringify(rows);
      for (const secret of [
        '7090000101',
        Buffer.from('7090000101').toString('hex'),
        'Айша',
        Buffer.from('Айша').toString('hex'),
      ])
        expect(text).not.toContain(secret);
    }
    expect((await listPersons(test.db, vault)).map((person) => person.name)).toContain('Айша Сынақова');
  });

  it('refuse a number twice, whosever it is', async () => {
    await enrol('+77090000102');
    await expect(enrol('8 709 000 01 02')).rejects.toThrow(RecordError);
  });

  it('stop looking for a number at the end of its consent and at once when the person is ended', async () => {
    const short = await enrol('+77090000103', later(1));
    const ended = await enrol('+77090000104');
    const ids = async (at: Date) => (await activeNumbers(test.db, vault, at)).map((number) => number.id);
    expect(await ids(NOW)).toEqual(expect.arrayContaining([short.id, ended.id]));
    expect(await ids(later(2))).not.toContain(short.id);
    expect(await endPerson(test.db, ended.personId, 'Test Staff', NOW)).toEqual({
      numbersRetired: 1,
      destroyOn: '2026-12-15',
    });
    expect(await ids(NOW)).not.toContain(ended.id);
    await expect(endPerson(test.db, ended.personId, 'Test Staff', NOW)).rejects.toThrow('ended already');
  });

  it('keep of an ad that does not match its id, a keyed digest and a day', async () => {
    const ad = (text: string) => ({ adId: 'a1', digest: vault.contentDigest('p', 'a1', text) });
    const digests = (text: string) => [{ adId: 'a1', digests: [ad(text).digest] }];
    const cow = ad('selling a cow');
    await recordLookedAt(test.db, { platform: 'p', walk: 'animals', runId: 1 }, [cow, cow], NOW);
    const unchanged = async (platform: string, text: string) => {
      const { firm, loose } = await unchangedAds(test.db, { platform, walk: 'animals', runId: 2 }, digests(text));
      return [...firm, ...loose];
    };
    expect(await unchanged('p', 'selling a cow')).toEqual(['a1']);
    expect(await unchanged('q', 'selling a cow')).toEqual([]);
    expect(await unchanged('p', 'selling a horse')).toEqual([]);
    expect(await forgetBefore(test.db, later(48))).toBe(1);
  });

  it('call an ad firm only when a walk begun no earlier came through: a later run may have left a gap above it', async () => {
    const digest = vault.contentDigest('w', 'a1', 'selling a cow');
    const at = { platform: 'w', walk: 'animals' };
    const isFirm = async () =>
      (await unchangedAds(test.db, { ...at, runId: 9 }, [{ adId: 'a1', digests: [digest] }])).firm.has('a1');
    await recordLookedAt(test.db, { ...at, runId: 5 }, [{ adId: 'a1', digest }], NOW);
    expect(await isFirm()).toBe(false);
    await firmUp(test.db, 'w', 'animals', 4);
    await firmUp(test.db, 'w', 'other', 9);
    expect(await isFirm()).toBe(false);
    await firmUp(test.db, 'w', 'animals', 5);
    expect(await isFirm()).toBe(true);
  });

  it('tell a killed run by its silence, and never call it complete', async () => {
    const run = await startRun(test.db, { kind: 'sweep', platform: 'killed' }, NOW);
    await saveCounts(test.db, run.id, { cards: 3 }, NOW);
    expect(await markInterrupted(test.db, later(1), later(1))).toContain(run.id);
    const [row] = await listRuns(test.db, { platform: 'killed' });
    expect(row).toMatchObject({ state: 'interrupted', coverage: 'partial' });
    await expect(endRun(test.db, run.id, { coverage: 'complete', reasons: [], counts: {} }, NOW)).rejects.toThrow(
      'ended already',
    );
  });

  it('store a match once however often it is seen, never undo a decision, and put it in one open notice', async () => {
    const number = await enrol('+77090000105');
    const run = await startRun(test.db, { kind: 'sweep', platform: 'olx' }, NOW);
    const seen = {
      platform: 'olx',
      adId: '77',
      numberId: number.id,
      runId: run.id,
      url: 'http://127.0.0.1/ad/77',
      strength: 'strong' as const,
      how: 'plain' as const,
      whereSeen: [{ field: 'title', start: 0, end: 11 }],
      listing: { title: 'cow' },
    };
    const first = await recordMatch(test.db, vault, seen, NOW);
    expect(first.isNew).toBe(true);
    expect(await recordMatch(test.db, vault, seen, later(1))).toEqual({ id: first.id, isNew: false });
    await confirmMatch(test.db, first.id, 'Test Staff', null, later(1));
    await recordMatch(test.db, vault, { ...seen, strength: 'weak', listing: { title: 'horse' } }, later(2));
    const kept = await matchWithListing(test.db, vault, first.id);
    expect(kept).toMatchObject({ state: 'confirmed', strength: 'strong', listing: { title: 'cow' } });
    expect(kept?.lastSeenAt).toEqual(later(2));
    await recordCapture(
      test.db,
      {
        platform: 'olx',
        adId: '77',
        runId: run.id,
        purpose: 'match',
        files: 3,
        sealed: false,
        state: 'complete',
        folder: 'e/77',
        manifestSha256: 'ab',
        steps: [],
      },
      NOW,
    );
    const draft = {
      platform: 'olx',
      kind: 'takedown' as const,
      language: 'ru' as const,
      createdBy: 'Test Staff',
      addressee: 'p',
      followsId: null,
      content: { secret: 'text' },
      matchIds: [first.id],
    };
    const notice = await createNotice(test.db, vault, draft, NOW);
    expect(notice.reference).toMatch(/^Q-2026-\d{4}$/);
    await expect(createNotice(test.db, vault, draft, NOW)).rejects.toThrow('stands in notice');
    expect((await matchesAwaitingNotice(test.db)).map((match) => match.id)).not.toContain(first.id);
    const rules = { fourEyes: false, now: NOW };
    const send = { move: 'send', by: 'Test Staff', channel: 'e-mail' } as const;
    await expect(moveNotice(test.db, vault, notice.id, send, rules)).rejects.toThrow('is draft, not approved');
    await moveNotice(test.db, vault, notice.id, { move: 'approve', by: 'Test Staff' }, rules);
    expect(await listNotices(test.db, { state: 'approved' })).toMatchObject([{ approvedBy: 'Test Staff' }]);
    expect((await listMatches(test.db, { state: 'confirmed' })).length).toBe(1);
    expect(await numbersGeneration(test.db)).toBeGreaterThan(0);
  });

  it('tell other keys at once, and a database of a newer version', async () => {
    await ensureInstallation(test.db, vault, NOW);
    const other = openVault({ sealKey: randomBytes(32), lookupKey: randomBytes(32) });
    await expect(ensureInstallation(test.db, other, NOW)).rejects.toThrow(KeyError);
    await test.db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`,
    );
    const again = await openDatabase({ databaseUrl: test.databaseUrl, home: test.home });
    await expect(migrate(again)).rejects.toMatchObject({ kind: 'newer' } satisfies Partial<DatabaseError>);
    await again.close();
  });
});
