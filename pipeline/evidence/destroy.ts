import { findCapture, recordDestruction } from '../../db/captures.ts';
import type { Db } from '../../db/database.ts';
import { RecordError } from '../../db/errors.ts';
import { EvidenceError, removeCapture } from '../../db/evidence-files.ts';
import { caseClosedAt, retainedUntil } from '../../db/retention.ts';
import { shortName } from '../../db/short-name.ts';
import type { Vault } from '../../db/vault.ts';

/**
 * A named person destroys a capture: entry in the log first, then the files; asked again after a crash between the two,
 * it removes what is left. Throws EvidenceError while its case is open or its term runs, RecordError under a hold.
 */
export async function destroyCapture(
  at: {
    readonly db: Db;
    readonly vault: Vault;
    readonly home: string;
    readonly clock: () => Date;
    readonly months: number;
  },
  id: number,
  act: { readonly by: string; readonly reason: string; readonly beforeTerm: boolean },
): Promise<void> {
  const capture = await findCapture(at.db, at.vault, id);
  if (!capture) throw new RecordError('not-found', `no capture ${shortName('c', id)}`);
  if (capture.destroyedAt === null) {
    if (!act.beforeTerm) await refuseBeforeTerm(at, capture);
    await recordDestruction(at.db, id, act, at.clock());
  }
  await removeCapture(at.home, capture.folder);
}

async function refuseBeforeTerm(
  at: { readonly db: Db; readonly clock: () => Date; readonly months: number },
  capture: { readonly id: number; readonly adDigest: Buffer },
): Promise<void> {
  const name = shortName('c', capture.id);
  const closedAt = await caseClosedAt(at.db, capture.adDigest);
  if (closedAt === null)
    throw new EvidenceError(`${name} belongs to an open case: dismiss its matches or end the protection first`);
  const until = retainedUntil(closedAt, at.months);
  if (until > at.clock()) throw new EvidenceError(`${name} is to be kept until ${until.toISOString().slice(0, 10)}`);
}
