import type { MatchFilter } from '../../../db/match-lists.ts';
import { MATCH_STATES } from '../../../db/schema/matches.ts';
import { idOfShortName, shortName } from '../../../db/short-name.ts';
import { campaignOf } from '../campaigns/known.ts';
import type { StaffVisit } from '../visit.ts';

/** What a list of matches is narrowed to, as it stands in an address. */
export interface TypedFilter {
  readonly state: string;
  readonly platform: string;
  readonly person: string;
  readonly campaign: string;
}

/** From the address of a list, or from what a form carried along. What cannot be meant is left out. */
export function typedFilter(read: (name: keyof TypedFilter) => string | undefined): TypedFilter {
  const person = idOfShortName('p', read('person') ?? '');
  const campaign = idOfShortName('m', read('campaign') ?? '');
  return {
    state: MATCH_STATES.find((one) => one === read('state')) ?? '',
    platform: /^[a-z0-9-]{1,40}$/.exec(read('platform') ?? '')?.[0] ?? '',
    person: person === null ? '' : shortName('p', person),
    campaign: campaign === null ? '' : shortName('m', campaign),
  };
}

/** `state=new&platform=olx`; empty for a whole list. */
export function queryOf(typed: TypedFilter, more: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries({ ...typed, ...more }).filter(([, value]) => value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** The same for the database. */
export async function filterOf({ deps }: StaffVisit, typed: TypedFilter): Promise<MatchFilter> {
  const campaign = idOfShortName('m', typed.campaign);
  return {
    state: MATCH_STATES.find((one) => one === typed.state),
    platform: typed.platform || undefined,
    personId: idOfShortName('p', typed.person) ?? undefined,
    ids:
      campaign === null ? undefined : ((await campaignOf(deps, campaign))?.ads.map((ad) => ad.matchId) ?? [campaign]),
  };
}
