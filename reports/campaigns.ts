/** What is known of a match when ads are compared. Digests and ids only: no name, no number, no text. */
export interface CampaignAd {
  readonly matchId: number;
  readonly platform: string;
  readonly personId: number;
  /** Account at the platform, `null` where it does not say. */
  readonly account: string | null;
  /** Digest of title and description without digits and signs; empty when the ad has hardly any words. */
  readonly text: string;
  /** Digests or addresses of the pictures. */
  readonly photos: readonly string[];
  /** When the ad was posted by the platform's word, or when it was first seen. */
  readonly at: Date;
}

/** Why ads belong together. `same-person` and a burst alone do not make a campaign of two ads; see `groupCampaigns`. */
export type CampaignReason =
  | 'same-account'
  | 'same-text'
  | 'same-photo'
  | 'time-burst'
  | 'several-persons'
  | 'several-platforms';

export interface Campaign {
  readonly ads: readonly CampaignAd[];
  readonly reasons: readonly CampaignReason[];
  readonly from: Date;
  readonly to: Date;
}

/** Ads on one person within so long belong together when there are so many of them. */
export const BURST_MS = 6 * 60 * 60 * 1000;
export const BURST_ADS = 3;

/**
 * Groups ads that belong together: those of one account, text or picture, and those that came upon one person in a burst.
 * Links carry over (a text shared with one ad, a picture with another), and every group says by what it was joined.
 * One ad is no campaign. Pure; the order of the input does not matter.
 */
export function groupCampaigns(given: readonly CampaignAd[]): Campaign[] {
  const ads = [...given].sort((one, other) => one.at.getTime() - other.at.getTime() || one.matchId - other.matchId);
  const parent = new Map(ads.map((ad) => [ad.matchId, ad.matchId]));
  const root = (id: number): number => {
    let at = id;
    while (parent.get(at) !== at) at = parent.get(at) ?? at;
    return at;
  };
  const why = new Map<number, Set<CampaignReason>>();
  const join = (group: readonly CampaignAd[], reason: CampaignReason) => {
    const [first, ...rest] = group;
    if (!first || rest.length === 0) return;
    for (const ad of rest) parent.set(root(ad.matchId), root(first.matchId));
    for (const ad of group) why.set(ad.matchId, (why.get(ad.matchId) ?? new Set()).add(reason));
  };
  for (const group of sharing(ads, (ad) => (ad.account === null ? [] : [`${ad.platform} ${ad.account}`])))
    join(group, 'same-account');
  for (const group of sharing(ads, (ad) => (ad.text === '' ? [] : [ad.text]))) join(group, 'same-text');
  for (const group of sharing(ads, (ad) => ad.photos)) join(group, 'same-photo');
  for (const group of bursts(ads)) join(group, 'time-burst');
  return [...sharing(ads, (ad) => [String(root(ad.matchId))])].map((group) => {
    const reasons = new Set(group.flatMap((ad) => [...(why.get(ad.matchId) ?? [])]));
    if (new Set(group.map((ad) => ad.personId)).size > 1) reasons.add('several-persons');
    if (new Set(group.map((ad) => ad.platform)).size > 1) reasons.add('several-platforms');
    const [first] = group;
    const last = group.at(-1);
    return { ads: group, reasons: [...reasons].sort(), from: first?.at ?? new Date(0), to: last?.at ?? new Date(0) };
  });
}

/** Ads that share a key, each group of two or more. */
function sharing(ads: readonly CampaignAd[], keysOf: (ad: CampaignAd) => readonly string[]): CampaignAd[][] {
  const groups = new Map<string, CampaignAd[]>();
  for (const ad of ads)
    for (const key of new Set(keysOf(ad))) {
      const group = groups.get(key);
      if (group) group.push(ad);
      else groups.set(key, [ad]);
    }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Runs of ads on one person of which each `BURST_ADS` in a row came within `BURST_MS`. */
function bursts(ads: readonly CampaignAd[]): CampaignAd[][] {
  const byPerson = new Map<number, CampaignAd[]>();
  for (const ad of ads) {
    const own = byPerson.get(ad.personId);
    if (own) own.push(ad);
    else byPerson.set(ad.personId, [ad]);
  }
  return [...byPerson.values()].flatMap((own) => {
    let end = 0;
    return own.flatMap((first, i) => {
      while (end < own.length && (own[end]?.at.getTime() ?? 0) - first.at.getTime() <= BURST_MS) end++;
      return end - i >= BURST_ADS ? [own.slice(i, end)] : [];
    });
  });
}
