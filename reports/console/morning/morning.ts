import { html } from 'hono/html';
import type { Match } from '../../../db/matches.ts';
import { shortName } from '../../../db/short-name.ts';
import { type Html, page } from '../answer.ts';
import { pathOf } from '../paths.ts';
import { addresseeName, platformName } from '../platform-names.ts';
import { clockOf, dayOf, longDay, momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { reasonWords, WORDS } from '../words.ts';
import {
  gatherMorning,
  MOST_DUE,
  MOST_NEWS,
  type Morning,
  type NightState,
  type PlatformNight,
  type Verdict,
  verdictOf,
} from './gather.ts';
import { MORNING } from './texts.ts';

const LOOKS: Readonly<Record<Verdict, string>> = {
  everything: 'good',
  'not-everything': 'warn',
  nothing: 'bad',
  'under-way': 'info',
  'no-platforms': 'bad',
};
const BADGES: Readonly<Record<NightState, string>> = {
  complete: 'good',
  partial: 'warn',
  blind: 'bad',
  running: 'info',
  'not-begun': 'bad',
};

/** Tonight in one look: what came, what could not be looked at, what is due. */
export async function showMorning(visit: StaffVisit): Promise<Response> {
  const morning = await gatherMorning(visit.deps, visit.now);
  const body = html`<div id="morning" data-live="runs matches lookups letters" class="stack">
${verdict(visit, morning)}
<div class="columns wide-first">
<div class="stack">${newMatches(visit, morning)}${nights(visit, morning)}</div>
<div class="stack">${deadlines(visit, morning)}${returns(visit, morning)}${lookups(visit, morning)}</div>
</div>
</div>`;
  return page(visit, body, { title: longDay(visit.language, visit.now) });
}

function verdict({ language }: StaffVisit, { nights, since }: Morning): Html {
  const say = MORNING[language];
  const is = verdictOf(nights);
  const whole = nights.filter((night) => night.state === 'complete').length;
  return html`<div class="note ${LOOKS[is]}" role="status"><h2>${say.verdict[is]}</h2>
<p>${say.looked(whole, nights.length)} ${say.since(`${longDay(language, since)}, ${clockOf(language, since)}`)}</p></div>`;
}

function newMatches({ language }: StaffVisit, morning: Morning): Html {
  const say = MORNING[language];
  const { newMatches: fresh, newCount } = morning;
  return html`<section class="card" aria-labelledby="new"><div class="between"><h2 id="new">${say.newMatches}</h2>
<span class="count">${newCount}</span></div>
${
  fresh.length === 0
    ? html`<p class="empty">${say.noNew}</p>`
    : html`<ul class="list">${fresh.map((match) => matchRow(language, match, morning))}</ul>
<p><a class="button primary" data-key="d" href="/matches?state=new">${say.allMatches(newCount)} <kbd aria-hidden="true">d</kbd></a></p>`
}
</section>`;
}

function matchRow(language: StaffVisit['language'], match: Match, { since, masked }: Morning): Html {
  const words = WORDS[language];
  return html`<li><div class="between"><span class="row"><a href="${pathOf('m', match.id)}"><strong>${shortName('m', match.id)}</strong></a>
<span>${platformName(match.platform)}</span> <span class="number">${masked.get(match.numberId) ?? shortName('n', match.numberId)}</span>
<span class="quiet-text">${words.how[match.how]}</span>
${match.strength === 'weak' ? html`<span class="badge warn">${words.strength.weak}</span>` : ''}</span>
<span class="small quiet-text">${match.firstSeenAt >= since ? `${MORNING[language].tonight}, ${clockOf(language, match.firstSeenAt)}` : momentOf(language, match.firstSeenAt)}</span></div></li>`;
}

function deadlines({ language }: StaffVisit, { due }: Morning): Html {
  const say = MORNING[language];
  return html`<section class="card" aria-labelledby="due"><div class="between"><h2 id="due">${say.deadlines}</h2><span class="count">${due.length}</span></div>
${
  due.length === 0
    ? html`<p class="empty">${say.noDeadlines}</p>`
    : html`<ul class="list">${due.slice(0, MOST_DUE).map(
        ({ notice, what, on }) =>
          html`<li><a href="${pathOf('l', notice.id)}"><strong>${shortName('l', notice.id)}</strong></a> ${WORDS[language].due[what]}<br>
<span class="small quiet-text">${addresseeName(language, notice.addressee)} · ${notice.reference} · ${say.dueSince} ${dayOf(language, on)}</span></li>`,
      )}</ul>${due.length > MOST_DUE ? html`<p><a class="button plain" href="/letters/calendar">${say.allDue(due.length)}</a></p>` : ''}`
}
</section>`;
}

function returns({ language }: StaffVisit, morning: Morning): Html {
  const say = MORNING[language];
  const { back, gone } = morning;
  const row = (match: Match) =>
    html`<li><a href="${pathOf('m', match.id)}"><strong>${shortName('m', match.id)}</strong></a> ${platformName(match.platform)}
${match.presenceSince ? html`<span class="small quiet-text">${momentOf(language, match.presenceSince)}</span>` : ''}</li>`;
  return html`<section class="card" aria-labelledby="back"><div class="between"><h2 id="back">${say.back}</h2><span class="count">${upTo(back)}</span></div>
${back.length === 0 ? html`<p class="empty">${say.noBack}</p>` : html`<ul class="list">${back.slice(0, MOST_NEWS).map(row)}</ul>`}
</section>
${gone.length === 0 ? '' : html`<section class="card" aria-labelledby="gone"><div class="between"><h2 id="gone">${say.gone}</h2><span class="count">${upTo(gone)}</span></div><ul class="list">${gone.slice(0, MOST_NEWS).map(row)}</ul></section>`}`;
}

/** How many there are, as far as they were counted. */
function upTo(rows: readonly unknown[]): string {
  return rows.length > MOST_NEWS ? `${MOST_NEWS}+` : String(rows.length);
}

function lookups({ language }: StaffVisit, morning: Morning): Html {
  const say = MORNING[language];
  const count = morning.lookups.reduce((sum, one) => sum + one.count, 0);
  return html`<section class="card" aria-labelledby="lookups"><div class="between"><h2 id="lookups">${say.lookups}</h2><span class="count">${count}</span></div>
${
  count === 0
    ? html`<p class="empty">${say.noLookups}</p>`
    : html`<ul class="list">${morning.lookups.map((one) => html`<li class="between"><span>${platformName(one.platform)}</span><span class="number">${one.count}</span></li>`)}</ul>
<p><a class="button plain" href="/lookups">${say.toLookups}</a></p>`
}
</section>`;
}

function nights({ language }: StaffVisit, { nights: all, idle, byHand }: Morning): Html {
  const say = MORNING[language];
  return html`<section class="card" aria-labelledby="nights"><h2 id="nights">${say.platforms}</h2>
<ul class="list">${all.map((night) => nightRow(language, night))}</ul>
<p class="small quiet-text">${idle.length > 0 ? `${say.idle(idle.join(', '))} ` : ''}${say.byHand(byHand)}</p>
</section>`;
}

function nightRow(language: StaffVisit['language'], night: PlatformNight): Html {
  const say = MORNING[language];
  const { name, state, reasons, coveredUntil, pausedUntil } = night;
  const why = reasons.map(
    (one, i) =>
      html`${i > 0 ? '; ' : ''}${reasonWords(language, one.kind)}${one.times > 1 ? html` <span class="quiet-text">(${say.times(one.times)})</span>` : ''}`,
  );
  const until = coveredUntil ? html`${say.covered} ${momentOf(language, coveredUntil)}` : say.neverCovered;
  return html`<li class="night"><strong>${name}</strong>
<span><span class="badge ${BADGES[state]}">${say.state[state]}</span></span>
<span class="why">${why}${pausedUntil ? html` <span class="badge warn">${say.pausedUntil(clockOf(language, pausedUntil))}</span>` : ''}</span>
<span class="until small quiet-text">${until}</span></li>`;
}
