import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROLES } from '../db/schema/accounts.ts';
import { codeAt } from '../reports/console/sign-in/second-factor.ts';
import { attackConsole, type Verdict } from './pen-test/checks.ts';
import { openTarget, SESSION } from './pen-test/target.ts';
import { openConsole, PASSWORD, type TestConsole } from './standins/console.ts';

let at: TestConsole;
beforeAll(async () => {
  at = await openConsole();
});
afterAll(() => at.close());

async function attacked(target: ReturnType<typeof openTarget>): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  await attackConsole(target, (verdict) => verdicts.push(verdict));
  return verdicts;
}

it('our own attacks on a running console find nothing', { timeout: 240_000 }, async () => {
  const sessions: Partial<Record<(typeof ROLES)[number], string>> = {};
  for (const role of ROLES) sessions[role] = decodeURIComponent((await at.signedIn(role)).cookies.get(SESSION) ?? '');
  const { login, totp } = await at.add('reviewer', 'attacked');
  at.pass(60_000);
  const account = { login, password: PASSWORD, code: () => codeAt(totp, at.now()) };
  const verdicts = await attacked(openTarget(at.address, sessions, account));
  expect(verdicts.filter(({ found }) => found === null || found.length > 0)).toEqual([]);
  expect(at.notes.filter((line) => line.startsWith('console: e-'))).toEqual([]);
});

it('and would find a server that guards nothing', async () => {
  const server = createServer((request, answer) => {
    const next = new URL(request.url ?? '/', 'http://here').searchParams.get('next');
    answer.setHeader('set-cookie', 'session=1');
    if (next && !/[^\x21-\x7e]/.test(next)) answer.writeHead(303, { location: next });
    request.resume().once('end', () => answer.end('Error: no\n    at handle (file:///srv/app.js:1:2)'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const verdicts = await attacked(openTarget(`http://127.0.0.1:${port}`));
  await new Promise((resolve) => server.close(resolve));
  const missed = verdicts.filter(({ found }) => found?.length === 0).map(({ name }) => name);
  expect(missed).toEqual(
    [
      'a session that the attacker chose lets nobody in and is not taken over',
      'nothing that is sent becomes a header of the answer',
    ].filter((name) => missed.includes(name)),
  );
  expect(verdicts.filter(({ found }) => found === null).length).toBeGreaterThan(0);
});

it('and takes no page that is not there for one that holds', async () => {
  const server = createServer((request, answer) => {
    request.resume().once('end', () => answer.writeHead(404, { 'cache-control': 'no-store' }).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const verdicts = await attacked(openTarget(`http://127.0.0.1:${port}`));
  await new Promise((resolve) => server.close(resolve));
  expect(verdicts.filter(({ found }) => found?.length === 0)).toEqual([]);
});
