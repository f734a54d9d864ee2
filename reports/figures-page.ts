import { almatyDate } from '../db/almaty-time.ts';
import type { Language } from '../db/schema/language.ts';
import { FIGURE_COLUMNS, type Figure, SMALLEST_PUBLISHED } from './figures.ts';
import { letterFont } from './fonts.ts';
import { bars, escapedText } from './plots.ts';
import { LETTER_WORDINGS } from './wording/all.ts';
import { PAGES_WORDINGS } from './wording/pages/all.ts';

/** As many months as one page shows. */
const MONTHS_SHOWN = 12;
const ROWS_SHOWN = 24;

/** The figures as one page: three plots over the months, and the table of the latest rows. Pure. */
export function figuresHtml(
  figures: readonly Figure[],
  options: {
    readonly language: Language;
    readonly public: boolean;
    readonly now: Date;
    readonly nameOf: (platform: string) => string;
  },
): string {
  const { figures: wording, plotHead } = PAGES_WORDINGS[options.language];
  const title = escapedText(wording.title(LETTER_WORDINGS[options.language].dateOf(almatyDate(options.now))));
  const months = [...new Set(figures.map((figure) => figure.month))].sort().slice(-MONTHS_SHOWN);
  const plot = (of: 'found' | 'removed' | 'reappeared') =>
    bars({
      title: wording.plots[of],
      head: plotHead,
      values: months.map(sum(of)),
      first: months[0] ?? '',
      last: months.at(-1) ?? '',
    });
  const sum = (column: 'found' | 'removed' | 'reappeared') => (month: string) => {
    const values = figures.filter((figure) => figure.month === month).map((figure) => figure[column]);
    // What is left out of the table is not drawn either: a total with it would give it away.
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((all, value) => all + value, 0);
  };
  const shown = figures.slice(-ROWS_SHOWN);
  const cell = (value: string | number | null) => `<td>${value === null ? '–' : escapedText(String(value))}</td>`;
  const shownIn = (figure: Figure, column: (typeof FIGURE_COLUMNS)[number]) =>
    column === 'platform' ? options.nameOf(figure.platform) : figure[column];
  const rows = shown
    .map((figure) => `<tr>${FIGURE_COLUMNS.map((column) => cell(shownIn(figure, column))).join('')}</tr>`)
    .join('');
  const notes = [
    options.public ? wording.forPublication(SMALLEST_PUBLISHED) : wording.internal,
    wording.meaning,
    ...(figures.length > shown.length ? [wording.latestRows(ROWS_SHOWN)] : []),
  ];
  return `<!doctype html><html lang="${options.language}"><head><meta charset="utf-8"><title>${title}</title><style>
@font-face{font-family:L;src:url(data:font/ttf;base64,${letterFont('regular').toString('base64')})}
@font-face{font-family:L;font-weight:bold;src:url(data:font/ttf;base64,${letterFont('bold').toString('base64')})}
@page{size:A4;margin:14mm} body{font:9pt/1.3 L;margin:0} h1{font-size:14pt;margin:0 0 3mm} svg{display:block;margin:0 0 2mm}
table{border-collapse:collapse;width:100%;font-size:8pt} th,td{border:.5pt solid #888;padding:.6pt 4pt;text-align:left} td:first-child{white-space:nowrap}</style></head><body>
<h1>${title}</h1>
${plot('found')}${plot('removed')}${plot('reappeared')}
<table><thead><tr>${FIGURE_COLUMNS.map((column) => `<th>${wording.columns[column]}</th>`).join('')}</tr></thead><tbody>${rows}</tbody></table>
<p>${notes.join(' ')}</p>
</body></html>`;
}
