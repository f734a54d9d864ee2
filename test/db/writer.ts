import { sql } from 'drizzle-orm';
import { asDatabaseError, migrate, openDatabase } from '../../db/client.ts';

/** Inserts rows one by one until it is killed; tells each number once it is committed, and each trouble. */
const [home = '', from = '0'] = process.argv.slice(2);
const database = await openDatabase({ home });
await migrate(database);
for (let n = Number(from); ; n++) {
  try {
    await database.db.execute(sql`insert into notice_numbers (year, last) values (${n}, 1)`);
    process.send?.(n);
  } catch (error) {
    const known = asDatabaseError(error);
    process.send?.(known ? `${known.kind}: ${known.message}` : `unknown: ${String(error)}`);
  }
}
