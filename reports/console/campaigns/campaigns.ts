import { html } from 'hono/html';
import { idOfShortName, shortName } from '../../../db/short-name.ts';
import { campaignHtml } from '../../campaign-report.ts';
import type { Campaign } from '../../campaigns.ts';
import { type Html, page, sentFile } from '../answer.ts';
import { button, form } from '../forms/fields.ts';
import { idInPath, pathOf } from '../paths.ts';
import { platformName } from '../platform-names.ts';
import { Refused } from '../refused.ts';
import { dayOf, momentOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { platformMap, timeline } from './drawings.ts';
import { campaignOf, knownCampaigns, nameOf } from './known.ts';
import { CAMPAIGNS } from './texts.ts';

const PER_PAGE = 20;
/** A table longer than this is the list of matches, which turns pages. */
const ROWS = 100;

/** The newest campaigns first. */
export async function showCampaigns(visit: StaffVisit): Promise<Response> {
  const { deps, language, c } = visit;
  const say = CAMPAIGNS[language];
  const { campaigns } = await knownCampaigns(deps);
  const after = idOfShortName('m', c.req.query('after') ?? '');
  const from = after === null ? 0 : campaigns.findIndex((one) => nameOf(one) === after) + 1;
  const shown = campaigns.slice(from, from + PER_PAGE);
  const last = shown.at(-1);
  const body = html`<div id="campaigns" data-live="matches" class="stack"><p>${say.intro}</p>
${shown.length === 0 ? html`<p class="empty">${say.none}</p>` : shown.map((one) => card(visit, one))}
${last && from + PER_PAGE < campaigns.length ? html`<p><a class="button plain" rel="next" data-key="o" href="/campaigns?after=${shortName('m', nameOf(last))}">${say.older} <kbd aria-hidden="true">o</kbd></a></p>` : ''}</div>`;
  return page(visit, body);
}

function card({ language }: StaffVisit, campaign: Campaign): Html {
  const say = CAMPAIGNS[language];
  const name = shortName('m', nameOf(campaign));
  return html`<section class="card stack" aria-labelledby="c-${name}"><h2 id="c-${name}"><a href="/campaigns/${name}">${say.name(name)}</a></h2>
${summary(language, campaign)}</section>`;
}

function summary(language: StaffVisit['language'], campaign: Campaign): Html {
  const say = CAMPAIGNS[language];
  const { ads, from, to, reasons } = campaign;
  const platforms = [...new Set(ads.map((ad) => ad.platform))].map(platformName);
  const persons = new Set(ads.map((ad) => ad.personId)).size;
  return html`<p>${say.ads(ads.length)}, ${say.persons(persons)}, ${platforms.join(', ')}; ${dayOf(language, from)} – ${dayOf(language, to)}</p>
<p>${say.why}: ${reasons.map((reason) => html`<span class="badge">${say.reason[reason]}</span> `)}</p>`;
}

/** One campaign: when its ads came, where, and why they belong together. */
export async function showCampaign(visit: StaffVisit): Promise<Response> {
  const { language } = visit;
  const say = CAMPAIGNS[language];
  const campaign = await named(visit);
  const name = shortName('m', nameOf(campaign));
  const rows = campaign.ads
    .slice(-ROWS)
    .reverse()
    .map(
      (ad) =>
        html`<tr><th scope="row"><a href="${pathOf('m', ad.matchId)}">${shortName('m', ad.matchId)}</a></th><td>${platformName(ad.platform)}</td><td>${momentOf(language, ad.at)}</td></tr>`,
    );
  const body = html`<div class="stack"><p><a href="/campaigns">${say.back}</a></p>
<section class="card stack">${summary(language, campaign)}
<p class="row"><a class="button plain" href="/matches?campaign=${name}">${say.matches}</a></p>${form(visit, `/campaigns/${name}/report`, button(say.report, { kind: 'plain' }), { look: 'inline' })}</section>
<section class="card stack" aria-labelledby="timeline"><h2 id="timeline">${say.timeline}</h2>${timeline(language, campaign)}</section>
<div class="columns"><section class="card stack" aria-labelledby="map"><h2 id="map">${say.map}</h2>${platformMap(language, campaign)}</section>
<section class="card stack" aria-labelledby="ads"><h2 id="ads">${say.ads(campaign.ads.length)}</h2><div class="scroll" tabindex="0" role="region" aria-labelledby="ads"><table><thead><tr><th scope="col">${say.match}</th><th scope="col">${say.platform}</th><th scope="col">${say.when}</th></tr></thead><tbody>${rows}</tbody></table></div></section></div></div>`;
  return page(visit, body, { title: say.name(name) });
}

/** The page for the police pack and the press, as PDF. */
export async function saveReport(visit: StaffVisit): Promise<Response> {
  const campaign = await named(visit);
  const pdf = await visit.deps.printer.print(campaignHtml(campaign, visit.language, platformName));
  return sentFile(visit, `campaign-${shortName('m', nameOf(campaign))}.pdf`, pdf);
}

async function named(visit: StaffVisit): Promise<Campaign> {
  const campaign = await campaignOf(visit.deps, idInPath(visit, 'match', 'm'));
  if (!campaign) throw new Refused('missing');
  return campaign;
}
