import { html } from 'hono/html';
import { type NoticeLine, noticeCounts, noticePage, waitingByPlatform } from '../../../db/notice-lists.ts';
import type { Language } from '../../../db/schema/language.ts';
import { NOTICE_STATES, type NoticeState } from '../../../db/schema/notices.ts';
import { idOfShortName, shortName } from '../../../db/short-name.ts';
import { type Due, dueNow } from '../../reminders.ts';
import { type Html, page } from '../answer.ts';
import { LETTER_WORDS } from '../letter-words.ts';
import { pathOf } from '../paths.ts';
import { addresseeName } from '../platform-names.ts';
import { dayOf, momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { LIST } from './list-texts.ts';
import { stateBadge } from './state-badge.ts';

const ON_A_PAGE = 50;
const MOST_DUE = 12;
type Group = 'todo' | 'drafts' | 'open' | 'gone' | 'closed' | 'all';
const GROUPS: Readonly<Record<Group, readonly NoticeState[]>> = {
  todo: ['draft', 'approved', 'bounced', 'refused', 'silent', 'partly'],
  drafts: ['draft', 'approved'],
  open: ['sent', 'acknowledged', 'silent', 'partly', 'refused', 'bounced'],
  gone: ['removed', 'monitoring'],
  closed: ['closed'],
  all: NOTICE_STATES,
};

/** Letters by where they stand, with what is due above them. */
export async function showLetters(visit: StaffVisit): Promise<Response> {
  const { deps, language, c } = visit;
  const say = LIST[language];
  const asked = c.req.query('show') ?? '';
  const group: Group = Object.hasOwn(GROUPS, asked) ? (asked as Group) : 'all';
  const before = idOfShortName('l', c.req.query('before') ?? '');
  const rows = await noticePage(deps.db, { states: GROUPS[group], before, limit: ON_A_PAGE + 1 });
  const shown = rows.slice(0, ON_A_PAGE);
  const counts = await noticeCounts(deps.db);
  const waiting = (await waitingByPlatform(deps.db)).reduce((sum, one) => sum + one.count, 0);
  const written = Number(c.req.query('written') ?? 0);
  const last = rows.length > ON_A_PAGE ? shown.at(-1) : undefined;
  const body = html`${Number.isInteger(written) && written > 0 ? html`<p class="note good" role="status">${say.written(written)}</p>` : ''}
<div class="stack" id="letters" data-live="letters matches">
<div class="row"><a class="button primary" href="/letters/new" data-key="n">${say.write} <kbd aria-hidden="true">n</kbd></a>
${waiting > 0 ? html`<a href="/letters/new">${say.waiting}: <strong class="number">${waiting}</strong></a>` : ''}</div>
${dueCard(language, await dueNow(deps))}
${filters(language, group, counts)}
${shown.length === 0 ? html`<p class="empty">${say.none}</p>` : table(language, shown)}
${last ? html`<p><a class="button plain" href="/letters?show=${group}&amp;before=${shortName('l', last.id)}">${say.older}</a></p>` : ''}
</div>`;
  return page(visit, body);
}

function dueCard(language: Language, due: readonly Due[]): Html {
  const say = LIST[language];
  return html`<section class="card" aria-labelledby="due"><div class="between"><h2 id="due">${say.due}</h2><a href="/letters/calendar"><span class="count">${due.length}</span></a></div>
${
  due.length === 0
    ? html`<p class="empty">${say.noDue}</p>`
    : html`<ul class="list">${due.slice(0, MOST_DUE).map(
        ({ notice, what, on }) =>
          html`<li><a href="${pathOf('l', notice.id)}"><strong>${notice.reference}</strong></a> ${WORDS[language].due[what]}
<span class="small quiet-text">${addresseeName(language, notice.addressee)} · ${say.overdue} ${dayOf(language, on)}</span></li>`,
      )}</ul>`
}</section>`;
}

function filters(language: Language, chosen: Group, counts: ReadonlyMap<NoticeState, number>): Html {
  const say = LIST[language];
  const sum = (group: Group) => GROUPS[group].reduce((all, state) => all + (counts.get(state) ?? 0), 0);
  const item = (group: Group) =>
    html`<li><a href="/letters?show=${group}" ${group === chosen ? html`aria-current="page"` : ''}>${say.groups[group]} <span class="number">${sum(group)}</span></a></li>`;
  return html`<ul class="filters">${(Object.keys(GROUPS) as Group[]).map(item)}</ul>`;
}

function table(language: Language, rows: readonly NoticeLine[]): Html {
  const say = LIST[language];
  const heads = [say.letter, say.kind, say.addressee, say.ads, say.state, say.since];
  return html`<div class="card"><div class="scroll" tabindex="0" role="group" aria-label="${say.letter}"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row"><a href="${pathOf('l', row.id)}">${row.reference}</a></th><td>${LETTER_WORDS[language].kind[row.kind]}</td>
<td>${addresseeName(language, row.addressee)}</td><td class="number">${row.ads}</td><td>${stateBadge(language, row.state)}</td><td>${momentOf(language, row.stateSince)}</td></tr>`,
  )}</tbody></table></div></div>`;
}
