import { html } from 'hono/html';
import { z } from 'zod';
import { almatyDate } from '../../../db/almaty-time.ts';
import { addCall, type Call, listCalls, PHONE_LIKE, removeCall } from '../../../db/calls.ts';
import { listPersons, type Person } from '../../../db/people.ts';
import { idOfShortName, shortName } from '../../../db/short-name.ts';
import { nightCalls } from '../../call-log.ts';
import type { InLanguages } from '../../language.ts';
import { type Html, page, seeOther } from '../answer.ts';
import { button, choiceField, form, lineField, problemList, textField } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState, problemWith, readForm } from '../forms/read-form.ts';
import { lines, whole } from '../forms/shapes.ts';
import { pathOf } from '../paths.ts';
import { Refused } from '../refused.ts';
import { SHELL } from '../shell/texts.ts';
import { dayOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { CALLS } from './texts.ts';

const SHOWN = 50;
const MOST_LETTERS = 600;
const MOST_CALLS = 100_000;

const saying = (name: 'phoneLike' | 'notFuture' | 'order') => {
  const say: InLanguages = { ru: CALLS.ru[name], kk: CALLS.kk[name], en: CALLS.en[name] };
  return { params: { say } };
};
const words = (least: number) =>
  lines(MOST_LETTERS, least).refine((text) => !PHONE_LIKE.test(text), saying('phoneLike'));
const orNone = z
  .string()
  .default('')
  .refine((typed) => typed.trim() === '' || whole(0, MOST_CALLS).safeParse(typed).success)
  .transform((typed) => (typed.trim() === '' ? null : Number(typed)));
const shape = (now: Date) =>
  z
    .object({
      person: z.string().refine((typed) => idOfShortName('p', typed) !== null),
      day: z.iso.date().refine((day) => day <= almatyDate(now), saying('notFuture')),
      fromHour: whole(0, 23),
      toHour: whole(1, 24),
      calls: whole(0, MOST_CALLS),
      messages: whole(0, MOST_CALLS),
      night: orNone,
      wanted: words(0),
      seenWhere: words(0),
      harm: words(0),
    })
    .refine(({ fromHour, toHour }) => fromHour < toHour, { path: ['toHour'], ...saying('order') });

export async function showCalls(visit: StaffVisit): Promise<Response> {
  return callsPage(visit, EMPTY_FORM);
}

async function callsPage(visit: StaffVisit, state: FormState): Promise<Response> {
  const { deps, language } = visit;
  const say = CALLS[language];
  const people = (await listPersons(deps.db, deps.vault)).filter((one) => one.endedAt === null);
  const chosen = idOfShortName('p', visit.c.req.query('person') ?? '') ?? undefined;
  const rows = await listCalls(deps.db, deps.vault, { personId: chosen, before: beforeOf(visit), limit: SHOWN });
  const body = html`${visit.c.req.query('saved') === 'yes' ? html`<p class="note good" role="status">${say.saved}</p>` : ''}
${problemList(SHELL[language].problems, state)}
<div class="columns">
<section class="card stack" aria-labelledby="note"><h2 id="note">${say.note}</h2><p class="hint">${say.intro} <a href="/scan">${say.check}</a></p>
${people.length === 0 ? html`<p class="empty">${say.nobody}</p>` : callForm(visit, state, people, chosen)}
</section>
<section class="card stack" aria-labelledby="log"><div class="between"><h2 id="log">${say.log}</h2>${chosen ? html`<a href="/calls">${say.everyone}</a>` : ''}</div>
${rows.length === 0 ? html`<p class="empty">${say.none}</p>` : html`<ul class="list">${rows.map((row) => callRow(visit, row))}</ul>`}
${rows.length === SHOWN ? olderLink(visit, rows.at(-1)!, chosen) : ''}
</section></div>`;
  return page(visit, body, { status: Object.keys(state.problems).length > 0 ? 400 : 200 });
}

function callForm(visit: StaffVisit, state: FormState, people: readonly Person[], chosen: number | undefined): Html {
  const { language, now } = visit;
  const say = CALLS[language];
  const choices = people.map(({ id, name }) => ({ value: shortName('p', id), label: `${shortName('p', id)} ${name}` }));
  const count = (name: string, label: string, value: string, hint?: string) =>
    lineField({ name, label, hint, state, value, type: 'text', inputmode: 'numeric', required: value !== '' });
  return form(
    visit,
    '/calls',
    html`${choiceField({ name: 'person', label: say.person, state, choices, ...(chosen ? { value: shortName('p', chosen) } : {}) })}
${lineField({ name: 'day', label: say.day, state, type: 'date', value: almatyDate(now) })}
<p class="hint">${say.hourHint}</p>
${count('fromHour', say.fromHour, '6')}${count('toHour', say.toHour, '7')}
${count('calls', say.calls, '1')}${count('messages', say.messages, '0')}
${count('night', say.night, '', say.nightHint)}
${textField({ name: 'wanted', label: say.wanted, hint: say.wantedHint, state, rows: 2, required: false })}
${textField({ name: 'seenWhere', label: say.seenWhere, hint: say.seenHint, state, rows: 2, required: false })}
${textField({ name: 'harm', label: say.harm, hint: say.harmHint, state, rows: 2, required: false })}
<div>${button(say.save)}</div>`,
  );
}

function callRow(visit: StaffVisit, row: Call): Html {
  const { language } = visit;
  const say = CALLS[language];
  const told = [
    [say.wanted, row.wanted],
    [say.seenWhere, row.seenWhere],
    [say.harm, row.harm],
  ] as const;
  return html`<li><div class="between"><span><strong>${dayOf(language, row.day)}</strong> <span class="number">${row.fromHour}:00–${row.toHour}:00</span> <a href="${pathOf('p', row.personId)}">${shortName('p', row.personId)}</a></span>
<span class="row"><span class="number">${say.calls}: ${row.calls}</span> <span class="number">${say.night}: ${row.night}</span> <span class="number">${say.messages}: ${row.messages}</span></span></div>
<dl class="facts">${told.map(([name, text]) => (text === '' ? '' : html`<dt>${name}</dt><dd>${text}</dd>`))}</dl>
<div class="between"><span class="small quiet-text">${say.notedBy} ${row.notedBy}</span>${form(visit, `/calls/${row.id}/removed`, button(say.remove, { kind: 'quiet' }), { look: 'inline' })}</div></li>`;
}

function beforeOf({ c }: StaffVisit): Pick<Call, 'day' | 'id'> | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})\.([1-9]\d{0,8})$/.exec(c.req.query('before') ?? '');
  return found && z.iso.date().safeParse(found[1]).success ? { day: found[1] ?? '', id: Number(found[2]) } : undefined;
}

function olderLink({ language }: StaffVisit, { day, id }: Call, chosen: number | undefined): Html {
  const person = chosen ? `&person=${shortName('p', chosen)}` : '';
  return html`<p><a class="button plain" href="/calls?before=${day}.${id}${person}">${CALLS[language].older}</a></p>`;
}

export async function noteCall(visit: StaffVisit): Promise<Response> {
  const { deps, language, now, user } = visit;
  const say = CALLS[language];
  const read = readForm(visit, shape(now));
  if (!read.ok) return callsPage(visit, read.state);
  const { person, night: said, ...row } = read.value;
  const personId = idOfShortName('p', person);
  if (personId === null) throw new Refused('form');
  const night = nightCalls(row, said);
  if (night === null) return callsPage(visit, problemWith(visit, 'night', say.nightNeeded));
  if (night > row.calls) return callsPage(visit, problemWith(visit, 'night', say.nightTooMany));
  await addCall(deps.db, deps.vault, { ...row, personId, night, notedBy: user.name }, now);
  return seeOther(visit, `/calls?saved=yes&person=${person}`);
}

export async function strikeOut(visit: StaffVisit): Promise<Response> {
  const typed = visit.c.req.param('call') ?? '';
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new Refused('wrong-id');
  await removeCall(visit.deps.db, { id: Number(typed), by: visit.user.name }, visit.now);
  return seeOther(visit, '/calls');
}
