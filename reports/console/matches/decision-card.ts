import { html } from 'hono/html';
import { decisionVersion, type Match } from '../../../db/matches.ts';
import { shortName } from '../../../db/short-name.ts';
import type { Html } from '../answer.ts';
import { button, form, problemList, textField } from '../forms/fields.ts';
import type { FormState } from '../forms/read-form.ts';
import { SHELL } from '../shell/texts.ts';
import { momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import type { TypedFilter } from './filter.ts';
import { STATE_LOOKS } from './list.ts';
import { carried } from './match.ts';
import { MATCHES } from './texts.ts';

/** What was decided, and the form that decides: it says what it saw, so that nobody's decision is overwritten. */
export function decisionCard(visit: StaffVisit, match: Match, typed: TypedFilter, state: FormState): Html {
  const { language } = visit;
  const say = MATCHES[language];
  const known = Object.fromEntries(Object.entries(state.problems).filter(([, problem]) => problem !== ''));
  const shown = { ...state, problems: known };
  const stands =
    match.decidedBy === null || match.decidedAt === null
      ? html`<p>${say.undecided}</p>`
      : html`<p><span class="badge ${STATE_LOOKS[match.state]}">${WORDS[language].match[match.state]}</span> ${say.decidedBy}: ${match.decidedBy}, ${momentOf(language, match.decidedAt)}</p>${match.decisionReason ? html`<p>${say.reason}: ${match.decisionReason}</p>` : ''}`;
  return html`<section class="card stack" aria-labelledby="decision"><h2 id="decision">${say.decision}</h2>${stands}
${problemList(SHELL[language].problems, shown)}
${form(
  visit,
  `/matches/${shortName('m', match.id)}/decision`,
  html`<input type="hidden" name="expected" value="${decisionVersion(match)}">${carried(typed)}
${textField({ name: 'reason', label: say.reason, hint: say.reasonHint, state: shown, rows: 2, required: false })}
<label class="tick"><input type="checkbox" name="next" checked> ${say.goNext}</label>
<div class="row">
${match.state === 'confirmed' ? '' : button(say.confirm, { name: 'decision', value: 'confirm', key: 'c' })}
${match.state === 'dismissed' ? '' : html`${button(say.notOurs, { kind: 'plain', name: 'decision', value: 'not-ours', key: 'n' })}${button(say.ownAd, { kind: 'plain', name: 'decision', value: 'own-ad', key: 'a' })}`}
</div>`,
)}</section>`;
}
