import type { Db } from '../../db/database.ts';
import {
  answeredAds,
  dropLookups,
  forgetOldLookups,
  type NewLookup,
  type OpenLookup,
  openLookups,
  saveLookups,
} from '../../db/lookups.ts';
import type { PhotoPrint } from '../../db/photo-prints.ts';
import type { LookupWhy } from '../../db/schema/hidden.ts';
import type { Vault } from '../../db/vault.ts';
import type { Card, Listing, PlatformAdapter } from '../../scrapers/adapter.ts';
import type { Snapshot } from '../../scrapers/page.ts';
import type { CoverageReason } from '../coverage.ts';
import { type Candidate, createCandidates } from './candidates.ts';
import { readConfirmedAds } from './confirmed-ads.ts';
import type { HiddenMeans } from './means.ts';
import { ruledOut } from './prefix.ts';
import { createPrices } from './prices.ts';
import { scoredAnew } from './rescore.ts';
import { LOOKUP_SCORE, NAMED_BY_PERSON, RISK_POINTS, riskOf } from './risk.ts';
import { type SpendDeps, spendReveals } from './spend.ts';

/** Ads with a hidden number that a run keeps in mind at once. */
const ROOM = 200;

export interface HiddenDeps {
  readonly adapter: PlatformAdapter;
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: () => Date;
  readonly stopping: () => boolean;
  readonly hidden: HiddenMeans;
  readonly look: (url: string) => Promise<Snapshot>;
}

/** The part of a sweep that deals with hidden numbers. */
export interface HiddenNumbers {
  /** Takes note of what ads of a section usually cost. */
  glance(cards: readonly Card[], section: string): void;
  /** An ad was read and no protected number stands in what a guest sees of it. */
  consider(listing: Listing, section: string, digest: Buffer): void;
  /** How much an ad is like those of the attacks, by what the run knows now. */
  scoreOf(listing: Listing, section: string): number;
  /** A photo of the ad was looked at: compared with those of confirmed ads, and forgotten. */
  photo(adId: string, print: PhotoPrint): void;
  /** A protected number was seen in the ad after all: nobody need ask for the hidden one. */
  found(adId: string): void;
  /** Writes down what was kept since the last time, so that a run that is cut off forgets no ad it has looked at. */
  save(): Promise<void>;
  /** After the walks: reveals best first (unless the platform has refused us), and leaves the rest to a person. */
  finish(mayReveal: boolean, settle: SpendDeps['settle']): Promise<readonly CoverageReason[]>;
  readonly counts: HiddenCounts;
}

export interface HiddenCounts {
  /** Another operator's number: not one of ours, without asking. */
  ruledOut: number;
  revealed: number;
  /** Ads a person should open, of this platform. */
  lookupsOpen: number;
  /** Ads that could hide a protected number and found no room on that list. */
  lookupsLeftOut: number;
}

export async function openHiddenNumbers(deps: HiddenDeps): Promise<HiddenNumbers> {
  const { adapter, db, clock, hidden: means } = deps;
  const platform = adapter.id;
  await forgetOldLookups(db, clock());
  const { confirmed, confirmedAt, attacks } = await readConfirmedAds(db, deps.vault, clock());
  const prices = createPrices();
  const withKnownPhoto = new Set<string>();
  const score = ({ listing, section }: Pick<Candidate, 'listing' | 'section'>) =>
    riskOf(listing, {
      platform,
      section,
      median: prices.median(placeOf(listing, section)),
      attacks,
      confirmed,
      now: clock(),
      knownPhoto: withKnownPhoto.has(listing.adId),
    });
  const candidates = createCandidates(ROOM, score);
  const counts: HiddenCounts = { ruledOut: 0, revealed: 0, lookupsOpen: 0, lookupsLeftOut: 0 };
  let unsaved: Candidate[] = [];
  const found = new Set<string>();
  const named = new Set((await openLookups(db, { platform })).filter(isNamed).map(({ adId }) => adId));
  const asLookup = (candidate: Candidate, why: LookupWhy): NewLookup => {
    const { adId, url } = candidate.listing;
    const risk = score(candidate);
    const { score: points, parts } = named.has(adId)
      ? { score: NAMED_BY_PERSON.points, parts: [NAMED_BY_PERSON, ...risk.parts] }
      : risk;
    return { adId, url: adapter.listingUrl(adId) ?? url, digest: candidate.digest, score: points, parts, why };
  };

  const save = async () => {
    // While no price is usual yet, every price may turn out to be far below it.
    const mayGain = ({ listing, section }: Candidate) =>
      listing.price && prices.median(placeOf(listing, section)) === null ? RISK_POINTS['far-below-price'] : 0;
    const waiting = unsaved
      .map((one) => ({ lookup: asLookup(one, 'waiting'), most: score(one).score + mayGain(one) }))
      .filter(({ most }) => most >= LOOKUP_SCORE)
      .map(({ lookup }) => lookup);
    unsaved = [];
    await saveLookups(db, platform, waiting, clock());
  };

  return {
    counts,
    glance(cards, section) {
      for (const { listing } of cards) if (listing) notePrice(listing, section);
    },
    consider(listing, section, digest) {
      notePrice(listing, section);
      if (!listing.hidden) return;
      if (ruledOut(listing.hidden, means.codes)) {
        counts.ruledOut++;
        return;
      }
      const candidate = { listing, section, digest };
      candidates.offer(candidate);
      unsaved.push(candidate);
    },
    scoreOf: (listing, section) => score({ listing, section }).score,
    photo(adId, print) {
      if (confirmed.likenessOf(print) !== null) withKnownPhoto.add(adId);
    },
    found(adId) {
      found.add(adId);
    },
    save,
    async finish(mayReveal, settle) {
      await save();
      const now = new Map<string, NewLookup>(
        candidates
          .best()
          .filter((one) => !found.has(one.listing.adId))
          .map((one) => [one.listing.adId, asLookup(one, 'waiting')]),
      );
      const kept = (await openLookups(db, { platform })).filter((one) => !now.has(one.adId) && !found.has(one.adId));
      const riskNow = (listing: Listing) => score({ listing, section: '' });
      const { waiting: before, gone } = mayReveal
        ? await scoredAnew(kept, { ...deps, confirmedAt, riskOf: riskNow })
        : { waiting: kept, gone: [] };
      const answered = await answeredAds(db, platform, [...now.values()]);
      const ads: readonly (NewLookup | OpenLookup)[] = [...now.values(), ...before]
        .filter((one) => !answered.has(one.adId))
        .sort((a, b) => b.score - a.score);
      const spent = mayReveal
        ? await spendReveals(ads, { db, platform, clock, means, stopping: deps.stopping, settle })
        : { revealed: 0, settled: [], left: new Map<string, LookupWhy>(), ended: 'the platform refused the run' };
      counts.revealed = spent.revealed;
      const low = [...now.values()].filter((one) => one.score < LOOKUP_SCORE).map((one) => one.adId);
      await dropLookups(db, platform, [...spent.settled, ...low, ...found, ...gone]);
      const settled = new Set(spent.settled);
      const left = ads
        .filter(({ adId, score: points }) => points >= LOOKUP_SCORE && !settled.has(adId))
        .map((one): NewLookup => ({ ...pick(one), why: spent.left.get(one.adId) ?? 'waiting' }));
      const { dropped } = await saveLookups(db, platform, left, clock());
      counts.lookupsOpen = (await openLookups(db, { platform })).length;
      counts.lookupsLeftOut = dropped + candidates.letGo();
      if (counts.lookupsOpen === 0) return [];
      const why = spent.ended === null ? '' : ` (${spent.ended})`;
      const more = counts.lookupsLeftOut > 0 ? `, ${counts.lookupsLeftOut} more found no room` : '';
      const detail = `${counts.lookupsOpen} ads could hide a protected number and wait for a person${why}${more}`;
      return [{ kind: 'number-hidden', where: 'lookups', detail }];
    },
  };

  function notePrice(listing: Listing, section: string): void {
    if (listing.price) prices.note(placeOf(listing, section), listing.price.amount);
  }
}

/** Where "usual" is measured: the platform's own category when the ad names it, and the currency, or prices would mix. */
function placeOf({ category, price }: Listing, section: string): string {
  return `${section} ${category ?? ''} ${price?.currency ?? ''}`;
}

function isNamed({ parts }: Pick<OpenLookup, 'parts'>): boolean {
  return parts.some(({ code }) => code === NAMED_BY_PERSON.code);
}

function pick({ adId, url, digest, score, parts, why, scoredAt }: NewLookup): NewLookup {
  return { adId, url, digest, score, parts, why, ...(scoredAt && { scoredAt }) };
}
