/** Where an ad can be looked for. `list`: the account's own list or the platform's search. */
export type Place = 'page' | 'list' | 'api';
export type PlaceReading = 'live' | 'removed' | 'unknown' | 'not-offered';

/** What one place said. `sign`: the platform's own sign, or why nothing can be said; ours, never page text. */
export interface PlaceLook {
  readonly place: Place;
  readonly reading: PlaceReading;
  readonly sign: string;
}

export type RoundReading = 'live' | 'removed' | 'unknown';

/** One round: every place of one ad looked at once. */
export interface Round {
  readonly at: Date;
  readonly reading: RoundReading;
}

export type Presence = 'live' | 'gone-once' | 'removed' | 'returned';

/** The platform's own sign has to be seen twice, at least this far apart: caches and moderators change their minds. */
export const APART_MS = 60 * 60 * 1000;

/**
 * What one round says. Live wherever one place shows it. Removed only when the ad's own page bears the platform's sign
 * and no other place is in doubt; a place that the platform does not offer (or robots close) says nothing. Pure.
 */
export function judgeRound(looks: readonly PlaceLook[]): RoundReading {
  if (looks.some((look) => look.reading === 'live')) return 'live';
  const page = looks.find((look) => look.place === 'page');
  if (page?.reading !== 'removed') return 'unknown';
  return looks.some((look) => look.reading === 'unknown') ? 'unknown' : 'removed';
}

/**
 * Whether an ad is gone, by every round so far in order of time. Rounds that could not tell neither prove nor disprove;
 * two signs of removal count only when nobody saw the ad live between them. Live after a proven removal is a return. Pure.
 */
export function judgePresence(rounds: readonly Round[]): Presence {
  let presence: Presence = 'live';
  let goneSince: Date | null = null;
  let everRemoved = false;
  for (const { reading, at } of rounds) {
    if (reading === 'unknown') continue;
    if (reading === 'live') {
      goneSince = null;
      presence = everRemoved ? 'returned' : 'live';
      continue;
    }
    goneSince ??= at;
    if (at.getTime() - goneSince.getTime() >= APART_MS) {
      presence = 'removed';
      everRemoved = true;
    } else if (presence !== 'removed') presence = 'gone-once';
  }
  return presence;
}

/** What a return is told by. `same-number` alone is enough: it is the number that is protected. */
export type ReturnReason = 'same-id' | 'same-account' | 'same-text' | 'same-photo' | 'same-number';

/** What is compared of two ads. Digests and ids only. */
export interface Likeness {
  readonly platform: string;
  readonly adId: string;
  readonly numberId: number;
  readonly account: string | null;
  readonly text: string;
  readonly photos: readonly string[];
}

/** Why an ad seen later is the return of a removed one; empty when it is not. Another number's ad is no return. Pure. */
export function returnReasons(removed: Likeness, later: Likeness): ReturnReason[] {
  if (removed.numberId !== later.numberId) return [];
  const samePlatform = removed.platform === later.platform;
  const reasons: ReturnReason[] = ['same-number'];
  if (samePlatform && removed.adId === later.adId) reasons.push('same-id');
  if (samePlatform && removed.account !== null && removed.account === later.account) reasons.push('same-account');
  if (removed.text !== '' && removed.text === later.text) reasons.push('same-text');
  if (removed.photos.some((photo) => later.photos.includes(photo))) reasons.push('same-photo');
  return reasons;
}
