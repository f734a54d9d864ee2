import { html } from 'hono/html';
import { z } from 'zod';
import { almatyDate } from '../../../db/almaty-time.ts';
import type { Language } from '../../../db/schema/language.ts';
import type { NoticeKind } from '../../../db/schema/notices.ts';
import { recordTemplateCheck, templateChecks } from '../../../db/template-checks.ts';
import { everyPlatform } from '../../../scrapers/directory.ts';
import { ADDRESSEES } from '../../addressees.ts';
import { inventedContent, TEMPLATES, textSha256 } from '../../templates.ts';
import { unverifiedNorms, writeLetter } from '../../write-letter.ts';
import { type Html, page, seeOther } from '../answer.ts';
import { button, form, lineField, problemList } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState, problemWith, readForm } from '../forms/read-form.ts';
import { line } from '../forms/shapes.ts';
import { LETTER_WORDS } from '../letter-words.ts';
import { letterHtml } from '../letters/preview.ts';
import { Refused } from '../refused.ts';
import { mayEnter } from '../route.ts';
import { LANGUAGE_NAMES, SHELL } from '../shell/texts.ts';
import { dayOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { TEXTS_PAGE } from './texts.ts';

interface Template {
  readonly kind: NoticeKind;
  readonly language: Language;
}
const nameOf = ({ kind, language }: Template) => `${kind}.${language}`;
const shape = z.object({ text: z.string().regex(/^[0-9a-f]{64}$/), lawyer: line(200) });

/** Every text in every language, and who has checked it as it stands. */
export async function showTexts(visit: StaffVisit): Promise<Response> {
  const { deps, language, now } = visit;
  const say = TEXTS_PAGE[language];
  const date = almatyDate(now);
  const checks = new Map(
    (await templateChecks(deps.db)).map((check) => [`${nameOf(check)} ${check.textSha256}`, check]),
  );
  const rows = TEMPLATES.map((one) => {
    const check = checks.get(`${nameOf(one)} ${textSha256(one.kind, one.language, date)}`);
    const norms = unverifiedNorms(inventedContent(one.kind, one.language, { date })).map(
      (norm) => norm.citation[language],
    );
    return html`<tr><th scope="row"><a href="/letters/texts/${nameOf(one)}">${LETTER_WORDS[language].kind[one.kind]}</a></th><td>${LANGUAGE_NAMES[one.language]}</td>
<td>${check ? html`<span class="badge good">${check.checkedBy}</span> ${dayOf(language, check.checkedAt)}` : html`<span class="badge warn">${say.notChecked}</span>`}</td><td class="small">${norms.join('; ')}</td></tr>`;
  });
  const body = html`<p>${say.intro}</p><p><a href="/letters/addressees">${say.addressees}</a></p>
<div class="card"><div class="scroll" tabindex="0" role="group" aria-label="${say.kind}"><table>
<thead><tr><th scope="col">${say.kind}</th><th scope="col">${say.language}</th><th scope="col">${say.checkedBy}</th><th scope="col">${say.norms}</th></tr></thead><tbody>${rows}</tbody></table></div></div>`;
  return page(visit, body);
}

export async function showText(visit: StaffVisit): Promise<Response> {
  return textPage(visit, templateIn(visit), EMPTY_FORM);
}

/** A lawyer has read this text as it was shown: one that changed meanwhile is not taken for it. */
export async function recordCheck(visit: StaffVisit): Promise<Response> {
  const { deps, now, language } = visit;
  const template = templateIn(visit);
  const read = readForm(visit, shape);
  if (!read.ok) return textPage(visit, template, read.state);
  const digest = textSha256(template.kind, template.language, almatyDate(now));
  if (read.value.text !== digest)
    return textPage(visit, template, problemWith(visit, 'lawyer', TEXTS_PAGE[language].changed));
  await recordTemplateCheck(deps.db, { ...template, checkedBy: read.value.lawyer, textSha256: digest }, now);
  return seeOther(visit, `/letters/texts/${nameOf(template)}?saved=yes`);
}

function templateIn({ c }: StaffVisit): Template {
  const found = TEMPLATES.find((one) => nameOf(one) === c.req.param('text'));
  if (!found) throw new Refused('missing');
  return found;
}

async function textPage(visit: StaffVisit, template: Template, state: FormState): Promise<Response> {
  const { deps, language, now, c } = visit;
  const say = TEXTS_PAGE[language];
  const date = almatyDate(now);
  const digest = textSha256(template.kind, template.language, date);
  const checks = (await templateChecks(deps.db)).filter(
    (one) => nameOf(one) === nameOf(template) && one.textSha256 === digest,
  );
  const check = checks.at(-1);
  const content = inventedContent(template.kind, template.language, { date });
  const document = writeLetter(content, 'Q-0000-0000', { draft: true, textChecked: check !== undefined });
  const record = mayEnter(visit.user.role, 'approver')
    ? form(
        visit,
        `/letters/texts/${nameOf(template)}/checked`,
        html`<input type="hidden" name="text" value="${digest}">${lineField({ name: 'lawyer', label: say.lawyer, hint: say.lawyerHint, state })}<div>${button(say.record)}</div>`,
      )
    : html`<p class="quiet-text">${say.byApprover}</p>`;
  const body = html`${c.req.query('saved') === 'yes' ? html`<p class="note good" role="status">${say.saved}</p>` : ''}
${problemList(SHELL[language].problems, state)}
<div class="columns wide-first"><div class="stack"><p class="note info">${say.invented}</p>${letterHtml(document, content)}</div>
<section class="card stack" aria-labelledby="check"><h2 id="check">${say.checked}</h2>
${check ? html`<p>${say.holds} <strong>${check.checkedBy}</strong>, ${dayOf(language, check.checkedAt)}</p>` : html`<p><span class="badge warn">${say.notChecked}</span></p>`}
${record}<p><a href="/letters/texts">${say.back}</a></p></section></div>`;
  const title = `${LETTER_WORDS[language].kind[template.kind]}, ${LANGUAGE_NAMES[template.language]}`;
  return page(visit, body, { title, status: Object.keys(state.problems).length > 0 ? 400 : 200 });
}

/** Who letters can go to, and how sure that is. */
export async function showAddressees(visit: StaffVisit): Promise<Response> {
  const { language } = visit;
  const say = TEXTS_PAGE[language];
  const checked = (on: string | null) =>
    on === null ? html`<span class="badge warn">${say.never}</span>` : html`${dayOf(language, on)}`;
  const contacts = everyPlatform().map(({ name, legal }) => {
    const ways = [legal.postalAddress, legal.email, legal.formUrl].filter((one) => one !== null);
    return html`<tr><th scope="row">${name}</th><td>${legal.entity[language]}</td><td>${ways.length === 0 ? say.unknown : ways.map((one) => html`<div>${one}</div>`)}</td><td>${checked(legal.checkedOn)}</td></tr>`;
  });
  const others = ADDRESSEES.map(
    (one) =>
      html`<tr><th scope="row">${one.entity[language]}</th><td>${LETTER_WORDS[language].group[one.group]}</td><td>${one.address ?? say.unknown}</td><td>${checked(one.checkedOn)}</td></tr>`,
  );
  const table = (id: string, heading: string, rows: readonly Html[]) =>
    html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${heading}</h2><div class="scroll" tabindex="0" role="group" aria-labelledby="${id}"><table>
<thead><tr><th scope="col">${say.name}</th><th scope="col">${say.group}</th><th scope="col">${say.contact}</th><th scope="col">${say.checkedOn}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
  const body = html`<p>${say.addresseesIntro}</p><div class="stack">${table('others', say.others, others)}${table('platforms', say.platforms, contacts)}</div>`;
  return page(visit, body);
}
