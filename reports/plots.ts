const WIDTH = 640;
const HEIGHT = 112;
const FOOT = 24;
/** The title, and beneath it the figure of the tallest bar. */
const HEAD = 32;

/** Bars as an SVG that stands in the page itself: no script, nothing loaded. `null`: not known, drawn as a gap. Pure. */
export function bars(plot: {
  readonly title: string;
  /** What stands above the bars, given the title and the tallest. */
  readonly head: (title: string, most: string) => string;
  readonly values: readonly (number | null)[];
  readonly first: string;
  readonly last: string;
}): string {
  const most = Math.max(0, ...plot.values.map((value) => value ?? 0));
  const wide = WIDTH / Math.max(1, plot.values.length);
  const tall = HEIGHT - FOOT - HEAD;
  const shapes = plot.values.map((value, i) => {
    if (value === null) return '';
    const high = most === 0 ? 0 : (value / most) * tall;
    const x = (i * wide + wide * 0.1).toFixed(1);
    const y = HEIGHT - FOOT - high;
    const number =
      plot.values.length <= 24 && value > 0
        ? `<text x="${(i * wide + wide / 2).toFixed(1)}" y="${(y - 3).toFixed(1)}" text-anchor="middle">${round(value)}</text>`
        : '';
    return `<rect x="${x}" y="${y.toFixed(1)}" width="${(wide * 0.8).toFixed(1)}" height="${high.toFixed(1)}"/>${number}`;
  });
  const said = `${plot.title}: ${plot.first} – ${plot.last}`;
  return `<svg role="img" aria-label="${escapedText(said)}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="100%" style="font:11px L;fill:#1d3f6e">
<text x="0" y="13" font-weight="bold">${escapedText(plot.head(plot.title, round(most)))}</text>${shapes.join('')}
<line x1="0" y1="${HEIGHT - FOOT}" x2="${WIDTH}" y2="${HEIGHT - FOOT}" stroke="#444"/>
<text x="0" y="${HEIGHT - 8}">${escapedText(plot.first)}</text><text x="${WIDTH}" y="${HEIGHT - 8}" text-anchor="end">${escapedText(plot.last)}</text></svg>`;
}

export function escapedText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
