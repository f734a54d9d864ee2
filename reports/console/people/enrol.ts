import { html } from 'hono/html';
import { z } from 'zod';
import { assertStorageCovered, enrol } from '../../../db/enrolment.ts';
import { RecordError } from '../../../db/errors.ts';
import type { PhoneNumber } from '../../../db/phone-number.ts';
import { page, seeOther } from '../answer.ts';
import { button, form, problemList } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState, problemWith, readForm } from '../forms/read-form.ts';
import { limitSaid } from '../limit-said.ts';
import { pathOf } from '../paths.ts';
import { SHELL } from '../shell/texts.ts';
import type { StaffVisit } from '../visit.ts';
import { type ConsentForm, consentFields, consentShape, freshStart, recordOf } from './consent-form.ts';
import { controlRecordOf, type NumberForm, numberFields, numberShape, numberTyped } from './number-form.ts';
import { consentFacts, printedConsent } from './printed.ts';
import { PEOPLE } from './texts.ts';

/** A reviewed number comes back sealed, for this user and no longer than this. */
const SEALED_MS = 2 * 3_600_000;
const act = z.object({ act: z.enum(['review', 'print', 'change', 'save']).default('review') });
const carried = z.object({ at: z.number(), digits: z.string(), foreign: z.array(z.literal('on')) });

type WholeForm = ConsentForm & NumberForm;
const shapeOf = (now: Date) => consentShape(now).extend(numberShape(now).shape);

export async function showEnrolment(visit: StaffVisit): Promise<Response> {
  return enrolmentPage(visit, EMPTY_FORM);
}

function enrolmentPage(visit: StaffVisit, state: FormState): Promise<Response> {
  const { language, user } = visit;
  const say = PEOPLE[language];
  const body = html`${problemList(SHELL[language].problems, state)}
<div class="card">${form(
    visit,
    '/people/new',
    html`${consentFields(visit, state, freshStart(visit))}
${numberFields(visit, state)}
<p class="quiet-text">${say.verifiedBy(user.name)}</p>
<div class="row">${button(say.review, { name: 'act', value: 'review' })} ${button(say.print, { kind: 'plain', name: 'act', value: 'print' })}</div>`,
  )}</div>`;
  return page(visit, body, { status: Object.keys(state.problems).length > 0 ? 400 : 200 });
}

/** Checks, prints, shows for review, or saves: nothing stands in the records before the last. */
export async function takeEnrolment(visit: StaffVisit): Promise<Response> {
  const { now, language } = visit;
  const wanted = act.safeParse(visit.form);
  const what = wanted.success ? wanted.data.act : 'review';
  if (what === 'print') {
    const consent = readForm(visit, consentShape(now));
    return consent.ok
      ? printedConsent(visit, recordOf(consent.value, visit.user.name), null)
      : enrolmentPage(visit, consent.state);
  }
  const say = PEOPLE[language];
  const read = readForm(visit, shapeOf(now));
  if (!read.ok) return enrolmentPage(visit, read.state);
  if (what === 'change')
    return enrolmentPage(visit, { typed: problemWith(visit, '', '').typed, problems: { digits: say.retype } });
  const number = what === 'save' ? unsealed(visit) : numberTyped(read.value);
  if (!number) return enrolmentPage(visit, problemWith(visit, 'digits', what === 'save' ? say.retype : say.badDigits));
  return what === 'save' ? save(visit, read.value, number) : reviewPage(visit, read.value, number);
}

async function reviewPage(visit: StaffVisit, value: WholeForm, number: PhoneNumber): Promise<Response> {
  const { deps, language, now, user } = visit;
  const say = PEOPLE[language];
  const record = recordOf(value, user.name);
  try {
    assertStorageCovered(record, deps.config);
  } catch (error) {
    return enrolmentPage(visit, stateOf(visit, error));
  }
  // Sealed, so that the digits stand in no page and nobody can put other ones in their place.
  const sealed = deps.vault
    .seal(JSON.stringify({ at: now.getTime(), digits: value.digits, foreign: value.foreign }), contextOf(visit))
    .toString('base64url');
  const kept = Object.entries(visit.form).flatMap(([name, sent]) =>
    ['csrf', 'digits', 'act', 'sealed'].includes(name)
      ? []
      : [sent].flat().flatMap((one) => (typeof one === 'string' ? [{ name, value: one }] : [])),
  );
  const body = html`<p class="note info">${say.reviewHint}</p>
<div class="card stack">
${consentFacts(language, record)}
<dl class="facts long"><dt>${say.digits}</dt><dd class="number">${number.masked()}</dd><dt>${say.control}</dt><dd>${value.controlHow} (${value.controlVerifiedOn})</dd></dl>
<p class="quiet-text">${say.verifiedBy(user.name)}</p>
${form(
  visit,
  '/people/new',
  html`${kept.map((one) => html`<input type="hidden" name="${one.name}" value="${one.value}">`)}
<input type="hidden" name="sealed" value="${sealed}">
<div class="row">${button(say.save, { name: 'act', value: 'save' })} ${button(say.change, { kind: 'plain', name: 'act', value: 'change' })} ${button(say.print, { kind: 'plain', name: 'act', value: 'print' })}</div>`,
)}</div>`;
  return page(visit, body, { title: say.reviewTitle });
}

async function save(visit: StaffVisit, value: WholeForm, number: PhoneNumber): Promise<Response> {
  const { deps, now, user } = visit;
  const person = recordOf(value, user.name);
  const numbers = [{ number, control: controlRecordOf(value, user.name) }];
  try {
    const { personId } = await enrol(deps.db, deps.vault, { person, numbers }, deps.config, now);
    return seeOther(visit, `${pathOf('p', personId)}?saved=yes`);
  } catch (error) {
    return enrolmentPage(visit, stateOf(visit, error));
  }
}

/** What a refusal of the records says beside the field that it is about. Throws whatever else went wrong. */
export function stateOf(visit: StaffVisit, error: unknown): FormState {
  if (!(error instanceof RecordError) || error.kind === 'not-found') throw error;
  const say = PEOPLE[visit.language];
  const limit = limitSaid(error, visit.deps.config.limits)?.[visit.language];
  if (limit) return problemWith(visit, 'name', limit);
  if (error.kind === 'duplicate') return problemWith(visit, 'digits', say.duplicate);
  if (error.kind === 'ended') return problemWith(visit, 'name', say.personEnded);
  if (error.kind === 'expired') return problemWith(visit, 'validUntil', say.consentOver);
  return problemWith(visit, 'terms', say.abroad);
}

function contextOf({ user }: StaffVisit): string {
  return `number under enrolment by user ${user.id}`;
}

function unsealed(visit: StaffVisit): PhoneNumber | null {
  const { deps, form: sent, now } = visit;
  try {
    const bytes = Buffer.from(typeof sent.sealed === 'string' ? sent.sealed : '', 'base64url');
    const { at, ...typed } = carried.parse(JSON.parse(deps.vault.unseal(bytes, contextOf(visit)).toString('utf8')));
    return now.getTime() - at <= SEALED_MS ? numberTyped(typed) : null;
  } catch {
    return null;
  }
}
