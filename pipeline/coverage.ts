import type { RunReason, WalkEnd } from '../db/schema/runs.ts';
import type { FailureKind } from '../scrapers/errors.ts';

export type Coverage = 'complete' | 'partial' | 'blind';

/** In place of an ad that could not be looked at: runs are kept long, and the id of an ad of ours leads to a number. */
export const ONE_AD = 'an ad';

/** Something that could not be looked at, or not wholly. `where` is a walk, ONE_AD or the platform; never page text. */
export interface CoverageReason {
  readonly kind:
    | FailureKind
    | 'window-end'
    | 'interrupted'
    | 'search-exhausted'
    | 'id-gap'
    | 'photos'
    | 'evidence'
    | 'number-hidden'
    | 'control-missed'
    | 'unlike-before';
  readonly where: string;
  readonly detail: string;
}

export interface WalkOutcome {
  readonly walk: string;
  readonly end: WalkEnd;
  readonly pages: number;
  /** Index pages and listings of this walk that could not be looked at. */
  readonly missed: readonly RunReason[];
}

/**
 * Whether later walks may stop at the ads this one looked at: everything beneath them must have been looked at, so
 * only a walk that ran without a gap as deep as the platform lets us earns it.
 */
export function leavesNoGap(outcome: WalkOutcome): boolean {
  return outcome.end !== 'failed' && outcome.end !== 'depth' && outcome.missed.length === 0;
}

/**
 * The verdict on one platform's run. `blind`: not one index page could be read. `complete`: every walk came
 * without a gap to ads already looked at or to the index's end. Everything else is `partial`: never "nothing found".
 */
export function judgeCoverage(outcomes: readonly WalkOutcome[], planned: number): Coverage {
  if (outcomes.every((outcome) => outcome.pages === 0)) return 'blind';
  const whole = outcomes.filter((outcome) => leavesNoGap(outcome) && outcome.end !== 'window-end');
  return whole.length === planned && outcomes.length === planned ? 'complete' : 'partial';
}

/** What walks did not look at: pages and ads that failed, and what lies beneath where they had to end. */
export function reasonsOf(outcomes: readonly WalkOutcome[]): RunReason[] {
  return [
    ...outcomes.flatMap((outcome) => outcome.missed),
    ...outcomes
      .filter((outcome) => outcome.end === 'window-end' || outcome.end === 'depth')
      .map(
        ({ walk, end, pages }): RunReason => ({
          kind: 'window-end',
          where: walk,
          detail:
            end === 'depth'
              ? `only its newest ${pages} pages were to be looked at`
              : `no page after ${pages} is served or asked for, and older ads than those were never looked at`,
        }),
      ),
  ];
}

/** The verdict on several platforms, as the process's exit code: 0 complete, 3 partial, 4 nothing could be looked at. */
export function exitCodeOf(coverages: readonly Coverage[]): 0 | 3 | 4 {
  if (coverages.every((coverage) => coverage === 'complete')) return 0;
  return coverages.every((coverage) => coverage === 'blind') ? 4 : 3;
}
