import { sql } from 'drizzle-orm';
import type { Db } from './database.ts';

/** What happened on one platform in one month: counts only, nothing of an ad or a person. */
export interface CountedMonth {
  /** YYYY-MM in Almaty. */
  readonly month: string;
  readonly platform: string;
  readonly found: number;
  /** Ads whose removal was first asked for in the month; of these, those refused and those met with silence. */
  readonly sent: number;
  readonly refused: number;
  readonly silent: number;
  /** Ads whose removal was first proven in the month. */
  readonly removed: number;
  /** Of these, those whose time from asking to proof is known, and its median. */
  readonly measured: number;
  readonly medianHours: number | null;
  readonly reappeared: number;
  /** Nights with a sweep of which none could look at the platform. */
  readonly blindNights: number;
}

/**
 * Every month of every platform since a moment, oldest first: of confirmed matches, and of the nights. Counted by the
 * database: years of nights on hundreds of platforms are too many rows for a page. Of a letter that bounced and went out
 * again the first time counts, which stands in its steps.
 */
export async function countedMonths(db: Db, since: Date = new Date(0)): Promise<CountedMonth[]> {
  const from = since.toISOString();
  const { rows } = await db.execute<{ [Column in keyof CountedMonth]: CountedMonth[Column] }>(sql`
    with confirmed as (select id, platform, first_seen_at from matches where state = 'confirmed'),
    asked as (
      select l.match_id, min(s.at) filter (where s.move = 'send') as at,
        bool_or(s.move = 'refuse') as refused, bool_or(s.move = 'fall-silent') as silent
      from notice_matches l
        join notices n on n.id = l.notice_id and n.kind in ('takedown', 'back-again') and n.sent_at is not null
        join notice_steps s on s.notice_id = n.id and s.move in ('send', 'refuse', 'fall-silent')
      group by l.match_id
    ),
    proven as (
      select match_id, min(at) as at from rechecks
      where reading = 'removed' and capture_id is not null group by match_id
    ),
    events as (
      select platform, first_seen_at as at, 'found' as what, false as refused, false as silent, null::float8 as hours
      from confirmed
      union all
      select c.platform, a.at, 'sent', a.refused, a.silent, null
      from confirmed c join asked a on a.match_id = c.id where a.at is not null
      union all
      select c.platform, p.at, 'removed', false, false,
        case when p.at >= a.at then extract(epoch from p.at - a.at)::float8 / 3600 end
      from confirmed c join proven p on p.match_id = c.id left join asked a on a.match_id = c.id
      union all
      select c.platform, b.seen_at, 'reappeared', false, false, null
      from confirmed c join match_returns b on b.removed_match_id = c.id
    ),
    nights as (
      select platform, (${almaty(sql`started_at`)})::date as night, coalesce(bool_and(coverage = 'blind'), false) as blind
      from runs where kind = 'sweep' and started_at >= ${from} group by 1, 2
    ),
    by_month as (
      select platform, date_trunc('month', night::timestamp) as month, count(*) filter (where blind)::int as blind
      from nights group by 1, 2
    ),
    by_night as (select platform, to_char(month, 'YYYY-MM') as month, blind from by_month),
    by_event as (
      select platform, to_char(${almaty(sql`at`)}, 'YYYY-MM') as month,
        count(*) filter (where what = 'found')::int as found,
        count(*) filter (where what = 'sent')::int as sent,
        count(*) filter (where what = 'sent' and refused)::int as refused,
        count(*) filter (where what = 'sent' and silent)::int as silent,
        count(*) filter (where what = 'removed')::int as removed,
        count(hours)::int as measured,
        round((percentile_cont(0.5) within group (order by hours))::numeric, 1)::float8 as median,
        count(*) filter (where what = 'reappeared')::int as reappeared
      from events group by 1, 2
    )
    select month, platform, coalesce(found, 0) as found, coalesce(sent, 0) as sent, coalesce(refused, 0) as refused,
      coalesce(silent, 0) as silent, coalesce(removed, 0) as removed, coalesce(measured, 0) as measured,
      median as "medianHours", coalesce(reappeared, 0) as reappeared, coalesce(blind, 0) as "blindNights"
    from by_event full join by_night using (month, platform)
    where month >= to_char(${almaty(sql`${from}::timestamptz`)}, 'YYYY-MM') order by month, platform collate "C"`);
  return rows;
}

/** A moment as the wall clock of Almaty has it: UTC and five hours. */
function almaty(at: ReturnType<typeof sql>) {
  return sql`(${at} at time zone 'UTC') + interval '5 hours'`;
}
