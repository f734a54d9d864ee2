import { html } from 'hono/html';
import { almatyDate } from '../../../db/almaty-time.ts';
import { countedMonths } from '../../../db/figures.ts';
import { FIGURE_COLUMNS, type Figure, figuresCsv, figuresOf, SMALLEST_PUBLISHED } from '../../figures.ts';
import { figuresHtml } from '../../figures-page.ts';
import { barsOf, PLOT } from '../../plots.ts';
import { type Html, page, sentFile } from '../answer.ts';
import { platformName } from '../platform-names.ts';
import { Refused } from '../refused.ts';
import { monthName } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { FIGURES } from './texts.ts';

const MONTHS_SHOWN = 12;
const ROWS_SHOWN = 60;
const DRAWN = ['found', 'sent', 'removed', 'reappeared', 'blindNights'] as const;
type Drawn = (typeof DRAWN)[number];

/** A year of figures as plots, with the same numbers in a table beside them. */
export async function showFigures(visit: StaffVisit): Promise<Response> {
  const { language, now, c } = visit;
  const say = FIGURES[language];
  const published = c.req.query('published') === 'yes';
  const since = new Date(now.getTime() - (MONTHS_SHOWN - 1) * 31 * 24 * 3_600_000);
  const figures = await figuresSince(visit, published, since);
  const months = [...new Set(figures.map((figure) => figure.month))].sort().slice(-MONTHS_SHOWN);
  const shown = figures.filter((figure) => months.includes(figure.month)).slice(-ROWS_SHOWN);
  const body = html`<ul class="filters">
<li><a href="/figures" ${published ? '' : html`aria-current="page"`}>${say.internal}</a></li>
<li><a href="/figures?published=yes" ${published ? html`aria-current="page"` : ''}>${say.published}</a></li></ul>
<p class="note info">${published ? say.publishedNote(SMALLEST_PUBLISHED) : say.internalNote}</p>
${figures.length === 0 ? html`<p class="empty">${say.none}</p>` : html`<div class="stack">${plots(visit, figures, months)}${table(visit, shown)}</div>`}
${shown.length < figures.length ? html`<p class="small quiet-text">${say.cut(shown.length)}</p>` : ''}
<p class="row after">${say.download}: ${['csv', 'json', 'pdf'].map((ending) => html`<a class="button plain" href="/figures/files/figures.${ending}${published ? '?published=yes' : ''}" download>${ending.toUpperCase()}</a>`)}</p>
<p class="small quiet-text">${say.meaning}</p>`;
  return page(visit, body);
}

export async function takeFigures(visit: StaffVisit): Promise<Response> {
  const { deps, now, c } = visit;
  const ending = /^figures\.(csv|json|pdf)$/.exec(c.req.param('file') ?? '')?.[1];
  if (ending === undefined) throw new Refused('missing');
  const published = c.req.query('published') === 'yes';
  const figures = await figuresSince(visit, published, undefined);
  const name = `qorgan-figures-${almatyDate(now)}${published ? '-published' : ''}.${ending}`;
  if (ending === 'csv') return sentFile(visit, name, Buffer.from(figuresCsv(figures), 'utf8'));
  if (ending === 'json') return sentFile(visit, name, Buffer.from(`${JSON.stringify(figures, null, 2)}\n`, 'utf8'));
  const shown = { language: visit.language, now, nameOf: platformName, public: published };
  return sentFile(visit, name, await deps.printer.print(figuresHtml(figures, shown)));
}

async function figuresSince({ deps }: StaffVisit, published: boolean, since: Date | undefined): Promise<Figure[]> {
  return figuresOf(await countedMonths(deps.db, since), { public: published });
}

/** What is left out of the table is not drawn either: a total with it would give it away. */
function monthly(figures: readonly Figure[], months: readonly string[], column: Drawn): (number | null)[] {
  return months.map((month) => {
    const known = figures.flatMap((figure) => (figure.month === month ? (figure[column] ?? []) : []));
    return known.length === 0 ? null : known.reduce((all, value) => all + value, 0);
  });
}

function plots({ language }: StaffVisit, figures: readonly Figure[], months: readonly string[]): Html {
  const say = FIGURES[language];
  const columns = DRAWN.map((column) => ({ column, values: monthly(figures, months, column) }));
  return html`<div class="columns">
<section class="card stack" aria-label="${say.byMonth}">${columns.map(({ column, values }) => plot(language, say.columns[column], values, months))}</section>
<section class="card" aria-labelledby="by-month"><h2 id="by-month">${say.byMonth}</h2><div class="scroll" tabindex="0" role="group" aria-labelledby="by-month"><table>
<thead><tr><th scope="col">${say.columns.month}</th>${DRAWN.map((column) => html`<th scope="col" class="number">${say.columns[column]}</th>`)}</tr></thead>
<tbody>${months.map((month, i) => html`<tr><th scope="row">${monthName(language, month)}</th>${columns.map(({ values }) => html`<td class="number">${values[i] ?? '–'}</td>`)}</tr>`)}</tbody></table></div></section></div>`;
}

function plot(
  language: StaffVisit['language'],
  title: string,
  values: readonly (number | null)[],
  months: readonly string[],
): Html {
  const { bars } = barsOf({ values });
  const most = String(Math.max(0, ...values.map((value) => value ?? 0)));
  const first = monthName(language, months[0] ?? '');
  const last = monthName(language, months.at(-1) ?? '');
  return html`<figure><figcaption class="between"><strong>${title}</strong><span class="small quiet-text">${FIGURES[language].most(most)}</span></figcaption>
<svg class="plot" role="img" aria-label="${title}: ${first} – ${last}" viewBox="0 0 ${PLOT.width} ${PLOT.height}">
${bars.map(
  ({ x, y, width, height, amount }) =>
    html`<rect x="${x}" y="${y}" width="${width}" height="${height}"></rect>${amount === null ? '' : html`<text class="amount" x="${x + width / 2}" y="${y - 3}" text-anchor="middle">${amount}</text>`}`,
)}
<line x1="0" y1="${PLOT.foot}" x2="${PLOT.width}" y2="${PLOT.foot}"></line>
<text x="0" y="${PLOT.height - 8}">${first}</text><text x="${PLOT.width}" y="${PLOT.height - 8}" text-anchor="end">${last}</text></svg></figure>`;
}

function table({ language }: StaffVisit, figures: readonly Figure[]): Html {
  const say = FIGURES[language];
  const cell = (figure: Figure, column: (typeof FIGURE_COLUMNS)[number]) => {
    if (column === 'month') return html`<th scope="row">${monthName(language, figure.month)}</th>`;
    if (column === 'platform') return html`<td>${platformName(figure.platform)}</td>`;
    return html`<td class="number">${figure[column] ?? '–'}</td>`;
  };
  return html`<section class="card" aria-labelledby="by-platform"><h2 id="by-platform">${say.byPlatform}</h2><div class="scroll" tabindex="0" role="group" aria-labelledby="by-platform"><table>
<thead><tr>${FIGURE_COLUMNS.map((column) => html`<th scope="col" class="${column === 'month' || column === 'platform' ? '' : 'number'}">${say.columns[column]}</th>`)}</tr></thead>
<tbody>${[...figures].reverse().map((figure) => html`<tr>${FIGURE_COLUMNS.map((column) => cell(figure, column))}</tr>`)}</tbody></table></div></section>`;
}
