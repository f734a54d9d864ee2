import { hasCompleteCapture, recordCapture } from '../db/captures.ts';
import type { Db } from '../db/database.ts';
import { EvidenceError, type EvidenceFile } from '../db/evidence-files.ts';
import { personsOfAd } from '../db/matches.ts';
import { keepPhotoPrints, type PhotoPrint } from '../db/photo-prints.ts';
import type { Vault } from '../db/vault.ts';
import type { Listing, PlatformAdapter } from '../scrapers/adapter.ts';
import type { Page } from '../scrapers/page.ts';
import type { RevealExchange } from '../scrapers/reveal.ts';
import type { ShownPage, ShowWanted } from '../scrapers/shown-page.ts';
import { capture, type EvidenceSettings } from './evidence/capture.ts';
import { numbersIn, type Seen, storeMatches } from './match.ts';
import type { NumberFinder } from './phones/sighting.ts';
import { printOf } from './photos/known-photos.ts';
import type { PhotoReader } from './photos/reader.ts';

export interface ExamineDeps {
  readonly adapter: PlatformAdapter;
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: () => Date;
  readonly evidence: EvidenceSettings;
  readonly finder: NumberFinder;
  /** Opens an ad in a browser, at the platform's pace, and takes its picture. */
  readonly show: (url: string, wanted: ShowWanted) => Promise<ShownPage>;
  readonly onMatch: (match: FoundMatch) => void;
  /** A capture stands on the disk and in the log: its time can be confirmed. */
  readonly onCaptured?: (captureId: number) => void;
  /** Takes the prints of a match's photos, by which they are known when posted again; without it none are kept. */
  readonly photoReader?: PhotoReader | undefined;
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
  /** Why the proof could not be written (a full disk); the match is stored all the same. */
  readonly unproven: string | null;
  /** Places of the ad where the search for numbers gave up before trying every reading. */
  readonly exhausted: number;
}

/** What, beside the ad's page, showed the number: it goes into the proof. */
export interface SeenBeside {
  /** The answer that brought a hidden number. */
  readonly reveal?: RevealExchange | null;
  readonly pictures?: readonly EvidenceFile[];
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
  beside: SeenBeside,
): Promise<Omit<Examined, 'exhausted'>> {
  const { adapter, db, vault, clock } = deps;
  const platform = adapter.id;
  const stored = await storeMatches(db, vault, { platform, runId, listing, seen }, clock());
  const fresh = stored.filter((match) => match.isNew);
  for (const { id, seen: match } of fresh) {
    const { numberId, strength, how } = match;
    deps.onMatch({ matchId: id, platform, numberId, strength, how, url: listing.url });
  }
  const prove = stored.length > 0 && !(await hasCompleteCapture(db, vault, platform, listing.adId));
  const proven = prove ? await proof({ listing, page, seen, beside }, runId, deps) : { captured: 0, unproven: null };
  return {
    matchesSeen: stored.length,
    matchesNew: fresh.length,
    captures: proven.captured,
    unproven: proven.unproven,
  };
}

async function proof(
  found: { listing: Listing; page: Page; seen: readonly Seen[]; beside: SeenBeside },
  runId: number,
  deps: ExamineDeps,
): Promise<{ captured: number; unproven: string | null }> {
  const { adapter, db, vault } = deps;
  const { listing, page, seen, beside } = found;
  const { adId, url } = listing;
  const platform = adapter.id;
  try {
    const taken = await capture(
      {
        purpose: 'match',
        people: await personsOfAd(db, vault, platform, adId),
        platform,
        adId,
        url,
        seenIn: page.snapshot,
        seenInItself: adapter.adIdOf(new URL(page.snapshot.url)) === adId,
        record: adapter.adRecord(page, adId),
        listing,
        seen,
        reveal: beside.reveal ?? null,
        pictures: beside.pictures ?? [],
        show: deps.show,
      },
      deps.evidence,
    );
    const { id } = await recordCapture(
      db,
      vault,
      { platform, adId, runId, ...taken },
      taken.capturedAt,
      deps.evidence.collector.name,
    );
    deps.onCaptured?.(id);
    if (deps.photoReader) await keepPrints({ platform, adId }, taken.photos, deps.photoReader, deps);
    return { captured: 1, unproven: null };
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    return { captured: 0, unproven: error.message };
  }
}

/** Photos of a match are hits. One that cannot be decoded is still known by its bytes. */
async function keepPrints(
  ad: { readonly platform: string; readonly adId: string },
  photos: readonly Buffer[],
  reader: PhotoReader,
  { db, vault }: Pick<ExamineDeps, 'db' | 'vault'>,
): Promise<void> {
  const prints = new Map<string, PhotoPrint>();
  for (const photo of photos) {
    const { print } = await printOf(photo, reader);
    prints.set(print.sha256, print);
  }
  await keepPhotoPrints(db, vault, ad, [...prints.values()]);
}
