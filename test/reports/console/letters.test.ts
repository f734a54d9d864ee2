import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import JSZip from 'jszip';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { almatyStamp } from '../../../db/almaty-time.ts';
import type { ConsentInput } from '../../../db/consents.ts';
import { readLog } from '../../../db/evidence-log.ts';
import { confirmMatch, recordMatch } from '../../../db/matches.ts';
import { findNotice } from '../../../db/notices.ts';
import { startRun } from '../../../db/runs.ts';
import { runs } from '../../../db/schema/runs.ts';
import { type Answer, openConsole, type TestConsole, type Visitor } from '../../standins/console.ts';
import { enrolInvented } from '../../standins/enrolled.ts';
import { PROTECTED } from '../../standins/planted.ts';
import { type MailStandin, startSmtp } from '../../standins/smtp.ts';

const EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>';
const HOUR = 3_600_000;

let at: TestConsole;
let smtp: MailStandin;
let reviewer: Visitor;
let approver: Visitor;
let numberId: number;

beforeAll(async () => {
  smtp = await startSmtp();
  const server = { host: '127.0.0.1', port: smtp.port, secure: false, user: undefined, password: undefined };
  at = await openConsole({ over: { smtp: server } });
  reviewer = await at.signedIn('reviewer');
  approver = await at.signedIn('approver');
  ({ numberId } = await enrolInvented(at.test.db, PROTECTED, at.vault));
}, 120_000);
afterAll(async () => {
  await at.close();
  await smtp.close();
});

let count = 0;
/** A confirmed ad with that title, as a short name. */
async function confirmed(platform = 'olx', title = 'Корова', numberOf = numberId): Promise<string> {
  count++;
  const { id: runId } = await startRun(at.test.db, { kind: 'sweep', platform }, at.now());
  const seen = { strength: 'strong', how: 'plain', whereSeen: [], listing: { title } } as const;
  const ad = {
    platform,
    adId: `a${count}`,
    numberId: numberOf,
    runId,
    url: `https://${platform}.example/a${count}`,
    ...seen,
  };
  const { id } = await recordMatch(at.test.db, at.vault, ad, at.now());
  await confirmMatch(at.test.db, id, 'Test Staff', null, at.now());
  return `m${id}`;
}
async function drafted(by: Visitor = reviewer, title?: string): Promise<{ path: string; id: number; text: string }> {
  const match = await confirmed('olx', title);
  const answer = await by.post('/letters/new', { kind: 'takedown', language: 'ru', match: [match] });
  expect([answer.status, answer.location], answer.text.slice(0, 3000)).toEqual([
    303,
    expect.stringMatching(/^\/letters\/l\d+\?saved=written$/),
  ]);
  const path = (answer.location ?? '').split('?')[0] ?? '';
  return { path, id: Number(path.split('/l').at(-1)), text: await textIn(path) };
}
/** The hidden word for the text as it was read. */
async function textIn(path: string, by = reviewer): Promise<string> {
  const { text } = await by.get(path);
  return /name="text" value="([0-9a-f]+)"/.exec(text)?.[1] ?? '';
}
async function approved(): Promise<{ path: string; id: number }> {
  const letter = await drafted();
  const answer = await approver.post(`${letter.path}/approve`, {
    text: letter.text,
    read: 'on',
    responsible: 'Test Lawyer',
  });
  expect(answer.location, said(answer)).toBe(`${letter.path}?saved=approved`);
  return letter;
}
const stateOf = async (id: number) => (await findNotice(at.test.db, { id }))?.state;
const said = ({ status, text }: Answer) =>
  `${status} ${/class="note bad"[\s\S]*?<\/div>/.exec(text)?.[0] ?? text.slice(0, 300)}`;
/** Now as the form has it: by the clock of Almaty. */
const typedNow = () => almatyStamp(at.now()).slice(0, 16);

describe('a letter in the console', () => {
  it('goes from the pick of matches through approval and mail to the answer and the reminder after it', async () => {
    const { path, id, text } = await drafted();
    const shown = await reviewer.get(path);
    expect(shown.text).toContain('+7 709 ***-**-01');
    expect(shown.text).toContain('An approver approves and sends the letter.');
    expect((await reviewer.post(`${path}/approve`, { text, read: 'on' })).status).toBe(403);
    const hasty = await approver.post(`${path}/approve`, { text, responsible: 'Test Lawyer' });
    expect([hasty.status, hasty.text]).toEqual([400, expect.stringContaining('Read the letter first')]);
    await approver.post(`${path}/approve`, { text, read: 'on', responsible: 'Test Lawyer' });
    expect(await findNotice(at.test.db, { id })).toMatchObject({
      state: 'approved',
      approvedBy: 'Test approver',
    });
    const mailed = await approver.post(`${path}/mail`, { to: 'legal@alan.example' });
    expect(mailed.location, said(mailed)).toBe(`${path}?saved=mailed`);
    const mail = await simpleParser(smtp.taken.at(-1) ?? '');
    expect(mail.attachments.map((one) => one.filename)).toEqual([expect.stringMatching(/^Q-2026-\d{4}\.pdf$/)]);
    at.pass(5 * 60_000);
    const answer = { answer: 'acknowledged', at: typedNow(), ticket: 'A-17', note: 'сказали, что смотрят' };
    expect((await reviewer.post(`${path}/answer`, answer)).status).toBe(303);
    const after = await reviewer.get(path);
    expect(after.text).toContain('receipt confirmed');
    expect(after.text).toContain('A-17');
    expect(after.text).toContain('сказали, что смотрят');
    const next = await reviewer.post(`${path}/follow`, { kind: 'reminder-1', language: 'ru' });
    expect(next.location, said(next)).toMatch(/saved=written$/);
    expect((await reviewer.get(path)).text).toContain('first reminder');
  }, 120_000);

  it('offers only the moves of its state, and says why another one is refused', async () => {
    const { path, id } = await drafted();
    const draft = (await approver.get(path)).text;
    expect(draft).not.toContain(`action="${path}/answer"`);
    expect(draft).not.toContain(`action="${path}/mail"`);
    for (const [step, fields] of [
      ['sent', { channel: 'form', at: typedNow() }],
      ['mail', { to: 'legal@alan.example' }],
      ['answer', { answer: 'refused', at: typedNow() }],
      ['revise', { reason: '' }],
      ['close', { reason: 'enough' }],
    ] as const) {
      const answer = await approver.post(`${path}/${step}`, fields);
      expect([step, answer.status], said(answer)).toEqual([step, 409]);
      expect(answer.text).toMatch(/It is now: draft|Write the reason/);
    }
    expect(await stateOf(id)).toBe('draft');
    expect((await approver.post(`${path}/withdraw`, { reason: 'not needed' })).status).toBe(303);
    expect(await stateOf(id)).toBe('closed');
    const late = await approver.post(`${path}/withdraw`, { reason: 'again' });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('It is now: closed')]);
  }, 60_000);

  it('marks what a person sent by hand, never in the future, and removal never without a capture', async () => {
    const { path, id } = await approved();
    const future = await approver.post(`${path}/sent`, { channel: 'form', at: '2027-01-01T10:00' });
    expect([future.status, future.text]).toEqual([409, expect.stringContaining('That time has not come yet.')]);
    const odd = await approver.post(`${path}/sent`, { channel: 'pigeon', at: 'yesterday' });
    expect(odd.status).toBe(400);
    expect(await stateOf(id)).toBe('approved');
    at.pass(5 * 60_000);
    const typed = typedNow();
    expect(
      (await approver.post(`${path}/sent`, { channel: 'form', at: typed, ticket: EVIL.slice(0, 90) })).status,
    ).toBe(303);
    expect((await reviewer.get(path)).text).not.toContain('<script>alert');
    const removed = await reviewer.post(`${path}/answer`, { answer: 'removed', at: typed });
    expect([removed.status, removed.text]).toEqual([
      409,
      expect.stringContaining('Choose the capture that proves it.'),
    ]);
    const foreign = await reviewer.post(`${path}/answer`, { answer: 'removed', at: typed, evidence: 'c999999' });
    expect(foreign.status).toBe(404);
    expect(await stateOf(id)).toBe('sent');
  }, 60_000);

  it('is written for each platform of the chosen matches, and for none that is not confirmed', async () => {
    const [olx, krisha] = [await confirmed('olx'), await confirmed('krisha')];
    const page = await reviewer.get(`/letters/new?match=${olx},${krisha}`);
    expect(page.text).toContain(`value="${olx}"`);
    expect(page.text).toContain(`value="${krisha}"`);
    const answer = await reviewer.post('/letters/new', { kind: 'takedown', language: 'kk', match: [olx, krisha] });
    expect(answer.location).toBe('/letters?show=drafts&written=2');
    const again = await reviewer.post('/letters/new', { kind: 'takedown', language: 'kk', match: [olx] });
    expect([again.status, again.text]).toEqual([400, expect.stringContaining('already in an open letter')]);
    const none = await reviewer.post('/letters/new', {
      kind: 'takedown',
      language: 'kk',
      match: ['m999999', 'nonsense'],
    });
    expect([none.status, none.text]).toEqual([400, expect.stringContaining('Tick at least one')]);
    const police = await reviewer.post('/letters/new', {
      kind: 'police-statement',
      language: 'ru',
      match: [await confirmed()],
    });
    expect([police.status, police.text]).toEqual([400, expect.stringContaining('does not cover this kind of letter')]);
    const operator = await reviewer.post('/letters/new', { kind: 'operator-request', language: 'ru', match: [olx] });
    expect([operator.status, operator.text]).toEqual([200, expect.stringContaining('KaR-Tel')]);
    expect((await reviewer.post('/letters/new', { kind: 'nonsense', language: 'xx' })).status).toBe(400);
  }, 120_000);
});

describe('a statement to the police', () => {
  const POLICE: ConsentInput['scopes'] = ['scan', 'letters', 'police'];

  it('begins with the calls of its person that were noted, to be corrected before it is signed', async () => {
    const { numberId: own, personId } = await enrolInvented(at.test.db, '+77091234503', at.vault, POLICE);
    const noted = { day: '2026-11-23', fromHour: '2', toHour: '4', calls: '17', messages: '3', night: '' };
    const words = { wanted: 'корова', seenWhere: 'olx', harm: 'Звонят ночью.' };
    const kept = await reviewer.post('/calls', { person: `p${personId}`, ...noted, ...words });
    expect(kept.location, said(kept)).toMatch(/^\/calls\?saved=yes/);
    const match = await confirmed('olx', 'Корова', own);
    const answer = await reviewer.post('/letters/new', { kind: 'police-statement', language: 'ru', match: [match] });
    expect(answer.location, said(answer)).toMatch(/saved=written$/);
    const path = answer.location?.split('?')[0] ?? '';
    const $ = load((await reviewer.get(`${path}/edit`)).text);
    const first = $('#f-calls tbody tr').first().find('input');
    expect(first.toArray().map((cell) => $(cell).attr('value'))).toEqual(['2026-11-23', '2', '4', '17', '17', '3']);
    expect($('[name="harm"]').text()).toBe('Звонят ночью.');
    const letter = (await reviewer.get(path)).text;
    expect(letter).toContain('Звонят ночью.');
    const other = await reviewer.post('/letters/new', { kind: 'takedown', language: 'ru', match: [match] });
    expect((await reviewer.get(other.location ?? '')).text).not.toContain('Звонят ночью.');
  }, 120_000);

  it('takes the calls by the hour, and is approved only with a name that answers for unchecked norms', async () => {
    const own = await enrolInvented(at.test.db, '+77091234502', at.vault, POLICE);
    const match = await confirmed('olx', 'Корова', own.numberId);
    const answer = await reviewer.post('/letters/new', { kind: 'police-statement', language: 'ru', match: [match] });
    expect(answer.location, said(answer)).toMatch(/saved=written$/);
    const path = answer.location?.split('?')[0] ?? '';
    const row = { date: '2026-11-24', fromHour: '6', toHour: '9', calls: '41', night: '0', messages: '12' };
    const parts = async () => ({ text: await textIn(`${path}/edit`), entity: 'Министерству', address: '', added: '' });
    const wrong = await reviewer.post(`${path}/edit`, { ...(await parts()), ...row, toHour: '5', harm: 'Не сплю.' });
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('Check the rows of calls')]);
    expect(wrong.text).toContain('value="41"');
    const saved = await reviewer.post(`${path}/edit`, { ...(await parts()), ...row, harm: 'Вторую ночь не сплю.' });
    expect(saved.location, said(saved)).toBe(`${path}?saved=edited`);
    expect((await reviewer.get(path)).text).toContain('Вторую ночь не сплю.');
    const text = await textIn(path);
    const nobody = await approver.post(`${path}/approve`, { text, read: 'on' });
    expect([nobody.status, nobody.text]).toEqual([409, expect.stringContaining('who answers for citing them')]);
    const named = await approver.post(`${path}/approve`, { text, read: 'on', responsible: 'Test Lawyer' });
    expect(named.location, said(named)).toBe(`${path}?saved=approved`);
    expect((await reviewer.get(path)).text).toContain('Test Lawyer');
  }, 120_000);
});

describe('approval', () => {
  it('covers the text that was read: an edit in between is told, and nothing is approved', async () => {
    const { path, id, text } = await drafted();
    const parts = { text, entity: 'ТОО «Алан»', address: 'legal@alan.example', added: 'Просим ответить письменно.' };
    expect((await reviewer.post(`${path}/edit`, parts)).location).toBe(`${path}?saved=edited`);
    const stale = await approver.post(`${path}/approve`, { text, read: 'on', responsible: 'Test Lawyer' });
    expect([stale.status, stale.text]).toEqual([409, expect.stringContaining('changed while you were at it')]);
    expect(await stateOf(id)).toBe('draft');
    const second = await reviewer.post(`${path}/edit`, { ...parts, added: 'Другой абзац.' });
    expect(second.status).toBe(409);
    const page = await reviewer.get(path);
    expect(page.text).toContain('Просим ответить письменно.');
    expect(page.text).not.toContain('Другой абзац.');
  }, 60_000);

  it('is given once when two persons press at the same time', async () => {
    const { path, text } = await drafted();
    const admin = await at.signedIn('admin');
    const fields = { text, read: 'on', responsible: 'Test Lawyer' };
    const both = await Promise.all([approver.post(`${path}/approve`, fields), admin.post(`${path}/approve`, fields)]);
    expect(both.map((one) => one.status).sort()).toEqual([303, 409]);
  }, 60_000);

  it('with four eyes takes two different people, of whom one may have written the letter', async () => {
    Object.assign(at.config, { fourEyes: true });
    try {
      const { path, id } = await drafted(approver);
      const fields = async () => ({ text: await textIn(path), read: 'on', responsible: 'Test Lawyer' });
      expect((await approver.post(`${path}/approve`, await fields())).location).toBe(`${path}?saved=half`);
      const twice = await approver.post(`${path}/approve`, await fields());
      expect(twice.status).toBe(409);
      expect((await approver.get(path)).text).toContain('You have approved this letter already');
      expect(await stateOf(id)).toBe('draft');
      const other = at.visitor();
      await at.signIn(other, await at.add('approver', 'second'));
      expect((await other.post(`${path}/approve`, await fields())).location).toBe(`${path}?saved=approved`);
    } finally {
      Object.assign(at.config, { fourEyes: false });
    }
  }, 60_000);
});

describe('the free parts', () => {
  it('take no number, no denied norm and no markup, and keep what was typed', async () => {
    const { path, text } = await drafted(reviewer, EVIL);
    const parts = { text, entity: EVIL, address: '', added: '' };
    for (const [added, why] of [
      ['Звоните 8 (709) 123-45-01', 'A telephone number stands in the text'],
      ['Номер 8 701 555 12 34 тоже', 'A telephone number stands in the text'],
      ['Статья 274 Уголовного кодекса', 'must not cite'],
    ] as const) {
      const answer = await reviewer.post(`${path}/edit`, { ...parts, entity: 'ТОО', added });
      expect([answer.status, answer.text], added).toEqual([400, expect.stringContaining(why)]);
    }
    expect((await reviewer.post(`${path}/edit`, { ...parts, added: EVIL })).location).toBe(`${path}?saved=edited`);
    for (const page of [path, `${path}/edit`, '/letters', '/letters/calendar']) {
      const { text: markup, status } = await reviewer.get(page);
      expect([page, status]).toEqual([page, 200]);
      expect(markup).not.toMatch(/<script>alert|<img src=x/);
    }
    expect((await reviewer.get(`${path}/edit`)).text).toContain('&lt;script&gt;');
    expect((await reviewer.post(`${path}/edit`, { ...parts, text: 'zz' })).status).toBe(400);
  }, 60_000);
});

describe('files of a letter', () => {
  it('are taken in every form, each written to the log, and show the number in full nowhere else', async () => {
    const { path, id } = await approved();
    const reference = (await findNotice(at.test.db, { id }))?.reference ?? '';
    const before = (await readLog(at.test.db)).entries.length;
    const files = [
      `${reference}.pdf`,
      `${reference}.docx`,
      `${reference}-form-1.txt`,
      'bundle.zip',
      'text.txt',
      'xarf.json',
    ];
    for (const name of files) {
      const { status, headers, bytes } = await reviewer.take(`${path}/files/${name}`);
      expect([name, status]).toEqual([name, 200]);
      expect(headers.get('content-disposition')).toMatch(/^attachment/);
      if (name.endsWith('.pdf')) expect(bytes.subarray(0, 4).toString()).toBe('%PDF');
      if (name.endsWith('.zip'))
        expect(Object.keys((await JSZip.loadAsync(bytes)).files)).toEqual(
          expect.arrayContaining(['SHA256SUMS', `${reference}.pdf`, `${reference}.docx`, `${reference}-xarf.json`]),
        );
      if (name === 'text.txt') expect(bytes.toString('utf8')).toContain(PROTECTED);
    }
    const shown = await reviewer.post(`${path}/shown`);
    expect(shown.text).toContain(PROTECTED);
    expect(shown.text).toContain('data-copy="block-1"');
    const log = (await readLog(at.test.db)).entries
      .slice(before)
      .map((entry) => (JSON.parse(entry.body) as { kind: string }).kind);
    expect(log).toEqual([...files, 'text'].map(() => 'number-shown'));
    for (const page of [path, `${path}/edit`, '/letters', '/letters/new', '/letters/calendar', '/figures'])
      expect((await reviewer.get(page)).text.replace(/[^\d<>]/g, ''), page).not.toContain(PROTECTED.slice(-10));
    for (const name of ['..%2f..%2fconfig.json', 'config.json', `${reference}.pdf%00`, '__proto__'])
      expect((await reviewer.take(`${path}/files/${name}`)).status, name).toBe(404);
    for (const changed of [`${reference}.pdf`, `${reference}.pdf.age`]) {
      writeFileSync(join(at.test.home, 'letters', reference, changed), 'another file');
      expect((await reviewer.take(`${path}/files/${reference}.pdf`)).status, changed).toBe(409);
      expect((await approver.post(`${path}/mail`, { to: 'legal@alan.example' })).status, changed).toBe(409);
      expect((await reviewer.post(`${path}/print`)).location, changed).toBe(`${path}?saved=printed`);
      expect((await reviewer.take(`${path}/files/${reference}.pdf`)).status, changed).toBe(200);
    }
  }, 120_000);

  it('come back as an edited Word file, which has to be approved anew; what is none is refused', async () => {
    const { path, id } = await approved();
    const { reference = '' } = (await findNotice(at.test.db, { id })) ?? {};
    const { bytes: original } = await reviewer.take(`${path}/files/${reference}.docx`);
    const text = await textIn(path);
    const send = (bytes: Buffer, name = 'letter.docx') => reviewer.upload(`${path}/take-back`, { text }, bytes, name);
    const bomb = await JSZip.loadAsync(original);
    bomb.file('word/footer9.xml', Buffer.alloc(60_000_000));
    const packed = await bomb.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
    expect(packed.length).toBeLessThan(1_000_000);
    for (const [bytes, why] of [
      [Buffer.from('MZ not a document'), 'not a Word file'],
      [packed, 'far larger than a letter'],
      [Buffer.alloc(0), 'not a Word file'],
    ] as const) {
      const answer = await send(bytes);
      expect([answer.status, answer.text], why).toEqual([409, expect.stringContaining(why)]);
    }
    expect((await send(Buffer.alloc(11_000_000))).status).toBe(413);
    expect((await reviewer.post(`${path}/take-back`, { text })).status).toBe(400);
    expect(await stateOf(id)).toBe('approved');
    const zip = await JSZip.loadAsync(original);
    const body = (await zip.file('word/document.xml')?.async('string')) ?? '';
    zip.file('word/document.xml', body.replace('Уважаемые дамы и господа!', 'Уважаемая редакция!'));
    const edited = await send(await zip.generateAsync({ type: 'nodebuffer' }));
    expect(edited.location, said(edited)).toBe(`${path}?saved=uploaded`);
    expect(await stateOf(id)).toBe('draft');
    const page = await reviewer.get(path);
    expect(page.text).toContain('Уважаемая редакция!');
    expect(page.text.replace(/[^\d<>]/g, '')).not.toContain(PROTECTED.slice(-10));
    expect((await reviewer.get(`${path}/edit`)).status).toBe(409);
  }, 120_000);
});

describe('beside the letters', () => {
  it('the calendar shows what is overdue first, and takes any month or none', async () => {
    at.pass(9 * 24 * HOUR);
    reviewer = await at.signedIn('reviewer');
    const { text } = await reviewer.get('/letters/calendar');
    expect(text.indexOf('Overdue')).toBeLessThan(text.indexOf('class="month"'));
    expect(text).toContain('approved and not sent');
    for (const month of ['2026-12', '1999-01', '2026-13', 'nonsense', '2099-02'])
      expect((await reviewer.get(`/letters/calendar?month=${month}`)).status, month).toBe(200);
    // 16 December is Independence Day.
    expect((await reviewer.get('/letters/calendar?month=2026-12')).text).toMatch(
      /class="off[^"]*"><div class="day">16 /,
    );
  });

  it('the figures say in a table what they draw, and leave small counts out of the published ones', async () => {
    // Two nights in Almaty: on the first nothing could be looked at; on the second, begun before UTC's midnight, once.
    for (const [startedAt, coverage] of [
      ['2026-10-01T21:00:00Z', 'blind'],
      ['2026-10-02T20:00:00Z', 'blind'],
      ['2026-10-03T03:00:00Z', 'complete'],
    ] as const)
      await at.test.db.insert(runs).values({
        ...{ kind: 'sweep', platform: 'kolesa', startedAt: new Date(startedAt), aliveAt: at.now(), endedAt: at.now() },
        ...{ state: 'ended', coverage, reasons: [], counts: {} },
      });
    const all = await reviewer.take('/figures/files/figures.json');
    const nights = (JSON.parse(all.bytes.toString('utf8')) as { platform: string; blindNights: number }[]).filter(
      (row) => row.platform === 'kolesa',
    );
    expect(nights.map((row) => row.blindNights)).toEqual([1]);
    const own = await reviewer.get('/figures');
    expect(own.text).toContain('<svg class="plot"');
    expect(own.text).not.toMatch(/style="/);
    const published = await reviewer.take('/figures/files/figures.json?published=yes');
    const rows = JSON.parse(published.bytes.toString('utf8')) as { found: number | null }[];
    expect(rows.every((row) => row.found === null || row.found === 0 || row.found >= 5)).toBe(true);
    expect((await reviewer.take('/figures/files/figures.csv')).bytes.toString('utf8')).toMatch(/^month,platform,found/);
    expect((await reviewer.take('/figures/files/figures.pdf')).bytes.subarray(0, 4).toString()).toBe('%PDF');
    expect((await reviewer.take('/figures/files/..%2fconfig.json')).status).toBe(404);
  }, 60_000);

  it('a lawyer’s check is recorded for the text that was read, by an approver', async () => {
    approver = await at.signedIn('approver');
    const path = '/letters/texts/takedown.kk';
    const text = await textIn(path, approver);
    expect((await reviewer.post(`${path}/checked`, { text, lawyer: 'Test Lawyer' })).status).toBe(403);
    const stale = await approver.post(`${path}/checked`, { text: 'ab'.repeat(32), lawyer: 'Test Lawyer' });
    expect([stale.status, stale.text]).toEqual([400, expect.stringContaining('was not recorded')]);
    expect((await approver.post(`${path}/checked`, { text, lawyer: '' })).status).toBe(400);
    expect((await approver.post(`${path}/checked`, { text, lawyer: 'Test Lawyer' })).status).toBe(303);
    expect((await reviewer.get('/letters/texts')).text).toContain('Test Lawyer');
    expect((await reviewer.get('/letters/texts/nonsense.ru')).status).toBe(404);
    expect((await reviewer.get('/letters/addressees')).text).toContain('Ministry of Internal Affairs');
  });
});
