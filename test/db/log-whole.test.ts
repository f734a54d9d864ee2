import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../db/database.ts';
import { appendToLog, readLog } from '../../db/evidence-log.ts';
import { logIsWhole } from '../../db/log-whole.ts';
import { evidenceHead, evidenceLog } from '../../db/schema/evidence-log.ts';
import { sha256 } from '../../db/sha256.ts';
import { checkLog } from '../../db/verify-log.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';

const ENTRIES = 6;

class Undo extends Error {}

/** What both ways of checking say of the log. */
async function both(db: Db) {
  const { entries, head } = await readLog(db);
  const links = entries.map((entry) => ({ ...entry, bodyDigest: sha256(entry.body) }));
  return { whole: (await logIsWhole(db)).whole, differences: checkLog(links, head) };
}

/** A changed hash that belongs to what the entry says: only the chain tells. */
const rehashed = sql`encode(sha256(convert_to(seq || E'\\n' || previous || E'\\n' || body_sha256 || E'\\n', 'UTF8')), 'hex')`;
const TAMPERINGS: Readonly<Record<string, (db: Db) => Promise<unknown>>> = {
  'a body is changed': (db) => db.update(evidenceLog).set({ body: '{}' }).where(eq(evidenceLog.seq, 3)),
  'a body is changed with its digest': (db) =>
    db
      .update(evidenceLog)
      .set({ body: '{}', bodySha256: sha256('{}') })
      .where(eq(evidenceLog.seq, 3)),
  'a body is changed with its digest and its hash': async (db) => {
    await db
      .update(evidenceLog)
      .set({ body: '{}', bodySha256: sha256('{}') })
      .where(eq(evidenceLog.seq, 3));
    await db.update(evidenceLog).set({ hash: rehashed }).where(eq(evidenceLog.seq, 3));
  },
  'the first entry is gone': (db) => db.delete(evidenceLog).where(eq(evidenceLog.seq, 1)),
  'one in the middle is gone': (db) => db.delete(evidenceLog).where(eq(evidenceLog.seq, 4)),
  'the last entry is gone': (db) => db.delete(evidenceLog).where(eq(evidenceLog.seq, ENTRIES)),
  'every entry is gone': (db) => db.delete(evidenceLog),
  'the head is gone': (db) => db.delete(evidenceHead),
  'the head is set back': (db) => db.update(evidenceHead).set({ seq: ENTRIES - 1 }),
  'the head names another hash': (db) => db.update(evidenceHead).set({ hash: 'f'.repeat(64) }),
  'an entry stands after the end': (db) =>
    db
      .update(evidenceLog)
      .set({ seq: ENTRIES + 1 })
      .where(eq(evidenceLog.seq, ENTRIES)),
};

describe.each(KINDS)('the quick check of the log on the %s database', (kind) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase(kind);
    for (let n = 1; n <= ENTRIES; n++)
      await appendToLog(
        test.db,
        { kind: 'held', by: 'Тест қызметкері', captures: [n], detail: { reason: 'қорған' } },
        new Date(),
      );
  }, 120_000);
  afterAll(() => test.close());

  it('finds a log whole that is, and an empty one', async () => {
    expect(await both(test.db)).toEqual({ whole: true, differences: [] });
    expect((await logIsWhole(test.db)).entries).toBe(ENTRIES);
    const empty = test.db.transaction(async (tx) => {
      await tx.delete(evidenceLog);
      await tx.delete(evidenceHead);
      expect(await both(tx)).toEqual({ whole: true, differences: [] });
      throw new Undo();
    });
    await expect(empty).rejects.toThrow(Undo);
  });

  it.each(Object.keys(TAMPERINGS))('sees, as the slow one does, that %s', async (name) => {
    const tried = test.db.transaction(async (tx) => {
      await TAMPERINGS[name]?.(tx);
      const { whole, differences } = await both(tx);
      expect(differences).not.toEqual([]);
      expect(whole).toBe(false);
      throw new Undo();
    });
    await expect(tried).rejects.toThrow(Undo);
  });
});
