import { randomBytes } from 'node:crypto';
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import { coverNumbers } from './cover-numbers.ts';
import type { Db } from './database.ts';
import {
  CHAIN_BEGINS,
  canonicalJson,
  digestOfBody,
  hashOfEntry,
  type LogBody,
  type LogEntry,
  type LogKind,
} from './evidence-chain.ts';
import { evidenceHead, evidenceLog } from './schema/evidence-log.ts';

export interface NewLogEntry {
  readonly kind: LogKind;
  /** The person, or the tool that acted by itself. */
  readonly by: string;
  readonly captures?: readonly number[];
  readonly matches?: readonly number[];
  readonly detail?: Readonly<Record<string, string>>;
}

/**
 * Adds one entry to the log. Give the transaction in which the act itself is recorded, so that neither stands without
 * the other. The row of the head is held meanwhile: of two at once the second waits and binds itself to the first.
 */
export async function appendToLog(db: Db, entry: NewLogEntry, now: Date): Promise<{ seq: number; hash: string }> {
  const body: LogBody = {
    at: now.toISOString(),
    kind: entry.kind,
    by: coverNumbers(entry.by),
    captures: entry.captures ?? [],
    matches: entry.matches ?? [],
    detail: coveredDetail(entry.detail ?? {}),
    salt: randomBytes(16).toString('hex'),
  };
  return db.transaction(async (tx) => {
    await tx.insert(evidenceHead).values({ seq: 0, hash: CHAIN_BEGINS }).onConflictDoNothing();
    const [head] = await tx.select().from(evidenceHead).for('update');
    const link = { seq: head!.seq + 1, previous: head!.hash, bodySha256: digestOfBody(body) };
    const hash = hashOfEntry(link);
    await tx.insert(evidenceLog).values({ ...link, hash, body: canonicalJson(body) });
    await tx.update(evidenceHead).set({ seq: link.seq, hash }).where(eq(evidenceHead.single, true));
    return { seq: link.seq, hash };
  });
}

/** Digests, ids and folders have digits of their own; what a person typed has none that may stand here for ever. */
const TYPED = new Set(['reason', 'how', 'to']);

function coveredDetail(detail: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(detail).map(([name, said]) => [name, TYPED.has(name) ? coverNumbers(said) : said]),
  );
}

/** An entry as it is stored: its body is the text that was hashed (the reader checks its shape). */
export interface StoredLogEntry extends Omit<LogEntry, 'body'> {
  readonly body: string;
}

/** The whole log in its order, and where it ends by its head (`null` before the first entry). */
export async function readLog(
  db: Db,
): Promise<{ entries: StoredLogEntry[]; head: { seq: number; hash: string } | null }> {
  const entries = await db.select().from(evidenceLog).orderBy(asc(evidenceLog.seq));
  const [head] = await db.select({ seq: evidenceHead.seq, hash: evidenceHead.hash }).from(evidenceHead);
  return { entries, head: head ?? null };
}

/** SHA-256 of each timestamp over a capture that the log names, by name of the authority. */
export async function timestampsInLog(db: Db, captureId: number): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ body: evidenceLog.body })
    .from(evidenceLog)
    .where(
      sql`${evidenceLog.body} like '%"kind":"timestamped"%' and ${evidenceLog.body}::jsonb->'captures' @> ${JSON.stringify([captureId])}::jsonb`,
    );
  return new Map(
    rows.map(({ body }) => {
      const { detail } = JSON.parse(body) as LogBody;
      return [detail.authority ?? '', detail.tokenSha256 ?? ''];
    }),
  );
}

export interface LogFilter {
  readonly kind?: LogKind | undefined;
  /** A part of the name of who acted. */
  readonly by?: string | undefined;
  readonly since?: Date | undefined;
  /** Only entries before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Entries newest first, a page at a time. */
export async function pageOfLog(db: Db, { kind, by, since, before, limit }: LogFilter): Promise<StoredLogEntry[]> {
  const body = sql`${evidenceLog.body}::jsonb`;
  return db
    .select()
    .from(evidenceLog)
    .where(
      and(
        before === undefined ? undefined : lt(evidenceLog.seq, before),
        kind === undefined ? undefined : sql`${body} ->> 'kind' = ${kind}`,
        by === undefined ? undefined : sql`strpos(lower(${body} ->> 'by'), ${by.toLowerCase()}) > 0`,
        since === undefined ? undefined : sql`${body} ->> 'at' >= ${since.toISOString()}`,
      ),
    )
    .orderBy(desc(evidenceLog.seq))
    .limit(limit);
}
