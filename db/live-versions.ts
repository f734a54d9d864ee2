import { sql } from 'drizzle-orm';
import type { Db } from './database.ts';

/** What a page can follow while it is open. */
export const LIVE_TOPICS = ['runs', 'matches', 'lookups', 'letters', 'people'] as const;
export type LiveTopic = (typeof LIVE_TOPICS)[number];

/**
 * A word for each topic that is another one as soon as something in it changed, in whatever process or machine. The
 * database is asked, because several processes write and none of them knows the others.
 */
export async function liveVersions(db: Db): Promise<Readonly<Record<LiveTopic, string>>> {
  const { rows } = await db.execute<Record<LiveTopic, string>>(sql`select
    (select concat_ws(' ', max(id), max(alive_at), max(ended_at), count(*) filter (where state = 'running')) from runs) as runs,
    (select concat_ws(' ', max(id), max(decided_at), max(presence_since), max(rechecked_at)) from matches) as matches,
    (select concat_ws(' ', max(id), max(answered_at), count(*) filter (where state = 'open')) from lookups) as lookups,
    (select concat_ws(' ', max(n.id), max(n.state_since), max(n.approved_at), (select max(s.id) from notice_steps s)) from notices n) as letters,
    (select concat_ws(' ', max(p.id), max(p.ended_at), (select max(c.id) from consents c), (select concat(max(m.id), max(m.retired_at)) from numbers m)) from persons p) as people`);
  const row = rows[0];
  if (!row) throw new Error('a query of one row gave none');
  return row;
}
