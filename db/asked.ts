import type { Db } from './database.ts';
import { appendToLog } from './evidence-log.ts';
import { assertChecksFit, assertLooksFit, type Limits } from './limits.ts';
import { shortName } from './short-name.ts';

/**
 * Writes down that somebody has a number looked for now. Throws RecordError limit when it was asked for too often, and
 * then nothing is looked for.
 */
export async function recordLook(
  db: Db,
  look: { readonly what: 'scan' | 'site-search'; readonly numberId: number; readonly by: string },
  limits: Limits,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const detail = { what: look.what, number: shortName('n', look.numberId) };
    await appendToLog(tx, { kind: 'asked', by: look.by, detail }, now);
    await assertLooksFit(tx, look.numberId, limits, now);
  });
}

/** Writes down that somebody has links checked: how many, never which. Throws RecordError limit. */
export async function recordCheck(
  db: Db,
  check: { readonly links: number; readonly by: string },
  limits: Limits,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await appendToLog(tx, { kind: 'asked', by: check.by, detail: { what: 'check', count: String(check.links) } }, now);
    await assertChecksFit(tx, limits, now);
  });
}
