import { html } from 'hono/html';
import type { Capture } from '../../../db/captures.ts';
import { namesInCapture } from '../../../db/evidence-files.ts';
import type { Match } from '../../../db/matches.ts';
import { shortName } from '../../../db/short-name.ts';
import type { Html } from '../answer.ts';
import { differenceWords } from '../differences.ts';
import { button, form, radioField } from '../forms/fields.ts';
import { EMPTY_FORM } from '../forms/read-form.ts';
import { mayEnter } from '../route.ts';
import { momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { visible } from './marked.ts';
import { MATCHES } from './texts.ts';
import { verified } from './verify.ts';

/** More would make one page read too much of the disk; older captures are in the export. */
const CAPTURES_SHOWN = 3;

/** What was captured, whether it still agrees with its manifest, its files, and the export for those who may. */
export async function evidenceCard(visit: StaffVisit, match: Match, captures: readonly Capture[]): Promise<Html> {
  const say = MATCHES[visit.language];
  const shown = await Promise.all(
    captures
      .slice(-CAPTURES_SHOWN)
      .reverse()
      .map((one) => captureOf(visit, one)),
  );
  const choices = [
    { value: 'working', label: say.working },
    { value: 'whole', label: say.whole },
  ];
  const mayExport = mayEnter(visit.user.role, 'approver') && captures.length > 0;
  return html`<section class="card stack" aria-labelledby="evidence"><h2 id="evidence">${say.evidence}</h2>
${shown.length === 0 ? html`<p class="empty">${say.noCapture}</p>` : shown}
${
  mayExport
    ? html`<details><summary>${say.export}</summary><p class="quiet-text">${say.exportHint}</p>${form(
        visit,
        `/matches/${shortName('m', match.id)}/export`,
        html`${radioField({ name: 'copy', label: say.copy, state: EMPTY_FORM, value: 'working', choices })}
<label class="tick"><input type="checkbox" name="letters"> ${say.letters}</label>${button(say.export, { kind: 'plain' })}`,
      )}</details>`
    : ''
}</section>`;
}

async function captureOf(visit: StaffVisit, capture: Capture): Promise<Html> {
  const { language, deps } = visit;
  const say = MATCHES[language];
  const report = await verified(deps, capture);
  const names = (await namesInCapture(deps.home, capture.folder)) ?? [];
  const verdict =
    report === null
      ? html`<p class="quiet-text">${say.verifyLater}</p>`
      : report.differences.length === 0
        ? html`<p class="note good">${say.verified(report.files)}</p>`
        : html`<div class="note bad"><p>${say.notVerified}</p><ul>${report.differences.slice(0, 10).map((one) => html`<li>${visible(differenceWords(language, one))}</li>`)}</ul></div>`;
  const times =
    report === null
      ? ''
      : report.times.length === 0
        ? html`<p class="small quiet-text">${say.noTimes}</p>`
        : html`<p class="small">${say.times}: ${report.times.map((one) => html`${one.authority} ${momentOf(language, one.time)} `)}</p>`;
  const take = capture.sealed
    ? ''
    : html`<details><summary>${say.files} (${names.length})</summary><p class="quiet-text">${say.filesHint}</p>${form(
        visit,
        `/captures/${shortName('c', capture.id)}/file`,
        html`<div class="row">${names.map((name) => button(visible(name), { kind: 'quiet', name: 'name', value: name }))}</div>`,
      )}</details>`;
  return html`<div class="stack"><p><strong>${shortName('c', capture.id)}</strong> ${say.captured[capture.state]}, ${momentOf(language, capture.capturedAt)}</p>
${verdict}${times}${take}</div>`;
}
