import { almatyDate, almatyTime } from '../db/almaty-time.ts';
import type { Campaign } from './campaigns.ts';
import { letterFont } from './fonts.ts';
import { axis, bars, escapedText } from './plots.ts';

/**
 * A campaign as one page for the police pack and the press: a timeline, a table by platform, and the reasons. No number,
 * no name, no address of an ad: persons are A, B, C in the order in which they were struck. Pure.
 */
export function campaignHtml(campaign: Campaign, title: string): string {
  const persons = [...new Set(campaign.ads.map((ad) => ad.personId))];
  const platforms = [...new Set(campaign.ads.map((ad) => ad.platform))];
  const letter = (personId: number) => letterOf(persons.indexOf(personId));
  const rows = campaign.ads.map(
    (ad, i) =>
      `<tr><td>${i + 1}</td><td>${almatyDate(ad.at)} ${almatyTime(ad.at)}</td><td>${escapedText(ad.platform)}</td><td>${letter(ad.personId)}</td></tr>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapedText(title)}</title><style>
@font-face{font-family:L;src:url(data:font/ttf;base64,${letterFont('regular').toString('base64')})}
@page{size:A4;margin:18mm} body{font:10.5pt/1.4 L} h1{font-size:15pt} table{border-collapse:collapse;width:100%;font-size:9pt}
th,td{border:.5pt solid #888;padding:2pt 5pt;text-align:left} thead{display:table-header-group} tr{break-inside:avoid}</style></head><body>
<h1>${escapedText(title)}</h1>
<p>Ads: ${campaign.ads.length}. Persons: ${persons.length}. Platforms: ${platforms.map(escapedText).join(', ')}.
From ${almatyDate(campaign.from)} ${almatyTime(campaign.from)} to ${almatyDate(campaign.to)} ${almatyTime(campaign.to)} (Almaty).</p>
<p>Why these ads belong together: ${campaign.reasons.map((reason) => escapedText(REASONS[reason])).join('; ')}.</p>
${timeline(campaign)}
<table><thead><tr><th>No.</th><th>Posted or first seen (Almaty)</th><th>Platform</th><th>Person</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<p>Names, numbers and addresses are left out. Who posted the ads is not known; nothing here says that a crime was committed.</p>
</body></html>`;
}

const REASONS: Readonly<Record<Campaign['reasons'][number], string>> = {
  'same-account': 'posted from one account',
  'same-text': 'the same text',
  'same-photo': 'the same picture',
  'time-burst': 'several upon one person within six hours',
  'several-persons': 'several persons struck',
  'several-platforms': 'several platforms',
};

/** Ads by hour, or by day where they lie further apart. */
function timeline({ ads, from, to }: Campaign): string {
  const hour = 60 * 60 * 1000;
  const step = to.getTime() - from.getTime() > 72 * hour ? 24 * hour : hour;
  const count = Math.min(120, Math.floor((to.getTime() - from.getTime()) / step) + 1);
  const values = Array.from({ length: count }, (_, i) => {
    const begins = from.getTime() + i * step;
    return ads.filter((ad) => ad.at.getTime() >= begins && ad.at.getTime() < begins + step).length;
  });
  const label = step === hour ? 'ads an hour' : 'ads a day';
  return bars({
    title: label,
    values,
    first: axis(from, step),
    last: axis(new Date(from.getTime() + (count - 1) * step), step),
  });
}

/** A … Z, then AA, AB. */
export function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}
