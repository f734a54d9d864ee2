import { FIGURE_COLUMNS, type Figure, SMALLEST_PUBLISHED } from './figures.ts';
import { letterFont } from './fonts.ts';
import { bars, escapedText } from './plots.ts';

/** As many months as one page shows. */
const MONTHS_SHOWN = 12;
const ROWS_SHOWN = 24;
const HEADINGS: Readonly<Record<(typeof FIGURE_COLUMNS)[number], string>> = {
  month: 'Month',
  platform: 'Platform',
  found: 'Found',
  sent: 'Asked',
  removed: 'Removed',
  refused: 'Refused',
  silent: 'No answer',
  medianHours: 'Median hours',
  reappeared: 'Came back',
  blindNights: 'Nights blind',
};

/** The figures as one page: three plots over the months, and the table of the latest rows. Pure. */
export function figuresHtml(
  figures: readonly Figure[],
  options: { readonly title: string; readonly public: boolean },
): string {
  const months = [...new Set(figures.map((figure) => figure.month))].sort().slice(-MONTHS_SHOWN);
  const plot = (title: string, of: (month: string) => number | null) =>
    bars({ title, values: months.map(of), first: months[0] ?? '', last: months.at(-1) ?? '' });
  const sum = (column: 'found' | 'removed' | 'reappeared') => (month: string) => {
    const values = figures.filter((figure) => figure.month === month).map((figure) => figure[column]);
    // What is left out of the table is not drawn either: a total with it would give it away.
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((all, value) => all + value, 0);
  };
  const shown = figures.slice(-ROWS_SHOWN);
  const cell = (value: string | number | null) => `<td>${value === null ? '–' : escapedText(String(value))}</td>`;
  const rows = shown
    .map((figure) => `<tr>${FIGURE_COLUMNS.map((column) => cell(figure[column])).join('')}</tr>`)
    .join('');
  const note = options.public
    ? `Counts below ${SMALLEST_PUBLISHED} are left out (–) and not drawn, so that nobody can be told from them.`
    : 'For internal use: small counts are not left out.';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapedText(options.title)}</title><style>
@font-face{font-family:L;src:url(data:font/ttf;base64,${letterFont('regular').toString('base64')})}
@page{size:A4;margin:14mm} body{font:9.5pt/1.35 L;margin:0} h1{font-size:14pt;margin:0 0 3mm} svg{display:block;margin:0 0 3mm}
table{border-collapse:collapse;width:100%;font-size:8.5pt} th,td{border:.5pt solid #888;padding:1.5pt 4pt;text-align:left}</style></head><body>
<h1>${escapedText(options.title)}</h1>
${plot('Found', sum('found'))}${plot('Removed', sum('removed'))}${plot('Came back', sum('reappeared'))}
<table><thead><tr>${FIGURE_COLUMNS.map((column) => `<th>${HEADINGS[column]}</th>`).join('')}</tr></thead><tbody>${rows}</tbody></table>
<p>${note} Found: confirmed by a person. Removed: the platform’s own sign, seen twice at least an hour apart. A night blind: the platform
could not be looked at; it is no night without ads.${figures.length > shown.length ? ` Only the latest ${ROWS_SHOWN} rows are shown.` : ''}</p>
</body></html>`;
}
