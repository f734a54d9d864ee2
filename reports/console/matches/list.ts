import { html } from 'hono/html';
import { countMatches, pageOfMatches } from '../../../db/match-lists.ts';
import type { Match } from '../../../db/matches.ts';
import { listNumbers } from '../../../db/numbers.ts';
import { MATCH_STATES, type MatchState } from '../../../db/schema/matches.ts';
import { idOfShortName, shortName } from '../../../db/short-name.ts';
import { platforms } from '../../../scrapers/directory.ts';
import { type Html, page } from '../answer.ts';
import { button, choiceField, lineField } from '../forms/fields.ts';
import { EMPTY_FORM } from '../forms/read-form.ts';
import { pathOf } from '../paths.ts';
import { platformName } from '../platform-names.ts';
import { momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { filterOf, queryOf, type TypedFilter, typedFilter } from './filter.ts';
import { MATCHES } from './texts.ts';

const PER_PAGE = 50;
export const STATE_LOOKS: Readonly<Record<MatchState, string>> = { new: 'info', confirmed: 'bad', dismissed: '' };

/** Matches, newest first, a page at a time. */
export async function showList(visit: StaffVisit): Promise<Response> {
  const { language, deps, now, c } = visit;
  const say = MATCHES[language];
  const typed = typedFilter((name) => c.req.query(name));
  const filter = await filterOf(visit, typed);
  const before = idOfShortName('m', c.req.query('before') ?? '') ?? undefined;
  const counts = await countMatches(deps.db, { ...filter, state: undefined });
  const { rows, more } = await pageOfMatches(deps.db, deps.vault, filter, { before, limit: PER_PAGE });
  const masked = new Map((await listNumbers(deps.db, deps.vault, now)).map((one) => [one.id, one.masked]));
  const last = rows.at(-1);
  const body = html`<div id="matches" data-live="matches" class="stack">
${filterForm(visit, typed)}
<p class="quiet-text">${say.counts(counts.new, counts.confirmed, counts.dismissed)}</p>
${rows.length === 0 ? html`<p class="empty">${say.none}</p>` : table(visit, rows, masked, typed)}
<p class="row">${before === undefined ? '' : html`<a class="button plain" href="/matches${queryOf(typed)}">${say.newest}</a>`}
${more && last ? html`<a class="button plain" rel="next" data-key="o" href="/matches${queryOf(typed, { before: shortName('m', last.id) })}">${say.older} <kbd aria-hidden="true">o</kbd></a>` : ''}</p>
</div>`;
  return page(visit, body);
}

function filterForm({ language }: StaffVisit, typed: TypedFilter): Html {
  const say = MATCHES[language];
  const words = WORDS[language].match;
  const any = { value: '', label: say.any };
  const state = EMPTY_FORM;
  return html`<form class="filters card" method="get" action="/matches" aria-label="${say.filter}">
${choiceField({ name: 'state', label: say.state, state, value: typed.state, choices: [any, ...MATCH_STATES.map((value) => ({ value, label: words[value] }))] })}
${choiceField({ name: 'platform', label: say.platform, state, value: typed.platform, choices: [any, ...platforms().map(({ id, name }) => ({ value: id, label: name }))] })}
${lineField({ name: 'person', label: say.person, hint: say.personHint, state, value: typed.person, required: false })}
${lineField({ name: 'campaign', label: say.campaign, hint: say.campaignHint, state, value: typed.campaign, required: false })}
${button(say.apply, { kind: 'plain' })}
</form>`;
}

function table(
  { language }: StaffVisit,
  rows: readonly Match[],
  masked: ReadonlyMap<number, string>,
  typed: TypedFilter,
): Html {
  const say = MATCHES[language];
  const words = WORDS[language];
  const row = (match: Match, i: number) =>
    html`<tr><th scope="row"><a href="${pathOf('m', match.id)}${queryOf(typed)}" ${i === 0 ? html`data-key="d"` : ''}>${shortName('m', match.id)}</a></th>
<td>${platformName(match.platform)}</td><td><span class="number">${masked.get(match.numberId) ?? shortName('n', match.numberId)}</span></td>
<td>${words.how[match.how]} ${match.strength === 'weak' ? html`<span class="badge warn">${words.strength.weak}</span>` : ''}</td>
<td><span class="badge ${STATE_LOOKS[match.state]}">${words.match[match.state]}</span></td>
<td>${words.presence[match.presence]}</td><td>${momentOf(language, match.firstSeenAt)}</td></tr>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say.match}"><table>
<thead><tr><th scope="col">${say.match}</th><th scope="col">${say.platform}</th><th scope="col">${say.number}</th><th scope="col">${say.how}</th><th scope="col">${say.decision}</th><th scope="col">${say.presence}</th><th scope="col">${say.seen}</th></tr></thead>
<tbody>${rows.map(row)}</tbody></table></div>`;
}
