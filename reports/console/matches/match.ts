import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { capturesOf } from '../../../db/captures.ts';
import { matchWithListing } from '../../../db/matches.ts';
import { listNumbers } from '../../../db/numbers.ts';
import { shortName } from '../../../db/short-name.ts';
import { type Html, page } from '../answer.ts';
import { button, form } from '../forms/fields.ts';
import { EMPTY_FORM, type FormState } from '../forms/read-form.ts';
import { revealButton } from '../numbers/reveal.ts';
import { idInPath } from '../paths.ts';
import { platformName } from '../platform-names.ts';
import { Refused } from '../refused.ts';
import { momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { picturesOf } from './captures.ts';
import { decisionCard } from './decision-card.ts';
import { evidenceCard } from './evidence-card.ts';
import { queryOf, typedFilter } from './filter.ts';
import { historyCard } from './history.ts';
import { adTextOf, markedText, visible } from './marked.ts';
import { nextOf } from './next.ts';
import { MATCHES } from './texts.ts';

interface Shown {
  /** Something happened that must be said before all else. */
  readonly told?: string;
  readonly form?: FormState;
  readonly status?: ContentfulStatusCode;
  /** The number in full and the pictures: only after this was written to the log. */
  readonly inFull?: boolean;
}

export async function showMatch(visit: StaffVisit): Promise<Response> {
  return matchPage(visit, idInPath(visit, 'match', 'm'), {});
}

/** One match: the ad as it was kept, never live; how it was seen, what happened, and the decision. */
export async function matchPage(visit: StaffVisit, id: number, shown: Shown): Promise<Response> {
  const { deps, language, now } = visit;
  const match = await matchWithListing(deps.db, deps.vault, id);
  if (!match) throw new Refused('missing');
  const say = MATCHES[language];
  const words = WORDS[language];
  const typed = typedFilter((name) => fromVisit(visit, name));
  const captures = await capturesOf(deps.db, deps.vault, match.platform, match.adId);
  const masked = (await listNumbers(deps.db, deps.vault, now)).find((one) => one.id === match.numberId)?.masked;
  const following = await nextOf(visit, id, typed);
  const { title, fields } = adTextOf(match.listing);
  const inFull = shown.inFull ?? false;
  const all = fields.some((one) => one.name === 'title') ? fields : [{ name: 'title', text: title }, ...fields];
  const places = (name: string) => match.whereSeen.filter((place) => place.field === name);
  const body = html`<div class="stack">
${shown.told ? html`<div class="note warn" role="alert"><p>${shown.told}</p></div>` : ''}
<p class="row"><a href="/matches${queryOf(typed)}">${say.back}</a>${following === null ? '' : html`<a class="button plain" rel="next" data-key="j" href="/matches/${shortName('m', following)}${queryOf(typed)}">${say.next} <kbd aria-hidden="true">j</kbd></a>`}</p>
<div class="columns wide-first"><div class="stack">
<section class="card stack" aria-labelledby="ad"><h2 id="ad">${say.ad}</h2>
${inFull ? html`<p class="quiet-text">${say.shownOnce}</p>` : html`<p class="quiet-text">${say.masked}</p>`}
${all.map(
  ({ name, text }) =>
    html`<div><h3 class="small quiet-text">${fieldName(say.field, name)}</h3><p class="ad-text" dir="auto">${markedText(text, places(name), inFull)}</p></div>`,
)}
${await pictures(visit, captures, inFull)}
${inFull ? html`<p><a class="button plain" href="/matches/${shortName('m', id)}${queryOf(typed)}">${say.hideAgain}</a></p>` : captures.length === 0 ? html`<p class="empty">${say.noCapture}</p>` : ''}
${inFull ? '' : form(visit, `/matches/${shortName('m', id)}/captured`, html`${carried(typed)}${button(say.showCaptured, { kind: 'plain', key: 's' })}`, { look: 'inline' })}
</section>
${await historyCard(visit, match, captures)}
</div><div class="stack">
<div id="decided" data-live="matches">${decisionCard(visit, match, typed, shown.form ?? EMPTY_FORM)}</div>
<section class="card stack" aria-labelledby="seen"><h2 id="seen">${say.howSeen}</h2><dl class="facts">
<dt>${say.number}</dt><dd><span class="number">${masked ?? shortName('n', match.numberId)}</span> ${revealButton(visit, match.numberId)}</dd>
<dt>${say.how}</dt><dd>${words.how[match.how]}</dd>
<dt>${say.places}</dt><dd>${[...new Set(match.whereSeen.map((place) => fieldName(say.field, place.field)))].join(', ')}</dd>
<dt>${say.sure}</dt><dd>${words.strength[match.strength]}<ul><li>${say.sureParts.place}: ${words.how[match.how]}</li><li>${say.sureParts[`rule-${match.strength}`]}</li>${match.whereSeen.length > 1 ? html`<li>${say.sureParts.several}: ${match.whereSeen.length}</li>` : ''}</ul></dd>
<dt>${say.platform}</dt><dd>${platformName(match.platform)}</dd>
<dt>${say.adId}</dt><dd>${visible(match.adId)}</dd>
<dt>${say.address}</dt><dd>${visible(match.url)}</dd>
<dt>${say.presence}</dt><dd>${words.presence[match.presence]}</dd>
<dt>${say.firstSeen}</dt><dd>${momentOf(language, match.firstSeenAt)}</dd>
<dt>${say.lastSeen}</dt><dd>${momentOf(language, match.lastSeenAt)}</dd></dl></section>
${await evidenceCard(visit, match, captures)}
</div></div></div>`;
  const heading = `${say.match} ${shortName('m', id)}`;
  return page(visit, body, { title: heading, status: shown.status ?? 200 });
}

const FIELDS = ['title', 'description', 'contact', 'contact.name', 'seller.name', 'photo-alt'] as const;
function fieldName(names: Readonly<Record<(typeof FIELDS)[number], string>>, name: string): string {
  const known = FIELDS.find((one) => one === name);
  // A parameter of the ad bears the platform's own name.
  return known ? names[known] : visible(name.replace(/^param:/, ''));
}

/** A list's filter stands in the address, or came with the form. */
function fromVisit({ c, form: sent }: StaffVisit, name: string): string | undefined {
  const value = sent[name] ?? c.req.query(name);
  return typeof value === 'string' ? value : undefined;
}

/** What a list was narrowed to goes along with a form. */
export function carried(typed: Readonly<Record<string, string>> | object): Html {
  return html`${Object.entries(typed).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

async function pictures(visit: StaffVisit, captures: readonly Parameters<typeof picturesOf>[2][], inFull: boolean) {
  const say = MATCHES[visit.language];
  const sealed = captures.filter((one) => one.sealed);
  const note =
    sealed.length === 0
      ? ''
      : html`<div class="note warn"><p><strong>${say.sealed}</strong></p><p>${say.sealedMend}</p><p class="code">qorgan evidence export ${visit.c.req.param('match')} --to case.zip --by NAME --identity KEY_FILE</p></div>`;
  const open = captures.filter((one) => !one.sealed && one.purpose === 'match').at(-1);
  if (!inFull || !open) return html`${note}`;
  const { pictures: all, unreadable } = await picturesOf(visit.deps.home, visit.deps.vault, open);
  return html`${note}${all.map(
    (one) =>
      html`<figure><img class="captured" src="${one.source}" alt="${one.name === 'screenshot.png' ? say.screenshot : `${say.photo} ${one.name}`}"><figcaption class="small quiet-text">${shortName('c', open.id)} · ${visible(one.name)} · ${momentOf(visit.language, open.capturedAt)}</figcaption></figure>`,
  )}${unreadable.length > 0 ? html`<p class="problem">${say.unreadable} ${unreadable.map(visible).join(', ')}</p>` : ''}`;
}
