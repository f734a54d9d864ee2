import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IDLE_MS, LONGEST_MS } from '../../../db/console-sessions.ts';
import { readLog } from '../../../db/evidence-log.ts';
import { inviteUser } from '../../../db/invitations.ts';
import { consoleSessions, users } from '../../../db/schema/accounts.ts';
import { changeRole, endUser, listUsers, resetUser } from '../../../db/users.ts';
import { codeAt } from '../../../reports/console/sign-in/second-factor.ts';
import { openConsole, PASSWORD, type StaffMember, type TestConsole, type Visitor } from '../../standins/console.ts';

let at: TestConsole;
beforeAll(async () => {
  at = await openConsole();
});
afterAll(() => at.close());

let made = 0;
const somebody = (role: 'reviewer' | 'admin' = 'reviewer') => at.add(role, `staff${++made}`);
async function newcomer(): Promise<Visitor> {
  const visitor = at.visitor();
  await visitor.get('/sign-in');
  return visitor;
}
const attempt = (visitor: Visitor, login: string, password: string, code: string) =>
  visitor.post('/sign-in', { login, password, code });
const right = ({ totp }: StaffMember) => codeAt(totp, at.now());
const isIn = async (visitor: Visitor) => (await visitor.get('/')).status === 200;
const logged = async (kind: string) =>
  (await readLog(at.test.db)).entries.map((one) => JSON.parse(one.body)).filter((body) => body.kind === kind);

describe('signing in', () => {
  it('needs login, password and code together, and does not tell which of them was wrong', async () => {
    const member = await somebody();
    const wrongs = [
      ['nobody-here', PASSWORD, right(member)],
      [member.login, 'another password', right(member)],
      [member.login, PASSWORD, '000000'],
    ] as const;
    const said = new Set<string>();
    for (const [login, password, code] of wrongs) {
      const visitor = await newcomer();
      const answer = await attempt(visitor, login, password, code);
      expect(answer.status).toBe(401);
      said.add(/role="alert">([^<]*)/.exec(answer.text)?.[1] ?? '');
      expect(answer.text).not.toContain(password);
      expect(await isIn(visitor)).toBe(false);
    }
    expect([...said]).toEqual(['Login, password or code do not fit. A code is good for half a minute and once only.']);
    const visitor = await newcomer();
    expect((await attempt(visitor, member.login.toUpperCase(), PASSWORD, right(member))).location).toMatch(
      /^\/signed-in/,
    );
    expect(await isIn(visitor)).toBe(true);
  });

  it('takes no code twice, not even from the same browser', async () => {
    const member = await somebody();
    const code = right(member);
    expect((await attempt(await newcomer(), member.login, PASSWORD, code)).status).toBe(303);
    expect((await attempt(await newcomer(), member.login, PASSWORD, code)).status).toBe(401);
  });

  it('gives a session of its own, whatever the browser had before', async () => {
    const member = await somebody();
    const visitor = await newcomer();
    visitor.cookies.set('__Host-qorgan-session', 'chosen-by-somebody-else');
    await at.signIn(visitor, member);
    expect(visitor.cookies.get('__Host-qorgan-session')).not.toBe('chosen-by-somebody-else');
    expect(await isIn(visitor)).toBe(true);
  });

  it('leads on to a page of this console only', async () => {
    const member = await somebody();
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      at.pass(60_000);
      const visitor = await newcomer();
      const fields = { login: member.login, password: PASSWORD, code: right(member), next };
      await visitor.post('/sign-in', fields);
      const { location } = await visitor.get(`/signed-in?next=${encodeURIComponent(next)}`);
      expect(location, next).toBe('/');
    }
  });

  it('keeps secrets where a copy of the database shows none', async () => {
    const member = await somebody();
    const visitor = await newcomer();
    await at.signIn(visitor, member);
    const token = visitor.cookies.get('__Host-qorgan-session') ?? '';
    const rows = JSON.stringify([
      await at.test.db.select().from(users),
      await at.test.db.select().from(consoleSessions),
    ]);
    for (const secret of [token, PASSWORD, member.totp]) expect(rows).not.toContain(secret);
    expect(rows).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });
});

describe('guessing', () => {
  it('has to wait ever longer, for that login from that place alone', async () => {
    const member = await somebody();
    const other = await somebody();
    const guesser = await newcomer();
    for (let i = 0; i < 5; i++) expect((await attempt(guesser, member.login, `guess ${i}`, '123456')).status).toBe(401);
    const stopped = await attempt(guesser, member.login, PASSWORD, right(member));
    expect([stopped.status, stopped.headers.get('retry-after')]).toEqual([429, '30']);
    expect((await attempt(await newcomer(), other.login, PASSWORD, right(other))).status).toBe(303);
    at.pass(31_000);
    expect((await attempt(guesser, member.login, 'guess 6', '123456')).status).toBe(401);
    expect((await attempt(guesser, member.login, PASSWORD, right(member))).headers.get('retry-after')).toBe('60');
    expect((await logged('sign-in-refused')).length).toBe(1);
    at.pass(61_000);
    expect((await attempt(guesser, member.login, PASSWORD, right(member))).status).toBe(303);
  });

  it('shuts nobody out who has signed in with this browser before, even from the same address', async () => {
    const member = await somebody();
    const known = await newcomer();
    await at.signIn(known, member);
    known.cookies.delete('__Host-qorgan-session');
    const guesser = await newcomer();
    for (let i = 0; i < 30; i++) await attempt(guesser, member.login, `guess ${i}`, '123456');
    expect((await attempt(guesser, member.login, PASSWORD, right(member))).status).toBe(429);
    at.pass(60_000);
    await known.get('/sign-in');
    expect((await attempt(known, member.login, PASSWORD, right(member))).status).toBe(303);
  });

  it('gains nothing by sending many guesses at once', async () => {
    const member = await somebody();
    at.pass(20 * 60_000);
    const guesser = await newcomer();
    const tries = Array.from({ length: 12 }, (_, i) => attempt(guesser, member.login, `guess ${i}`, '123456'));
    const statuses = (await Promise.all(tries)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401).length).toBe(5);
    expect(statuses.filter((status) => status === 429).length).toBe(7);
    at.pass(20 * 60_000);
  });
});

describe('a session', () => {
  it('ends when nobody is at it, and pages that ask by themselves keep it no longer', async () => {
    const member = await somebody();
    const visitor = await newcomer();
    await at.signIn(visitor, member);
    at.pass(IDLE_MS - 60_000);
    expect(await isIn(visitor)).toBe(true);
    at.pass(IDLE_MS - 60_000);
    expect((await visitor.get('/', { 'x-qorgan-live': 'runs' })).status).toBe(200);
    at.pass(120_000);
    expect(await isIn(visitor)).toBe(false);
  });

  it('ends after a working day however busy it is', async () => {
    const member = await somebody();
    const visitor = await newcomer();
    await at.signIn(visitor, member);
    for (let hours = 0; hours < LONGEST_MS / 3_600_000; hours += 0.5) {
      expect(await isIn(visitor)).toBe(true);
      at.pass(1_800_000);
    }
    expect(await isIn(visitor)).toBe(false);
  });

  it.each([
    ['another role', (id: number) => changeRole(at.test.db, id, 'approver', 'test', at.now())],
    ['a reset', (id: number) => resetUser(at.test.db, id, 'test', at.now())],
    ['the end of the user', (id: number) => endUser(at.test.db, id, 'test', at.now())],
  ])('ends at once with %s', async (_, change) => {
    const member = await somebody();
    const visitor = await newcomer();
    await at.signIn(visitor, member);
    await change(member.id);
    expect(await isIn(visitor)).toBe(false);
    expect((await visitor.post('/me', { theme: 'dark' })).status).toBe(401);
  });

  it('ends with signing out, and its cookie opens nothing afterwards', async () => {
    const member = await somebody();
    const visitor = await newcomer();
    await at.signIn(visitor, member);
    const token = visitor.cookies.get('__Host-qorgan-session') ?? '';
    expect((await visitor.post('/sign-out')).location).toBe('/sign-in');
    visitor.cookies.set('__Host-qorgan-session', token);
    expect(await isIn(visitor)).toBe(false);
  });

  it('ends everywhere with a new password, which needs the old one and a code', async () => {
    const member = await somebody();
    const [one, other] = [await newcomer(), await newcomer()];
    await at.signIn(one, member);
    at.pass(60_000);
    await at.signIn(other, member);
    at.pass(60_000);
    const fresh = 'құс жолы алты жұлдыз';
    const change = (current: string) => one.post('/me/password', { current, password: fresh, code: right(member) });
    expect((await change('not the password')).status).toBe(400);
    expect((await change(PASSWORD)).location).toBe('/sign-in');
    expect([await isIn(one), await isIn(other)]).toEqual([false, false]);
    at.pass(60_000);
    expect((await attempt(other, member.login, fresh, right(member))).status).toBe(303);
  });
});

describe('a one-time link', () => {
  const accept = async (visitor: Visitor, path: string, more: Readonly<Record<string, string>> = {}) => {
    const { text } = await visitor.get(path);
    const sealed = /name="sealed" value="([^"]*)"/.exec(text)?.[1] ?? '';
    const totp = (/class="code">([A-Z2-7 ]+)</.exec(text)?.[1] ?? '').replaceAll(' ', '');
    const code = totp ? codeAt(totp, at.now()) : '';
    return { answer: await visitor.post(path, { sealed, password: PASSWORD, code, ...more }), totp };
  };

  it('sets password and phone once, for a day', async () => {
    const member = await somebody();
    await resetUser(at.test.db, member.id, 'test', at.now());
    const old = await inviteUser(at.test.db, member.id, at.now());
    const token = await inviteUser(at.test.db, member.id, at.now());
    expect((await at.visitor().get(`/first/${old}`)).status).toBe(404);
    const { answer, totp } = await accept(at.visitor(), `/first/${token}`);
    expect(answer.location).toBe('/signed-in');
    expect((await accept(at.visitor(), `/first/${token}`)).answer.status).toBe(404);
    at.pass(60_000);
    expect((await attempt(await newcomer(), member.login, PASSWORD, codeAt(totp, at.now()))).status).toBe(303);
    const late = await inviteUser(at.test.db, member.id, at.now());
    at.pass(25 * 3_600_000);
    expect((await at.visitor().get(`/first/${late}`)).status).toBe(404);
  });

  it('says of each field what is wrong, and keeps the phone that was scanned', async () => {
    const member = await somebody();
    const token = await inviteUser(at.test.db, member.id, at.now());
    const { answer, totp } = await accept(at.visitor(), `/first/${token}`, { password: 'short' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Too short: at least 10 characters.');
    expect(answer.text.replaceAll(' ', '')).toContain(`class="code">${totp}`.replaceAll(' ', ''));
  });

  it('is printed while there is nobody, and makes an admin of whoever opens it first', async () => {
    const empty = await openConsole();
    try {
      const link = /http\S+\/first\/\S+/.exec(empty.notes.join('\n'))?.[0] ?? '';
      const path = new URL(link).pathname;
      const visitor = empty.visitor('kk');
      const { text } = await visitor.get(path);
      const totp = (/class="code">([A-Z2-7 ]+)</.exec(text)?.[1] ?? '').replaceAll(' ', '');
      const sealed = /name="sealed" value="([^"]*)"/.exec(text)?.[1] ?? '';
      const fields = { sealed, password: PASSWORD, code: codeAt(totp, empty.now()), name: 'Әсел Үлгі', login: 'Asel' };
      expect((await visitor.post(path, { ...fields, login: 'әсел' })).status).toBe(400);
      expect((await visitor.post(path, fields)).location).toBe('/signed-in');
      const [first] = await listUsers(empty.test.db);
      expect(first).toMatchObject({ login: 'asel', name: 'Әсел Үлгі', role: 'admin', language: 'kk' });
      expect((await visitor.get('/')).status).toBe(200);
      expect((await empty.visitor().get(path)).status).toBe(404);
    } finally {
      await empty.close();
    }
  });
});
