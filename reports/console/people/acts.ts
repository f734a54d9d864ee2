import { html } from 'hono/html';
import { z } from 'zod';
import { addConsent, governingConsent } from '../../../db/consents.ts';
import { assertStorageCovered, consentOf, controlOf } from '../../../db/enrolment.ts';
import { addNumber, listNumbers, retireNumber } from '../../../db/numbers.ts';
import { holdPerson } from '../../../db/people.ts';
import { shortName } from '../../../db/short-name.ts';
import { page, seeOther } from '../answer.ts';
import { button, form, problemList } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState, problemWith, readForm } from '../forms/read-form.ts';
import { line } from '../forms/shapes.ts';
import { idInPath, pathOf } from '../paths.ts';
import { Refused } from '../refused.ts';
import { SHELL } from '../shell/texts.ts';
import type { StaffVisit } from '../visit.ts';
import { consentFields, consentShape, freshStart, recordOf, startOf } from './consent-form.ts';
import { stateOf } from './enrol.ts';
import { controlRecordOf, numberFields, numberShape, numberTyped } from './number-form.ts';
import { personInPath } from './person.ts';
import { PEOPLE } from './texts.ts';

const holdForm = z.object({ act: z.enum(['set', 'lift']), reason: line(300) });
const statusOf = (state: FormState) => ({ status: Object.keys(state.problems).length > 0 ? 400 : 200 }) as const;

export async function showRenewal(visit: StaffVisit): Promise<Response> {
  return renewalPage(visit, EMPTY_FORM);
}

async function renewalPage(visit: StaffVisit, state: FormState): Promise<Response> {
  const { deps, language, user } = visit;
  const say = PEOPLE[language];
  const person = await personInPath(visit);
  const name = shortName('p', person.id);
  const before = await governingConsent(deps.db, deps.vault, person.id);
  const start = before ? startOf(before.subjectName, before) : freshStart(visit);
  const body = html`${problemList(SHELL[language].problems, state)}
<div class="card">${form(
    visit,
    `/people/${name}/consent`,
    html`${consentFields(visit, state, start)}<p class="quiet-text">${say.verifiedBy(user.name)}</p><div>${button(say.renewSave)}</div>`,
  )}</div>`;
  return page(visit, body, { title: say.renewTitle(name), ...statusOf(state) });
}

export async function renew(visit: StaffVisit): Promise<Response> {
  const { deps, now, user } = visit;
  const person = await personInPath(visit);
  const read = readForm(visit, consentShape(now));
  if (!read.ok) return renewalPage(visit, read.state);
  const record = recordOf(read.value, user.name);
  try {
    assertStorageCovered(record, deps.config);
    await addConsent(deps.db, deps.vault, person.id, consentOf(record), now);
  } catch (error) {
    return renewalPage(visit, stateOf(visit, error));
  }
  return seeOther(visit, `${pathOf('p', person.id)}?saved=yes`);
}

export async function showNewNumber(visit: StaffVisit): Promise<Response> {
  return newNumberPage(visit, EMPTY_FORM);
}

async function newNumberPage(visit: StaffVisit, state: FormState): Promise<Response> {
  const { language, user } = visit;
  const say = PEOPLE[language];
  const name = shortName('p', (await personInPath(visit)).id);
  const body = html`${problemList(SHELL[language].problems, state)}
<div class="card">${form(
    visit,
    `/people/${name}/numbers`,
    html`${numberFields(visit, state)}<p class="quiet-text">${say.verifiedBy(user.name)}</p><div>${button(say.addNumber)}</div>`,
  )}</div>`;
  return page(visit, body, { title: say.addNumberTitle(name), ...statusOf(state) });
}

export async function takeNumber(visit: StaffVisit): Promise<Response> {
  const { deps, language, now, user } = visit;
  const person = await personInPath(visit);
  const read = readForm(visit, numberShape(now));
  if (!read.ok) return newNumberPage(visit, read.state);
  const number = numberTyped(read.value);
  if (!number) return newNumberPage(visit, problemWith(visit, 'digits', PEOPLE[language].badDigits));
  const control = controlOf(controlRecordOf(read.value, user.name));
  try {
    await addNumber(deps.db, deps.vault, { personId: person.id, number, control }, now, deps.config.limits);
  } catch (error) {
    return newNumberPage(visit, stateOf(visit, error));
  }
  return seeOther(visit, `${pathOf('p', person.id)}?saved=yes`);
}

export async function showRetirement(visit: StaffVisit): Promise<Response> {
  const { language } = visit;
  const say = PEOPLE[language];
  const { id, masked, personId } = await numberInPath(visit);
  const name = shortName('n', id);
  const body = html`<div class="card stack"><p class="number">${masked}</p><p>${say.retireHint}</p>
${form(visit, `/numbers/${name}/retire`, html`<div class="row">${button(say.retire, { kind: 'danger' })} <a class="button plain" href="${pathOf('p', personId)}">${say.back}</a></div>`)}</div>`;
  return page(visit, body, { title: say.retireTitle(name) });
}

export async function retire(visit: StaffVisit): Promise<Response> {
  const { id, personId } = await numberInPath(visit);
  await retireNumber(visit.deps.db, id, visit.user.name, visit.now);
  return seeOther(visit, pathOf('p', personId));
}

async function numberInPath(visit: StaffVisit) {
  const id = idInPath(visit, 'number', 'n');
  const found = (await listNumbers(visit.deps.db, visit.deps.vault, visit.now)).find((one) => one.id === id);
  if (!found) throw new Refused('missing');
  return found;
}

export async function setHold(visit: StaffVisit): Promise<Response> {
  const person = await personInPath(visit);
  const read = readForm(visit, holdForm);
  if (!read.ok) throw new Refused('form');
  const { act, reason } = read.value;
  const hold = { by: visit.user.name, reason, lift: act === 'lift' };
  await holdPerson(visit.deps.db, person.id, hold, visit.now);
  return seeOther(visit, pathOf('p', person.id));
}
