import type { CampaignReason } from '../../campaigns.ts';
import type { FIGURE_COLUMNS } from '../../figures.ts';

export type FigureColumn = (typeof FIGURE_COLUMNS)[number];

/** All that the page of figures says, in one language; whole strings, never put together. */
export interface FiguresWording {
  /** Given the date as it stands before a noun. */
  title(date: string): string;
  readonly columns: Readonly<Record<FigureColumn, string>>;
  readonly plots: Readonly<Record<'found' | 'removed' | 'reappeared', string>>;
  /** Given the smallest count that is published. */
  forPublication(smallest: number): string;
  readonly internal: string;
  /** What the columns count. */
  readonly meaning: string;
  latestRows(rows: number): string;
}

/** All that the report of a campaign says, in one language. */
export interface CampaignWording {
  /** Given the date as it stands before a noun. */
  title(date: string): string;
  counts(counted: { readonly ads: number; readonly persons: number; readonly platforms: string }): string;
  /** Given the moments as `date time`, in Almaty. */
  span(from: string, to: string): string;
  /** Given the reasons, parted by semicolons. */
  because(reasons: string): string;
  readonly reasons: Readonly<Record<CampaignReason, string>>;
  readonly timeline: { readonly byHour: string; readonly byDay: string };
  readonly columns: { readonly row: string; readonly at: string; readonly platform: string; readonly person: string };
  readonly leftOut: string;
}

/** Pages that are no letters. A text missing in one of the languages does not compile. */
export interface PagesWording {
  readonly figures: FiguresWording;
  readonly campaign: CampaignWording;
  /** Above the bars of a plot, given the tallest. */
  plotHead(title: string, most: string): string;
}
