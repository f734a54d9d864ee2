import { html } from 'hono/html';
import { z } from 'zod';
import { THEMES } from '../../../db/schema/accounts.ts';
import { secretsOf, setPassword, setPreferences, takeTotpStep } from '../../../db/users.ts';
import { page, seeOther } from '../answer.ts';
import { button, form, lineField, problemList, radioField, tickField } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState, problemWith, readForm } from '../forms/read-form.ts';
import { line, ticked } from '../forms/shapes.ts';
import { giveCookie, takeCookie } from '../guard/cookies.ts';
import { SHELL } from '../shell/texts.ts';
import { hashOf, isPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../sign-in/password.ts';
import { stepOfCode } from '../sign-in/second-factor.ts';
import type { StaffVisit } from '../visit.ts';
import { PREFERENCES } from './texts.ts';

const looks = z.object({ theme: z.enum(THEMES), shortcuts: ticked(['on']) });
const passwords = z.object({
  current: z.string().min(1).max(LONGEST_PASSWORD),
  password: z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD),
  code: line(16),
});

export async function showPreferences(visit: StaffVisit): Promise<Response> {
  return preferencesPage(visit, EMPTY_FORM);
}

async function preferencesPage(visit: StaffVisit, state: FormState): Promise<Response> {
  const say = PREFERENCES[visit.language];
  const themes = THEMES.map((value) => ({ value, label: say.themes[value] }));
  const body = html`${visit.c.req.query('saved') === 'yes' ? html`<p class="note good" role="status">${say.saved}</p>` : ''}
${problemList(SHELL[visit.language].problems, state)}
<div class="columns">
<section class="card stack" aria-labelledby="look"><h2 id="look">${say.look}</h2>
${form(
  visit,
  '/me',
  html`${radioField({ name: 'theme', label: say.theme, state, choices: themes, value: visit.user.theme })}
${tickField({ name: 'shortcuts', label: say.keys, hint: say.keysHint, state, choices: [{ value: 'on', label: say.keysOn }], values: visit.user.shortcuts ? ['on'] : [] })}
<div>${button(say.save)}</div>`,
)}
</section>
<section class="card stack" aria-labelledby="password"><h2 id="password">${say.password}</h2>
<p class="hint">${say.passwordHint}</p>
${form(
  visit,
  '/me/password',
  html`<input type="hidden" autocomplete="username" value="${visit.user.login}">
${lineField({ name: 'current', label: say.current, state, type: 'password', autocomplete: 'current-password' })}
${lineField({ name: 'password', label: say.fresh, hint: say.freshHint(SHORTEST_PASSWORD), state, type: 'password', autocomplete: 'new-password' })}
${lineField({ name: 'code', label: say.code, state, autocomplete: 'one-time-code', inputmode: 'numeric' })}
<div>${button(say.change, { kind: 'plain' })}</div>`,
)}
</section>
</div>`;
  return page(visit, body, { status: Object.keys(state.problems).length > 0 ? 400 : 200 });
}

export async function savePreferences(visit: StaffVisit): Promise<Response> {
  const read = readForm(visit, looks);
  if (!read.ok) return preferencesPage(visit, read.state);
  const { theme, shortcuts } = read.value;
  await setPreferences(visit.deps.db, visit.user.id, { theme, shortcuts: shortcuts.length > 0 });
  giveCookie(visit.c, 'looks', `${visit.user.language}.${theme}`);
  return seeOther(visit, '/me?saved=yes');
}

export async function changePassword(visit: StaffVisit): Promise<Response> {
  const { deps, user, now } = visit;
  const read = readForm(visit, passwords);
  if (!read.ok) return preferencesPage(visit, read.state);
  const { current, password, code } = read.value;
  const secrets = await secretsOf(deps.db, deps.vault, user.login);
  const fits = await isPassword(current, secrets?.passwordHash ?? null);
  const step = secrets && fits ? stepOfCode(secrets.totp, code, now) : null;
  if (step === null || !(await takeTotpStep(deps.db, user.id, step)))
    return preferencesPage(visit, problemWith(visit, 'current', PREFERENCES[visit.language].wrong));
  await setPassword(deps.db, user.id, await hashOf(password), now);
  takeCookie(visit.c, 'session');
  return seeOther(visit, '/sign-in');
}
