import { ALMATY_OFFSET_MS, almatyDate, almatyTime } from '../db/almaty-time.ts';
import type { Language } from '../db/schema/language.ts';
import type { Campaign } from './campaigns.ts';
import { letterFont } from './fonts.ts';
import { bars, escapedText } from './plots.ts';
import { LETTER_WORDINGS } from './wording/all.ts';
import { PAGES_WORDINGS } from './wording/pages/all.ts';

const HOUR_MS = 60 * 60 * 1000;

/**
 * A campaign as one page for the police pack and the press: a timeline, a table by platform, and the reasons. No number,
 * no name, no address of an ad: persons are A, B, C in the order in which they were struck. Pure.
 */
export function campaignHtml(campaign: Campaign, language: Language, nameOf: (platform: string) => string): string {
  const { campaign: wording } = PAGES_WORDINGS[language];
  const persons = [...new Set(campaign.ads.map((ad) => ad.personId))];
  const platforms = [...new Set(campaign.ads.map((ad) => nameOf(ad.platform)))].join(', ');
  const letter = (personId: number) => letterOf(persons.indexOf(personId));
  const title = escapedText(wording.title(LETTER_WORDINGS[language].dateOf(almatyDate(campaign.from))));
  const counts = wording.counts({ ads: campaign.ads.length, persons: persons.length, platforms });
  const because = wording.because(campaign.reasons.map((reason) => wording.reasons[reason]).join('; '));
  const { columns } = wording;
  const rows = campaign.ads.map(
    (ad, i) =>
      `<tr><td>${i + 1}</td><td>${moment(ad.at, language)}</td><td>${escapedText(nameOf(ad.platform))}</td><td>${letter(ad.personId)}</td></tr>`,
  );
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><style>
@font-face{font-family:L;src:url(data:font/ttf;base64,${letterFont('regular').toString('base64')})}
@font-face{font-family:L;font-weight:bold;src:url(data:font/ttf;base64,${letterFont('bold').toString('base64')})}
@page{size:A4;margin:18mm} body{font:10.5pt/1.4 L} h1{font-size:15pt} table{border-collapse:collapse;width:100%;font-size:9pt}
th,td{border:.5pt solid #888;padding:2pt 5pt;text-align:left} thead{display:table-header-group} tr{break-inside:avoid}</style></head><body>
<h1>${title}</h1>
<p>${escapedText(counts)} ${escapedText(wording.span(moment(campaign.from, language), moment(campaign.to, language)))}</p>
<p>${escapedText(because)}</p>
${timeline(campaign, language)}
<table><thead><tr>${[columns.row, columns.at, columns.platform, columns.person].map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>
<p>${wording.leftOut}</p>
</body></html>`;
}

function moment(at: Date, language: Language): string {
  return `${LETTER_WORDINGS[language].shortDate(almatyDate(at))} ${almatyTime(at)}`;
}

/** Ads by hour, or by day where they lie further apart. */
function timeline({ ads, from, to }: Campaign, language: Language): string {
  const { campaign, plotHead } = PAGES_WORDINGS[language];
  const step = to.getTime() - from.getTime() > 72 * HOUR_MS ? 24 * HOUR_MS : HOUR_MS;
  // Whole hours and days by the clock of Almaty: a bar says "on the 24th", not "within a day of the first ad".
  const start = Math.floor((from.getTime() + ALMATY_OFFSET_MS) / step) * step - ALMATY_OFFSET_MS;
  const count = Math.floor((to.getTime() - start) / step) + 1;
  const values = new Array<number>(count).fill(0);
  for (const ad of ads) values[Math.floor((ad.at.getTime() - start) / step)]! += 1;
  const end = (at: Date) =>
    step === HOUR_MS ? moment(at, language) : LETTER_WORDINGS[language].shortDate(almatyDate(at));
  return bars({
    title: step === HOUR_MS ? campaign.timeline.byHour : campaign.timeline.byDay,
    head: plotHead,
    values,
    first: end(new Date(start)),
    last: end(new Date(start + (count - 1) * step)),
  });
}

/** A … Z, then AA, AB. */
export function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}
