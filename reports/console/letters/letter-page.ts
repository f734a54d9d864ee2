import { html } from 'hono/html';
import { listNumbers } from '../../../db/numbers.ts';
import { shortName } from '../../../db/short-name.ts';
import { mailText } from '../../intake.ts';
import { type Html, page } from '../answer.ts';
import { EMPTY_FORM, type FormState } from '../forms/read-form.ts';
import { LETTER_WORDS } from '../letter-words.ts';
import { idInPath, pathOf } from '../paths.ts';
import { platformName } from '../platform-names.ts';
import { LANGUAGE_NAMES } from '../shell/texts.ts';
import { dayOf, momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { filesCard } from './files-card.ts';
import { LETTER } from './letter-texts.ts';
import { nextSteps } from './next-steps.ts';
import { letterHtml, maskedIn, paragraphsHtml } from './preview.ts';
import { documentOf, type LetterRead, readLetter } from './read-letter.ts';
import { stateBadge } from './state-badge.ts';

export async function showLetter(visit: StaffVisit): Promise<Response> {
  const saved = visit.c.req.query('saved') ?? '';
  const texts: Readonly<Record<string, string>> = LETTER[visit.language].saved;
  const said = Object.hasOwn(texts, saved) ? texts[saved] : undefined;
  return letterPage(visit, idInPath(visit, 'letter', 'l'), said === undefined ? {} : { said });
}

/** The letter with what was said of the last step: done (`said`), or not and why (`problem`, then the status says it too). */
export async function letterPage(
  visit: StaffVisit,
  id: number,
  {
    said,
    problem,
    state = EMPTY_FORM,
    status = 200,
  }: {
    readonly said?: string;
    readonly problem?: string;
    readonly state?: FormState;
    readonly status?: 200 | 400 | 409;
  },
): Promise<Response> {
  const letter = await readLetter(visit.deps, id);
  const { notice, content, edited } = letter;
  const say = LETTER[visit.language];
  const body = html`${said ? html`<p class="note good" role="status">${said}</p>` : ''}
${problem ? html`<div class="note bad" role="alert" tabindex="-1" autofocus><p>${problem}</p></div>` : ''}
<div class="columns wide-first">
<section class="stack" aria-labelledby="preview"><div class="between"><h2 id="preview">${say.preview}</h2><a class="small" href="#next">${say.next} ↓</a></div>
${edited === null ? html`<p class="small quiet-text">${say.masked}</p>` : ''}
${edited === null ? '' : html`<p class="note info">${say.editedFile}</p>`}
${edited === null ? letterHtml(documentOf(letter), content) : paragraphsHtml(edited, content)}
</section>
<div class="stack" id="letter" data-live="letters">
${facts(visit, letter, await maskedNumbers(visit))}
${nextSteps(visit, letter, state)}
${filesCard(visit, letter)}
</div>
</div>
<div class="stack after">${history(visit, letter)}${await replies(visit, letter)}</div>`;
  const title = `${notice.reference}: ${LETTER_WORDS[visit.language].kind[notice.kind]}`;
  return page(visit, body, { title, status });
}

async function maskedNumbers({ deps, now }: StaffVisit): Promise<ReadonlyMap<number, string>> {
  return new Map((await listNumbers(deps.db, deps.vault, now)).map((one) => [one.id, one.masked]));
}

function facts({ language }: StaffVisit, letter: LetterRead, masked: ReadonlyMap<number, string>): Html {
  const { notice, content, ads, earlier, followers, ahead } = letter;
  const say = LETTER[language];
  const words = LETTER_WORDS[language];
  const line = (label: string, value: Html | string | null) =>
    value === null ? '' : html`<dt>${label}</dt><dd>${value}</dd>`;
  const linked = (one: { id: number; reference: string; kind: typeof notice.kind }) =>
    html`<a href="${pathOf('l', one.id)}">${one.reference}</a> (${words.kind[one.kind]})`;
  const sent =
    notice.sentAt === null
      ? null
      : html`${momentOf(language, notice.sentAt)}, ${notice.channel ? words.channel[notice.channel] : ''}`;
  return html`<section class="card" aria-labelledby="facts"><h2 id="facts">${say.facts}</h2>
<dl class="facts">
${line(say.state, html`${stateBadge(language, notice.state)} <span class="small quiet-text">${say.since} ${momentOf(language, notice.stateSince)}</span>`)}
${line(say.to, html`${content.addressee.entity[notice.language]}${notice.platform === null ? '' : html` (${platformName(notice.platform)})`}`)}
${line(say.language, LANGUAGE_NAMES[notice.language])}
${line(say.drafted, html`${notice.createdBy}, ${momentOf(language, notice.createdAt)}`)}
${line(say.approved, notice.approvedBy)}
${line(say.responsible, notice.responsible)}
${line(say.sent, sent)}
${sent === null ? '' : line(say.received, notice.receivedAt ? momentOf(language, notice.receivedAt) : say.notProven)}
${line(say.ticket, notice.ticket)}
${line(say.due, ahead.length === 0 ? null : html`${ahead.map(({ what, on }) => html`<div>${WORDS[language].due[what]}: ${dayOf(language, on)}</div>`)}`)}
${line(say.follows, earlier && linked(earlier))}
${line(say.followers, followers.length === 0 ? null : html`${followers.map((one) => html`<div>${linked(one)}</div>`)}`)}
</dl>
${
  ads.length === 0
    ? ''
    : html`<details ${ads.length <= 8 ? html`open` : ''}><summary>${say.adCount(ads.length)}</summary><ul class="list">${ads.map(
        (ad) =>
          html`<li class="row"><a href="${pathOf('m', ad.id)}">${shortName('m', ad.id)}</a> ${platformName(ad.platform)}
<span class="number">${masked.get(ad.numberId) ?? shortName('n', ad.numberId)}</span> <span class="badge">${WORDS[language].presence[ad.presence]}</span></li>`,
      )}</ul></details>`
}
</section>`;
}

function history({ language }: StaffVisit, { steps, notice }: LetterRead): Html {
  const say = LETTER[language];
  const words = LETTER_WORDS[language];
  const answers: Readonly<Record<string, string>> = words.answer;
  const rows = steps.map((step) => {
    const reason = step.reason && Object.hasOwn(answers, step.reason) ? answers[step.reason] : step.reason;
    const said = [
      step.channel && words.channel[step.channel],
      step.ticket,
      step.evidenceId === null ? null : shortName('c', step.evidenceId),
      reason,
      step.note,
    ];
    return html`<tr><td>${momentOf(language, step.at)}</td><th scope="row">${words.move[step.move]}</th><td>${step.actor}</td><td>${said.filter(Boolean).join('; ')}</td></tr>`;
  });
  return html`<section class="card" aria-labelledby="history"><h2 id="history">${say.history}</h2>
<div class="scroll" tabindex="0" role="group" aria-labelledby="history"><table>
<thead><tr><th scope="col">${say.when}</th><th scope="col">${say.what}</th><th scope="col">${say.by}</th><th scope="col">${say.details}</th></tr></thead>
<tbody><tr><td>${momentOf(language, notice.createdAt)}</td><th scope="row">${words.state.draft}</th><td>${notice.createdBy}</td><td></td></tr>${rows}</tbody>
</table></div></section>`;
}

async function replies({ language }: StaffVisit, { replies: all, content }: LetterRead): Promise<Html> {
  if (all.length === 0) return html``;
  const say = LETTER[language];
  const shown = await Promise.all(
    all.map(
      async ({ kind, receivedAt, source }) =>
        html`<details><summary>${LETTER_WORDS[language].reply[kind]}, ${momentOf(language, receivedAt)}</summary><pre class="text">${maskedIn(await mailText(source), content)}</pre></details>`,
    ),
  );
  return html`<section class="card" aria-labelledby="replies"><h2 id="replies">${say.replies}</h2>${shown}</section>`;
}
