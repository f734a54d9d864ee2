import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standingAlerts } from '../../db/alerts.ts';
import { declareAttack, listAttacks } from '../../db/attacks.ts';
import { holdCapture, recordCapture } from '../../db/captures.ts';
import { reminderOf, remindOfConsents } from '../../db/consent-reminders.ts';
import { addConsent, covers, governingConsent } from '../../db/consents.ts';
import { enforceRetention, overdue, type RetentionDeps } from '../../db/enforce-retention.ts';
import { storeCapture } from '../../db/evidence-files.ts';
import { readLog } from '../../db/evidence-log.ts';
import { recordLookedAt } from '../../db/looked-at.ts';
import { confirmMatch, matchWithListing, recordMatch } from '../../db/matches.ts';
import { createNotice, noticeWithContent, recordFiles, rewriteContent } from '../../db/notices.ts';
import { activeNumbers, addNumber, listNumbers, numbersGeneration } from '../../db/numbers.ts';
import { addPerson, DESTROYED, endPerson, findPerson, holdPerson, withdrawPerson } from '../../db/people.ts';
import { shredPersonKeys } from '../../db/person-keys.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { keepPhotoPrints, photoPrintsOf } from '../../db/photo-prints.ts';
import { recordPhotosRead } from '../../db/photos-read.ts';
import { RETENTION_KINDS, retentionTable } from '../../db/retention-table.ts';
import { startRun } from '../../db/runs.ts';
import { matches } from '../../db/schema/matches.ts';
import { photosRead } from '../../db/schema/photos.ts';
import { saveSession, sessionOf } from '../../db/sessions.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';
import { inventedVault } from '../standins/enrolled.ts';
import { consentOf, ROOMY } from '../standins/people.ts';

const NOW = new Date('2026-11-24T05:00:00Z');
const days = (n: number) => new Date(NOW.getTime() + n * 24 * 3_600_000);
/** Fifteen working days after 24 November; 16 December is Independence Day. */
const DESTROY_ON = '2026-12-15';

describe.each(KINDS)('a protection ends, on the %s database', (kind) => {
  let test: TestDatabase;
  const vault = inventedVault();
  const shredded: number[][] = [];
  let deps: RetentionDeps;
  let run: number;
  let n = 100;
  beforeAll(async () => {
    test = await freshDatabase(kind);
    run = (await startRun(test.db, { kind: 'sweep', platform: 'olx' }, NOW)).id;
    const shred = (ids: readonly number[]) => {
      shredded.push([...ids]);
      shredPersonKeys(vault, ids);
    };
    deps = { db: test.db, vault, home: test.home, months: 36, shred };
  });
  afterAll(() => test.close());

  async function enrol(validUntil = days(90)) {
    const person = { name: 'Айша Сынақова', language: 'kk' as const, consent: consentOf(validUntil) };
    const { id: personId } = await addPerson(test.db, vault, person, NOW, ROOMY);
    const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: NOW };
    const digits = `+7709000${String(n++).padStart(4, '0')}`;
    const input = { personId, number: PhoneNumber.parse(digits), control };
    const { id } = await addNumber(test.db, vault, input, NOW, ROOMY);
    return { personId, id, digits };
  }

  /** A match with a captured ad and a letter about it. */
  async function withCase(of: { personId: number; id: number; digits: string }, adId: string) {
    const match = await recordMatch(
      test.db,
      vault,
      {
        ...{ platform: 'olx', adId, numberId: of.id, runId: run, url: `http://127.0.0.1/ad/${adId}` },
        ...{ strength: 'strong', how: 'plain', whereSeen: [{ field: 'title', start: 0, end: 4 }] },
        listing: { title: `cow ${of.digits}` },
      },
      NOW,
    );
    await keepPhotoPrints(test.db, vault, { platform: 'olx', adId }, [{ sha256: 'ab', fingerprint: null }]);
    await confirmMatch(test.db, match.id, 'Test Staff', 'said so', NOW);
    const folder = `evidence/olx/${adId}/one`;
    await storeCapture(test.home, folder, [{ name: 'page.html', bytes: Buffer.from(of.digits) }], { recipients: [] });
    const about = { platform: 'olx', adId, runId: run, purpose: 'match' as const, files: 1, sealed: false };
    const { id: captureId } = await recordCapture(
      test.db,
      vault,
      { ...about, state: 'complete', folder, manifestSha256: 'ab', steps: [] },
      NOW,
    );
    const content = {
      numbers: [{ id: of.id, personId: of.personId, subject: 'Айша Сынақова', e164: of.digits, masked: '+7 709 ***' }],
      ads: [{ matchId: match.id, numberId: of.id, url: 'http://127.0.0.1/', title: `cow ${of.digits}` }],
      calls: { harm: ['her own words'] },
    };
    const notice = await createNotice(
      test.db,
      vault,
      {
        ...{ platform: 'olx', addressee: 'olx', kind: 'takedown', language: 'ru', followsId: null },
        ...{ createdBy: 'Test Staff', content, matchIds: [match.id] },
      },
      NOW,
    );
    mkdirSync(join(test.home, 'letters', notice.reference), { recursive: true });
    writeFileSync(join(test.home, 'letters', notice.reference, 'letter.pdf'), of.digits);
    const files = { folder: `letters/${notice.reference}`, fileDigests: { 'letter.pdf': 'ab' }, editedFile: null };
    await recordFiles(test.db, notice.id, files);
    return { matchId: match.id, folder, captureId, notice };
  }

  it('withdrawn: nothing is looked for any more, the attack is over, and the fifteen working days begin', async () => {
    const one = await enrol();
    await declareAttack(test.db, one.id, days(1), NOW);
    expect(await withdrawPerson(test.db, one.personId, 'Test Staff', NOW)).toEqual({
      numbersRetired: 1,
      destroyOn: DESTROY_ON,
    });
    expect((await activeNumbers(test.db, vault, NOW)).map(({ id }) => id)).not.toContain(one.id);
    expect((await listAttacks(test.db)).map(({ numberId }) => numberId)).not.toContain(one.id);
    await expect(addConsent(test.db, vault, one.personId, consentOf(days(90)), NOW)).rejects.toThrow('has ended');
  });

  it('on the day itself everything that tells of the person is destroyed, a day earlier nothing', async () => {
    const one = await enrol();
    const { matchId, folder, notice, captureId } = await withCase(one, `w${kind}`);
    await withdrawPerson(test.db, one.personId, 'Test Staff', NOW);
    await enforceRetention(deps, days(20));
    expect(await photoPrintsOf(test.db, vault, [matchId])).toHaveLength(1);
    expect((await findPerson(test.db, vault, one.personId))?.name).toBe('Айша Сынақова');
    expect((await overdue(deps, days(21))).person).toBeGreaterThan(0);
    await enforceRetention(deps, days(21));
    expect(shredded.at(-1)).toContain(one.personId);
    expect(await findPerson(test.db, vault, one.personId)).toMatchObject({ name: DESTROYED, endedHow: 'withdrawn' });
    expect((await listNumbers(test.db, vault, days(21))).find(({ id }) => id === one.id)?.masked).toBe(DESTROYED);
    expect(await governingConsent(test.db, vault, one.personId)).toBeNull();
    expect(await matchWithListing(test.db, vault, matchId)).toMatchObject({
      listing: null,
      url: DESTROYED,
      whereSeen: [],
    });
    const [row] = await test.db.select({ photos: matches.photosSealed }).from(matches).where(eq(matches.id, matchId));
    expect(row?.photos).toBeNull();
    expect(existsSync(join(test.home, folder))).toBe(false);
    expect(existsSync(join(test.home, 'letters', notice.reference))).toBe(false);
    const letter = JSON.stringify(await noticeWithContent(test.db, vault, notice.id));
    for (const told of [one.digits.slice(2), 'Айша', 'her own words']) expect(letter).not.toContain(told);
    const log = (await readLog(test.db)).entries.map((entry) => entry.body).join('\n');
    expect(log).toContain('"kind":"erased"');
    expect(log).toContain(`"captures":[${captureId}]`);
    for (const told of [one.digits.slice(2), 'Айша']) expect(log).not.toContain(told);
    const seals = await test.db.execute(
      sql`select octet_length(sealed) as n from numbers where id = ${one.id} union all select octet_length(name_sealed) from persons where id = ${one.personId}`,
    );
    expect(seals.rows.map((row) => row.n)).toEqual([0, 0]);
  });

  it('ended by staff: the person goes, the evidence keeps its own term and goes after that', async () => {
    const one = await enrol();
    const { folder } = await withCase(one, `e${kind}`);
    await endPerson(test.db, one.personId, 'Test Staff', NOW);
    await enforceRetention(deps, days(30));
    expect((await findPerson(test.db, vault, one.personId))?.name).toBe(DESTROYED);
    expect(existsSync(join(test.home, folder))).toBe(true);
    await enforceRetention(deps, days(365 * 3 + 30));
    expect(existsSync(join(test.home, folder))).toBe(false);
  });

  it('a legal hold keeps the person, and one on a capture keeps that capture though the consent is withdrawn', async () => {
    const one = await enrol();
    const { folder, captureId } = await withCase(one, `h${kind}`);
    await holdPerson(test.db, one.personId, { by: 'Test Staff', reason: 'case 7', lift: false }, NOW);
    await holdCapture(test.db, captureId, { by: 'Test Staff', reason: 'case 7' }, NOW);
    await withdrawPerson(test.db, one.personId, 'Test Staff', NOW);
    await enforceRetention(deps, days(60));
    expect((await findPerson(test.db, vault, one.personId))?.name).toBe('Айша Сынақова');
    await holdPerson(test.db, one.personId, { by: 'Test Staff', reason: 'over', lift: true }, days(61));
    await enforceRetention(deps, days(61));
    expect((await findPerson(test.db, vault, one.personId))?.name).toBe(DESTROYED);
    expect(existsSync(join(test.home, folder))).toBe(true);
  });

  it('another person in the same letter keeps what concerns them', async () => {
    const [one, other] = [await enrol(), await enrol()];
    const { notice } = await withCase(one, `b${kind}`);
    const before = (await noticeWithContent(test.db, vault, notice.id))?.content as { numbers: object[] };
    const both = {
      ...before,
      numbers: [
        ...before.numbers,
        { ...before.numbers[0], id: other.id, personId: other.personId, e164: other.digits },
      ],
    };
    await rewriteContent(test.db, vault, notice.id, { content: both, about: [one.personId, other.personId] });
    await withdrawPerson(test.db, one.personId, 'Test Staff', NOW);
    await enforceRetention(deps, days(21));
    const letter = JSON.stringify(await noticeWithContent(test.db, vault, notice.id));
    expect(letter).toContain(other.digits);
    expect(letter).not.toContain(one.digits);
  });

  it('a consent renewed after a lapse makes its numbers a new generation; one renewed in time does not', async () => {
    const one = await enrol(days(1));
    const before = await numbersGeneration(test.db);
    await addConsent(test.db, vault, one.personId, consentOf(days(60)), NOW);
    expect(await numbersGeneration(test.db)).toBe(before);
    await addConsent(test.db, vault, one.personId, consentOf(days(150)), days(70));
    expect(await numbersGeneration(test.db)).toBe(before + 1);
    const active = (await activeNumbers(test.db, vault, days(70))).find(({ id }) => id === one.id);
    expect(active?.generation).toBe(before + 1);
  });

  it('staff are reminded 14, 7 and 1 days before by the short name, and no more once it is renewed', async () => {
    const one = await enrol(days(90));
    const said = async (at: Date) => {
      await remindOfConsents(test.db, at);
      const name = new RegExp(`^p${one.personId} `);
      return (await standingAlerts(test.db))
        .filter((alert) => alert.kind === 'consent-ends' && name.test(alert.subject))
        .map((alert) => alert.subject.replace(name, ''));
    };
    expect(await said(days(75))).toEqual([]);
    expect(await said(days(76))).toEqual(['(14)']);
    expect(await said(days(84))).toEqual(['(7)']);
    expect(await said(days(89))).toEqual(['(1)']);
    expect(await said(days(91))).toEqual(['(0)']);
    await addConsent(test.db, vault, one.personId, consentOf(days(180)), days(91));
    expect(await said(days(92))).toEqual([]);
  });

  it('what has outlived its term goes in the night, and only that', async () => {
    const seen = (adId: string) => ({ adId, digest: vault.contentDigest('p', adId, 'x') });
    await recordLookedAt(test.db, { platform: 'p', walk: 'w', runId: run }, [seen('old')], NOW);
    await recordLookedAt(test.db, { platform: 'p', walk: 'w', runId: run }, [seen('new')], days(60));
    await recordPhotosRead(test.db, [Buffer.from('old')], NOW);
    await recordPhotosRead(test.db, [Buffer.from('new')], days(60));
    await saveSession(test.db, vault, { platform: 'p', state: {}, by: 'Test Staff' }, NOW);
    const [stale, fresh] = ['a.00000000.unfinished', 'b.00000000.unfinished'].map((name) =>
      join(test.home, 'evidence/p/ad', name),
    ) as [string, string];
    for (const folder of [stale, fresh]) mkdirSync(folder, { recursive: true });
    utimesSync(stale, days(88), days(88));
    utimesSync(fresh, days(91), days(91));
    const due = await overdue(deps, days(91));
    expect(due).toMatchObject({ photos: 1, sessions: 1, unfinished: 1 });
    await enforceRetention(deps, days(91));
    expect((await test.db.select().from(photosRead)).map(({ digest }) => digest.toString())).toEqual(['new']);
    expect(await sessionOf(test.db, vault, 'p')).toBeNull();
    expect(readdirSync(join(test.home, 'evidence/p/ad'))).toEqual(['b.00000000.unfinished']);
    expect(await overdue(deps, days(91))).toMatchObject({ photos: 0, sessions: 0, unfinished: 0, 'looked-at': 0 });
  });
});

describe('the terms of a consent', () => {
  const consent = consentOf(days(90));

  it('what is handed on needs the term on third parties beside its scope', () => {
    const all = { ...consent, scopes: ['scan', 'site-search', 'letters', 'police', 'export'] as const };
    for (const act of ['site-search', 'letters', 'police', 'export'] as const) {
      expect(covers({ ...all, scopes: [...all.scopes] }, act)).toBe(true);
      expect(covers({ ...all, scopes: [...all.scopes], thirdParties: false }, act)).toBe(false);
      expect(covers({ ...all, scopes: ['scan'] }, act)).toBe(false);
    }
    expect(covers({ ...consent, thirdParties: false }, 'scan')).toBe(true);
  });

  it('abroad, the name and the profession each have their own', () => {
    expect(covers(consent, 'abroad')).toBe(false);
    expect(covers({ ...consent, crossBorder: true }, 'abroad')).toBe(true);
    expect(covers({ ...consent, dataList: ['phone number'] }, 'name')).toBe(false);
    expect(covers({ ...consent, dataList: ['журналист'] }, 'profession')).toBe(true);
  });

  it('a consent for more than a year is none', async () => {
    const test = await freshDatabase('server');
    const person = { name: 'Айша Сынақова', language: 'kk' as const, consent: consentOf(days(400)) };
    await expect(addPerson(test.db, inventedVault(), person, NOW)).rejects.toThrow('a year at most');
    await test.close();
  });

  it('is reminded of by the calendar of Almaty', () => {
    // 23:59 in Almaty on 1 December: on the evening before, one day is left.
    const until = new Date('2026-12-01T18:59:59Z');
    expect(reminderOf(until, new Date('2026-11-30T19:30:00Z'))).toBe('(1)');
    expect(reminderOf(until, new Date('2026-11-20T03:00:00Z'))).toBe('(14)');
    expect(reminderOf(until, new Date('2026-11-10T03:00:00Z'))).toBeNull();
    expect(reminderOf(until, until)).toBe('(0)');
  });
});

it('the table of retention tells of every kind, in three languages, Kazakh with its own letters', () => {
  const table = retentionTable(36);
  expect(table.map(({ kind }) => kind)).toEqual([...RETENTION_KINDS]);
  for (const { what, howLong, why } of table) {
    expect(new Set([what.ru, what.kk, what.en]).size).toBe(3);
    for (const said of [howLong, why]) expect(said.ru && said.kk && said.en).toBeTruthy();
    expect(`${what.kk}${why.kk}`).toMatch(/[әғқңөұүһі]/i);
  }
});
