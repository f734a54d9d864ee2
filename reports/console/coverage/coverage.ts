import { html } from 'hono/html';
import { almatyDate } from '../../../db/almaty-time.ts';
import { type Night, nightsSince } from '../../../db/nights.ts';
import type { Language } from '../../../db/schema/language.ts';
import { platforms } from '../../../scrapers/directory.ts';
import { type Html, page } from '../answer.ts';
import { platformName } from '../platform-names.ts';
import { Refused } from '../refused.ts';
import { dayOf } from '../times.ts';
import type { StaffVisit } from '../visit.ts';
import { reasonWords } from '../words.ts';
import { COVERAGE, type NightLook } from './texts.ts';

/** What fits beside each platform; one platform alone has room for more. */
const NIGHTS = 14;
const NIGHTS_OF_ONE = 200;
/** Platforms on one page. */
const PER_PAGE = 40;
const DAY_MS = 86_400_000;
const BADGES: Readonly<Record<NightLook, string>> = { complete: 'good', partial: 'warn', blind: 'bad', none: '' };
/** Shape beside colour: a whole bar, a half one, a low one, and a dash. */
const TALL: Readonly<Record<NightLook, number>> = { complete: 20, partial: 12, blind: 6, none: 2 };

type OfNight = ReadonlyMap<string, Night>;

/** Each platform with its last nights. */
export async function showCoverage(visit: StaffVisit): Promise<Response> {
  const { deps, language, now, c } = visit;
  const say = COVERAGE[language];
  const days = daysUntil(now, NIGHTS);
  const of = byPlatform(await nightsSince(deps.db, eveningOf(days[0])));
  const enabled = platforms(new Map(), deps.config.platforms).filter(
    ({ id }) => deps.config.platforms[id]?.enabled ?? true,
  );
  const ids = [...new Set([...enabled.map(({ id }) => id), ...of.keys()])];
  const from = ids.indexOf(c.req.query('after') ?? '') + 1;
  const shown = ids.slice(from, from + PER_PAGE);
  const last = shown.at(-1);
  const rows = shown.map((id) => {
    const nights = of.get(id) ?? new Map();
    return html`<tr><th scope="row"><a href="/coverage/${encodeURIComponent(id)}">${platformName(id)}</a></th><td>${strip(language, id, days, nights)}</td><td class="small">${say.sum(sumsOf(days, nights))}</td></tr>`;
  });
  const body = html`<div id="coverage" data-live="runs" class="stack"><p>${say.intro(NIGHTS)}</p>
<div class="scroll card" tabindex="0" role="region" aria-label="${say.nights}"><table><thead><tr><th scope="col">${say.platform}</th><th scope="col">${say.nights}</th><th scope="col">${say.sums}</th></tr></thead><tbody>${rows}</tbody></table></div>
${last && from + PER_PAGE < ids.length ? html`<p><a class="button plain" rel="next" data-key="o" href="/coverage?after=${encodeURIComponent(last)}">${say.more} <kbd aria-hidden="true">o</kbd></a></p>` : ''}</div>`;
  return page(visit, body);
}

/** One platform, 200 nights, each with its reasons. */
export async function showPlatform(visit: StaffVisit): Promise<Response> {
  const { deps, language, now, c } = visit;
  const say = COVERAGE[language];
  const id = c.req.param('platform') ?? '';
  const days = daysUntil(now, NIGHTS_OF_ONE);
  const nights = byPlatform(await nightsSince(deps.db, eveningOf(days[0]), id)).get(id);
  if (!nights && !platforms().some((one) => one.id === id)) throw new Refused('missing');
  const known: OfNight = nights ?? new Map();
  const rows = [...days].reverse().map((day) => {
    const look = lookOf(known.get(day));
    return html`<tr><th scope="row">${dayOf(language, day)}</th><td><span class="badge ${BADGES[look]}">${say.state[look]}</span></td><td>${reasonsOf(language, known.get(day))}</td></tr>`;
  });
  const body = html`<div class="stack"><p><a href="/coverage">${say.all}</a></p>
<section class="card stack"><p>${say.sum(sumsOf(days, known))}</p><div class="scroll" tabindex="0" role="region" aria-label="${say.nights}">${strip(language, id, days, known)}</div></section>
<div class="scroll card" tabindex="0" role="region" aria-label="${say.why}"><table><thead><tr><th scope="col">${say.night}</th><th scope="col">${say.looked}</th><th scope="col">${say.why}</th></tr></thead><tbody>${rows}</tbody></table></div></div>`;
  return page(visit, body, { title: platformName(id) });
}

/** Nights as bars: how tall tells the same as the colour, and each says its reason. */
function strip(language: Language, id: string, days: readonly string[], nights: OfNight): Html {
  const say = COVERAGE[language];
  const bars = days.map((day, i) => {
    const night = nights.get(day);
    const look = lookOf(night);
    const tall = TALL[look];
    return html`<rect class="${look}" x="${i * 8}" y="${22 - tall}" width="6" height="${tall}"><title>${day}: ${say.state[look]}${night && night.reasons.length > 0 ? `. ${reasonsOf(language, night)}` : ''}</title></rect>`;
  });
  return html`<svg class="nights" role="img" aria-label="${say.strip(platformName(id), days.length)}: ${say.sum(sumsOf(days, nights))}" viewBox="0 0 ${days.length * 8} 24" width="${days.length * 8}" height="24">${bars}</svg>`;
}

function reasonsOf(language: Language, night: Night | undefined): string {
  const { times } = COVERAGE[language];
  return (night?.reasons ?? [])
    .map(([kind, n]) => `${reasonWords(language, kind)}${n > 1 ? ` (${times(n)})` : ''}`)
    .join('; ');
}

const lookOf = (night: Night | undefined): NightLook => night?.coverage ?? 'none';

function sumsOf(days: readonly string[], nights: OfNight): Record<NightLook, number> {
  const sums = { complete: 0, partial: 0, blind: 0, none: 0 };
  for (const day of days) sums[lookOf(nights.get(day))]++;
  return sums;
}

function byPlatform(all: readonly Night[]): ReadonlyMap<string, Map<string, Night>> {
  const of = new Map<string, Map<string, Night>>();
  for (const one of all) of.set(one.platform, (of.get(one.platform) ?? new Map()).set(one.night, one));
  return of;
}

/** The mornings up to the one of the running night, oldest first. */
function daysUntil(now: Date, count: number): string[] {
  const last = now.getTime() + DAY_MS / 4;
  return Array.from({ length: count }, (_, i) => almatyDate(new Date(last - (count - 1 - i) * DAY_MS)));
}

/** 18:00 of Almaty on the day before a morning. */
function eveningOf(morning: string | undefined): Date {
  return new Date(Date.parse(`${morning}T00:00:00+05:00`) - DAY_MS / 4);
}
