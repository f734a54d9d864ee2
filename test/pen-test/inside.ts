import { ROLES } from '../../db/schema/accounts.ts';
import { mayEnter } from '../../reports/console/route.ts';
import { ROUTES } from '../../reports/console/routes.ts';
import type { Check } from './checks.ts';
import { leadsAway } from './outside.ts';
import { FOREIGN, IDS, pathOf, TRAVERSALS } from './payloads.ts';
import { SESSION, type Target } from './target.ts';

/** These end or stream. */
const LEFT_OUT = ['/live', '/sign-out'];
const GUESSES = 12;

const cookieOf = (secret: string) => ({ cookie: `${SESSION}=${secret}` });
const best = ({ sessions }: Target) => sessions.admin ?? sessions.approver ?? sessions.reviewer ?? '';
const ask = (at: Target, method: string, path: string, secret: string) =>
  method === 'GET' ? at.ask({ path, headers: cookieOf(secret) }) : at.send(path, secret);

/** What staff could try, or who has got hold of their browser. */
export const INSIDE: readonly Check[] = [
  {
    name: 'no role does more than the table of routes allows',
    needs: 'sessions',
    async run(at) {
      const found: string[] = [];
      for (const role of ROLES) {
        const secret = at.sessions[role];
        if (!secret) continue;
        for (const { method, path, least } of ROUTES) {
          if (LEFT_OUT.includes(path) || mayEnter(role, least)) continue;
          const { asked, status } = await ask(at, method, pathOf(path), secret);
          if (status !== 403) found.push(`${asked} as ${role}: ${status}`);
        }
      }
      return found;
    },
  },
  {
    name: 'ids that nobody has, and what is no id, lead to no record and no crash',
    needs: 'sessions',
    async run(at) {
      const found: string[] = [];
      const routes = ROUTES.filter(({ path }) => path.includes(':') && !LEFT_OUT.includes(path));
      for (const { method, path } of routes)
        for (const heard of await Promise.all(IDS.map((id) => ask(at, method, pathOf(path, id), best(at)))))
          if (heard.status < 400 || heard.status >= 500) found.push(`${heard.asked}: ${heard.status}`);
      return found;
    },
  },
  {
    name: 'no file leaves its folder, however its name is written',
    needs: 'sessions',
    async run(at) {
      const files = ROUTES.filter(({ method, path }) => method === 'GET' && path.endsWith(':file')).map(({ path }) =>
        pathOf(path, '1').replace(/nothing$/, ''),
      );
      const asked = files.flatMap((path) =>
        TRAVERSALS.map((name) => at.ask({ path: path + name, headers: cookieOf(best(at)) })),
      );
      const sent = TRAVERSALS.map((file) => at.send('/captures/c1/file', best(at), { file, name: file }));
      return (await Promise.all([...asked, ...sent]))
        .filter(({ status, text }) => (status < 400 && status !== 303) || /root:|"dependencies"/.test(text))
        .map((heard) => `${heard.asked}: ${heard.status}`);
    },
  },
  {
    name: 'who is signed in is led to no foreign site either',
    needs: 'sessions',
    async run(at) {
      const heard = await Promise.all(
        FOREIGN.flatMap((one) =>
          ['/sign-in', '/signed-in'].map((path) =>
            at.ask({ path: `${path}?next=${encodeURIComponent(one)}`, headers: cookieOf(best(at)) }),
          ),
        ),
      );
      return heard
        .filter(({ headers }) => leadsAway(at, headers.location))
        .map(({ asked, headers }) => `${asked}: ${headers.location}`);
    },
  },
  {
    name: 'a signed-in browser’s form counts with its own token and our own origin alone',
    needs: 'sessions',
    async run(at) {
      const secret = best(at);
      const heard = [
        await at.send('/me', secret, { csrf: 'x'.repeat(43) }),
        await at.send('/me', secret, {}, { headers: { origin: 'https://evil.example', ...cookieOf(secret) } }),
        await at.ask({ path: '/sign-out', headers: cookieOf(secret) }),
        await at.ask({ path: '/sign-out', headers: { ...cookieOf(secret), 'x-http-method-override': 'POST' } }),
        await at.ask({ method: 'DELETE', path: '/matches/m1', headers: cookieOf(secret) }),
      ];
      return heard.filter(({ status }) => status < 400).map(({ asked, status }) => `${asked}: ${status}`);
    },
  },
  {
    name: 'guessing a password is slowed down, and locks nobody else out',
    needs: 'account',
    async run(at) {
      const { account } = at;
      if (!account) return [];
      const guess = () =>
        at.send('/sign-in', null, { login: account.login, password: 'a guess', code: '000000' }, { from: '127.0.0.7' });
      const guesses = await Promise.all(Array.from({ length: GUESSES }, guess));
      const slowed = guesses.filter(({ status, headers }) => status === 429 && headers['retry-after']).length;
      const { status, cookies } = await at.send('/sign-in', null, {
        login: account.login,
        password: account.password,
        code: account.code(),
      });
      const session = cookies.find((one) => one.startsWith(`${SESSION}=`))?.split(/[=;]/)[1];
      if (status !== 303 || !session) return [`the account itself is kept out after guesses from elsewhere: ${status}`];
      const out = await at.send('/sign-out', session);
      const after = await at.ask({ path: '/', headers: cookieOf(session) });
      return [
        ...(slowed < GUESSES / 2 ? [`only ${slowed} of ${GUESSES} guesses had to wait`] : []),
        ...(guesses.some((one) => one.status === 303) ? ['a guess was let in'] : []),
        ...(out.status !== 303 || after.status !== 303 ? ['the session outlives its sign-out'] : []),
      ];
    },
  },
];
