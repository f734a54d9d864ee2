import { sellersText, shinglesOf, similarity } from '../../db/ad-text.ts';
import type { Listing } from '../../scrapers/adapter.ts';
import type { AttackHours, ConfirmedAds } from './confirmed-ads.ts';
import { goodsAtRisk, urgentWords } from './risk-words.ts';

/** A part of the score and its reason. The ad's own words are never in it. */
export interface RiskPart {
  readonly code: RiskCode;
  readonly points: number;
}

export interface Risk {
  /** 0 to 100. */
  readonly score: number;
  /** Most points first. */
  readonly parts: readonly RiskPart[];
}

export interface RiskFacts {
  readonly platform: string;
  /** The walk in which the ad was met. */
  readonly section: string;
  /** Usual price where the ad stands, of this run's own cards; `null` while too few are known. */
  readonly median: number | null;
  readonly attacks: readonly AttackHours[];
  readonly confirmed: ConfirmedAds;
  readonly now: Date;
  /** A photo of it was looked at and is a confirmed ad's, whatever its address. */
  readonly knownPhoto?: boolean;
}

/**
 * The most points of each reason. They order who is asked first and prove nothing: README.md beside it shows the table
 * with its grounds, and staff see the parts beside every ad.
 */
export const RISK_POINTS = {
  'same-account': 40,
  'same-text': 40,
  'same-photo': 30,
  'far-below-price': 25,
  'new-account': 20,
  'attack-hours': 15,
  'urgent-words': 14,
  'goods-at-risk': 8,
  'no-photo': 6,
} as const;
export type RiskCode = keyof typeof RISK_POINTS;

/** A caller named the ad: a person opens it before any that only looks like an attack, and no score lowers it. */
export const NAMED_BY_PERSON = { code: 'named-by-a-person', points: 100 } as const;

/** From this score on, an ad that could not be revealed is worth a person's look. */
export const LOOKUP_SCORE = 20;

const HOUR_MS = 3_600_000;

/** How much an ad is like those of the attacks. Pure; each part is at most its RISK_POINTS, the sum at most 100. */
export function riskOf(listing: Listing, facts: RiskFacts): Risk {
  const text = sellersText(listing.fields);
  const shares: Record<RiskCode, number> = {
    'same-account': facts.confirmed.hasAccount(facts.platform, listing.seller.id) ? 1 : 0,
    'same-text': likeness(text, facts.confirmed),
    'same-photo': facts.knownPhoto || listing.photos.some((photo) => facts.confirmed.hasPhoto(photo)) ? 1 : 0,
    'far-below-price': cheapness(listing.price, facts.median),
    'new-account': newness(listing.seller.since, listing.postedAt, facts.now),
    'attack-hours': during(listing.postedAt, facts.attacks) ? 1 : 0,
    'urgent-words': Math.min(1, urgentWords(text) / 2),
    'goods-at-risk': goodsAtRisk(listing.title, [facts.section, listing.category]) ? 1 : 0,
    'no-photo': listing.photos.length === 0 ? 1 : 0,
  };
  const parts = (Object.keys(RISK_POINTS) as RiskCode[])
    .map((code): RiskPart => ({ code, points: Math.round(RISK_POINTS[code] * shares[code]) }))
    .filter((part) => part.points > 0)
    .sort(mostPoints);
  return {
    score: Math.min(
      100,
      parts.reduce((sum, part) => sum + part.points, 0),
    ),
    parts,
  };
}

/** Most points first. */
export function mostPoints(a: { readonly points: number }, b: { readonly points: number }): number {
  return b.points - a.points;
}

function likeness(text: string, confirmed: ConfirmedAds): number {
  const own = shinglesOf(text);
  let best = 0;
  for (const other of confirmed.texts) best = Math.max(best, similarity(own, other));
  return best >= 0.8 ? 1 : best >= 0.5 ? 0.6 : best >= 0.3 ? 0.25 : 0;
}

function cheapness(price: Listing['price'], median: number | null): number {
  if (price === null || median === null) return 0;
  const ratio = price.amount / median;
  return ratio <= 0.2 ? 1 : ratio <= 0.4 ? 0.7 : ratio <= 0.6 ? 0.3 : 0;
}

/** How new the account was when the ad appeared. A bare day says no more than "that day". */
function newness(since: string | null, postedAt: string | null, now: Date): number {
  const made = Date.parse(since ?? '');
  if (Number.isNaN(made)) return 0;
  const posted = Date.parse(postedAt ?? '');
  const hours = ((Number.isNaN(posted) ? now.getTime() : posted) - made) / HOUR_MS;
  const exact = /T\d/.test(since ?? '');
  return hours <= 1 && exact ? 1 : hours <= 24 ? 0.6 : hours <= 24 * 7 ? 0.25 : 0;
}

function during(postedAt: string | null, attacks: readonly AttackHours[]): boolean {
  if (postedAt === null || Number.isNaN(Date.parse(postedAt))) return false;
  const from = Date.parse(postedAt);
  // A bare day may be any hour of it.
  const to = /T\d/.test(postedAt) ? from : from + 24 * HOUR_MS;
  return attacks.some((attack) => from <= attack.to.getTime() && to >= attack.from.getTime());
}
