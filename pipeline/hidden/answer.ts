import { answerLookup, type OpenLookup } from '../../db/lookups.ts';
import { confirmMatch, findMatch, listMatches } from '../../db/matches.ts';
import { endRun, startRun } from '../../db/runs.ts';
import type { FailureKind } from '../../scrapers/errors.ts';
import type { Snapshot } from '../../scrapers/page.ts';
import { ONE_AD } from '../coverage.ts';
import { type ExamineDeps, examine } from '../examine.ts';
import type { NumberFinder } from '../phones/sighting.ts';
import { orInterrupted } from '../stopped-waiting.ts';
import { readAd } from './read-ad.ts';

export interface AnswerDeps extends Omit<ExamineDeps, 'finder' | 'onMatch'> {
  readonly look: (url: string) => Promise<Snapshot>;
}

export type Answered =
  | { readonly state: 'matched'; readonly matchId: number; readonly captures: number }
  /** The ad is gone by now, or could not be read: the lookup stays open, and nothing is stored. */
  | { readonly state: 'removed'; readonly sign: string }
  | { readonly state: 'unknown'; readonly kind: FailureKind; readonly why: string };

/**
 * A person saw this number behind the button: the ad is read and captured now, and the match stands as confirmed by
 * them. Where the finder would look, the person has looked. Throws RecordError when the lookup was answered meanwhile.
 */
export async function answerYes(
  lookup: OpenLookup,
  answer: { readonly numberId: number; readonly by: string; readonly job?: string },
  deps: AnswerDeps,
): Promise<Answered> {
  const { adapter, db, clock } = deps;
  const about = { kind: 'check' as const, platform: adapter.id, ...(answer.job ? { job: answer.job } : {}) };
  const run = await startRun(db, about, clock());
  return orInterrupted(deps, run, () => answerInRun(lookup, answer, run, deps));
}

async function answerInRun(
  lookup: OpenLookup,
  answer: { readonly numberId: number; readonly by: string },
  run: { readonly id: number },
  deps: AnswerDeps,
): Promise<Answered> {
  const { adapter, db, vault, clock } = deps;
  const { reading, page } = await readAd(adapter, deps.look, lookup);
  if (reading.state !== 'live' || page === null) {
    const said = reading.state === 'unknown' ? reading : null;
    const reasons = said ? [{ kind: said.kind, where: ONE_AD, detail: said.why }] : [];
    await endRun(db, run.id, { coverage: said ? 'blind' : 'complete', reasons, counts: {} }, clock());
    if (said) return said;
    return { state: 'removed', sign: reading.state === 'removed' ? reading.sign : '' };
  }
  const finder = eyeOf(answer.numberId);
  const examined = await examine(reading.listing, page, run.id, { ...deps, finder, onMatch: () => undefined });
  const found = (await listMatches(db, vault, { platform: adapter.id, numberId: answer.numberId })).find(
    (match) => match.adId === lookup.adId,
  );
  if (!found) throw new Error('the match is missing right after it was stored');
  if ((await findMatch(db, vault, found.id))?.state !== 'confirmed')
    await confirmMatch(db, found.id, answer.by, 'seen behind the button by a person', clock());
  await answerLookup(db, lookup.id, { state: 'answered', by: answer.by }, clock());
  const counts = { listingsRead: 1, matchesSeen: 1, matchesNew: examined.matchesNew, captures: examined.captures };
  await endRun(db, run.id, { coverage: 'complete', reasons: [], counts }, clock());
  return { state: 'matched', matchId: found.id, captures: examined.captures };
}

/** What a person's eye reports: this number, in the phone field. The field's text is not with us, so the place is empty. */
function eyeOf(numberId: number): NumberFinder {
  const sighting = {
    numberId: String(numberId),
    how: 'field' as const,
    strength: 'strong' as const,
    spans: [{ field: 'contact', start: 0, end: 0 }],
    reasons: ['seen-by-person'],
  };
  return { find: () => ({ sightings: [sighting], exhausted: [] }) };
}
