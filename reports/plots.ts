const WIDTH = 640;
const HEIGHT = 112;
const FOOT = 24;
/** The title, and beneath it the figure of the tallest bar. */
const HEAD = 32;

export interface Plot {
  readonly title: string;
  /** What stands above the bars, given the title and the tallest. */
  readonly head: (title: string, most: string) => string;
  /** `null`: not known, drawn as a gap. */
  readonly values: readonly (number | null)[];
  readonly first: string;
  readonly last: string;
}

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Stands above the bar; `null`: there is no room, or nothing to say. */
  readonly amount: string | null;
}

export const PLOT = { width: WIDTH, height: HEIGHT, foot: HEIGHT - FOOT } as const;

/** Where the bars of a plot stand. Pure. */
export function barsOf({ values }: Pick<Plot, 'values'>): { readonly bars: readonly Bar[]; readonly most: string } {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  const wide = WIDTH / Math.max(1, values.length);
  const tall = HEIGHT - FOOT - HEAD;
  const tenth = (given: number) => Math.round(given * 10) / 10;
  const bars = values.flatMap((value, i): Bar[] => {
    if (value === null) return [];
    const height = most === 0 ? 0 : (value / most) * tall;
    const amount = values.length <= 24 && value > 0 ? round(value) : null;
    const at = { x: tenth(i * wide + wide * 0.1), y: tenth(HEIGHT - FOOT - height) };
    return [{ ...at, width: tenth(wide * 0.8), height: tenth(height), amount }];
  });
  return { bars, most: round(most) };
}

/** Bars as an SVG that stands in the page itself: no script, nothing loaded. Pure. */
export function bars(plot: Plot): string {
  const { bars: all, most } = barsOf(plot);
  const shapes = all.map(({ x, y, width, height, amount }) => {
    const number =
      amount === null
        ? ''
        : `<text x="${(x + width / 2).toFixed(1)}" y="${(y - 3).toFixed(1)}" text-anchor="middle">${amount}</text>`;
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>${number}`;
  });
  const said = `${plot.title}: ${plot.first} – ${plot.last}`;
  return `<svg role="img" aria-label="${escapedText(said)}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="100%" style="font:11px L;fill:#1d3f6e">
<text x="0" y="13" font-weight="bold">${escapedText(plot.head(plot.title, most))}</text>${shapes.join('')}
<line x1="0" y1="${HEIGHT - FOOT}" x2="${WIDTH}" y2="${HEIGHT - FOOT}" stroke="#444"/>
<text x="0" y="${HEIGHT - 8}">${escapedText(plot.first)}</text><text x="${WIDTH}" y="${HEIGHT - 8}" text-anchor="end">${escapedText(plot.last)}</text></svg>`;
}

export function escapedText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
