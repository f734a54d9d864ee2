import { html } from 'hono/html';
import { z } from 'zod';
import { holdingsOf } from '../../../db/erase-person.ts';
import { endPerson, withdrawPerson } from '../../../db/people.ts';
import { ENDINGS } from '../../../db/schema/people.ts';
import { shortName } from '../../../db/short-name.ts';
import { receiptOf } from '../../receipt.ts';
import { page, seeOther } from '../answer.ts';
import { button, form, problemList, radioField } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState, readForm } from '../forms/read-form.ts';
import { pathOf } from '../paths.ts';
import { Refused } from '../refused.ts';
import { SHELL } from '../shell/texts.ts';
import type { StaffVisit } from '../visit.ts';
import { personInPath } from './person.ts';
import { PEOPLE } from './texts.ts';

const endForm = z.object({ how: z.enum(ENDINGS) });

/** Says what would go, before anybody ends anything. */
export async function showEnding(visit: StaffVisit): Promise<Response> {
  return endingPage(visit, EMPTY_FORM);
}

async function endingPage(visit: StaffVisit, state: FormState): Promise<Response> {
  const { deps, language } = visit;
  const say = PEOPLE[language];
  const person = await personInPath(visit);
  if (person.endedAt) return seeOther(visit, pathOf('p', person.id));
  const { numberIds, matchIds, letters } = await holdingsOf(deps.db, person.id);
  const name = shortName('p', person.id);
  const choices = (['withdrawn', 'ended'] as const).map((value) => ({ value, label: say.endChoices[value] }));
  const body = html`${problemList(SHELL[language].problems, state)}
<div class="card stack"><p class="note warn">${say.endEffects(numberIds.length, matchIds.length, letters.length)}</p>
${form(
  visit,
  `/people/${name}/end`,
  html`${radioField({ name: 'how', label: say.endWhat, state, choices })}
<div class="row">${button(say.endConfirm, { kind: 'danger' })} <a class="button plain" href="${pathOf('p', person.id)}">${say.back}</a></div>`,
)}</div>`;
  const status = Object.keys(state.problems).length > 0 ? 400 : 200;
  return page(visit, body, { title: say.endTitle(name), status });
}

export async function endProtection(visit: StaffVisit): Promise<Response> {
  const { deps, now, user } = visit;
  const person = await personInPath(visit);
  const read = readForm(visit, endForm);
  if (!read.ok) return endingPage(visit, read.state);
  const end = read.value.how === 'withdrawn' ? withdrawPerson : endPerson;
  await end(deps.db, person.id, user.name, now);
  return seeOther(visit, `${pathOf('p', person.id)}/receipt`);
}

/** What the person gets in hand, in their own language. */
export async function showReceipt(visit: StaffVisit): Promise<Response> {
  const { deps, language } = visit;
  const person = await personInPath(visit);
  const { endedHow, endedAt, destroyOn, destroyedAt, heldAt } = person;
  if (endedHow === null || endedAt === null || destroyOn === null) throw new Refused('missing');
  const holdings = await holdingsOf(deps.db, person.id);
  const facts = { personId: person.id, endedHow, endedAt, destroyOn, destroyedAt, heldAt, holdings };
  const text = receiptOf({ ...facts, organisation: deps.config.organisation }, person.language);
  const say = PEOPLE[language];
  const body = html`<p class="note info no-print">${say.receiptHint} <a href="${pathOf('p', person.id)}">${say.back}</a></p>
<article class="paper" lang="${person.language}"><pre>${text}</pre></article>`;
  return page(visit, body, { title: PEOPLE[person.language].receipt });
}
