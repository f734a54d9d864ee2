import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { countOpenLookups, type OpenLookup, openLookupsPage } from '../../../db/lookups.ts';
import { listNumbers } from '../../../db/numbers.ts';
import { idOfShortName, shortName } from '../../../db/short-name.ts';
import { type Html, page } from '../answer.ts';
import { button, type Choice, form } from '../forms/fields.ts';
import { visible } from '../matches/marked.ts';
import { platformName } from '../platform-names.ts';
import { momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { LOOKUPS, partWords } from './texts.ts';

/** As many as a person answers in one sitting; the next ones follow when these are answered. */
const SHOWN = 25;

export async function showQueue(visit: StaffVisit): Promise<Response> {
  const { c, language } = visit;
  const say = LOOKUPS[language];
  const [asked, answered] = ['asked', 'answered'].map((name) => idOfShortName('h', c.req.query(name) ?? ''));
  if (asked) return queuePage(visit, { told: say.asked(shortName('h', asked)), look: 'info' });
  if (answered) return queuePage(visit, { told: say.answered(shortName('h', answered)), look: 'good' });
  return queuePage(visit, {});
}

/** Open lookups, best first, each with its reasons and its three answers. */
export async function queuePage(
  visit: StaffVisit,
  { told, look = 'warn', status = 200 }: { told?: string; look?: string; status?: ContentfulStatusCode },
): Promise<Response> {
  const { deps, language, now } = visit;
  const say = LOOKUPS[language];
  const open = await openLookupsPage(deps.db, SHOWN);
  const count = await countOpenLookups(deps.db);
  const numbers = (await listNumbers(deps.db, deps.vault, now))
    .filter((one) => one.status === 'active')
    .map((one) => ({ value: shortName('n', one.id), label: `${shortName('n', one.id)} ${one.masked}` }));
  const body = html`<div class="stack">${told ? html`<div class="note ${look}" role="status"><p>${told}</p></div>` : ''}
<p>${say.intro}</p>
<div id="queue" data-live="lookups" class="stack"><p class="quiet-text">${count === 0 ? say.none : say.open(count)}</p>
${numbers.length === 0 && count > 0 ? html`<p class="note warn">${say.noNumbers}</p>` : ''}
${open.map((one, i) => lookup(visit, one, numbers, i === 0))}</div></div>`;
  return page(visit, body, { status });
}

function lookup(visit: StaffVisit, one: OpenLookup, numbers: readonly Choice[], first: boolean): Html {
  const { language } = visit;
  const say = LOOKUPS[language];
  const name = shortName('h', one.id);
  const key = (letter: string) => (first ? { key: letter } : {});
  const yes =
    numbers.length === 0
      ? ''
      : html`<label for="n-${name}">${say.number}</label> <select id="n-${name}" name="number">${numbers.map(({ value, label }) => html`<option value="${value}">${label}</option>`)}</select>
${button(say.yes, { name: 'answer', value: 'yes', ...key('y') })}`;
  return html`<section class="card stack" aria-labelledby="${name}"><div class="between"><h2 id="${name}">${name} · ${platformName(one.platform)}</h2><span><span class="count">${one.score}</span> ${say.points}</span></div>
<dl class="facts"><dt>${say.why}</dt><dd><ul>${one.parts.map(({ code, points }) => html`<li>${partWords(language, code)}: <span class="number">${points}</span></li>`)}</ul></dd>
<dt>${say.hidden}</dt><dd>${say.whyHidden[one.why]}, ${say.since} ${momentOf(language, one.createdAt)}</dd></dl>
${
  isWebAddress(one.url)
    ? html`<p><a href="${one.url}" target="_blank" rel="noreferrer noopener" ${first ? html`data-key="o"` : ''}>${say.openAd}</a> <span class="small quiet-text">${visible(one.url)}</span></p>`
    : html`<p class="problem">${say.notOpenable} <span class="quiet-text">${visible(one.url)}</span></p>`
}
${form(visit, `/lookups/${name}/answer`, html`<div class="row">${yes}${button(say.no, { kind: 'plain', name: 'answer', value: 'no', ...key('n') })}${button(say.gone, { kind: 'plain', name: 'answer', value: 'gone', ...key('g') })}</div>`)}
</section>`;
}

/** An address that comes from a platform: `javascript:` and its like are no link. */
function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);
}
