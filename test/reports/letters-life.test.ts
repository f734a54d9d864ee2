import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsentInput } from '../../db/consents.ts';
import { confirmMatch, recordMatch } from '../../db/matches.ts';
import { moveNotice, type NewStep } from '../../db/notice-steps.ts';
import { findNotice } from '../../db/notices.ts';
import { addNumber } from '../../db/numbers.ts';
import { addPerson, endPerson } from '../../db/people.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { startRun } from '../../db/runs.ts';
import { recordTemplateCheck } from '../../db/template-checks.ts';
import { openVault } from '../../db/vault.ts';
import { approveLetter, contentOf, draftLetter, type LetterDeps } from '../../reports/letters.ts';
import { draftReminders, dueNow } from '../../reports/reminders.ts';
import { takeBack } from '../../reports/take-back.ts';
import { textSha256 } from '../../reports/templates.ts';
import { platforms } from '../../scrapers/directory.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';
import { INVENTED_CONFIG } from '../standins/organisation.ts';
import { consentOf, ROOMY } from '../standins/people.ts';

const NOW = new Date('2026-11-26T05:00:00Z');
const DAY = 24 * 3_600_000;

describe.each(KINDS)('letters, on the %s database', (kind) => {
  let test: TestDatabase;
  let deps: LetterDeps;
  let now = NOW;
  let printed: string[] = [];
  const vault = openVault({ sealKey: randomBytes(32), lookupKey: randomBytes(32) });
  beforeAll(async () => {
    test = await freshDatabase(kind);
    deps = {
      db: test.db,
      vault,
      home: test.home,
      clock: () => now,
      organisation: INVENTED_CONFIG.organisation,
      fourEyes: false,
      platforms: platforms(),
      printPdf: async (html) => {
        printed.push(html);
        return Buffer.from('/Type /Page /Type /Pages');
      },
    };
  });
  afterAll(() => test.close());

  let count = 0;
  async function found(
    consent: Partial<ConsentInput> = {},
    ads = 1,
  ): Promise<{ matchIds: number[]; personId: number }> {
    const given = { ...consentOf(new Date(NOW.getTime() + 90 * DAY)), ...consent };
    const { id: personId } = await addPerson(
      test.db,
      vault,
      { name: 'Айша Сынақова', language: 'kk', consent: given },
      NOW,
      ROOMY,
    );
    count++;
    const number = PhoneNumber.parse(`+770912345${String(count).padStart(2, '0')}`);
    const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: NOW };
    const { id: numberId } = await addNumber(test.db, vault, { personId, number, control }, NOW, ROOMY);
    const { id: runId } = await startRun(test.db, { kind: 'sweep', platform: 'olx' }, NOW);
    const matchIds: number[] = [];
    for (let i = 0; i < ads; i++) {
      const adId = `${count}${String(i).padStart(4, '0')}`;
      const seen = { strength: 'strong', how: 'plain', whereSeen: [], listing: { title: 'Корова' } } as const;
      const ad = { platform: 'olx', adId, numberId, runId, url: `https://www.olx.kz/d/${adId}.html`, ...seen };
      const { id } = await recordMatch(test.db, vault, ad, NOW);
      await confirmMatch(test.db, id, 'Test Staff', null, NOW);
      matchIds.push(id);
    }
    return { matchIds, personId };
  }
  const move = (id: number, step: NewStep) => moveNotice(test.db, vault, id, step, { fourEyes: false, now });
  const takedown = (matchIds: readonly number[]) =>
    draftLetter(deps, { kind: 'takedown', language: 'ru', addressee: 'olx', matchIds, by: 'Test Staff' });
  async function sent(matchIds: readonly number[]): Promise<number> {
    const { noticeId } = await takedown(matchIds);
    await approveLetter(deps, noticeId, 'Test Director');
    await move(noticeId, { move: 'send', by: 'Test Staff', channel: 'form', ticket: 'A-1' });
    return noticeId;
  }

  it('name the person only where the consent lists the name, and the profession only where it lists that', async () => {
    const plain = await takedown((await found({ dataList: ['phone number'] })).matchIds);
    expect(await contentOf(deps, plain.noticeId)).toMatchObject({ journalist: false, numbers: [{ subject: null }] });
    expect(printed.at(-1)).not.toMatch(/Сынақова|журналист/);
    const named = await takedown((await found({ dataList: ['phone number', 'Имя', 'profession'] })).matchIds);
    expect(await contentOf(deps, named.noticeId)).toMatchObject({
      journalist: true,
      numbers: [{ subject: 'Айша Сынақова' }],
    });
  });

  it('a police statement needs a consent for it, and approval a name that answers for unverified norms', async () => {
    const statement = { kind: 'police-statement', language: 'kk', addressee: 'interior', by: 'Test Staff' } as const;
    await expect(draftLetter(deps, { ...statement, matchIds: (await found()).matchIds })).rejects.toThrow('"police"');
    const { matchIds } = await found({ scopes: ['scan', 'letters', 'police'] });
    const { noticeId } = await draftLetter(deps, { ...statement, matchIds });
    await expect(approveLetter(deps, noticeId, 'Test Director')).rejects.toThrow('--responsible');
    expect((await findNotice(test.db, { id: noticeId }))?.state).toBe('draft');
    await approveLetter(deps, noticeId, 'Test Director', 'Test Lawyer');
    expect(await findNotice(test.db, { id: noticeId })).toMatchObject({
      state: 'approved',
      responsible: 'Test Lawyer',
    });
  });

  it('a letter about one person takes no ads of two, and a wrong addressee is told who is right', async () => {
    const scopes = ['scan', 'letters', 'police'] as const;
    const two = [
      ...(await found({ scopes: [...scopes] })).matchIds,
      ...(await found({ scopes: [...scopes] })).matchIds,
    ];
    const statement = { kind: 'police-statement', language: 'ru', matchIds: two, by: 'A' } as const;
    await expect(draftLetter(deps, { ...statement, addressee: 'interior' })).rejects.toThrow('about one person');
    await expect(draftLetter(deps, { ...statement, matchIds: two.slice(0, 1), addressee: 'kcell' })).rejects.toThrow(
      'goes to: police',
    );
  });

  it('a draft says that its text is not proof-read until a lawyer has checked exactly this text', async () => {
    await takedown((await found()).matchIds);
    expect(printed.at(-1)).toContain('ещё не вычитан');
    const textOf = {
      kind: 'takedown',
      language: 'ru',
      textSha256: textSha256('takedown', 'ru', '2026-11-26'),
    } as const;
    await recordTemplateCheck(test.db, { ...textOf, checkedBy: 'Test Lawyer' }, now);
    await takedown((await found()).matchIds);
    expect(printed.at(-1)).not.toContain('ещё не вычитан');
  });

  it('twenty ads go into an annex whose sheets are counted as they print', async () => {
    printed = [];
    const { noticeId, files } = await takedown((await found({}, 20)).matchIds);
    expect(printed.length).toBe(2);
    expect(printed[1]).toContain('Перечень объявлений, на 1 л.');
    expect(files.filter((name) => name.includes('form')).length).toBe(2);
    expect(readdirSync(join(test.home, 'letters')).join(' ')).not.toMatch(/709/);
    expect((await contentOf(deps, noticeId)).ads.length).toBe(20);
  });

  it('reminders that are due draft themselves once, are sent by nobody, and end with the consent', async () => {
    const first = await found();
    const second = await found();
    const asked = await sent(first.matchIds);
    const ended = await sent(second.matchIds);
    now = new Date('2026-12-01T05:00:00Z');
    await endPerson(test.db, second.personId, 'Test Staff', now);
    const due = (await dueNow(deps)).filter((item) => [asked, ended].includes(item.notice.id));
    expect(due.map((item) => item.what)).toEqual(['reminder-1', 'reminder-1']);
    const { drafted, skipped } = await draftReminders(deps, due);
    expect(drafted.map((letter) => letter.kind)).toEqual(['reminder-1']);
    expect(skipped).toEqual([expect.stringContaining('not protected any more')]);
    const reminder = await findNotice(test.db, { id: drafted[0]?.noticeId ?? 0 });
    expect(reminder).toMatchObject({ state: 'draft', followsId: asked, createdBy: 'Qorgan', sentAt: null });
    expect((await dueNow(deps)).filter((item) => item.notice.id === asked)).toEqual([]);
    now = NOW;
  });

  it('a letter edited in Word takes the place of the printed one and has to be approved as it stands', async () => {
    const { noticeId, reference, folder } = await takedown((await found()).matchIds);
    await approveLetter(deps, noticeId, 'Test Director');
    const path = join(test.home, 'edited.docx');
    const zip = await JSZip.loadAsync(readFileSync(join(test.home, folder, `${reference}.docx`)));
    const body = (await zip.file('word/document.xml')?.async('string')) ?? '';
    zip.file('word/document.xml', body.replace('Уважаемые дамы и господа!', 'Уважаемая редакция!'));
    writeFileSync(path, await zip.generateAsync({ type: 'nodebuffer' }));
    const taken = await takeBack(deps, noticeId, path, 'Test Staff');
    expect(taken.files).toEqual([`${reference}-edited.docx`]);
    expect(readdirSync(join(test.home, folder))).toEqual([`${reference}-edited.docx`]);
    expect((await findNotice(test.db, { id: noticeId }))?.state).toBe('draft');
    expect((await approveLetter(deps, noticeId, 'Test Director')).files).toEqual([`${reference}-edited.docx`]);
    await move(noticeId, { move: 'send', by: 'Test Staff', channel: 'e-mail' });
    await expect(takeBack(deps, noticeId, path, 'Test Staff')).rejects.toThrow('cannot be changed');
    expect(existsSync(join(test.home, folder, `${reference}.pdf`))).toBe(false);
  });

  it('nothing follows a letter that was not sent', async () => {
    const { noticeId } = await takedown((await found()).matchIds);
    const reminder = { kind: 'reminder-1', language: 'ru', addressee: 'olx', matchIds: [], by: 'A' } as const;
    await expect(draftLetter(deps, { ...reminder, followsId: noticeId })).rejects.toThrow('was not sent');
    await expect(draftLetter(deps, reminder)).rejects.toThrow(/needs at least one match|follows one of/);
  });
});
