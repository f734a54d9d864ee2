import { type ComparedMatch, comparedMatches } from '../db/compared.ts';
import type { Db } from '../db/database.ts';
import { confirmedNow } from '../db/match-lists.ts';
import type { Vault } from '../db/vault.ts';
import { type Campaign, type CampaignAd, groupCampaigns } from './campaigns.ts';

/** Confirmed matches, grouped. What is compared stays inside: a campaign carries ids, digests and times. Throws VaultError. */
export async function campaignsNow(db: Db, vault: Vault): Promise<Campaign[]> {
  return campaignsOf(db, vault, new Map());
}

/** The same; `compared` keeps what was read of each ad, so that asked again only new decisions are unsealed. */
export async function campaignsOf(db: Db, vault: Vault, compared: Map<string, CampaignAd>): Promise<Campaign[]> {
  const standing = await confirmedNow(db);
  const wanted = standing.filter((one) => !compared.has(keyOf(one)));
  const keys = new Map(wanted.map((one) => [one.id, keyOf(one)]));
  for (const match of await comparedMatches(db, vault, [...keys.keys()]))
    compared.set(keys.get(match.id) ?? '', adOf(match));
  const now = new Set(standing.map(keyOf));
  for (const key of compared.keys()) if (!now.has(key)) compared.delete(key);
  return groupCampaigns([...compared.values()]);
}

const keyOf = ({ id, decidedAt }: { readonly id: number; readonly decidedAt: Date | null }) =>
  `${id} ${decidedAt?.getTime() ?? 0}`;

function adOf({ id, platform, personId, account, text, photos, postedAt, firstSeenAt }: ComparedMatch): CampaignAd {
  const posted = postedAt === null ? Number.NaN : Date.parse(postedAt);
  const at = Number.isNaN(posted) || posted > firstSeenAt.getTime() ? firstSeenAt : new Date(posted);
  return { matchId: id, platform, personId, account, text, photos, at };
}
