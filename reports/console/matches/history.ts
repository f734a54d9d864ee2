import { html } from 'hono/html';
import type { Capture } from '../../../db/captures.ts';
import { lettersOf } from '../../../db/match-lists.ts';
import type { Match } from '../../../db/matches.ts';
import { rechecksOf } from '../../../db/rechecks.ts';
import { shortName } from '../../../db/short-name.ts';
import type { Html } from '../answer.ts';
import { campaignOf, nameOf } from '../campaigns/known.ts';
import { pathOf } from '../paths.ts';
import { momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { MATCHES } from './texts.ts';

/** All that happened with a match, oldest first, and the campaign it belongs to. */
export async function historyCard(visit: StaffVisit, match: Match, captures: readonly Capture[]): Promise<Html> {
  const { deps, language } = visit;
  const say = MATCHES[language];
  const letters = await lettersOf(deps.db, match.id);
  const linked = (text: string, id: number) => html`${text} <a href="${pathOf('l', id)}">${shortName('l', id)}</a>`;
  const events: { readonly at: Date; readonly what: Html | string }[] = [
    { at: match.firstSeenAt, what: html`${say.found} (${shortName('r', match.runId)})` },
    ...captures.map((one) => ({
      at: one.capturedAt,
      what: html`${say.captured[one.state]} (${shortName('c', one.id)})`,
    })),
    ...(await rechecksOf(deps.db, match.id)).map((one) => ({ at: one.at, what: say.rechecked[one.reading] })),
    ...letters.map((one) => ({ at: one.createdAt, what: linked(say.letter, one.id) })),
    ...letters.flatMap((one) => (one.sentAt ? [{ at: one.sentAt, what: linked(say.letterSent, one.id) }] : [])),
    ...(match.decidedAt
      ? [{ at: match.decidedAt, what: `${WORDS[language].match[match.state]}: ${match.decidedBy ?? ''}` }]
      : []),
  ];
  const rows = events
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ at, what }) => html`<tr><td>${momentOf(language, at)}</td><td>${what}</td></tr>`);
  const campaign = await campaignOf(deps, match.id);
  return html`<section class="card stack" aria-labelledby="history"><h2 id="history">${say.history}</h2>
<table><thead><tr><th scope="col">${say.when}</th><th scope="col">${say.event}</th></tr></thead><tbody>${rows}</tbody></table></section>
<section class="card stack" aria-labelledby="campaign"><h2 id="campaign">${say.sameCampaign}</h2>
${campaign ? html`<p><a href="/campaigns/${shortName('m', nameOf(campaign))}">${say.toCampaign(campaign.ads.length)}</a></p>` : html`<p class="empty">${say.noCampaign}</p>`}</section>`;
}
