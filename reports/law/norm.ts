import type { InLanguages } from '../language.ts';

/** A: primary text was read. B: a credible secondary source. C: general knowledge, not verified. */
export type Confidence = 'A' | 'B' | 'C';

/**
 * One edition of one norm. An amended norm gets a second entry with the same `code` and the next `validFrom`;
 * the old entry keeps its text and gets `validTo`, so that an old letter prints the same years later.
 */
export interface Norm {
  readonly code: string;
  /** As the act numbers it, e.g. `25(2)(8)`: for staff and tests, never printed. */
  readonly article: string;
  /**
   * The whole reviewed citation. Never assembled: Kazakh turns the order round and inflects the numeral
   * (…Заңының 25-бабы 2-тармағының 8) тармақшасы).
   */
  readonly citation: InLanguages;
  /** The part of the citation that stands in a list under the act's `heading`. */
  readonly provision: InLanguages;
  /** What the norm gives this letter, in a few words. */
  readonly gives: InLanguages;
  /** The term the norm sets, in Kazakh working days. */
  readonly deadline: { readonly workingDays: number } | null;
  /** First and last date (YYYY-MM-DD, inclusive) of letters that may cite this edition. */
  readonly validFrom: string;
  readonly validTo: string | null;
  /** When the text was last compared with its source. */
  readonly checkedOn: string;
  readonly confidence: Confidence;
  readonly source: string;
}

/** One act with its norms, a data file each. */
export interface Act {
  readonly code: string;
  /** Official title. */
  readonly title: InLanguages;
  /** Stands above a list of provisions; in Kazakh it is in the genitive, so that the items continue it. */
  readonly heading: InLanguages;
  readonly norms: readonly Norm[];
}
