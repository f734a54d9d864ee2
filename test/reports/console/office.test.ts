import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../config.ts';
import { evidenceLog } from '../../../db/schema/evidence-log.ts';
import { LANGUAGES } from '../../../db/schema/language.ts';
import { listUsers } from '../../../db/users.ts';
import { settingsOf } from '../../../reports/console/settings/gather.ts';
import { AUDIT_KK } from '../../../reports/wording/audit/kk.ts';
import { openConsole, type TestConsole, type Visitor } from '../../standins/console.ts';
import { enrolInvented } from '../../standins/enrolled.ts';

let at: TestConsole;
let admin: Visitor;
beforeAll(async () => {
  at = await openConsole();
  admin = await at.signedIn('admin');
  await enrolInvented(at.test.db, '+77091230003', at.vault);
});
afterAll(() => at.close());

describe('the audit log', () => {
  it('is read in each language', async () => {
    const said = { ru: 'взято под защиту', kk: AUDIT_KK.kinds.enrolled, en: 'taken under protection' };
    for (const language of LANGUAGES) {
      await admin.post('/looks', { language, back: '/log' });
      const { status, text } = await admin.get('/log');
      expect(status).toBe(200);
      expect(text).toContain(said[language]);
    }
    await admin.post('/looks', { language: 'en', back: '/log' });
  });

  it('shows what the filters name, and passes over a filter that cannot be read', async () => {
    const only = (await admin.get('/log?kind=enrolled&by=test')).text;
    expect(only).toContain('Test Staff');
    expect(only).not.toMatch(/<th scope="row">signed in/);
    expect((await admin.get('/log?kind=%3Cscript%3E&since=never&before=x')).status).toBe(200);
    expect((await admin.get('/log?by=nobody-of-that-name')).text).toContain('There are no such entries');
  });

  it('is exported as a file, which stands in it', async () => {
    const { status, headers, text } = await admin.post('/log/export');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(text).toContain('taken under protection');
    expect((await admin.get('/log?kind=exported')).text).toContain('Test admin');
  });

  it('says that it is whole, and names what was changed', async () => {
    expect((await admin.get('/log/check')).text).toContain('The log is whole');
    const [first] = await at.test.db.select().from(evidenceLog).where(eq(evidenceLog.seq, 1));
    const change = (body: string) => at.test.db.update(evidenceLog).set({ body }).where(eq(evidenceLog.seq, 1));
    await change((first?.body ?? '').replace('added', 'aided'));
    const { text } = await admin.get('/log/check');
    expect(text).toContain('The log was changed');
    expect(text).toContain('entry 1: what it says was changed');
    await change(first?.body ?? '');
  });
});

describe('settings', () => {
  it('never show the value of a secret', () => {
    const base = readConfig({ QORGAN_HOME: at.test.home });
    const secret = 'геҳейм-secret-77';
    const mail = { host: 'mail.example', port: 465, secure: true, user: 'u', password: secret };
    const config = {
      ...base,
      ...{ smtp: mail, imap: mail, databaseUrl: `postgres://u:${secret}@h/d`, passphrase: secret },
      alerts: {
        language: 'ru' as const,
        mail: { server: `smtps://u:${secret}@h`, from: 'a@b.example', to: ['c@d.example'] },
        telegram: { token: secret, chat: secret, origin: 'https://api.telegram.org' },
        webhook: { url: `https://h/${secret}` },
        heartbeat: `https://h/${secret}`,
      },
    };
    for (const language of LANGUAGES) expect(JSON.stringify(settingsOf(config, language))).not.toContain(secret);
    expect(
      settingsOf(config, 'en')
        .filter((one) => !one.configured)
        .map((one) => one.name),
    ).not.toContain('smtp');
  });

  it('say what is configured and what is not', async () => {
    const { status, text } = await admin.get('/settings');
    expect(status).toBe(200);
    expect(text).toContain('not configured');
    expect(text).toContain('15 working days after the protection ends');
  });

  it('invite a colleague by a link that works once and is not shown again', async () => {
    const invited = await admin.post('/settings/users', {
      name: 'Жаңа Қызметкер',
      login: 'aigul',
      role: 'reviewer',
      language: 'kk',
    });
    const link = /(http:\/\/[^<]+\/first\/[\w-]+)/.exec(invited.text)?.[1] ?? '';
    expect((await at.visitor().get(new URL(link).pathname)).status).toBe(200);
    expect((await admin.get('/settings')).text).not.toContain('/first/');
    const twice = await admin.post('/settings/users', { name: 'X', login: 'aigul', role: 'reviewer', language: 'kk' });
    expect(twice.text).toContain('This login was used before');
  });

  it('change the role of another, reset and end them, and never oneself', async () => {
    const users = await listUsers(at.test.db);
    const other = users.find((one) => one.login === 'aigul')?.id;
    const own = users.find((one) => one.login === 'admin')?.id;
    await admin.post(`/settings/users/${other}/role`, { role: 'approver' });
    expect((await listUsers(at.test.db)).find((one) => one.id === other)?.role).toBe('approver');
    expect((await admin.post(`/settings/users/${other}/reset`)).text).toContain('/first/');
    await admin.post(`/settings/users/${other}/ended`);
    expect((await listUsers(at.test.db)).find((one) => one.id === other)?.endedAt).not.toBeNull();
    const refused = await admin.post(`/settings/users/${own}/ended`);
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('You cannot change yourself')]);
  });
});
