import { html } from 'hono/html';
import { z } from 'zod';
import { RecordError } from '../../../db/errors.ts';
import { inviteUser } from '../../../db/invitations.ts';
import { ROLES } from '../../../db/schema/accounts.ts';
import { LANGUAGES } from '../../../db/schema/language.ts';
import { addUser, changeRole, endUser, LOGIN_PATTERN, listUsers, resetUser, type User } from '../../../db/users.ts';
import type { InLanguages } from '../../language.ts';
import { type Html, page, seeOther } from '../answer.ts';
import { button, choiceField, form, lineField, problemList } from '../forms/fields.ts';
import { type FormState, problemWith, readForm } from '../forms/read-form.ts';
import { line } from '../forms/shapes.ts';
import { Refused } from '../refused.ts';
import { LANGUAGE_NAMES, SHELL } from '../shell/texts.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { SETTINGS, type UserState } from './texts.ts';

const saying = (name: 'loginShape' | 'notYourself'): InLanguages => ({
  ru: SETTINGS.ru[name],
  kk: SETTINGS.kk[name],
  en: SETTINGS.en[name],
});
const newUser = z.object({
  name: line(80),
  login: line(32)
    .transform((typed) => typed.toLowerCase())
    .refine((typed) => LOGIN_PATTERN.test(typed), { params: { say: saying('loginShape') } }),
  role: z.enum(ROLES),
  language: z.enum(LANGUAGES),
});

function stateOf({ endedAt, ready }: User): UserState {
  if (endedAt) return 'ended';
  return ready ? 'active' : 'invited';
}

/** Everyone who can sign in or could, and the form that invites one more. */
export async function userSection(visit: StaffVisit, state: FormState): Promise<Html> {
  const { deps, language } = visit;
  const say = SETTINGS[language];
  const roles = ROLES.map((value) => ({ value, label: WORDS[language].role[value] }));
  const languages = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
  return html`<div class="card stack"><h2 id="users">${say.users}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="users"><table>
<thead><tr><th scope="col">${say.name}</th><th scope="col">${say.login}</th><th scope="col">${say.role}</th><th scope="col">${say.state}</th><th scope="col">${say.acts}</th></tr></thead>
<tbody>${(await listUsers(deps.db)).map((one) => userRow(visit, one))}</tbody></table></div>
<h3>${say.invite}</h3>
${form(
  visit,
  '/settings/users',
  html`${lineField({ name: 'name', label: say.name, state })}
${lineField({ name: 'login', label: say.login, hint: say.loginHint, state, lang: 'en' })}
${choiceField({ name: 'role', label: say.role, state, choices: roles, value: 'reviewer' })}
${choiceField({ name: 'language', label: say.language, state, choices: languages, value: language })}
<div>${button(say.inviteButton)}</div>`,
)}</div>`;
}

function userRow(visit: StaffVisit, one: User): Html {
  const { language, user } = visit;
  const say = SETTINGS[language];
  const state = stateOf(one);
  return html`<tr><th scope="row">${one.name}</th><td lang="en">${one.login}</td><td>${WORDS[language].role[one.role]}</td>
<td><span class="badge ${state === 'active' ? 'good' : ''}">${say.states[state]}</span></td>
<td>${one.id === user.id ? html`<span class="quiet-text">${say.you}</span>` : state === 'ended' ? '' : userActs(visit, one)}</td></tr>`;
}

function userActs(visit: StaffVisit, { id, role, name }: User): Html {
  const { language } = visit;
  const say = SETTINGS[language];
  const others = ROLES.filter((one) => one !== role);
  return html`<details><summary>${say.acts}<span class="visually-hidden">: ${name}</span></summary><div class="stack">
${form(visit, `/settings/users/${id}/reset`, button(say.reset, { kind: 'plain' }), { look: 'inline' })}
<div class="row">${others.map((one) => form(visit, `/settings/users/${id}/role`, button(`${say.setRole}: ${WORDS[language].role[one]}`, { kind: 'plain', name: 'role', value: one }), { look: 'inline' }))}</div>
${form(visit, `/settings/users/${id}/ended`, button(say.end, { kind: 'danger' }), { look: 'inline' })}</div></details>`;
}

export async function inviteOne(visit: StaffVisit): Promise<Response> {
  const { deps, language, now, user } = visit;
  const again = async (state: FormState) =>
    page(visit, html`${problemList(SHELL[language].problems, state)}${await userSection(visit, state)}`, {
      status: 400,
    });
  const read = readForm(visit, newUser);
  if (!read.ok) return again(read.state);
  try {
    const { id } = await addUser(deps.db, read.value, user.name, now);
    return linkPage(visit, read.value.name, await inviteUser(deps.db, id, now));
  } catch (error) {
    if (!(error instanceof RecordError) || error.kind !== 'duplicate') throw error;
    return again(problemWith(visit, 'login', SETTINGS[language].loginUsed));
  }
}

/** The link, on this one page: the records keep a digest of it only. */
function linkPage(visit: StaffVisit, name: string, token: string): Promise<Response> {
  const say = SETTINGS[visit.language];
  // The server has compared it with its own addresses.
  const origin = visit.c.req.header('origin') ?? '';
  const body = html`<div class="card stack"><p class="link-once">${origin}/first/${token}</p><p class="quiet-text">${say.linkHint}</p>
<p><a class="button plain" href="/settings">${say.back}</a></p></div>`;
  return page(visit, body, { title: say.linkTitle(name) });
}

/** Another user of the path. Throws Refused: unknown, or the one who asks. */
async function otherUser(visit: StaffVisit): Promise<User> {
  const typed = visit.c.req.param('user') ?? '';
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new Refused('wrong-id');
  const found = (await listUsers(visit.deps.db)).find((one) => one.id === Number(typed));
  if (!found) throw new Refused('missing');
  if (found.id === visit.user.id) throw new Refused('form', saying('notYourself'));
  return found;
}

export async function resetOne(visit: StaffVisit): Promise<Response> {
  const { deps, now, user } = visit;
  const { id, name } = await otherUser(visit);
  await resetUser(deps.db, id, user.name, now);
  return linkPage(visit, name, await inviteUser(deps.db, id, now));
}

export async function setRole(visit: StaffVisit): Promise<Response> {
  const { deps, now, user } = visit;
  const { id } = await otherUser(visit);
  const read = readForm(visit, z.object({ role: z.enum(ROLES) }));
  if (!read.ok) throw new Refused('form');
  await changeRole(deps.db, id, read.value.role, user.name, now);
  return seeOther(visit, '/settings');
}

export async function endOne(visit: StaffVisit): Promise<Response> {
  const { deps, now, user } = visit;
  const { id } = await otherUser(visit);
  await endUser(deps.db, id, user.name, now);
  return seeOther(visit, '/settings');
}
