import { html } from 'hono/html';
import { almatyDate, almatyTime } from '../../../db/almaty-time.ts';
import type { Language } from '../../../db/schema/language.ts';
import type { Campaign } from '../../campaigns.ts';
import type { Html } from '../answer.ts';
import { platformName } from '../platform-names.ts';
import { CAMPAIGNS } from './texts.ts';

const HOUR_MS = 3_600_000;
const MOST_BARS = 120;
const WIDE = 640;
const TALL = 110;
const MOST_PLATFORMS = 12;

/** What stands at the end of an axis of hours or of days. */
function axis(at: Date, step: number): string {
  return step < 24 * HOUR_MS ? `${almatyDate(at)} ${almatyTime(at)}` : almatyDate(at);
}

/** Ads by hour, by day where they lie further apart, by more days where there would be too many bars. */
export function timeline(language: Language, { ads, from, to }: Campaign): Html {
  const say = CAMPAIGNS[language];
  const length = to.getTime() - from.getTime();
  const hourly = length <= 72 * HOUR_MS;
  const step = hourly ? HOUR_MS : Math.max(1, Math.ceil(length / (24 * HOUR_MS) / MOST_BARS)) * 24 * HOUR_MS;
  const values = new Array<number>(Math.floor(length / step) + 1).fill(0);
  for (const ad of ads) {
    const i = Math.floor((ad.at.getTime() - from.getTime()) / step);
    values[i] = (values[i] ?? 0) + 1;
  }
  const most = Math.max(1, ...values);
  const wide = WIDE / values.length;
  const bars = values.map((value, i) => {
    const high = (value / most) * TALL;
    return value === 0
      ? ''
      : html`<rect class="bar" x="${(i * wide).toFixed(1)}" y="${(TALL + 10 - high).toFixed(1)}" width="${Math.max(1.5, Math.min(40, wide * 0.8)).toFixed(1)}" height="${high.toFixed(1)}"/>`;
  });
  const said = `${hourly ? say.perHour : say.perDay}, ${say.most(most)}`;
  return html`<figure><svg class="plot" role="img" aria-label="${said}" viewBox="0 0 ${WIDE} ${TALL + 12}">${bars}<line class="axis" x1="0" y1="${TALL + 10}" x2="${WIDE}" y2="${TALL + 10}"/></svg>
<figcaption class="between small quiet-text"><span>${axis(from, step)}</span><span>${said}</span><span>${axis(to, step)}</span></figcaption></figure>`;
}

/** The platforms in a ring, each as large as its share; lines join those that share the campaign. */
export function platformMap(language: Language, { ads }: Campaign): Html {
  const say = CAMPAIGNS[language];
  const counts = new Map<string, number>();
  for (const ad of ads) counts.set(ad.platform, (counts.get(ad.platform) ?? 0) + 1);
  const all = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_PLATFORMS);
  const places = all.map(([id, count], i) => {
    const turn = (i / all.length) * 2 * Math.PI - Math.PI / 2;
    const far = all.length === 1 ? 0 : 80;
    const size = 8 + 20 * Math.sqrt(count / ads.length);
    return { id, count, size, x: 200 + far * 1.5 * Math.cos(turn), y: 130 + far * Math.sin(turn) };
  });
  const lines = places.map(
    ({ x, y }) => html`<line class="axis" x1="200" y1="130" x2="${x.toFixed(1)}" y2="${y.toFixed(1)}"/>`,
  );
  const dots = places.map(
    ({ id, count, size, x, y }) =>
      html`<circle class="bar" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${size.toFixed(1)}"/><text x="${x.toFixed(1)}" y="${(y + size + 14).toFixed(1)}" text-anchor="middle">${platformName(id)} ${count}</text>`,
  );
  const said = all.map(([id, count]) => `${platformName(id)} ${count}`).join(', ');
  return html`<svg class="plot map" role="img" aria-label="${say.map}: ${said}" viewBox="0 0 400 275">${lines}${dots}</svg>
<div class="scroll" tabindex="0" role="region" aria-labelledby="map"><table><thead><tr><th scope="col">${say.platform}</th><th scope="col">${say.count}</th></tr></thead><tbody>${[...counts].sort((a, b) => b[1] - a[1]).map(([id, count]) => html`<tr><th scope="row">${platformName(id)}</th><td>${count}</td></tr>`)}</tbody></table></div>`;
}
