import { html } from 'hono/html';
import { almatyStamp } from '../../../db/almaty-time.ts';
import { MOVES } from '../../../db/notice-life.ts';
import { LANGUAGES, type Language } from '../../../db/schema/language.ts';
import { CHANNELS, NOTICE_KINDS, type NoticeKind, type NoticeMove } from '../../../db/schema/notices.ts';
import { shortName } from '../../../db/short-name.ts';
import { ADDRESSEES } from '../../addressees.ts';
import { ANSWERS, MOVE_OF_ANSWER } from '../../answers.ts';
import { KINDS } from '../../kinds.ts';
import type { Norm } from '../../law/norm.ts';
import type { Html } from '../answer.ts';
import {
  button,
  choiceField,
  form,
  lineField,
  problemList,
  radioField,
  textField,
  tickField,
} from '../forms/fields.ts';
import type { FormState } from '../forms/read-form.ts';
import { LETTER_WORDS } from '../letter-words.ts';
import { pathOf } from '../paths.ts';
import { mayEnter } from '../route.ts';
import { LANGUAGE_NAMES, SHELL } from '../shell/texts.ts';
import { clockOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { LETTER } from './letter-texts.ts';
import { PROBLEMS } from './problem-texts.ts';
import type { LetterRead } from './read-letter.ts';

/** Only the steps that may be taken now, by this user: the state machine and the role say which. */
export function nextSteps(visit: StaffVisit, letter: LetterRead, state: FormState): Html {
  const { notice } = letter;
  const say = LETTER[visit.language];
  const can = (move: NoticeMove) => MOVES[notice.state][move] !== undefined;
  const approver = mayEnter(visit.user.role, 'approver');
  const steps = [
    ...warnings(visit, letter),
    can('approve') && approver ? approval(visit, letter, state) : '',
    (can('approve') || can('send')) && !approver ? html`<p class="note info">${say.byApprover}</p>` : '',
    can('send') && approver ? sending(visit, letter, state) : '',
    answers(visit, letter, state),
    notice.state === 'draft' && notice.editedFile === null
      ? html`<p><a class="button plain" href="${pathOf('l', notice.id)}/edit">${say.edit}</a></p>`
      : '',
    notice.state === 'draft' || notice.state === 'approved' ? upload(visit, letter) : '',
    followUps(visit, letter, state),
    ...(['revise', 'withdraw', 'close'] as const).map((move) =>
      can(move) && notice.state !== (move === 'revise' ? 'draft' : null) ? ending(visit, letter, move, state) : '',
    ),
  ].filter((step) => step !== '');
  return html`<section class="card stack" aria-labelledby="next"><h2 id="next">${say.next}</h2>
${problemList(SHELL[visit.language].problems, state)}
${steps.length === 0 ? html`<p class="empty">${say.nothing}</p>` : steps}
</section>`;
}

/** Norms as a letter cites them, in the user's language. */
function citations(language: Language, norms: readonly Norm[]): string {
  return norms.map(({ citation }) => citation[language]).join('; ');
}

function warnings({ language }: StaffVisit, { notice, standing, doubtful, textChecked, content }: LetterRead): Html[] {
  if (notice.state !== 'draft') return [];
  const say = LETTER[language];
  const doubts = [
    ...(doubtful.length > 0 ? [html`${say.doubtful} ${citations(language, doubtful)}`] : []),
    ...(textChecked ? [] : [html`${say.textNotChecked}`]),
    ...(content.addressee.checkedOn === null ? [html`${say.addresseeNotChecked}`] : []),
  ];
  return [
    ...(doubts.length > 0
      ? [html`<div class="note warn"><ul>${doubts.map((one) => html`<li>${one}</li>`)}</ul></div>`]
      : []),
    ...standing.approvals.map((name) => html`<p class="note info">${say.oneOfTwo(name)}</p>`),
  ];
}

function approval(visit: StaffVisit, { notice, doubtful, readText, standing }: LetterRead, state: FormState): Html {
  const { language, user } = visit;
  const say = LETTER[language];
  const { refusal } = LETTER_WORDS[language];
  const own = (names: readonly string[]) => names.includes(user.name);
  if (own(standing.approvals)) return html`<p class="note info">${refusal['approved-already']}</p>`;
  const asks = doubtful.length > 0 && notice.responsible === null;
  return form(
    visit,
    `${pathOf('l', notice.id)}/approve`,
    html`<input type="hidden" name="text" value="${readText}">
${asks ? lineField({ name: 'responsible', label: say.responsibleLabel, hint: PROBLEMS[language].responsible(citations(language, doubtful)), state }) : ''}
${tickField({ name: 'read', label: say.approve, state, choices: [{ value: 'on', label: say.approveTick }] })}
<div>${button(say.approve)}</div>`,
  );
}

function sending(visit: StaffVisit, { notice, content }: LetterRead, state: FormState): Html {
  const { language, deps, now } = visit;
  const say = LETTER[language];
  const to = `${pathOf('l', notice.id)}`;
  const known = content.addressee.address ?? '';
  const unsure = notice.sendingSince;
  const mail =
    deps.config.smtp === undefined
      ? html`<p class="quiet-text">${say.noMail}</p>`
      : form(
          visit,
          `${to}/mail`,
          html`${unsure ? html`<p class="note bad">${say.unsure(clockOf(language, unsure))}</p>` : ''}
${lineField({ name: 'to', label: say.mailTo, hint: say.mailHint(deps.config.organisation?.email ?? ''), state, type: 'email', value: known.includes('@') ? known : '' })}
${unsure ? tickField({ name: 'again', label: say.mail, state, choices: [{ value: 'on', label: say.again }] }) : ''}
<div>${button(say.mail)}</div>`,
        );
  const channels = CHANNELS.map((value) => ({ value, label: LETTER_WORDS[language].channel[value] }));
  return html`${mail}
<details ${state.problems.channel || state.problems.at || deps.config.smtp === undefined ? html`open` : ''}><summary>${say.markSent}</summary>
${form(
  visit,
  `${to}/sent`,
  html`${choiceField({ name: 'channel', label: say.channel, state, choices: channels, value: 'form' })}
${lineField({ name: 'at', label: say.at, state, type: 'datetime-local', value: almatyStamp(now).slice(0, 16) })}
${lineField({ name: 'ticket', label: say.ticketLabel, hint: say.ticketHint, state, required: false })}
<div>${button(say.markSent, { kind: 'plain' })}</div>`,
)}</details>`;
}

function answers(visit: StaffVisit, { notice, proofs }: LetterRead, state: FormState): Html | '' {
  const { language, now } = visit;
  const say = LETTER[language];
  const allowed = ANSWERS.filter((answer) => MOVES[notice.state][MOVE_OF_ANSWER[answer]] !== undefined);
  if (allowed.length === 0) return '';
  const choices = allowed.map((value) => ({ value, label: LETTER_WORDS[language].answer[value] }));
  const captures = proofs.map(({ id, platform }) => ({
    value: shortName('c', id),
    label: `${shortName('c', id)} ${platform}`,
  }));
  return form(
    visit,
    `${pathOf('l', notice.id)}/answer`,
    html`${radioField({ name: 'answer', label: say.answerLabel, state, choices })}
${captures.length === 0 && !allowed.includes('removed') ? '' : choiceField({ name: 'evidence', label: say.evidence, hint: say.evidenceHint, state, choices: [{ value: '', label: say.noEvidence }, ...captures] })}
${lineField({ name: 'at', label: say.at, state, type: 'datetime-local', value: almatyStamp(now).slice(0, 16) })}
${lineField({ name: 'ticket', label: say.answerTicket, state, required: false })}
${textField({ name: 'note', label: say.note, state, rows: 2, required: false })}
<div>${button(say.answer)}</div>`,
  );
}

function upload(visit: StaffVisit, { notice, readText }: LetterRead): Html {
  const say = LETTER[visit.language];
  return html`<details><summary>${say.upload}</summary>
${form(
  visit,
  `${pathOf('l', notice.id)}/take-back`,
  html`<input type="hidden" name="text" value="${readText}"><p class="hint">${say.uploadHint}</p>
<div class="field"><label for="f-file">${say.uploadFile}</label><input id="f-file" type="file" name="file" accept=".docx" required></div>
<div>${button(say.uploadGo, { kind: 'plain' })}</div>`,
  { upload: true },
)}</details>`;
}

/** Kinds of letters that may follow this one: it was sent, and they are written after such a one. */
export function kindsAfter({ kind, sentAt }: LetterRead['notice']): NoticeKind[] {
  return sentAt === null ? [] : NOTICE_KINDS.filter((one) => KINDS[one].follows.includes(kind));
}

function followUps(visit: StaffVisit, { notice }: LetterRead, state: FormState): Html | '' {
  const { language } = visit;
  const say = LETTER[language];
  const kinds = kindsAfter(notice);
  if (kinds.length === 0) return '';
  const groups = kinds.flatMap((kind) => (KINDS[kind].to === 'platform' ? [] : KINDS[kind].to));
  const addressees = ADDRESSEES.filter((one) => groups.includes(one.group));
  const choices = kinds.map((value) => ({ value, label: LETTER_WORDS[language].kind[value] }));
  return html`<details><summary>${say.followUp}</summary>
${form(
  visit,
  `${pathOf('l', notice.id)}/follow`,
  html`${choiceField({ name: 'kind', label: say.kind, state, choices })}
${addressees.length === 0 ? '' : choiceField({ name: 'addressee', label: say.to, state, choices: addressees.map(({ id, entity }) => ({ value: id, label: entity[language] })) })}
${choiceField({ name: 'language', label: say.language, state, choices: LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })), value: notice.language })}
<div>${button(say.write, { kind: 'plain' })}</div>`,
)}</details>`;
}

function ending(
  visit: StaffVisit,
  { notice }: LetterRead,
  move: 'revise' | 'withdraw' | 'close',
  state: FormState,
): Html {
  const say = LETTER[visit.language];
  const watched = notice.state === 'monitoring';
  return html`<details><summary>${say[move]}</summary>
${form(
  visit,
  `${pathOf('l', notice.id)}/${move}`,
  html`${lineField({ name: 'reason', label: say.reason, state, required: !watched })}
<div>${button(say[move], { kind: move === 'revise' ? 'plain' : 'danger' })}</div>`,
)}</details>`;
}
