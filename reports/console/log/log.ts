import { html } from 'hono/html';
import { z } from 'zod';
import { LOG_KINDS } from '../../../db/evidence-chain.ts';
import { appendToLog, pageOfLog, readLog } from '../../../db/evidence-log.ts';
import { logIsWhole } from '../../../db/log-whole.ts';
import type { Language } from '../../../db/schema/language.ts';
import { checkKeptLog } from '../../../db/verify-log.ts';
import { type AuditRow, auditCells, auditColumns, auditCsv, auditRows, kindWords } from '../../audit.ts';
import { type Html, page } from '../answer.ts';
import { differenceWords } from '../differences.ts';
import { button, choiceField, form, lineField } from '../forms/fields.ts';
import type { FormState } from '../forms/read-form.ts';
import { mayEnter } from '../route.ts';
import { momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { LOG } from './texts.ts';

const SHOWN = 50;
const DIFFERENCES_SHOWN = 20;
/** Of an address that somebody changed by hand what cannot be read is left out. */
const filter = z.object({
  kind: z.enum(LOG_KINDS).optional().catch(undefined),
  by: z.string().trim().max(80).optional().catch(undefined),
  since: z.iso.date().optional().catch(undefined),
  before: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
});

export async function showLog(visit: StaffVisit): Promise<Response> {
  const { deps, language, c, user } = visit;
  const say = LOG[language];
  const chosen = filter.parse(c.req.query());
  const since = chosen.since ? new Date(`${chosen.since}T00:00:00+05:00`) : undefined;
  const { kind, before } = chosen;
  const entries = await pageOfLog(deps.db, { kind, by: chosen.by || undefined, since, before, limit: SHOWN });
  const rows = auditRows(entries, { language });
  const last = entries.at(-1);
  const body = html`<div class="stack">
${filterForm(language, chosen)}
<div class="row"><a class="button plain" href="/log/check">${say.verify}</a>
${mayEnter(user.role, 'admin') ? form(visit, '/log/export', button(say.exported, { kind: 'plain' }), { look: 'inline' }) : ''}
${before ? html`<a href="/log">${say.newest}</a>` : ''}</div>
<p class="small quiet-text">${say.exportHint}</p>
<div class="card">${rows.length === 0 ? html`<p class="empty">${say.none}</p>` : logTable(visit, rows)}</div>
${entries.length === SHOWN && last ? html`<p><a class="button plain" href="${olderPath(chosen, last.seq)}">${say.older}</a></p>` : ''}
</div>`;
  return page(visit, body);
}

function filterForm(language: Language, chosen: z.infer<typeof filter>): Html {
  const say = LOG[language];
  const state: FormState = { typed: {}, problems: {} };
  const kinds = kindWords(language);
  const choices = [{ value: '', label: say.everything }, ...LOG_KINDS.map((value) => ({ value, label: kinds[value] }))];
  return html`<form method="get" action="/log" class="card row">
${choiceField({ name: 'kind', label: say.kind, state, choices, value: chosen.kind ?? '' })}
${lineField({ name: 'by', label: say.by, state, value: chosen.by ?? '', required: false })}
${lineField({ name: 'since', label: say.since, state, type: 'date', value: chosen.since ?? '', required: false })}
<div>${button(say.show, { kind: 'plain' })}</div></form>`;
}

function olderPath({ kind, by, since }: z.infer<typeof filter>, before: number): string {
  const query = new URLSearchParams({ before: String(before) });
  for (const [name, value] of Object.entries({ kind, by, since })) if (value) query.set(name, value);
  return `/log?${query}`;
}

function logTable(visit: StaffVisit, rows: readonly AuditRow[]): Html {
  const { language } = visit;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${visit.route.title[language]}"><table>
<thead><tr>${auditColumns(language).map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(
    (
      row,
    ) => html`<tr><td class="number">${row.seq}</td><td>${row.at === '' ? '' : momentOf(language, new Date(row.at))}</td><td>${row.by}</td>
<th scope="row">${row.act}</th><td>${row.about}</td><td>${auditCells(row, language).at(-1)}</td></tr>`,
  )}</tbody></table></div>`;
}

export async function showCheckOfLog(visit: StaffVisit): Promise<Response> {
  const { deps, language } = visit;
  const say = LOG[language];
  const { whole, entries, lastHash } = await logIsWhole(deps.db);
  const differences = whole ? [] : checkKeptLog(await readLog(deps.db));
  const body = html`${
    whole
      ? html`<div class="note good" role="status"><p>${say.whole(entries)}</p><p class="small">${say.lastHash}: <code>${lastHash ?? '–'}</code></p></div>`
      : html`<div class="note bad" role="alert"><p><strong>${say.differs(differences.length)}</strong> ${say.differsMend}</p>
<ul>${differences.slice(0, DIFFERENCES_SHOWN).map((one) => html`<li>${differenceWords(language, one)}</li>`)}</ul></div>`
  }
<p><a class="button plain" href="/log">${say.back}</a></p>`;
  return page(visit, body);
}

/** The whole log as a file for a spreadsheet; that it was taken stands in it. */
export async function exportLog(visit: StaffVisit): Promise<Response> {
  const { deps, language, now, user, c } = visit;
  await appendToLog(deps.db, { kind: 'exported', by: user.name, detail: { what: 'audit' } }, now);
  const { entries } = await readLog(deps.db);
  c.header('content-type', 'text/csv; charset=utf-8');
  c.header('content-disposition', 'attachment; filename="audit.csv"');
  return c.body(auditCsv(auditRows(entries, { language }), language));
}
