import { almatyDate } from '../../../db/almaty-time.ts';
import { listBreakers } from '../../../db/breakers.ts';
import { openLookupsByPlatform } from '../../../db/lookups.ts';
import { countMatches, pageOfMatches, presenceNews } from '../../../db/match-lists.ts';
import type { Match } from '../../../db/matches.ts';
import { listNumbers } from '../../../db/numbers.ts';
import { coveredUntil, latestRuns, type Run } from '../../../db/runs.ts';
import type { RunReason } from '../../../db/schema/runs.ts';
import { BY_HAND, platforms } from '../../../scrapers/directory.ts';
import { type Due, dueNow } from '../../reminders.ts';
import type { ConsoleDeps } from '../visit.ts';

/** `not-begun`: no sweep since the evening. */
export type NightState = 'complete' | 'partial' | 'blind' | 'running' | 'not-begun';

/** Rows of a card; the rest stands in the lists. */
const MOST_NEW = 8;
export const MOST_NEWS = 20;
export const MOST_DUE = 20;

export interface PlatformNight {
  readonly id: string;
  readonly name: string;
  readonly state: NightState;
  readonly run: Run | null;
  /** Each kind of reason once, with how often it stands in the run. */
  readonly reasons: readonly { readonly kind: string; readonly times: number }[];
  readonly coveredUntil: Date | null;
  /** It refused us: nothing is asked of it before then. */
  readonly pausedUntil: Date | null;
}

export interface Morning {
  /** The evening before: what came after it is tonight's. */
  readonly since: Date;
  /** The newest undecided ones, and how many there are. */
  readonly newMatches: readonly Match[];
  readonly newCount: number;
  /** At most one more than `MOST_NEWS` of each. */
  readonly back: readonly Match[];
  readonly gone: readonly Match[];
  readonly due: readonly Due[];
  readonly lookups: readonly { readonly platform: string; readonly count: number }[];
  readonly nights: readonly PlatformNight[];
  /** Switched on, but nothing of them is to be looked at as they are configured. */
  readonly idle: readonly string[];
  readonly byHand: number;
  readonly masked: ReadonlyMap<number, string>;
}

/** `everything`: each platform's sweep came through whole. `nothing`: not one page of any. */
export type Verdict = 'everything' | 'not-everything' | 'nothing' | 'under-way' | 'no-platforms';

/** All that the morning page shows, read at one moment. */
export async function gatherMorning({ db, vault, config, clock }: ConsoleDeps, now: Date): Promise<Morning> {
  const since = eveningBefore(now);
  const enabled = platforms(new Map(), config.platforms).filter(({ id }) => config.platforms[id]?.enabled ?? true);
  const fresh = { state: 'new' } as const;
  // Together: a server answers several at once.
  const [sweeps, covered, breakers, { back, gone }, newest, counts, due, lookups, numbers] = await Promise.all([
    latestRuns(db, 'sweep', since),
    coveredUntil(db),
    listBreakers(db),
    presenceNews(db, vault, since, MOST_NEWS + 1),
    pageOfMatches(db, vault, fresh, { limit: MOST_NEW }),
    countMatches(db, fresh),
    dueNow({ db, clock }),
    openLookupsByPlatform(db),
    listNumbers(db, vault, now),
  ]);
  const sweepOf = new Map(sweeps.map((run) => [run.platform, run]));
  const paused = new Map(breakers.map((one) => [one.platform, one.openUntil]));
  return {
    ...{ since, newMatches: newest.rows, newCount: counts.new, back, gone, due, lookups },
    nights: enabled
      .filter((one) => one.notSwept === undefined)
      .map(({ id, name }) => ({
        ...nightOf(sweepOf.get(id) ?? null, since),
        ...{ id, name, coveredUntil: covered.get(id) ?? null },
        pausedUntil: [paused.get(id)].find((until) => until !== undefined && until > now) ?? null,
      })),
    idle: enabled.filter((one) => one.notSwept !== undefined).map((one) => one.name),
    byHand: BY_HAND.length,
    masked: new Map(numbers.map((one) => [one.id, one.masked])),
  };
}

/** 18:00 of the day before, by Almaty's clock. */
export function eveningBefore(now: Date): Date {
  const midnight = new Date(`${almatyDate(now)}T00:00:00+05:00`);
  return new Date(midnight.getTime() - 6 * 3_600_000);
}

/** What one platform's newest sweep says of this night. Pure. */
export function nightOf(run: Run | null, since: Date): Pick<PlatformNight, 'state' | 'run' | 'reasons'> {
  if (!run || run.startedAt < since) return { state: 'not-begun', run, reasons: [] };
  if (run.coverage === null) return { state: 'running', run, reasons: [] };
  return { state: run.coverage, run, reasons: kindsOf(run.reasons) };
}

function kindsOf(reasons: readonly RunReason[]): PlatformNight['reasons'] {
  const times = new Map<string, number>();
  for (const { kind } of reasons) times.set(kind, (times.get(kind) ?? 0) + 1);
  return [...times].map(([kind, count]) => ({ kind, times: count }));
}

/** Green only when every platform was really looked at: anything else says so. Pure. */
export function verdictOf(nights: readonly Pick<PlatformNight, 'state'>[]): Verdict {
  const all = (...states: NightState[]) => nights.every(({ state }) => states.includes(state));
  if (nights.length === 0) return 'no-platforms';
  if (all('complete')) return 'everything';
  if (all('blind', 'not-begun')) return 'nothing';
  return all('complete', 'running') ? 'under-way' : 'not-everything';
}
