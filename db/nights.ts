import { and, eq, gte, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { type Coverage, runs } from './schema/runs.ts';

/** What the sweeps of one night looked at on one platform. */
export interface Night {
  readonly platform: string;
  /** The morning it ended on, a day of Almaty: a night begins at 18:00. */
  readonly night: string;
  /** Of the newest sweep that ended. */
  readonly coverage: Coverage;
  readonly runId: number;
  /** Each kind of reason with how often it stands in the run, most frequent first. */
  readonly reasons: readonly (readonly [kind: string, times: number])[];
}

/** The nights since a moment, by platform and newest first. A night without a row: no sweep of it ended. */
export async function nightsSince(db: Db, since: Date, platform?: string): Promise<Night[]> {
  // Almaty is UTC+5 and the evening begins at 18:00: eleven hours on, the day of UTC is the morning's.
  const night = sql<string>`to_char((${runs.startedAt} at time zone 'UTC') + interval '11 hours', 'YYYY-MM-DD')`;
  const rows = await db
    .selectDistinctOn([runs.platform, night], {
      platform: runs.platform,
      night,
      coverage: sql<Coverage>`${runs.coverage}`,
      runId: runs.id,
      kinds: sql<string | null>`(select string_agg(r->>'kind', ' ') from jsonb_array_elements(${runs.reasons}) r)`,
    })
    .from(runs)
    .where(
      and(
        eq(runs.kind, 'sweep'),
        gte(runs.startedAt, since),
        sql`${runs.coverage} is not null`,
        platform === undefined ? undefined : eq(runs.platform, platform),
      ),
    )
    .orderBy(runs.platform, sql`${night} desc`, sql`${runs.id} desc`);
  return rows.map(({ kinds, ...row }) => ({ ...row, reasons: counted(kinds) }));
}

function counted(kinds: string | null): Night['reasons'] {
  const times = new Map<string, number>();
  for (const kind of kinds?.split(' ') ?? []) times.set(kind, (times.get(kind) ?? 0) + 1);
  return [...times].sort((one, other) => other[1] - one[1]);
}
