import { and, asc, eq, lt } from 'drizzle-orm';
import { clearAlert, raiseAlert } from './alerts.ts';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { sameName } from './notice-life.ts';
import { type ImportState, imports } from './schema/imports.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

/** A list that nobody has decided on in this time lapses, and what it says is destroyed. */
export const IMPORT_DAYS = 7;
const DAY_MS = 86_400_000;

export type Import = Readonly<Omit<typeof imports.$inferSelect, 'payloadSealed'>>;

/** Keeps a list of people sealed until a second officer decides. Nobody is enrolled by it. */
export async function prepareImport(
  db: Db,
  vault: Vault,
  list: { readonly records: unknown; readonly people: number; readonly numbers: number; readonly by: string },
  now: Date,
): Promise<{ id: number }> {
  const { records, people, numbers, by } = list;
  const payloadSealed = vault.seal(JSON.stringify(records), PAYLOAD);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(imports)
      .values({ state: 'waiting', people, numbers, preparedBy: by, preparedAt: now, payloadSealed })
      .returning({ id: imports.id });
    const name = shortName('i', row!.id);
    const detail = { import: name, change: 'prepared', people: String(people), numbers: String(numbers) };
    await appendToLog(tx, { kind: 'import', by, detail }, now);
    await raiseAlert(tx, 'import-waits', name, now);
    return { id: row!.id };
  });
}

/** Oldest first, without what they hold. */
export async function listImports(db: Db): Promise<Import[]> {
  const rows = await db.select().from(imports).orderBy(asc(imports.id));
  return rows.map(({ payloadSealed: _, ...plain }) => plain);
}

/** What a waiting list holds (the caller checks its shape). Throws RecordError not-found or wrong-state. */
export async function importRecords(db: Db, vault: Vault, id: number): Promise<unknown> {
  const [row] = await db.select().from(imports).where(eq(imports.id, id));
  if (!row) throw new RecordError('not-found', `no import ${shortName('i', id)}`);
  if (row.payloadSealed === null) throw new RecordError('wrong-state', `${shortName('i', id)} is ${row.state} already`);
  return JSON.parse(vault.unseal(row.payloadSealed, PAYLOAD).toString('utf8')) as unknown;
}

/**
 * Ends the waiting of a list in the caller's transaction, where an approval also enrols. Throws RecordError not-found,
 * or wrong-state: decided already, or approved by the officer who prepared it.
 */
export async function decideImport(
  tx: Db,
  id: number,
  decision: { readonly state: Exclude<ImportState, 'waiting'>; readonly by: string },
  now: Date,
): Promise<void> {
  const { state, by } = decision;
  const name = shortName('i', id);
  const [row] = await tx.select().from(imports).where(eq(imports.id, id)).for('update');
  if (!row) throw new RecordError('not-found', `no import ${name}`);
  if (row.state !== 'waiting') throw new RecordError('wrong-state', `${name} is ${row.state} already`);
  if (by.trim() === '') throw new RecordError('wrong-state', `${name} needs the name of who decides`);
  if (state === 'approved' && sameName(by, row.preparedBy))
    throw new RecordError(
      'wrong-state',
      `${name} was prepared by ${row.preparedBy}: another officer has to approve it`,
    );
  await tx.update(imports).set({ state, decidedBy: by, decidedAt: now, payloadSealed: null }).where(eq(imports.id, id));
  await clearAlert(tx, 'import-waits', name, now);
  await appendToLog(tx, { kind: 'import', by, detail: { import: name, change: state } }, now);
}

/** Lists that waited too long. Returns how many. */
export async function lapseImports(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - IMPORT_DAYS * DAY_MS);
  const late = await db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.state, 'waiting'), lt(imports.preparedAt, before)));
  for (const { id } of late)
    await db.transaction((tx) => decideImport(tx, id, { state: 'lapsed', by: 'Qorgan, retention' }, now));
  return late.length;
}

const PAYLOAD = 'list of people to enrol';
