import type { Listing } from '../../scrapers/adapter.ts';
import { LOOKUP_SCORE, type Risk } from './risk.ts';

/** An ad whose hidden number could be a protected one. Lives in memory only, for as long as the run. */
export interface Candidate {
  readonly listing: Listing;
  readonly section: string;
  readonly digest: Buffer;
}

export interface Scored extends Candidate {
  readonly risk: Risk;
}

export interface Candidates {
  offer(candidate: Candidate): void;
  /** Best first, scored by what the run knows now. */
  best(): readonly Scored[];
  /** How many worth a person's look were let go because better ones filled the room. */
  readonly letGo: () => number;
}

/**
 * Keeps the best `room` of any number of ads, or up to twice as many between two sortings. They are scored when it
 * sorts, not when they come: the usual price of a category is known only after a part of the walk.
 */
export function createCandidates(room: number, score: (candidate: Candidate) => Risk): Candidates {
  let kept: Candidate[] = [];
  let gone = 0;
  const sorted = (): Scored[] =>
    kept
      .map((candidate): Scored => ({ ...candidate, risk: score(candidate) }))
      .sort((a, b) => b.risk.score - a.risk.score);
  return {
    offer(candidate) {
      kept.push(candidate);
      if (kept.length < room * 2) return;
      const all = sorted();
      gone += all.slice(room).filter(({ risk }) => risk.score >= LOOKUP_SCORE).length;
      kept = all.slice(0, room);
    },
    best: sorted,
    letGo: () => gone,
  };
}
