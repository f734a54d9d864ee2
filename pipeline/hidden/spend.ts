import type { Db } from '../../db/database.ts';
import { endReveals, revealDay, takeReveal } from '../../db/reveals.ts';
import type { LookupWhy, RevealEnd } from '../../db/schema/hidden.ts';
import type { Listing, TextField } from '../../scrapers/adapter.ts';
import { type FailureKind, LookFailure } from '../../scrapers/errors.ts';
import type { Snapshot } from '../../scrapers/page.ts';
import type { RevealExchange } from '../../scrapers/reveal.ts';
import type { HiddenMeans } from './means.ts';

/** After so many answers in a row that say nothing the platform has changed, and asking on would waste its patience. */
const UNREAD_IN_A_ROW = 3;
/** A number shorter than this is shown masked, or is none. */
const FEWEST_DIGITS = 10;

/** Failures that are a wall: no further number is asked for today. */
const ENDS_THE_DAY: Partial<Record<FailureKind, RevealEnd>> = {
  blocked: 'blocked',
  throttled: 'throttled',
  disallowed: 'disallowed',
};

export interface SpendDeps {
  readonly db: Db;
  readonly platform: string;
  readonly clock: () => Date;
  readonly means: HiddenMeans;
  readonly stopping: () => boolean;
  /** Matches the revealed ad like any other and keeps nothing when it is a stranger's. */
  readonly settle: (listing: Listing, page: Snapshot, exchange: RevealExchange | null) => Promise<void>;
}

export interface Spent {
  readonly revealed: number;
  /** Ads of which the sweep now knows: revealed, or gone. */
  readonly settled: readonly string[];
  /** Why each of the other ads was not revealed. */
  readonly left: ReadonlyMap<string, LookupWhy>;
  /** What ended the reveals, in words for staff; `null` when every ad had its turn. */
  readonly ended: string | null;
}

/** Spends the day's reveals on these ads, in this order, until the budget or the platform's patience ends. */
export async function spendReveals(
  ads: readonly { readonly adId: string; readonly url: string }[],
  deps: SpendDeps,
): Promise<Spent> {
  const { db, platform, clock, means } = deps;
  const settled: string[] = [];
  const left = new Map<string, LookupWhy>();
  let revealed = 0;
  let unread = 0;
  const leaveFrom = (at: number, why: LookupWhy, ended: string): Spent => {
    for (const { adId } of ads.slice(at)) left.set(adId, why);
    return { revealed, settled, left, ended };
  };

  for (const [at, ad] of ads.entries()) {
    if (means.revealsPerDay < 1) return leaveFrom(at, 'no-reveal', 'this platform’s numbers are not revealed');
    if (deps.stopping()) return leaveFrom(at, 'waiting', 'stopped before their turn');
    if (unread >= UNREAD_IN_A_ROW) return leaveFrom(at, 'unread', `${unread} answers in a row could not be read`);
    if (!(await takeReveal(db, platform, means.revealsPerDay, clock()))) {
      const { ended } = await revealDay(db, platform, clock());
      return leaveFrom(at, ended?.why ?? 'budget', ended ? `${ended.why}: ${ended.sign}` : 'the day’s budget is spent');
    }
    const outcome = await revealOne(ad, deps);
    switch (outcome.state) {
      case 'settled':
        settled.push(ad.adId);
        revealed += outcome.revealed;
        unread = 0;
        break;
      case 'unread':
        left.set(ad.adId, 'unread');
        unread++;
        break;
      case 'wall':
        await endReveals(db, platform, outcome, clock());
        return leaveFrom(at, outcome.why, `${outcome.why}: ${outcome.sign}`);
    }
  }
  return { revealed, settled, left, ended: null };
}

type Outcome =
  | { readonly state: 'settled'; readonly revealed: 0 | 1 }
  | { readonly state: 'unread' }
  | { readonly state: 'wall'; readonly why: RevealEnd; readonly sign: string };

async function revealOne(ad: { readonly adId: string; readonly url: string }, deps: SpendDeps): Promise<Outcome> {
  try {
    const given = await deps.means.reveal(ad);
    if (given.state === 'gone') return { state: 'settled', revealed: 0 };
    const { answer, listing, page, exchange } = given;
    if (answer.state === 'refused') return { state: 'wall', why: answer.why, sign: answer.sign };
    const contacts = answer.state === 'phones' ? contactsOf(answer.phones) : [];
    if (contacts.length === 0) return { state: 'unread' };
    const shown = { ...listing, hidden: null, fields: [...listing.fields, ...contacts] };
    await deps.settle(shown, page, exchange);
    return { state: 'settled', revealed: 1 };
  } catch (error) {
    if (!(error instanceof LookFailure)) throw error;
    const why = ENDS_THE_DAY[error.kind];
    return why ? { state: 'wall', why, sign: error.message } : { state: 'unread' };
  }
}

function contactsOf(phones: readonly string[]): TextField[] {
  return phones
    .filter((phone) => !phone.includes('*') && phone.replace(/\D/g, '').length >= FEWEST_DIGITS)
    .map((text) => ({ name: 'contact', kind: 'contact', text }));
}
