import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idProgress, saveIdProgress } from '../../db/id-walks.ts';
import { everLookedAt, recordLookedAt } from '../../db/looked-at.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';

const NOW = new Date('2026-11-24T05:00:00Z');
const AT = { platform: 'kaspi', generation: 3 };

describe.each(KINDS)('how far rising ids were asked for, on the %s database', (kind) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase(kind);
  });
  afterAll(() => test.close());

  it('is kept with its gaps, highest first, and replaced as a whole', async () => {
    expect(await idProgress(test.db, 'kaspi', 3)).toBeNull();
    const gaps = [
      { low: 122_999_990, high: 123_000_000 },
      { low: 5, high: 5 },
    ];
    await saveIdProgress(test.db, AT, { newest: 123_600_000, gaps });
    expect(await idProgress(test.db, 'kaspi', 3)).toEqual({ newest: 123_600_000, gaps });
    await saveIdProgress(test.db, AT, { newest: 123_600_001, gaps: [] });
    expect(await idProgress(test.db, 'kaspi', 3)).toEqual({ newest: 123_600_001, gaps: [] });
  });

  it('counts for nothing once another number was enrolled, and for no other platform', async () => {
    expect(await idProgress(test.db, 'kaspi', 4)).toBeNull();
    expect(await idProgress(test.db, 'olx', 3)).toBeNull();
  });

  it('a gap that ends before it begins cannot be stored', async () => {
    await expect(saveIdProgress(test.db, AT, { newest: 9, gaps: [{ low: 7, high: 6 }] })).rejects.toThrow();
    expect(await idProgress(test.db, 'kaspi', 3)).toEqual({ newest: 123_600_001, gaps: [] });
  });

  it('holds ids alone: no column for anything an ad says', async () => {
    const { rows } = await test.db.execute(
      sql`select column_name from information_schema.columns where table_name in ('id_walks', 'id_gaps') order by 1`,
    );
    expect(rows.map((row) => row.column_name)).toEqual(['generation', 'high', 'low', 'newest', 'platform', 'platform']);
  });

  it('knows which ids were looked at, whatever they showed', async () => {
    await recordLookedAt(
      test.db,
      { platform: 'kaspi', walk: 'ids', runId: 1 },
      [{ adId: '123', digest: Buffer.alloc(32, 1) }],
      NOW,
    );
    expect(await everLookedAt(test.db, 'kaspi', ['122', '123'])).toEqual(new Set(['123']));
    expect(await everLookedAt(test.db, 'olx', ['123'])).toEqual(new Set());
    expect(await everLookedAt(test.db, 'kaspi', [])).toEqual(new Set());
  });
});
