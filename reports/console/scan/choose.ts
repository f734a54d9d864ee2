import { html } from 'hono/html';
import { z } from 'zod';
import { type Attack, listAttacks, watchAttack } from '../../../db/attacks.ts';
import { latestChecks } from '../../../db/checks.ts';
import { listNumbers, type NumberRow } from '../../../db/numbers.ts';
import { listPersons } from '../../../db/people.ts';
import { latestScan, latestScans, type Scan, startScan, stopScan } from '../../../db/scans.ts';
import { idOfShortName, shortName } from '../../../db/short-name.ts';
import { platforms } from '../../../scrapers/directory.ts';
import { type Html, page, seeOther } from '../answer.ts';
import { button, choiceField, form, problemList, textField } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState, readForm } from '../forms/read-form.ts';
import { idInPath } from '../paths.ts';
import { Refused } from '../refused.ts';
import { SHELL } from '../shell/texts.ts';
import { momentOf } from '../times.ts';
import type { ConsoleDeps, StaffVisit } from '../visit.ts';
import { SCAN } from './texts.ts';

const CHECKS_SHOWN = 8;
const ATTACK_HOURS = [24, 48, 72, 168] as const;
const attackForm = z.object({
  hours: z.enum(ATTACK_HOURS.map(String) as [string, ...string[]]).default('48'),
  act: z.enum(['watch', 'over']).default('watch'),
});
const startForm = z.object({ number: z.string().refine((typed) => idOfShortName('n', typed) !== null) });

export async function showScan(visit: StaffVisit): Promise<Response> {
  return scanPage(visit, EMPTY_FORM);
}

/** The first page of the work on demand; also shown again with what is wrong with the links. */
export async function scanPage(visit: StaffVisit, state: FormState): Promise<Response> {
  const { deps, language, now } = visit;
  const say = SCAN[language];
  const body = html`${problemList(SHELL[language].problems, state)}
<div class="columns">
<section class="card" aria-labelledby="numbers"><div class="between"><h2 id="numbers">${say.numbers}</h2>
<a class="button plain" href="/people/new">${say.enrol}</a></div>
${await numberList(visit, await listNumbers(deps.db, deps.vault, now))}
</section>
<section class="card stack" aria-labelledby="links"><h2 id="links">${say.links}</h2>
${form(
  visit,
  '/scan/checks',
  html`${textField({ name: 'text', label: say.linksField, hint: say.linksHint, state, rows: 7 })}
<div>${button(say.check)}</div>`,
)}
${await checkList(visit)}
</section>
</div>`;
  return page(visit, body, { status: Object.keys(state.problems).length > 0 ? 400 : 200 });
}

async function numberList(visit: StaffVisit, all: readonly NumberRow[]): Promise<Html> {
  const { deps, language } = visit;
  const say = SCAN[language];
  const active = all.filter(({ status, scopes }) => status === 'active' && scopes.includes('scan'));
  if (active.length === 0) return html`<p class="empty">${say.noNumbers}</p>`;
  const names = new Map((await listPersons(deps.db, deps.vault)).map(({ id, name }) => [id, name]));
  const attacks = new Map((await listAttacks(deps.db)).map((one) => [one.numberId, one]));
  const scans = new Map((await latestScans(deps.db)).map((one) => [one.numberId, one]));
  return html`<p class="hint">${say.startHint}</p>
<ul class="list">${active.map((one) => numberRow(visit, one, names.get(one.personId) ?? '', attacks.get(one.id), scans.get(one.id)))}</ul>`;
}

function numberRow(
  visit: StaffVisit,
  { id, masked, personId }: NumberRow,
  person: string,
  attack: Attack | undefined,
  scan: Scan | undefined,
): Html {
  const { language } = visit;
  const say = SCAN[language];
  const name = shortName('n', id);
  return html`<li class="between"><span><strong>${person}</strong> <span class="quiet-text">${shortName('p', personId)}</span><br>
<a href="/scan/${name}">${name}</a> <span class="number">${masked}</span>
${attack && attack.until > visit.now ? html`<span class="badge bad">${say.attack}</span>` : ''}
${scan ? html`<br><span class="small quiet-text">${say.last}: ${momentOf(language, scan.startedAt)}</span>` : ''}</span>
${form(visit, '/scan', html`<input type="hidden" name="number" value="${name}">${button(say.start)}`, { look: 'inline' })}</li>`;
}

async function checkList({ deps, language }: StaffVisit): Promise<Html> {
  const say = SCAN[language];
  const recent = await latestChecks(deps.db, CHECKS_SHOWN);
  if (recent.length === 0) return html``;
  return html`<h3>${say.recent}</h3><ul class="list">${recent.map(
    ({ id, askedBy, askedAt }) =>
      html`<li><a href="/scan/checks/${id}">${say.result(id)}</a> <span class="small quiet-text">${momentOf(language, askedAt)}, ${say.by} ${askedBy}</span></li>`,
  )}</ul>`;
}

/** Platforms that a scan asks: switched on, and with pages to look at. */
export function scannedPlatforms({ config }: Pick<ConsoleDeps, 'config'>): { id: string; name: string }[] {
  return platforms(new Map(), config.platforms)
    .filter(({ id, notSwept }) => notSwept === undefined && (config.platforms[id]?.enabled ?? true))
    .map(({ id, name }) => ({ id, name }));
}

export async function beginScan(visit: StaffVisit): Promise<Response> {
  const { deps, now, user } = visit;
  const read = readForm(visit, startForm);
  const numberId = read.ok ? idOfShortName('n', read.value.number) : null;
  if (numberId === null) throw new Refused('form');
  const asked = { numberId, platforms: scannedPlatforms(deps).map(({ id }) => id), by: user.name };
  await startScan(deps.db, await deps.queue(), asked, deps.config.limits, now);
  return seeOther(visit, `/scan/${shortName('n', numberId)}`);
}

export async function endScan(visit: StaffVisit): Promise<Response> {
  const { deps, now, user } = visit;
  const numberId = idInPath(visit, 'number', 'n');
  const scan = await latestScan(deps.db, numberId);
  if (!scan) throw new Refused('missing');
  await stopScan(deps.db, await deps.queue(), { id: scan.id, by: user.name }, now);
  return seeOther(visit, `/scan/${shortName('n', numberId)}`);
}

/** The forms by which a number is watched closely for a time, or no more. */
export function attackForms(visit: StaffVisit, numberId: number, attack: Attack | undefined): Html {
  const { language, now } = visit;
  const say = SCAN[language];
  const action = `/scan/${shortName('n', numberId)}/attack`;
  const choices = ATTACK_HOURS.map((hours) => ({ value: String(hours), label: say.attackHours(hours) }));
  const watched = attack !== undefined && attack.until > now;
  return html`${watched ? html`<p><span class="badge bad">${say.attack}</span> ${say.attackUntil} ${momentOf(language, attack.until)}</p>` : ''}
<p class="hint">${say.attackHint}</p>
${form(
  visit,
  action,
  html`${choiceField({ name: 'hours', label: say.attackFor, state: EMPTY_FORM, choices, value: '48' })}
<div class="row">${button(say.attackStart, { kind: watched ? 'plain' : 'primary', name: 'act', value: 'watch' })}
${watched ? button(say.attackOver, { kind: 'plain', name: 'act', value: 'over' }) : ''}</div>`,
)}`;
}

export async function setAttack(visit: StaffVisit): Promise<Response> {
  const { deps, now, user } = visit;
  const id = idInPath(visit, 'number', 'n');
  const read = readForm(visit, attackForm);
  if (!read.ok) throw new Refused('form');
  const { hours, act } = read.value;
  const until = act === 'over' ? null : new Date(now.getTime() + Number(hours) * 3_600_000);
  await watchAttack(deps.db, { id, by: user.name, until }, now);
  return seeOther(visit, `/scan/${shortName('n', id)}`);
}
