import { z } from 'zod';
import { adTextDigest } from '../db/ad-text.ts';
import type { Db } from '../db/database.ts';
import { confirmedNow, type WithListing, withListings } from '../db/match-lists.ts';
import type { Vault } from '../db/vault.ts';
import { type Campaign, type CampaignAd, groupCampaigns } from './campaigns.ts';

const comparedOf = z.object({
  fields: z.array(z.object({ name: z.string(), kind: z.string(), text: z.string() })).default([]),
  photos: z.array(z.string()).default([]),
  seller: z.object({ id: z.string().nullable() }).default({ id: null }),
  postedAt: z.string().nullable().default(null),
});

/** Confirmed matches, grouped. What is compared stays inside: a campaign carries ids, digests and times. Throws VaultError. */
export async function campaignsNow(db: Db, vault: Vault): Promise<Campaign[]> {
  return campaignsOf(db, vault, new Map());
}

/** The same; `compared` keeps what was read of each ad, so that asked again only new decisions are unsealed. */
export async function campaignsOf(db: Db, vault: Vault, compared: Map<string, CampaignAd>): Promise<Campaign[]> {
  const standing = await confirmedNow(db);
  const wanted = standing.filter((one) => !compared.has(keyOf(one))).map((one) => one.id);
  for (const match of await withListings(db, vault, wanted)) compared.set(keyOf(match), adOf(match));
  const keys = new Set(standing.map(keyOf));
  for (const key of compared.keys()) if (!keys.has(key)) compared.delete(key);
  return groupCampaigns([...compared.values()]);
}

const keyOf = ({ id, decidedAt }: { readonly id: number; readonly decidedAt: Date | null }) =>
  `${id} ${decidedAt?.getTime() ?? 0}`;

function adOf(match: WithListing): CampaignAd {
  const { fields, photos, seller, postedAt } = comparedOf.parse(match.listing);
  const posted = postedAt === null ? Number.NaN : Date.parse(postedAt);
  return {
    matchId: match.id,
    platform: match.platform,
    personId: match.personId,
    account: seller.id,
    text: adTextDigest(fields),
    photos,
    at: Number.isNaN(posted) || posted > match.firstSeenAt.getTime() ? match.firstSeenAt : new Date(posted),
  };
}
