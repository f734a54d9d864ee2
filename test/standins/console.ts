import { request } from 'node:http';
import { join } from 'node:path';
import type { CommandContext } from '../../command.ts';
import { type Config, readConfig } from '../../config.ts';
import type { Home } from '../../db/home.ts';
import { acceptInvitation, inviteUser } from '../../db/invitations.ts';
import type { Role } from '../../db/schema/accounts.ts';
import type { Language } from '../../db/schema/language.ts';
import { addUser } from '../../db/users.ts';
import type { Vault } from '../../db/vault.ts';
import { sightingsIn } from '../../pipeline/message.ts';
import { csrfTokenOf } from '../../reports/console/guard/cookies.ts';
import { hashOf } from '../../reports/console/sign-in/password.ts';
import { codeAt, newTotpSecret, stepOfCode } from '../../reports/console/sign-in/second-factor.ts';
import { type RunningConsole, startConsole } from '../../reports/console/start.ts';
import { resolveBrowser } from '../../scrapers/browser-path.ts';
import { freshDatabase, type TestDatabase } from './databases.ts';
import { inventedVault } from './enrolled.ts';
import { inventedConfig } from './organisation.ts';

export const PASSWORD = 'төрт сөз қамал aral 1987';

/** What a visitor got: redirects are not followed. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Path it leads on to, or `null`. */
  readonly location: string | null;
}

/** A browser without scripts: it keeps cookies and sends forms as our own pages do. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** With this browser's token, and from our own origin, unless `headers` and `fields` say otherwise. */
  post(
    path: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** A form with one file. */
  upload(path: string, fields: Readonly<Record<string, string>>, file: Buffer, name: string): Promise<Answer>;
  /** A file as it comes. */
  take(path: string): Promise<{ readonly status: number; readonly headers: Headers; readonly bytes: Buffer }>;
}

export interface StaffMember {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly totp: string;
}

export interface TestConsole extends RunningConsole {
  readonly test: TestDatabase;
  readonly home: Home;
  readonly vault: Vault;
  readonly config: Config;
  /** What the server said to whoever runs it. */
  readonly notes: string[];
  /** The console's clock stands still until it is moved. */
  now(): Date;
  pass(ms: number): void;
  /** Nobody yet. */
  visitor(language?: Language): Visitor;
  add(role: Role, login?: string): Promise<StaffMember>;
  /** Signs in over HTTP, as staff do; adds them at the first time. */
  signedIn(role: Role): Promise<Visitor>;
  signIn(visitor: Visitor, member: StaffMember): Promise<Answer>;
}

/** A console over a fresh database: real HTTP on loopback, a clock of its own, staff as wished. */
export async function openConsole({
  kind = 'server',
  settings = {},
  platforms = ['olx', 'krisha'],
  now = new Date('2026-11-25T02:00:00Z'),
  database,
  vault = inventedVault(),
  over = {},
}: {
  readonly kind?: 'server' | 'embedded';
  readonly settings?: Partial<Config['console']>;
  readonly platforms?: readonly string[];
  readonly now?: Date;
  /** Instead of a fresh one of `kind`. */
  readonly database?: TestDatabase;
  /** Instead of one whose keys live in this process. */
  readonly vault?: Vault;
  /** Settings that the test needs beside the invented helpline's. */
  readonly over?: Partial<Pick<Config, 'fourEyes' | 'smtp' | 'origins'>>;
} = {}): Promise<TestConsole> {
  const test = database ?? (await freshDatabase(kind));
  const home: Home = {
    path: test.home,
    keys: join(test.home, 'keys'),
    database: test.database,
    db: test.db,
    vault,
    close: async () => undefined,
  };
  const { platforms: chosen, organisation } = inventedConfig(platforms, 0);
  const base = readConfig({ QORGAN_HOME: test.home });
  const config: Config = {
    ...{ ...base, organisation, platforms: chosen, ...over },
    console: { ...base.console, port: 0, ...settings },
  };
  const notes: string[] = [];
  let clock = now.getTime();
  const at: CommandContext = {
    terminal: {
      out: (line) => notes.push(line),
      note: (line) => notes.push(line),
      progress: () => undefined,
      interactive: false,
      ask: async () => '',
      input: async () => '',
    },
    ...{ config, tool: 'Qorgan/test', account: 'Test Staff', clock: () => new Date(clock), stopping: () => false },
    chromium: () => resolveBrowser({ given: undefined, path: process.env.PATH, note: () => undefined }),
    withHome: (use) => use(home),
  };
  const running = await startConsole(at, home, { sightingsIn: async (...given) => sightingsIn(...given) });
  const staff = new Map<Role, StaffMember>();
  const self: TestConsole = {
    ...{ test, home, vault, config, notes, address: running.address },
    now: () => new Date(clock),
    pass: (ms) => {
      clock += ms;
    },
    visitor: (language = 'en') => visitorOf(running.address, language),
    async add(role, login = role) {
      const name = `Test ${login}`;
      const { id } = await addUser(test.db, { login, name, role, language: 'en' }, 'test', self.now());
      const totp = newTotpSecret();
      const before = new Date(clock - 120_000);
      const step = stepOfCode(totp, codeAt(totp, before), before) ?? 0;
      const secrets = { passwordHash: await hashOf(PASSWORD), totp, step };
      const token = await inviteUser(test.db, id, self.now());
      await acceptInvitation(test.db, vault, token, { secrets, first: null }, self.now());
      return { id, login, name, totp };
    },
    async signedIn(role) {
      const member = staff.get(role) ?? (await self.add(role));
      if (staff.has(role)) self.pass(60_000);
      staff.set(role, member);
      const visitor = self.visitor();
      const answer = await self.signIn(visitor, member);
      if (answer.status !== 303) throw new Error(`sign-in as ${role} was refused: ${answer.status}`);
      return visitor;
    },
    async signIn(visitor, { login, totp }) {
      await visitor.get('/sign-in');
      return visitor.post('/sign-in', { login, password: PASSWORD, code: codeAt(totp, self.now()) });
    },
    async close() {
      await running.close();
      await test.close();
    },
  };
  return self;
}

/** A browser without scripts that opens this address. */
export function visitorOf(origin: string, language: Language): Visitor {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'accept-language': language, ...(cookie ? { cookie } : {}), ...init.headers };
    const answer = await fetch(new URL(path, origin), { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (attributes.includes('Max-Age=0')) cookies.delete(name);
      else cookies.set(name, value);
    }
    const { status, headers: got } = answer;
    return { status, headers: got, text: await answer.text(), location: got.get('location') };
  };
  return {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    post(path, fields = {}, headers = {}) {
      const secret = cookies.get('__Host-qorgan-session') ?? cookies.get('__Host-qorgan-visit') ?? '';
      const body = new URLSearchParams({ csrf: csrfTokenOf(secret) });
      for (const [name, value] of Object.entries(fields)) {
        body.delete(name);
        for (const one of [value].flat()) body.append(name, one);
      }
      return ask(path, { method: 'POST', body, headers: { origin, ...headers } });
    },
    upload(path, fields, file, name) {
      const body = new FormData();
      body.append('csrf', csrfTokenOf(cookies.get('__Host-qorgan-session') ?? ''));
      for (const [field, value] of Object.entries(fields)) body.append(field, value);
      body.append('file', new Blob([new Uint8Array(file)]), name);
      return ask(path, { method: 'POST', body, headers: { origin } });
    },
    async take(path) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(new URL(path, origin), { headers: { cookie }, redirect: 'manual' });
      return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
    },
  };
}

/** One request with headers that fetch does not let through (Host). */
export function rawGet(address: string, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(new URL(path, address), { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });
}
