import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmMatch, recordMatch } from '../../db/matches.ts';
import { repliesTo } from '../../db/notice-mail.ts';
import { moveNotice } from '../../db/notice-steps.ts';
import { findNotice } from '../../db/notices.ts';
import { addNumber } from '../../db/numbers.ts';
import { addPerson } from '../../db/people.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { startRun } from '../../db/runs.ts';
import { openVault } from '../../db/vault.ts';
import { readMail, takeIn } from '../../reports/intake.ts';
import { approveLetter, draftNotices, type LetterDeps } from '../../reports/letters.ts';
import { sendLetter } from '../../reports/mail.ts';
import { platforms } from '../../scrapers/directory.ts';
import { freshDatabase, type TestDatabase } from '../standins/databases.ts';
import { type MailboxStandin, startMailbox } from '../standins/imap.ts';
import { INVENTED_CONFIG } from '../standins/organisation.ts';
import { consentOf } from '../standins/people.ts';
import { type MailStandin, startSmtp } from '../standins/smtp.ts';

const NOW = new Date();
const E164 = '+77091234501';
const BY = { by: 'Test Staff', to: 'legal@alan.example', attach: [], again: false };

let test: TestDatabase;
let smtp: MailStandin;
let deps: LetterDeps;
const now = NOW;
const vault = openVault(randomBytes(32));
const server = () => ({ host: '127.0.0.1', port: smtp.port, secure: false, user: undefined, password: undefined });

beforeAll(async () => {
  test = await freshDatabase('embedded');
  smtp = await startSmtp();
  const organisation = structuredClone(INVENTED_CONFIG.organisation);
  organisation.name.ru += '\r\nBcc: all@example.org';
  deps = {
    db: test.db,
    vault,
    home: test.home,
    clock: () => now,
    organisation,
    fourEyes: false,
    platforms: platforms(),
    printPdf: async () => Buffer.from('%PDF-1.7 invented'),
  };
});
afterAll(async () => {
  await smtp.close();
  await test.close();
});

let count = 0;
async function approved(): Promise<{ noticeId: number; reference: string }> {
  count++;
  const consent = consentOf(new Date(NOW.getTime() + 90 * 24 * 3_600_000));
  const { id: personId } = await addPerson(test.db, vault, { name: 'Айша Сынақова', language: 'kk', consent }, NOW);
  const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: NOW };
  const number = PhoneNumber.parse(`+770912345${String(count).padStart(2, '0')}`);
  const { id: numberId } = await addNumber(test.db, vault, { personId, number, control }, NOW);
  const { id: runId } = await startRun(test.db, { kind: 'sweep', platform: 'olx' }, NOW);
  const seen = { strength: 'strong', how: 'plain', whereSeen: [], listing: { title: 'Корова' } } as const;
  const ad = { platform: 'olx', adId: String(count), numberId, runId, url: `https://olx.example/${count}`, ...seen };
  const { id } = await recordMatch(test.db, vault, ad, NOW);
  await confirmMatch(test.db, id, 'Test Staff', null, NOW);
  const [letter] = await draftNotices(deps, { language: 'ru', by: 'Test Staff' });
  if (!letter) throw new Error('no letter');
  await approveLetter(deps, letter.noticeId, 'Test Director');
  return letter;
}
const stateOf = async (id: number) => (await findNotice(test.db, { id }))?.state;

describe('mailing a letter', () => {
  it('sends what was approved, once, with the number in the body only', async () => {
    const { noticeId, reference } = await approved();
    const both = await Promise.allSettled([1, 2].map(() => sendLetter(deps, server(), noticeId, BY)));
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(smtp.taken.length).toBe(1);
    const mail = await simpleParser(smtp.taken[0] ?? '');
    expect(mail.subject).toContain(reference);
    expect(mail.from?.value[0]?.address).toBe(INVENTED_CONFIG.organisation.email);
    expect(mail.bcc).toBeUndefined();
    const headers = mail.headerLines.map((line) => line.line).join('\n');
    expect(headers).not.toMatch(/^bcc:/im);
    expect(headers.replace(/\D/g, '')).not.toContain(E164.slice(-10, -2));
    expect(mail.text?.match(/\+77091234501/g)?.length).toBe(1);
    expect(mail.attachments.map((part) => part.filename)).toEqual([`${reference}.pdf`]);
    expect(await stateOf(noticeId)).toBe('sent');
    expect((await findNotice(test.db, { id: noticeId }))?.receivedAt).toBeNull();
  });

  it('refuses a letter that is no longer as approved, one without an address, and a number in a file name', async () => {
    const { noticeId, reference } = await approved();
    await expect(sendLetter(deps, server(), noticeId, { ...BY, to: 'not an address' })).rejects.toThrow('--to');
    await expect(
      sendLetter(deps, server(), noticeId, { ...BY, to: 'a@b.example\r\nBcc: c@d.example' }),
    ).rejects.toThrow('--to');
    const named = join(test.home, 'зонд 7091234502.png');
    writeFileSync(named, 'x');
    await expect(sendLetter(deps, server(), noticeId, { ...BY, attach: [named] })).rejects.toThrow('rename the file');
    writeFileSync(join(test.home, 'letters', reference, `${reference}.pdf`), 'changed');
    await expect(sendLetter(deps, server(), noticeId, BY)).rejects.toThrow('not the one that was approved');
    expect(await stateOf(noticeId)).toBe('approved');
    expect(smtp.taken.length).toBe(1);
  });

  it('a draft does not go out', async () => {
    const { noticeId } = await approved();
    const rules = { fourEyes: false, now };
    await moveNotice(test.db, vault, noticeId, { move: 'revise', by: 'A', reason: 'a word' }, rules);
    await expect(sendLetter(deps, server(), noticeId, BY)).rejects.toThrow(/approved/);
    await moveNotice(test.db, vault, noticeId, { move: 'withdraw', by: 'A', reason: 'test' }, rules);
    expect(smtp.taken.length).toBe(1);
  });

  it('a refusal leaves it to be sent again; a line that broke in the middle leaves it to a person', async () => {
    const { noticeId } = await approved();
    smtp.trouble = 'refuse';
    await expect(sendLetter(deps, server(), noticeId, BY)).rejects.toThrow('did not go out');
    expect(await stateOf(noticeId)).toBe('approved');
    const nobody = { ...server(), port: 1 };
    await expect(sendLetter(deps, nobody, noticeId, BY)).rejects.toThrow('did not go out');
    smtp.trouble = 'hang-up';
    await expect(sendLetter(deps, server(), noticeId, BY)).rejects.toThrow('nobody can tell');
    smtp.trouble = null;
    const before = smtp.taken.length;
    await expect(sendLetter(deps, server(), noticeId, BY)).rejects.toThrow('was being mailed since');
    expect(smtp.taken.length).toBe(before);
    await sendLetter(deps, server(), noticeId, { ...BY, again: true });
    expect(await stateOf(noticeId)).toBe('sent');
  });
});

describe('taking answers in', () => {
  let mailbox: MailboxStandin;
  beforeAll(async () => {
    mailbox = await startMailbox();
  }, 300_000);
  afterAll(() => mailbox?.stop());

  const mailOf = (subject: string, text: string, more = '') =>
    `From: Alan <support@alan.example>\nTo: help@oydan.example\nSubject: ${subject}\nDate: ${new Date().toUTCString()}\n${more}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${text}\n`;

  it('files each answer to its letter once, moves no letter, and leaves the mailbox as it was', {
    timeout: 120_000,
  }, async () => {
    const { noticeId, reference } = await approved();
    await sendLetter(deps, server(), noticeId, BY);
    mailbox.deliver(mailOf(`Re: Исх. № ${reference}`.replace(/[^\x20-\x7e]/g, '?'), 'Объявление снято.'));
    mailbox.deliver(mailOf('Lunch', 'A private mail that names no letter.'));
    mailbox.deliver(mailOf('Re: Q-1999-0001', 'A letter that we never wrote.'));
    mailbox.deliver(
      mailOf('Automatic reply', `Your letter ${reference} is registered.`, 'Auto-Submitted: auto-replied\n'),
    );
    const before = mailbox.files().map((name) => name.replace(/:2,.*/, ''));
    const imap = {
      host: '127.0.0.1',
      port: mailbox.port,
      secure: false,
      user: mailbox.user,
      password: mailbox.password,
    };
    const first = await takeIn(deps, imap, { days: 30 });
    expect(first.filed.map((one) => `${one.reference} ${one.kind}`).sort()).toEqual([
      `${reference} auto-reply`,
      `${reference} reply`,
    ]);
    expect((await takeIn(deps, imap, { days: 30 })).filed).toEqual([]);
    const filed = await repliesTo(test.db, vault, noticeId);
    expect(filed.map((one) => one.source.toString('utf8')).join('')).toContain('Объявление снято.');
    expect(filed.map((one) => one.source.toString('utf8')).join('')).not.toContain('private');
    expect(await stateOf(noticeId)).toBe('sent');
    expect(
      mailbox
        .files()
        .map((name) => name.replace(/:2,.*/, ''))
        .sort(),
    ).toEqual(before.sort());
    expect(mailbox.files().filter((name) => /:2,.*S/.test(name))).toEqual([]);
  });

  it('a mailbox that refuses us is one clear line', { timeout: 60_000 }, async () => {
    const imap = { host: '127.0.0.1', port: mailbox.port, secure: false, user: mailbox.user, password: 'wrong' };
    await expect(takeIn(deps, imap, { days: 30 })).rejects.toThrow('the mailbox cannot be read');
  });

  it('a returned mail is told as a bounce, by the report of the server', async () => {
    const source = `From: MAILER-DAEMON@example.org\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\nContent-Type: text/plain\n\nNo such mailbox.\n--b\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <Q-2026-0042.ab@oydan.example>\n\n--b--\n`;
    expect(await readMail(Buffer.from(source))).toMatchObject({ kind: 'bounce', references: ['Q-2026-0042'] });
  });
});
