import { html } from 'hono/html';
import { z } from 'zod';
import { textVersionOf } from '../../../db/notice-text.ts';
import { findNotice } from '../../../db/notices.ts';
import { type CallLog, callLog } from '../../call-log.ts';
import { editLetter } from '../../edit-letter.ts';
import { KINDS } from '../../kinds.ts';
import type { LetterContent } from '../../letter-content.ts';
import { contentOf } from '../../letters.ts';
import { type Html, page } from '../answer.ts';
import { button, form, lineField, problemList, textField } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState, problemWith, readForm } from '../forms/read-form.ts';
import { line, lineOrNone, lines } from '../forms/shapes.ts';
import { LETTER_WORDS } from '../letter-words.ts';
import { idInPath, pathOf } from '../paths.ts';
import { Refused } from '../refused.ts';
import { SHELL } from '../shell/texts.ts';
import type { StaffVisit } from '../visit.ts';
import { readTextShape } from './acts.ts';
import { letterPage } from './letter-page.ts';
import { LETTER } from './letter-texts.ts';
import { PROBLEMS } from './problem-texts.ts';
import { problemOf } from './refusals.ts';
import { takeStep } from './step.ts';
import { atLetters } from './workplace.ts';

const COLUMNS = ['date', 'fromHour', 'toHour', 'calls', 'night', 'messages'] as const;
/** Empty rows to be filled in; after saving there are as many again. */
const SPARE_ROWS = 4;

const shape = z.object({
  text: readTextShape,
  entity: line(300),
  address: lineOrNone(300),
  added: z.string().default('').pipe(lines(6_000, 0)),
  harm: z.string().default('').pipe(lines(6_000, 0)),
});

export async function showEdit(visit: StaffVisit): Promise<Response> {
  return editPage(visit, idInPath(visit, 'letter', 'l'), EMPTY_FORM);
}

export async function saveEdit(visit: StaffVisit): Promise<Response> {
  const id = idInPath(visit, 'letter', 'l');
  const { kind } = await draftOf(visit, id);
  const read = readForm(visit, shape);
  if (!read.ok) return editPage(visit, id, read.state);
  const { text, entity, address, added, harm } = read.value;
  const calls = takesCalls(kind) ? callsIn(visit, said(harm)) : null;
  if (calls === 'wrong') return editPage(visit, id, problemWith(visit, 'calls', LETTER[visit.language].wrongCalls));
  const parts = { entity, address, added: said(added), calls };
  let problem: string | null = null;
  const answer = await takeStep(visit, id, async () => {
    try {
      await atLetters(visit, (deps) => editLetter(deps, id, parts, { by: visit.user.name, readText: text }));
    } catch (error) {
      // What the words themselves do wrong is said beside them; nothing typed is lost.
      problem = problemOf(error, visit.language);
      throw error;
    }
    return 'edited';
  });
  return problem === null ? answer : editPage(visit, id, problemWith(visit, 'added', problem));
}

const said = (text: string) => text.split('\n').flatMap((one) => one.trim() || []);
/** A table of calls belongs to what a person signs, except to a notary. */
const takesCalls = (kind: LetterContent['kind']) => KINDS[kind].signedBy === 'person' && kind !== 'notary-request';

async function draftOf({ deps }: StaffVisit, id: number) {
  const notice = await findNotice(deps.db, { id });
  if (!notice) throw new Refused('missing');
  return notice;
}

/** The rows that were filled in; `null`: none, `wrong`: not as a record of calls has to be. */
function callsIn({ form: sent }: StaffVisit, harm: readonly string[]): CallLog | null | 'wrong' {
  const column = (name: string) => [sent[name] ?? []].flat().map((one) => (typeof one === 'string' ? one.trim() : ''));
  const columns = COLUMNS.map(column);
  const rows = (columns[0] ?? []).map((_, i) => columns.map((one) => one[i] ?? ''));
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  if (filled.length === 0) return harm.length === 0 ? null : 'wrong';
  const number = (cell: string | undefined) => (/^\d{1,6}$/.test(cell ?? '') ? Number(cell) : cell === '' ? 0 : NaN);
  const log = callLog.safeParse({
    rows: filled.map(([date, fromHour, toHour, calls, night, messages]) => ({
      ...{ date, fromHour: number(fromHour), toHour: number(toHour) },
      ...{ calls: number(calls), night: number(night), messages: number(messages) },
    })),
    harm,
  });
  return log.success ? log.data : 'wrong';
}

async function editPage(visit: StaffVisit, id: number, state: FormState): Promise<Response> {
  const { language, deps } = visit;
  const say = LETTER[language];
  const notice = await draftOf(visit, id);
  if (notice.state !== 'draft' || notice.editedFile !== null)
    return letterPage(visit, id, {
      problem:
        notice.editedFile === null
          ? say.meanwhile(LETTER_WORDS[language].state[notice.state])
          : PROBLEMS[language]['edited-by-hand'](''),
      status: 409,
    });
  const text = (await textVersionOf(deps.db, id)) ?? '';
  const content = await contentOf(deps, id);
  const { addressee, added, calls } = content;
  const wrong = Object.keys(state.problems).length > 0;
  const body = html`<p>${say.editIntro}</p>${problemList(SHELL[language].problems, state)}
${form(
  visit,
  `${pathOf('l', id)}/edit`,
  html`<input type="hidden" name="text" value="${wrong ? (state.typed.text ?? text) : text}">
${lineField({ name: 'entity', label: say.entity, state, value: addressee.entity[content.language], lang: content.language })}
${lineField({ name: 'address', label: say.address, state, value: addressee.address ?? '', required: false })}
${textField({ name: 'added', label: say.added, hint: say.addedHint, state, value: added.join('\n'), rows: 6, required: false })}
${takesCalls(notice.kind) ? callRows(visit, calls, state) : ''}
<div class="row">${button(say.save)} <a class="button quiet" href="${pathOf('l', id)}">${say.back}</a></div>`,
)}`;
  return page(visit, body, { title: `${notice.reference}: ${say.edit}`, status: wrong ? 400 : 200 });
}

function callRows(visit: StaffVisit, calls: CallLog | null, state: FormState): Html {
  const say = LETTER[visit.language];
  const labels = [say.day, say.from, say.until, say.callCount, say.night, say.messages];
  const sent = COLUMNS.map((name) => [visit.form[name] ?? []].flat());
  const kept = (calls?.rows ?? []).map((row) => COLUMNS.map((name) => String(row[name])));
  const typed = (sent[0] ?? []).map((_, i) => sent.map((one) => (typeof one[i] === 'string' ? one[i] : '')));
  const filled = typed.length > 0 ? typed.filter((row) => row.some((cell) => cell !== '')) : kept;
  const rows = [...filled, ...Array.from({ length: SPARE_ROWS }, () => COLUMNS.map(() => ''))];
  const cell = (value: string, column: number, row: number) =>
    html`<td><input name="${COLUMNS[column] ?? ''}" type="${column === 0 ? 'date' : 'text'}" inputmode="${column === 0 ? 'text' : 'numeric'}" value="${value}" aria-label="${labels[column] ?? ''}, ${row + 1}" autocomplete="off"></td>`;
  return html`<fieldset class="field ${state.problems.calls ? 'wrong' : ''}" id="f-calls"><legend>${say.calls}</legend><p class="hint" id="h-calls">${say.callsHint}</p>
${state.problems.calls ? html`<p class="problem">${state.problems.calls}</p>` : ''}
<div class="scroll"><table><thead><tr>${labels.map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${rows.map((row, i) => html`<tr>${row.map((value, column) => cell(value, column, i))}</tr>`)}</tbody></table></div></fieldset>
${textField({ name: 'harm', label: say.harm, state, value: (calls?.harm ?? []).join('\n'), rows: 4, required: false })}`;
}
