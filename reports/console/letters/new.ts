import { html } from 'hono/html';
import { z } from 'zod';
import { type MatchLine, matchLines, waitingByPlatform, waitingOn } from '../../../db/notice-lists.ts';
import { listNumbers } from '../../../db/numbers.ts';
import { LANGUAGES } from '../../../db/schema/language.ts';
import { NOTICE_KINDS, type NoticeKind } from '../../../db/schema/notices.ts';
import { idOfShortName, shortName } from '../../../db/short-name.ts';
import { ADDRESSEES } from '../../addressees.ts';
import { KINDS } from '../../kinds.ts';
import { draftLetter, onlyAddressee } from '../../letters.ts';
import { type Html, page, seeOther } from '../answer.ts';
import { button, choiceField, form, problemList, radioField } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState, problemWith, readForm } from '../forms/read-form.ts';
import { LETTER_WORDS } from '../letter-words.ts';
import { pathOf } from '../paths.ts';
import { platformName } from '../platform-names.ts';
import { LANGUAGE_NAMES, SHELL } from '../shell/texts.ts';
import { dayOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { LIST } from './list-texts.ts';
import { PROBLEMS } from './problem-texts.ts';
import { draftProblemOf } from './refusals.ts';
import { atLetters } from './workplace.ts';

/** Ads to choose from on one page; the rest waits for the next letter. */
const MOST_SHOWN = 100;
const MOST_CHOSEN = 500;
/** Letters that begin something; those that follow another are written from its page. */
const FIRST_KINDS = NOTICE_KINDS.filter((kind) => KINDS[kind].follows.length === 0);

const shape = z.object({
  kind: z.enum(NOTICE_KINDS),
  language: z.enum(LANGUAGES),
  match: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((sent) => [sent].flat()),
  addressee: z.string().max(40).default(''),
});

/** Matches to choose from: those named in the address (`?match=m3&match=m4`, `?match=m3,m4`), else one platform's that wait. */
export async function showNew(visit: StaffVisit): Promise<Response> {
  const named = idsOf((visit.c.req.queries('match') ?? []).flatMap((one) => one.split(',')));
  return newPage(visit, named, EMPTY_FORM, null);
}

export async function draftNew(visit: StaffVisit): Promise<Response> {
  const { deps, user, language: shown } = visit;
  const read = readForm(visit, shape);
  if (!read.ok) return newPage(visit, [], read.state, null);
  const { kind, language, addressee, match } = read.value;
  const ids = idsOf(match);
  const refuse = (problem: string) => newPage(visit, ids, problemWith(visit, 'match', problem), null);
  if (KINDS[kind].follows.length > 0) return refuse(PROBLEMS[shown].follows(''));
  const chosen = (await matchLines(deps.db, ids)).filter((one) => one.state === 'confirmed');
  if (chosen.length === 0) return refuse(PROBLEMS[shown]['needs-match'](''));
  const to = KINDS[kind].to === 'platform' ? null : addressee || onlyAddressee(kind);
  if (KINDS[kind].to !== 'platform' && to === null) return newPage(visit, ids, EMPTY_FORM, kind);
  // To platforms each gets a letter of its own; whoever else is written to, reads of all of them at once.
  const letters =
    to === null
      ? [...new Set(chosen.map((one) => one.platform))].map((platform) => ({
          addressee: platform,
          matchIds: chosen.filter((one) => one.platform === platform).map((one) => one.id),
        }))
      : [{ addressee: to, matchIds: chosen.map((one) => one.id) }];
  const written: number[] = [];
  try {
    await atLetters(visit, async (at) => {
      for (const one of letters) {
        const { noticeId } = await draftLetter(at, { ...one, kind, language, by: user.name });
        written.push(noticeId);
      }
    });
  } catch (error) {
    const problem = draftProblemOf(error, shown);
    if (problem === null) throw error;
    return newPage(visit, ids, problemWith(visit, 'match', problem), null);
  }
  const [only] = written;
  if (written.length === 1 && only !== undefined) return seeOther(visit, `${pathOf('l', only)}?saved=written`);
  return seeOther(visit, `/letters?show=drafts&written=${written.length}`);
}

function idsOf(names: readonly string[]): number[] {
  const ids = names.flatMap((name) => idOfShortName('m', name.trim()) ?? []);
  return [...new Set(ids)].slice(0, MOST_CHOSEN);
}

/** `addresseeFor`: a kind of which it has still to be said who receives it. */
async function newPage(
  visit: StaffVisit,
  named: readonly number[],
  state: FormState,
  addresseeFor: NoticeKind | null,
): Promise<Response> {
  const { deps, language, c } = visit;
  const say = LIST[language];
  const waiting = await waitingByPlatform(deps.db);
  const asked = c.req.query('platform');
  const platform = waiting.find((one) => one.platform === asked) ?? waiting[0];
  const lines =
    named.length > 0
      ? await matchLines(deps.db, named)
      : platform
        ? await waitingOn(deps.db, platform.platform, MOST_SHOWN)
        : [];
  const usable = lines.filter((one) => one.state === 'confirmed');
  const left = lines.filter((one) => one.state !== 'confirmed');
  const wrong = Object.keys(state.problems).length > 0;
  const body = html`${problemList(SHELL[language].problems, state)}
${named.length === 0 && waiting.length > 1 ? platformLinks(waiting, platform?.platform ?? '') : ''}
${left.length > 0 ? html`<p class="note warn">${say.left} ${left.map((one) => shortName('m', one.id)).join(', ')}</p>` : ''}
${
  usable.length === 0
    ? html`<p class="empty">${say.noWaiting}</p>`
    : form(
        visit,
        '/letters/new',
        html`${await matchTable(visit, usable, waiting)}${addresseeFor === null ? kindFields(visit, state) : addresseeFields(visit, addresseeFor, state)}
<p class="hint">${say.perPlatform}</p><div>${button(say.go)}</div>`,
      )
}`;
  return page(visit, body, { status: wrong ? 400 : 200 });
}

function platformLinks(waiting: readonly { platform: string; count: number }[], chosen: string): Html {
  return html`<ul class="filters">${waiting.map(
    ({ platform, count }) =>
      html`<li><a href="/letters/new?platform=${platform}" ${platform === chosen ? html`aria-current="page"` : ''}>${platformName(platform)} <span class="number">${count}</span></a></li>`,
  )}</ul>`;
}

async function matchTable(
  { deps, language, now }: StaffVisit,
  usable: readonly MatchLine[],
  waiting: readonly { platform: string; count: number }[],
): Promise<Html> {
  const say = LIST[language];
  const words = WORDS[language];
  const masked = new Map((await listNumbers(deps.db, deps.vault, now)).map((one) => [one.id, one.masked]));
  const groups = [...new Set(usable.map((one) => one.platform))];
  const row = (one: MatchLine) =>
    html`<tr><td><label class="tick"><input type="checkbox" name="match" value="${shortName('m', one.id)}" checked> ${shortName('m', one.id)}</label></td>
<td><span class="number">${masked.get(one.numberId) ?? shortName('n', one.numberId)}</span></td><td>${words.how[one.how]}</td><td>${dayOf(language, one.firstSeenAt)}</td><td><span class="badge">${words.presence[one.presence]}</span></td></tr>`;
  return html`<fieldset class="field" id="f-match"><legend>${say.pick}</legend>
${groups.map((platform, i) => {
  const own = usable.filter((one) => one.platform === platform);
  const all = Math.max(own.length, waiting.find((one) => one.platform === platform)?.count ?? 0);
  return html`<div class="card"><h2 id="group-${i}">${say.onPlatform(platformName(platform), own.length, own.length < MOST_SHOWN ? own.length : all)}</h2><div class="scroll" tabindex="0" role="group" aria-labelledby="group-${i}"><table>
<thead><tr><th scope="col">${say.pick}</th><th scope="col">${say.number}</th><th scope="col">${say.seen}</th><th scope="col">${say.first}</th><th scope="col">${say.state}</th></tr></thead><tbody>${own.map(row)}</tbody></table></div></div>`;
})}</fieldset>`;
}

function kindFields({ language }: StaffVisit, state: FormState): Html {
  const say = LIST[language];
  const kinds = FIRST_KINDS.map((value) => ({ value, label: LETTER_WORDS[language].kind[value] }));
  const languages = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
  return html`${choiceField({ name: 'kind', label: say.what, hint: say.whatHint, state, choices: kinds, value: 'takedown' })}
${radioField({ name: 'language', label: say.language, state, choices: languages, value: 'ru' })}`;
}

function addresseeFields({ language, form: sent }: StaffVisit, kind: NoticeKind, state: FormState): Html {
  const say = LIST[language];
  const { to } = KINDS[kind];
  const choices = ADDRESSEES.filter((one) => to !== 'platform' && to.includes(one.group));
  const written = LANGUAGES.find((one) => one === sent.language) ?? 'ru';
  return html`<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="language" value="${written}">
<p><strong>${LETTER_WORDS[language].kind[kind]}</strong>, ${LANGUAGE_NAMES[written]}</p>
${choiceField({ name: 'addressee', label: say.to, hint: say.toHint, state, choices: choices.map(({ id, entity }) => ({ value: id, label: entity[language] })) })}`;
}
