import { hasCompleteCapture, recordCapture } from '../db/captures.ts';
import type { Db } from '../db/database.ts';
import type { Vault } from '../db/vault.ts';
import type { Listing, PlatformAdapter } from '../scrapers/adapter.ts';
import type { Page } from '../scrapers/page.ts';
import type { RevealExchange } from '../scrapers/reveal.ts';
import { type CapturedFile, capture, type ShownPage } from './capture.ts';
import { numbersIn, type Seen, storeMatches } from './match.ts';
import type { NumberFinder } from './phones/sighting.ts';

export interface ExamineDeps {
  readonly adapter: PlatformAdapter;
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: () => Date;
  readonly home: string;
  readonly tool: string;
  readonly finder: NumberFinder;
  /** Opens an ad in a browser, at the platform's pace, and takes its picture. */
  readonly show: (url: string) => Promise<ShownPage>;
  readonly onMatch: (match: FoundMatch) => void;
}

/** A match stored just now for the first time. Carries no text of the ad and no number. */
export interface FoundMatch {
  readonly matchId: number;
  readonly platform: string;
  readonly numberId: number;
  readonly strength: 'strong' | 'weak';
  readonly how: string;
  readonly url: string;
}

export interface Examined {
  readonly matchesSeen: number;
  readonly matchesNew: number;
  readonly captures: number;
  /** Places of the ad where the search for numbers gave up before trying every reading. */
  readonly exhausted: number;
}

/** What, beside the ad's page, showed the number: it goes into the proof. */
export interface SeenBeside {
  /** The answer that brought a hidden number. */
  readonly reveal?: RevealExchange | null;
  readonly pictures?: readonly CapturedFile[];
}

/** Matches the text of one listing against the protected numbers, and stores and proves what it finds. */
export async function examine(
  listing: Listing,
  page: Page,
  runId: number,
  deps: ExamineDeps,
  beside: SeenBeside = {},
): Promise<Examined> {
  const { seen, exhausted } = numbersIn(listing.fields, deps.finder);
  return { ...(await storeAndProve(listing, seen, page, runId, deps, beside)), exhausted: exhausted.length };
}

/**
 * Stores numbers seen in an ad as matches and takes their proof at once, with what showed them. Safe to repeat: a match
 * is stored once, and a capture that was cut off is taken again.
 */
export async function storeAndProve(
  listing: Listing,
  seen: readonly Seen[],
  page: Page,
  runId: number,
  deps: ExamineDeps,
  { reveal = null, pictures = [] }: SeenBeside,
): Promise<Omit<Examined, 'exhausted'>> {
  const { adapter, db, vault, clock } = deps;
  const platform = adapter.id;
  const stored = await storeMatches(db, vault, { platform, runId, listing, seen }, clock());
  const fresh = stored.filter((match) => match.isNew);
  for (const { id, seen: match } of fresh) {
    const { numberId, strength, how } = match;
    deps.onMatch({ matchId: id, platform, numberId, strength, how, url: listing.url });
  }
  const prove = stored.length > 0 && !(await hasCompleteCapture(db, platform, listing.adId));
  if (prove) {
    const { adId, url } = listing;
    const record = adapter.adRecord(page, adId);
    const seenInItself = adapter.adIdOf(new URL(page.snapshot.url)) === adId;
    const taken = await capture(
      { platform, adId, url, seenIn: page.snapshot, seenInItself, record, reveal, pictures, show: deps.show },
      { home: deps.home, clock, tool: deps.tool },
    );
    await recordCapture(db, { platform, adId, runId, ...taken }, taken.capturedAt);
  }
  return { matchesSeen: stored.length, matchesNew: fresh.length, captures: prove ? 1 : 0 };
}
