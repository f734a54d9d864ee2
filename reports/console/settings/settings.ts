import { html } from 'hono/html';
import { retentionTable } from '../../../db/retention-table.ts';
import { platforms } from '../../../scrapers/directory.ts';
import { type Html, page } from '../answer.ts';
import type { StaffVisit } from '../visit.ts';
import { type SettingName, settingsOf } from './gather.ts';
import { SETTINGS } from './texts.ts';
import { userSection } from './users.ts';

/** Yes or no, and neither is a lack. */
const SWITCHES: readonly SettingName[] = ['four-eyes', 'stored-abroad'];

/** What is configured and what is not, and who may sign in. */
export async function showSettings(visit: StaffVisit): Promise<Response> {
  const { language } = visit;
  const say = SETTINGS[language];
  const body = html`<div class="stack">
${await userSection(visit, { typed: {}, problems: {} })}
<p class="hint">${say.how}</p>
<div class="columns">${configured(visit)}<div class="stack">${platformList(visit)}${limitList(visit)}</div></div>
${retention(visit)}
</div>`;
  return page(visit, body);
}

function configured({ deps, language }: StaffVisit): Html {
  const say = SETTINGS[language];
  return html`<div class="card"><h2 id="settings">${say.settings}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="settings"><table><tbody>${settingsOf(
    deps.config,
    language,
  ).map(
    ({ name, configured: is, shown }) =>
      html`<tr><th scope="row">${say.names[name]}</th><td><span class="badge ${is ? 'good' : ''}">${SWITCHES.includes(name) ? (is ? say.on : say.off) : is ? say.configured : say.not}</span></td>
<td>${shown}${is ? '' : html`<span class="quiet-text">${say.without[name] ?? ''}</span>`}</td></tr>`,
  )}</tbody></table></div></div>`;
}

function platformList({ deps, language }: StaffVisit): Html {
  const say = SETTINGS[language];
  const { config } = deps;
  return html`<section class="card" aria-labelledby="platforms"><h2 id="platforms">${say.platforms}</h2>
<ul class="list">${platforms(new Map(), config.platforms).map(({ id, name, notSwept }) => {
    const on = (config.platforms[id]?.enabled ?? true) && notSwept === undefined;
    return html`<li class="between"><span>${name}</span><span class="badge ${on ? 'good' : ''}">${on ? say.on : say.off}</span></li>`;
  })}</ul></section>`;
}

function limitList({ deps, language }: StaffVisit): Html {
  const say = SETTINGS[language];
  const { limits } = deps.config;
  return html`<section class="card" aria-labelledby="limits"><h2 id="limits">${say.limits}</h2>
<ul class="list">${(Object.keys(say.limit) as (keyof typeof say.limit)[]).map((name) => html`<li class="between"><span>${say.limit[name]}</span><span class="number">${limits[name]}</span></li>`)}</ul></section>`;
}

function retention({ deps, language }: StaffVisit): Html {
  const say = SETTINGS[language];
  return html`<div class="card"><h2 id="retention">${say.retention}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="retention"><table>
<thead><tr><th scope="col">${say.retention}</th><th scope="col">${say.kept}</th><th scope="col">${say.why}</th></tr></thead>
<tbody>${retentionTable(deps.config.evidence.retentionMonths).map(
    ({ what, howLong, why, enforced }) =>
      html`<tr><th scope="row">${what[language]}</th><td>${howLong[language]} ${enforced ? html`<span class="badge good">${say.byItself}</span>` : ''}</td><td>${why[language]}</td></tr>`,
  )}</tbody></table></div></div>`;
}
