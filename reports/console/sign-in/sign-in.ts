import { html } from 'hono/html';
import PQueue from 'p-queue';
import { z } from 'zod';
import { closeSession, openSession } from '../../../db/console-sessions.ts';
import { appendToLog } from '../../../db/evidence-log.ts';
import { listUsers, secretsOf, takeTotpStep, type User } from '../../../db/users.ts';
import { ownPath, page, seeOther } from '../answer.ts';
import { button, form, lineField } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState, readForm } from '../forms/read-form.ts';
import { line } from '../forms/shapes.ts';
import { cookieOf, giveCookie, takeCookie } from '../guard/cookies.ts';
import { Refused } from '../refused.ts';
import type { StaffVisit, Visit } from '../visit.ts';
import { isPassword, LONGEST_PASSWORD } from './password.ts';
import { stepOfCode } from './second-factor.ts';
import { SIGN_IN } from './texts.ts';
import { bucketsOf, countFailure, forgive, newDevice, waitOf } from './throttle.ts';

/**
 * One try at a time: many sent at once would all be looked at before the first failure is counted, and would take core
 * and memory from the work.
 */
const oneByOne = new PQueue({ concurrency: 1 });

const shape = z.object({
  login: line(64).transform((typed) => typed.toLowerCase()),
  password: z.string().min(1).max(LONGEST_PASSWORD),
  code: line(16),
  next: z.string().default(''),
});

export async function showSignIn(visit: Visit): Promise<Response> {
  const next = ownPath(visit.c.req.query('next'), '/');
  if (visit.user) return seeOther(visit, next);
  return signInPage(visit, EMPTY_FORM, { next });
}

async function signInPage(
  visit: Visit,
  state: FormState,
  {
    next,
    said,
    status = 200,
  }: { readonly next: string; readonly said?: string; readonly status?: 200 | 400 | 401 | 429 },
): Promise<Response> {
  const say = SIGN_IN[visit.language];
  const anybody = (await listUsers(visit.deps.db)).length > 0;
  const kept = visit.c.req.query('kept') === 'no' ? say.cookie : null;
  const notice = said ?? kept;
  const body = html`${anybody ? '' : html`<p class="note info">${say.noUsers}</p>`}
${notice ? html`<p class="note bad" role="alert">${notice}</p>` : ''}
<div class="card stack">
${form(
  visit,
  '/sign-in',
  html`<input type="hidden" name="next" value="${next}">
${lineField({ name: 'login', label: say.login, state, autocomplete: 'username' })}
${lineField({ name: 'password', label: say.password, state, type: 'password', autocomplete: 'current-password' })}
${lineField({ name: 'code', label: say.code, hint: say.codeHint, state, autocomplete: 'one-time-code', inputmode: 'numeric' })}
<div>${button(say.signIn)}</div>`,
)}
</div>
<p class="small quiet-text">${say.forgotten}</p>`;
  return page(visit, body, { status });
}

export async function signIn(visit: Visit): Promise<Response> {
  const read = readForm(visit, shape);
  if (!read.ok) return signInPage(visit, read.state, { next: '/', status: 400 });
  return oneByOne.add(() => trySignIn(visit, read.value));
}

async function trySignIn(visit: Visit, typed: z.infer<typeof shape>): Promise<Response> {
  const { c, deps, now } = visit;
  const say = SIGN_IN[visit.language];
  const { login, password, code } = typed;
  const next = ownPath(typed.next, '/');
  const again = { typed: { login }, problems: {} };
  const buckets = bucketsOf(deps.vault, login, { source: visit.source, device: cookieOf(c, 'device') });
  const wait = await waitOf(deps.db, buckets, now);
  if (wait > 0) {
    c.header('retry-after', String(Math.ceil(wait / 1000)));
    return signInPage(visit, again, { next, said: say.wait(Math.ceil(wait / 60_000)), status: 429 });
  }
  const user = await userWith(visit, login, password, code);
  if (!user) {
    const begins = await countFailure(deps.db, buckets, now);
    // Once for a row of failures, so that a guesser cannot fill the log. A login nobody has is not repeated there.
    const refused = { kind: 'sign-in-refused', by: 'console', detail: { source: visit.source } } as const;
    if (begins) await appendToLog(deps.db, refused, now);
    return signInPage(visit, again, { next, said: say.refused, status: 401 });
  }
  await forgive(deps.db, buckets);
  await beginSession(visit, user);
  return seeOther(visit, `/signed-in?next=${encodeURIComponent(next)}`);
}

/** All three must fit; which of them did not is not told, and takes the same time. */
async function userWith({ deps, now }: Visit, login: string, password: string, code: string): Promise<User | null> {
  const secrets = await secretsOf(deps.db, deps.vault, login);
  const fits = await isPassword(password, secrets?.passwordHash ?? null);
  if (!secrets || !fits) return null;
  const step = stepOfCode(secrets.totp, code, now);
  if (step === null || !(await takeTotpStep(deps.db, secrets.user.id, step))) return null;
  return secrets.user;
}

/** Gives the browser a session of its own, never one that was there before. */
export async function beginSession(
  visit: Visit,
  user: Pick<User, 'id' | 'login' | 'name' | 'language' | 'theme'>,
): Promise<void> {
  const { c, deps, now } = visit;
  const before = cookieOf(c, 'session');
  if (before) await closeSession(deps.db, before);
  giveCookie(c, 'session', await openSession(deps.db, user.id, now));
  giveCookie(c, 'device', newDevice(deps.vault, user.login, now));
  giveCookie(c, 'looks', `${user.language}.${user.theme}`);
  await appendToLog(deps.db, { kind: 'signed-in', by: user.name, detail: { user: `u${user.id}` } }, now);
}

/** The step after signing in: a browser that keeps no `Secure` cookie over plain http on loopback is told so. */
export async function arrive(visit: Visit): Promise<Response> {
  const next = ownPath(visit.c.req.query('next'), '/');
  return seeOther(visit, visit.user ? next : '/sign-in?kept=no');
}

export async function signOut(visit: StaffVisit): Promise<Response> {
  const token = cookieOf(visit.c, 'session');
  if (!token) throw new Refused('signed-out');
  await closeSession(visit.deps.db, token);
  takeCookie(visit.c, 'session');
  return seeOther(visit, '/sign-in');
}
