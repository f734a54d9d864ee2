import { html } from 'hono/html';
import { z } from 'zod';
import { acceptInvitation, invitationOf } from '../../../db/invitations.ts';
import { LOGIN_PATTERN, listUsers, type User } from '../../../db/users.ts';
import { page, seeOther } from '../answer.ts';
import { button, form, lineField, problemList } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState, problemWith, readForm } from '../forms/read-form.ts';
import { line } from '../forms/shapes.ts';
import { SHELL } from '../shell/texts.ts';
import type { Visit } from '../visit.ts';
import { hashOf, LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password.ts';
import { enrolmentOf, newTotpSecret, stepOfCode } from './second-factor.ts';
import { beginSession } from './sign-in.ts';
import { SIGN_IN } from './texts.ts';

const secrets = z.object({
  password: z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD),
  code: line(16),
  /** The second factor's secret, sealed: the server keeps nothing until the form comes back. */
  sealed: z.string().max(400),
});
const loginSay = { ru: SIGN_IN.ru.loginShape, kk: SIGN_IN.kk.loginShape, en: SIGN_IN.en.loginShape };
const withName = secrets.extend({
  name: line(80),
  login: line(32)
    .transform((typed) => typed.toLowerCase())
    .refine((typed) => LOGIN_PATTERN.test(typed), { params: { say: loginSay } }),
});

export async function showInvitation(visit: Visit): Promise<Response> {
  const token = tokenOf(visit);
  const who = await invitationOf(visit.deps.db, token, visit.now);
  if (!who) return overPage(visit);
  return invitationPage(visit, who, token, newTotpSecret(), EMPTY_FORM);
}

export async function takeInvitation(visit: Visit): Promise<Response> {
  const { deps, now } = visit;
  const token = tokenOf(visit);
  const who = await invitationOf(deps.db, token, now);
  if (!who) return overPage(visit);
  const totp = unsealed(visit, token) ?? newTotpSecret();
  const read = who === 'first' ? readForm(visit, withName) : readForm(visit, secrets);
  if (!read.ok) return invitationPage(visit, who, token, totp, read.state);
  const step = stepOfCode(totp, read.value.code, now);
  if (step === null) {
    const state = problemWith(visit, 'code', SIGN_IN[visit.language].wrongCode);
    return invitationPage(visit, who, token, totp, state);
  }
  const passwordHash = await hashOf(read.value.password);
  const named = withName.safeParse(who === 'first' ? read.value : null);
  const first = named.success ? { login: named.data.login, name: named.data.name, language: visit.language } : null;
  const id = await acceptInvitation(deps.db, deps.vault, token, { secrets: { passwordHash, totp, step }, first }, now);
  const user = (await listUsers(deps.db)).find((one) => one.id === id);
  if (user) await beginSession(visit, user);
  return seeOther(visit, '/signed-in');
}

async function invitationPage(
  visit: Visit,
  who: User | 'first',
  token: string,
  totp: string,
  state: FormState,
): Promise<Response> {
  const say = SIGN_IN[visit.language];
  const { qr } = await enrolmentOf(totp, who === 'first' ? (state.typed.login ?? 'admin') : who.login);
  const sealed = visit.deps.vault.seal(totp, contextOf(token)).toString('base64url');
  const named = html`${lineField({ name: 'name', label: say.name, hint: say.nameHint, state, autocomplete: 'name' })}
${lineField({ name: 'login', label: say.login, hint: say.loginHint, state, autocomplete: 'username', lang: 'en' })}`;
  const body = html`${problemList(SHELL[visit.language].problems, state)}
<p>${who === 'first' ? say.first : say.welcome(who.name)}</p>
<div class="card">
${form(
  visit,
  `/first/${token}`,
  html`<input type="hidden" name="sealed" value="${sealed}">
${who === 'first' ? named : html`<input type="hidden" autocomplete="username" value="${who.login}">`}
${lineField({ name: 'password', label: say.newPassword, hint: say.newPasswordHint(SHORTEST_PASSWORD), state, type: 'password', autocomplete: 'new-password' })}
<div class="stack">
<p>${say.scan}</p>
<img class="qr" alt="${say.qr}" src="data:image/svg+xml;base64,${Buffer.from(qr).toString('base64')}">
<p class="small">${say.key}<br><span class="code">${totp.replace(/(.{4})/g, '$1 ').trim()}</span></p>
</div>
${lineField({ name: 'code', label: say.codeOfPhone, state, autocomplete: 'one-time-code', inputmode: 'numeric' })}
<div>${button(say.save)}</div>`,
)}
</div>`;
  return page(visit, body, { status: Object.keys(state.problems).length > 0 ? 400 : 200 });
}

function overPage(visit: Visit): Promise<Response> {
  const say = SIGN_IN[visit.language];
  return page(visit, html`<p class="note warn">${say.inviteOverMend}</p>`, { title: say.inviteOver, status: 404 });
}

function tokenOf(visit: Visit): string {
  return visit.c.req.param('token') ?? '';
}

function unsealed({ deps, form }: Visit, token: string): string | null {
  try {
    return deps.vault.unseal(Buffer.from(String(form.sealed), 'base64url'), contextOf(token)).toString('utf8');
  } catch {
    return null;
  }
}

function contextOf(token: string): string {
  return `second factor for the link ${token}`;
}
