import { eq, inArray } from 'drizzle-orm';
import type { Db } from './database.ts';
import { matches } from './schema/matches.ts';
import { noticeMatches } from './schema/notices.ts';
import { numbers } from './schema/people.ts';

/** Whose keys seal what is kept of a notice. */
export async function personsOfNotice(db: Db, noticeId: number): Promise<number[]> {
  const links = await db.select().from(noticeMatches).where(eq(noticeMatches.noticeId, noticeId));
  return personsOfMatches(
    db,
    links.map((link) => link.matchId),
  );
}

/** Whose numbers stand in these matches. */
export async function personsOfMatches(db: Db, matchIds: readonly number[]): Promise<number[]> {
  if (matchIds.length === 0) return [];
  const rows = await db
    .selectDistinct({ personId: numbers.personId })
    .from(matches)
    .innerJoin(numbers, eq(numbers.id, matches.numberId))
    .where(inArray(matches.id, [...matchIds]));
  return rows.map((row) => row.personId);
}
