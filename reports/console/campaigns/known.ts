import { count, eq, max } from 'drizzle-orm';
import { matches } from '../../../db/schema/matches.ts';
import type { Vault } from '../../../db/vault.ts';
import { campaignsOf } from '../../campaign-data.ts';
import type { Campaign, CampaignAd } from '../../campaigns.ts';
import type { ConsoleDeps } from '../visit.ts';

interface Known {
  /** Another one as soon as somebody decides. */
  readonly version: string;
  readonly campaigns: readonly Campaign[];
  readonly ofMatch: ReadonlyMap<number, Campaign>;
}

/** By vault, so that two installations in one process share nothing. Digests, ids and times only: no text, no number. */
const kept = new WeakMap<Vault, Known>();
/** What was compared of each confirmed ad: it does not change while the decision stands, and unsealing thousands takes time. */
const compared = new WeakMap<Vault, Map<string, CampaignAd>>();

/** The campaigns as they stand, newest first; grouped anew when a decision changed. Throws VaultError. */
export async function knownCampaigns({ db, vault }: Pick<ConsoleDeps, 'db' | 'vault'>): Promise<Known> {
  const [row] = await db
    .select({ all: count(), last: max(matches.decidedAt) })
    .from(matches)
    .where(eq(matches.state, 'confirmed'));
  const version = `${row?.all ?? 0} ${row?.last?.getTime() ?? 0}`;
  const before = kept.get(vault);
  if (before?.version === version) return before;
  const ads = compared.get(vault) ?? new Map<string, CampaignAd>();
  compared.set(vault, ads);
  const campaigns = [...(await campaignsOf(db, vault, ads))].sort((a, b) => b.to.getTime() - a.to.getTime());
  const ofMatch = new Map(campaigns.flatMap((one) => one.ads.map((ad) => [ad.matchId, one] as const)));
  const known = { version, campaigns, ofMatch };
  kept.set(vault, known);
  return known;
}

/** The campaign that a match belongs to, or `null`: not confirmed, or alone. */
export async function campaignOf(deps: Pick<ConsoleDeps, 'db' | 'vault'>, matchId: number): Promise<Campaign | null> {
  return (await knownCampaigns(deps)).ofMatch.get(matchId) ?? null;
}

/** A campaign goes by its oldest match: that one stays in it when others come. */
export function nameOf(campaign: Campaign): number {
  return Math.min(...campaign.ads.map((ad) => ad.matchId));
}
