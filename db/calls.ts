import { and, asc, desc, eq, inArray, lt, or } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from './database.ts';
import { RecordError } from './errors.ts';
import { appendToLog } from './evidence-log.ts';
import { calls } from './schema/calls.ts';
import { persons } from './schema/people.ts';
import { shortName } from './short-name.ts';
import type { Vault } from './vault.ts';

const words = z.object({ wanted: z.string(), seenWhere: z.string(), harm: z.string() });
type CallWords = z.infer<typeof words>;

/** One line of the call log: what came in some hours of a day, what it was about, and what it did. */
export type Call = Readonly<Omit<typeof calls.$inferSelect, 'wordsSealed'> & CallWords>;
export type CallInput = Omit<Call, 'id' | 'notedAt'>;

/** Hours that count as night: 22:00 to 06:00. */
export const NIGHT_HOURS: ReadonlySet<number> = new Set([22, 23, 0, 1, 2, 3, 4, 5]);

/** What looks like a phone number: the numbers of those who called are no business of ours. */
export const PHONE_LIKE: RegExp = /(?:\p{Nd}[\s().\-–—]*){9,}/u;

/** Throws RecordError: not-found, ended (the protection is over), wrong-state (a number stands in the words). */
export async function addCall(db: Db, vault: Vault, input: CallInput, now: Date): Promise<{ id: number }> {
  const { wanted, seenWhere, harm, ...row } = input;
  const person = shortName('p', input.personId);
  if ([wanted, seenWhere, harm].some((text) => PHONE_LIKE.test(text)))
    throw new RecordError('wrong-state', 'it holds what looks like a phone number: leave out who called');
  return db.transaction(async (tx) => {
    const [known] = await tx.select().from(persons).where(eq(persons.id, input.personId)).for('update');
    if (!known) throw new RecordError('not-found', `no person ${person}`);
    if (known.endedAt) throw new RecordError('ended', `protection of ${person} has ended`);
    const wordsSealed = vault.sealFor(
      [input.personId],
      JSON.stringify({ wanted, seenWhere, harm }),
      callContext(input.personId),
    );
    const [added] = await tx
      .insert(calls)
      .values({ ...row, wordsSealed, notedAt: now })
      .returning({ id: calls.id });
    await appendToLog(tx, { kind: 'call', by: input.notedBy, detail: { person, change: 'noted' } }, now);
    return { id: added!.id };
  });
}

/** Newest day first, a page at a time: `before` is the last row of the page before. */
export async function listCalls(
  db: Db,
  vault: Vault,
  {
    personId,
    before,
    limit,
  }: {
    readonly personId?: number | undefined;
    readonly before?: Pick<Call, 'day' | 'id'> | undefined;
    readonly limit: number;
  },
): Promise<Call[]> {
  const rows = await db
    .select()
    .from(calls)
    .where(
      and(
        personId === undefined ? undefined : eq(calls.personId, personId),
        before && or(lt(calls.day, before.day), and(eq(calls.day, before.day), lt(calls.id, before.id))),
      ),
    )
    .orderBy(desc(calls.day), desc(calls.id))
    .limit(limit);
  return rows.map((row) => opened(row, vault));
}

/** Everything noted for these people, in the order in which it came. */
export async function callsOf(db: Db, vault: Vault, personIds: readonly number[]): Promise<Call[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .select()
    .from(calls)
    .where(inArray(calls.personId, [...personIds]))
    .orderBy(asc(calls.day), asc(calls.fromHour), asc(calls.id));
  return rows.map((row) => opened(row, vault));
}

/** Strikes a line out; that it was there stays in the log of acts. Throws RecordError not-found. */
export async function removeCall(
  db: Db,
  { id, by }: { readonly id: number; readonly by: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [gone] = await tx.delete(calls).where(eq(calls.id, id)).returning({ personId: calls.personId });
    if (!gone) throw new RecordError('not-found', 'no such line of the call log');
    const detail = { person: shortName('p', gone.personId), change: 'struck out' };
    await appendToLog(tx, { kind: 'call', by, detail }, now);
  });
}

function opened({ wordsSealed, ...row }: typeof calls.$inferSelect, vault: Vault): Call {
  const said: unknown = JSON.parse(vault.unseal(wordsSealed, callContext(row.personId)).toString('utf8'));
  return { ...row, ...words.parse(said) };
}

export function callContext(personId: number): string {
  return `call log of person ${personId}`;
}
