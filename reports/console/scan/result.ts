import { html } from 'hono/html';
import { listAttacks } from '../../../db/attacks.ts';
import { listNumbers } from '../../../db/numbers.ts';
import { latestScan, type PlatformScan, type Scan, type ScanAnswer, scanResults } from '../../../db/scans.ts';
import { shortName } from '../../../db/short-name.ts';
import { type Html, page } from '../answer.ts';
import { button, form } from '../forms/fields.ts';
import { revealButton } from '../numbers/reveal.ts';
import { idInPath, pathOf } from '../paths.ts';
import { Refused } from '../refused.ts';
import { momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { reasonWords, WORDS } from '../words.ts';
import { attackForms, scannedPlatforms } from './choose.ts';
import { adsCounted, SCAN } from './texts.ts';

const LOOKS: Readonly<Record<ScanAnswer, string>> = {
  waiting: '',
  looking: 'info',
  found: 'bad',
  'not-found': 'good',
  'could-not-look': 'warn',
};
const PENDING: readonly ScanAnswer[] = ['waiting', 'looking'];
const NOBODY_CAME_MS = 60_000;

/** The newest scan of one number, platform by platform, as far as it has come. */
export async function showResults(visit: StaffVisit): Promise<Response> {
  const { deps, language, now } = visit;
  const id = idInPath(visit, 'number', 'n');
  const number = (await listNumbers(deps.db, deps.vault, now)).find((one) => one.id === id);
  if (!number) throw new Refused('missing');
  const say = SCAN[language];
  const active = number.status === 'active' && number.scopes.includes('scan');
  const scan = await latestScan(deps.db, id);
  const results = scan ? await scanResults(deps.db, scan) : [];
  const attack = (await listAttacks(deps.db)).find((one) => one.numberId === id);
  const name = shortName('n', id);
  const body = html`<div class="row"><span class="number">${number.masked}</span> ${revealButton(visit, id)}
<a href="${pathOf('p', number.personId)}">${shortName('p', number.personId)}</a> <a href="/calls?person=${shortName('p', number.personId)}">${say.callLog}</a></div>
${active ? '' : html`<p class="note warn">${say.inactive}: ${WORDS[language].numberStatus[number.status]}.</p>`}
<div class="columns wide-first">
<div id="scan-results" data-live="runs matches" class="card stack">${scan ? resultTable(visit, scan, results) : html`<h2 id="answers">${say.answerHead}</h2><p class="empty">${say.noScan}</p>`}
${active ? acts(visit, name, scan, results) : ''}
</div>
${active ? html`<section class="card stack" aria-labelledby="attack"><h2 id="attack">${say.attack}?</h2>${attackForms(visit, id, attack)}</section>` : ''}
</div>`;
  return page(visit, body, { title: `${visit.route.title[language]}: ${name}` });
}

function isOver(scan: Scan | null, results: readonly PlatformScan[]): boolean {
  return scan === null || results.every(({ answer }) => !PENDING.includes(answer));
}

function acts(visit: StaffVisit, name: string, scan: Scan | null, results: readonly PlatformScan[]): Html {
  const say = SCAN[visit.language];
  if (!isOver(scan, results) && scan?.stoppedAt === null)
    return html`<div class="row">${form(visit, `/scan/${name}/stop`, button(say.stop, { kind: 'danger' }), { look: 'inline' })}
<a class="button plain" href="/scan/${name}">${say.reload}</a></div>`;
  return html`<div>${form(visit, '/scan', html`<input type="hidden" name="number" value="${name}">${button(scan ? say.again : say.start)}`, { look: 'inline' })}</div>`;
}

function resultTable({ language, deps, now }: StaffVisit, scan: Scan, results: readonly PlatformScan[]): Html {
  const say = SCAN[language];
  const names = new Map(scannedPlatforms(deps).map((one) => [one.id, one.name]));
  const count = (answer: ScanAnswer) => results.filter((one) => one.answer === answer).length;
  const answered = results.filter(({ answer }) => !PENDING.includes(answer)).length;
  const over = isOver(scan, results);
  const idle =
    now.getTime() - scan.startedAt.getTime() > NOBODY_CAME_MS && results.every(({ answer }) => answer === 'waiting');
  const stopped = scan.stoppedAt
    ? html` ${say.stopped}: ${scan.stoppedBy}, ${momentOf(language, scan.stoppedAt)}.`
    : '';
  return html`<div class="between"><h2 id="answers">${say.answerHead}</h2><span class="small quiet-text">${momentOf(language, scan.startedAt)}, ${say.by} ${scan.startedBy}</span></div>
<p role="status">${over ? say.over : say.goesOn} ${say.progress(answered, results.length)} ${say.totals(count('found'), count('not-found'), count('could-not-look'))}${stopped}</p>
<progress class="wide" max="${results.length}" value="${answered}" aria-labelledby="answers"></progress>
${idle && !over ? html`<p class="note warn">${say.noWorker}</p>` : ''}
<div class="scroll" tabindex="0" role="region" aria-labelledby="answers"><table>
<thead><tr><th scope="col">${say.platform}</th><th scope="col">${say.answerHead}</th><th scope="col" class="number">${say.pages}</th><th scope="col">${say.why}</th></tr></thead>
<tbody>${results.map((one) => platformRow(language, names.get(one.platform) ?? one.platform, one))}</tbody>
</table></div>`;
}

function platformRow(language: StaffVisit['language'], name: string, { answer, matchIds, run }: PlatformScan): Html {
  const say = SCAN[language];
  const kinds = [...new Set(run?.reasons.map((one) => one.kind) ?? [])];
  return html`<tr><th scope="row">${name}</th>
<td><span class="badge ${LOOKS[answer]}">${say.answer[answer]}</span>
${matchIds.length > 0 ? html`${adsCounted(language, matchIds.length)}: ${matchIds.slice(0, 10).map((id, i) => html`${i > 0 ? ', ' : ''}<a href="${pathOf('m', id)}">${shortName('m', id)}</a>`)}` : ''}</td>
<td class="number">${run?.counts.indexPages ?? ''}</td>
<td>${kinds.map((kind) => reasonWords(language, kind)).join('; ')}</td></tr>`;
}
