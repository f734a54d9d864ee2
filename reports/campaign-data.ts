import { z } from 'zod';
import { adTextDigest } from '../db/ad-text.ts';
import type { Db } from '../db/database.ts';
import { listMatches, matchWithListing } from '../db/matches.ts';
import { listNumbers } from '../db/numbers.ts';
import type { Vault } from '../db/vault.ts';
import { type Campaign, type CampaignAd, groupCampaigns } from './campaigns.ts';

const compared = z.object({
  fields: z.array(z.object({ name: z.string(), text: z.string() })).default([]),
  photos: z.array(z.string()).default([]),
  seller: z.object({ id: z.string().nullable() }).default({ id: null }),
  postedAt: z.string().nullable().default(null),
});

/** Confirmed matches, grouped. What is compared stays inside: a campaign carries ids, digests and times. Throws VaultError. */
export async function campaignsNow(db: Db, vault: Vault, now: Date): Promise<Campaign[]> {
  const persons = new Map((await listNumbers(db, vault, now)).map((number) => [number.id, number.personId]));
  const ads: CampaignAd[] = [];
  for (const { id } of await listMatches(db, { state: 'confirmed' })) {
    const match = await matchWithListing(db, vault, id);
    if (!match?.listing) continue;
    const { fields, photos, seller, postedAt } = compared.parse(match.listing);
    const posted = postedAt === null ? Number.NaN : Date.parse(postedAt);
    ads.push({
      matchId: id,
      platform: match.platform,
      personId: persons.get(match.numberId) ?? 0,
      account: seller.id,
      text: adTextDigest(fields),
      photos,
      at: Number.isNaN(posted) || posted > match.firstSeenAt.getTime() ? match.firstSeenAt : new Date(posted),
    });
  }
  return groupCampaigns(ads);
}
