import { z } from 'zod';
import { type Shingles, sellersText, shinglesOf } from '../../db/ad-text.ts';
import type { Db } from '../../db/database.ts';
import { listMatches, matchWithListing } from '../../db/matches.ts';
import { type PhotoPrint, photoPrintsOf } from '../../db/photo-prints.ts';
import type { Vault } from '../../db/vault.ts';
import { type Likeness, likeness } from '../photos/known-photos.ts';

/** Newest confirmed ads by which others are recognised; older ones have seldom a living copy. */
const MOST = 200;
const DAY_MS = 86_400_000;
/** An attack of 2025 lasted several days; a match seen within the last week may belong to one under way. */
const ATTACK_DAYS = 7;

/** What is known of ads that a person confirmed as hostile, on every platform. */
export interface ConfirmedAds {
  hasAccount(platform: string, sellerId: string | null): boolean;
  hasPhoto(address: string): boolean;
  /** How a photo that was looked at is one of theirs; `null`: it is none of them. */
  likenessOf(print: PhotoPrint): Likeness | null;
  readonly texts: readonly Shingles[];
}

/** Hours in which protected people were attacked: first and last moment. */
export interface AttackHours {
  readonly from: Date;
  readonly to: Date;
}

export const NONE_CONFIRMED: ConfirmedAds = {
  hasAccount: () => false,
  hasPhoto: () => false,
  likenessOf: () => null,
  texts: [],
};

/** What is used of a listing kept with a match. */
export const keptListing = z.looseObject({
  title: z.string(),
  fields: z.array(z.looseObject({ name: z.string(), kind: z.string(), text: z.string() })).default([]),
  photos: z.array(z.string()).default([]),
  seller: z.looseObject({ id: z.string().nullable().default(null) }).default({ id: null }),
});
export type KeptListing = z.infer<typeof keptListing>;

/** From listings as they were kept. One of an unknown shape (an older version's) is left out. */
export function confirmedFrom(
  ads: readonly { readonly platform: string; readonly listing: unknown }[],
  prints: readonly PhotoPrint[] = [],
): ConfirmedAds {
  const accounts = new Set<string>();
  const photos = new Set<string>();
  const texts: Shingles[] = [];
  for (const { platform, listing } of ads) {
    const { data } = keptListing.safeParse(listing);
    if (!data) continue;
    if (data.seller.id !== null) accounts.add(`${platform} ${data.seller.id}`);
    for (const photo of data.photos) photos.add(photo);
    const shingles = shinglesOf(sellersText(data.fields));
    if (shingles.size > 0) texts.push(shingles);
  }
  return {
    hasAccount: (platform, sellerId) => sellerId !== null && accounts.has(`${platform} ${sellerId}`),
    hasPhoto: (address) => photos.has(address),
    likenessOf: (print) => likeness(print, prints),
    texts,
  };
}

/** The confirmed ads of the database, when the newest of them was confirmed, and the hours of the attacks that its newest matches speak of. */
export async function readConfirmedAds(
  db: Db,
  vault: Vault,
  now: Date,
): Promise<{ confirmed: ConfirmedAds; confirmedAt: Date | null; attacks: AttackHours[] }> {
  const confirmed = (await listMatches(db, vault, { state: 'confirmed' })).slice(-MOST);
  const ads = [];
  for (const { id, platform } of confirmed)
    ads.push({ platform, listing: (await matchWithListing(db, vault, id))?.listing });
  const since = now.getTime() - ATTACK_DAYS * DAY_MS;
  const attacks = (await listMatches(db, vault))
    .filter(
      ({ state, strength, firstSeenAt }) =>
        state !== 'dismissed' && strength === 'strong' && firstSeenAt.getTime() >= since,
    )
    .map(({ firstSeenAt }) => ({
      from: new Date(firstSeenAt.getTime() - DAY_MS),
      to: new Date(firstSeenAt.getTime() + DAY_MS),
    }));
  const decided = confirmed.flatMap(({ decidedAt }) => (decidedAt === null ? [] : [decidedAt.getTime()]));
  const confirmedAt = decided.length === 0 ? null : new Date(Math.max(...decided));
  const ids = confirmed.map(({ id }) => id);
  const prints = await photoPrintsOf(db, vault, ids);
  return { confirmed: confirmedFrom(ads, prints), confirmedAt, attacks };
}
