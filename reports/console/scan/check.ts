import { html } from 'hono/html';
import { z } from 'zod';
import {
  type Check,
  type CheckedLink,
  checkedLinks,
  findCheck,
  type LinkAnswer,
  type LinkAsked,
  MOST_LINKS,
  messageFits,
  startCheck,
  triesOf,
} from '../../../db/checks.ts';
import { activeNumbers, listNumbers } from '../../../db/numbers.ts';
import { shortName } from '../../../db/short-name.ts';
import { platforms } from '../../../scrapers/directory.ts';
import { type Target, targetsIn } from '../../../scrapers/targets.ts';
import { type Html, page, seeOther } from '../answer.ts';
import { problemWith, readForm } from '../forms/read-form.ts';
import { lines } from '../forms/shapes.ts';
import { pathOf } from '../paths.ts';
import { Refused } from '../refused.ts';
import { momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { reasonWords, WORDS } from '../words.ts';
import { scanPage } from './choose.ts';
import { SCAN } from './texts.ts';

const pasted = z.object({ text: lines(40_000) });
const LOOKS: Readonly<Record<LinkAnswer, string>> = {
  waiting: '',
  looking: 'info',
  found: 'bad',
  'not-found': 'good',
  hidden: 'warn',
  gone: 'good',
  'could-not-look': 'warn',
};

/** Looks at every link of a pasted text, each as a job, and at its words now. Nothing of the text is kept. */
export async function beginCheck(visit: StaffVisit): Promise<Response> {
  const { deps, language, now, user } = visit;
  const say = SCAN[language];
  const read = readForm(visit, pasted);
  if (!read.ok) return scanPage(visit, read.state);
  const { text } = read.value;
  const again = (problem: string) => scanPage(visit, problemWith(visit, 'text', problem));
  if (!messageFits(text)) return again(say.messageTooLong);
  const targets = targetsIn(text, deps.config);
  if (targets.length > MOST_LINKS) return again(say.tooManyLinks(MOST_LINKS));
  const active = await activeNumbers(deps.db, deps.vault, now);
  if (active.length === 0) return again(say.noActive);
  const sightings = isLinksOnly(text, targets.length) ? null : await deps.sightingsIn(text, active);
  if (targets.length === 0 && sightings === null) return again(say.noLinks);
  const asked = { by: user.name, tried: triesOf(targets.length, text), links: targets.map(linkAsked), sightings };
  const { id } = await startCheck(deps.db, deps.vault, await deps.queue(), asked, deps.config.limits, now);
  return seeOther(visit, `/scan/checks/${id}`);
}

/** No word stands beside the links: then there is no message to read. */
function isLinksOnly(text: string, links: number): boolean {
  return links > 0 && text.split(/\s+/).filter(Boolean).length <= links;
}

function linkAsked(target: Target): LinkAsked {
  if (target.kind === 'by-hand') return { platform: target.platform.id, adId: null, notAsked: 'by-hand' };
  if (target.kind === 'unknown-site') return { platform: null, adId: null, notAsked: 'unknown-site' };
  const platform = target.adapter.id;
  if (target.kind === 'not-an-ad') return { platform, adId: null, notAsked: 'not-an-ad' };
  const { adId } = target;
  return { platform, adId, url: target.adapter.listingUrl(adId) === null ? target.url : null, notAsked: null };
}

export async function showCheck(visit: StaffVisit): Promise<Response> {
  const { deps, language } = visit;
  const typed = visit.c.req.param('check') ?? '';
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new Refused('wrong-id');
  const check = await findCheck(deps.db, Number(typed));
  if (!check) throw new Refused('missing');
  const links = await checkedLinks(deps.db, deps.vault, check.id);
  const say = SCAN[language];
  const body = html`<p class="quiet-text">${momentOf(language, check.askedAt)}, ${say.by} ${check.askedBy}</p>
<div class="stack">
${await messageCard(visit, check)}
${links.length === 0 ? '' : linkCard(visit, links)}
<p class="row"><a class="button plain" href="/scan">${say.toScan}</a> <a class="button plain" href="/scan/checks/${check.id}">${say.reload}</a></p>
</div>`;
  return page(visit, body, { title: say.result(check.id) });
}

async function messageCard({ deps, language, now }: StaffVisit, { sightings }: Check): Promise<Html> {
  if (sightings === null) return html``;
  const say = SCAN[language];
  const masked = new Map((await listNumbers(deps.db, deps.vault, now)).map((one) => [one.id, one.masked]));
  const { how, strength } = WORDS[language];
  const hows: Readonly<Record<string, string>> = how;
  return html`<section class="card" aria-labelledby="message"><h2 id="message">${say.message}</h2>
${
  sightings.length === 0
    ? html`<p>${say.notInMessage}</p>`
    : html`<p>${say.inMessage}</p><ul class="list">${sightings.map(
        (one) =>
          html`<li><a href="/scan/${shortName('n', one.numberId)}">${shortName('n', one.numberId)}</a> <span class="number">${masked.get(one.numberId) ?? ''}</span>
<span class="quiet-text">${hows[one.how] ?? ''}</span> <span class="badge ${one.strength === 'strong' ? 'bad' : 'warn'}">${strength[one.strength]}</span></li>`,
      )}</ul>`
}
<p class="small quiet-text">${say.messageKept}</p></section>`;
}

function linkCard({ language }: StaffVisit, links: readonly CheckedLink[]): Html {
  const say = SCAN[language];
  return html`<div id="check-results" data-live="runs matches lookups" class="card"><h2 id="links">${say.answerHead}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="links"><table>
<thead><tr><th scope="col">${say.link}</th><th scope="col">${say.answerHead}</th><th scope="col">${say.why}</th></tr></thead>
<tbody>${links.map((link, i) => linkRow(language, link, i))}</tbody></table></div></div>`;
}

function linkRow(language: StaffVisit['language'], link: CheckedLink, i: number): Html {
  const say = SCAN[language];
  const { platform, adId, answer, notAsked, run, matchIds } = link;
  const name = platforms().find((one) => one.id === platform)?.name ?? platform ?? say.unknownSite;
  const kinds = [...new Set(run?.reasons.map((one) => one.kind) ?? [])].map((kind) => reasonWords(language, kind));
  return html`<tr><th scope="row">${i + 1}. ${name}${adId === null ? '' : html` <span class="quiet-text">${say.ad} ${adId}</span>`}</th>
<td><span class="badge ${LOOKS[answer]}">${say.linkAnswer[answer]}</span> ${matchIds.map((id) => html`<a href="${pathOf('m', id)}">${shortName('m', id)}</a> `)}
${answer === 'hidden' ? html`<a href="/lookups">/lookups</a>` : ''}</td>
<td>${notAsked ? say.notAsked[notAsked] : kinds.join('; ')}</td></tr>`;
}
