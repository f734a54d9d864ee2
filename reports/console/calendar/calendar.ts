import { html } from 'hono/html';
import { almatyDate } from '../../../db/almaty-time.ts';
import type { Language } from '../../../db/schema/language.ts';
import { type Due, dueAhead } from '../../reminders.ts';
import { type Html, page } from '../answer.ts';
import { pathOf } from '../paths.ts';
import { addresseeName } from '../platform-names.ts';
import { dayOf, monthName, weekdayNames } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { monthFrom, monthIn, weeksOf } from './month.ts';
import { CALENDAR } from './texts.ts';

const MOST_OF_A_DAY = 4;
const MOST_LISTED = 100;

/** What is overdue, first; then the month; then everything ahead as a list. */
export async function showCalendar(visit: StaffVisit): Promise<Response> {
  const { deps, language, now, c } = visit;
  const say = CALENDAR[language];
  const today = almatyDate(now);
  const month = monthIn(c.req.query('month'), today.slice(0, 7));
  const all = await dueAhead(deps.db);
  const late = all.filter((item) => item.on < today);
  const ahead = all.filter((item) => item.on >= today);
  const body = html`<div class="stack" id="calendar" data-live="letters">
${listed(language, 'late', say.overdue, late, say.noOverdue, true)}
<section class="card stack" aria-labelledby="month">
<div class="between"><h2 id="month">${monthName(language, month)}</h2>
<span class="row"><a class="button quiet" href="/letters/calendar?month=${monthFrom(month, -1)}" rel="prev">← ${say.before}</a>
<a class="button quiet" href="/letters/calendar?month=${monthFrom(month, 1)}" rel="next">${say.after} →</a></span></div>
${grid(language, month, today, all)}
<p class="small quiet-text">${say.shaded}</p></section>
${listed(language, 'ahead', say.ahead, ahead, say.noAhead, false)}
</div>`;
  return page(visit, body);
}

function grid(language: Language, month: string, today: string, all: readonly Due[]): Html {
  const byDay = new Map<string, Due[]>();
  for (const item of all) if (item.on.startsWith(month)) byDay.set(item.on, [...(byDay.get(item.on) ?? []), item]);
  const say = CALENDAR[language];
  const day = (one: ReturnType<typeof weeksOf>[number][number]) => {
    if (one === null) return html`<td></td>`;
    const { date, working } = one;
    const due = byDay.get(date) ?? [];
    const marks = [working ? '' : 'off', date === today ? 'today' : '', date < today ? 'late' : ''].join(' ');
    return html`<td class="${marks}"><div class="day">${Number(date.slice(8))}${date === today ? html` <span class="small">${say.today}</span>` : ''}${working ? '' : html` <span class="visually-hidden">${say.dayOff}</span>`}</div>
${due.length === 0 ? '' : html`<ul>${due.slice(0, MOST_OF_A_DAY).map(({ notice, what }) => html`<li><a href="${pathOf('l', notice.id)}">${notice.reference}</a> ${WORDS[language].due[what]}</li>`)}${due.length > MOST_OF_A_DAY ? html`<li>+${due.length - MOST_OF_A_DAY}</li>` : ''}</ul>`}</td>`;
  };
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="month"><table class="month">
<thead><tr>${weekdayNames(language).map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${weeksOf(month).map((week) => html`<tr>${week.map(day)}</tr>`)}</tbody></table></div>`;
}

function listed(
  language: Language,
  id: string,
  heading: string,
  items: readonly Due[],
  none: string,
  late: boolean,
): Html {
  const say = CALENDAR[language];
  return html`<section class="card" aria-labelledby="${id}"><div class="between"><h2 id="${id}">${heading}</h2><span class="count">${items.length}</span></div>
${
  items.length === 0
    ? html`<p class="empty">${none}</p>`
    : html`<div class="scroll" tabindex="0" role="group" aria-labelledby="${id}"><table>
<thead><tr><th scope="col">${say.on}</th><th scope="col">${say.what}</th><th scope="col">${say.letter}</th><th scope="col">${say.to}</th><th scope="col">${say.ground}</th></tr></thead>
<tbody>${items.slice(0, MOST_LISTED).map(
        ({ notice, what, on }) =>
          html`<tr><td>${dayOf(language, on)} ${late ? html`<span class="badge bad">${say.late}</span>` : ''}</td><th scope="row">${WORDS[language].due[what]}</th>
<td><a href="${pathOf('l', notice.id)}">${notice.reference}</a></td><td>${addresseeName(language, notice.addressee)}</td><td class="small">${say.grounds[what]}</td></tr>`,
      )}</tbody></table></div>
${items.length > MOST_LISTED ? html`<p class="small quiet-text">+${items.length - MOST_LISTED}</p>` : ''}`
}</section>`;
}
