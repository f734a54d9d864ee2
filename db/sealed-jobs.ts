import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from './database.ts';
import { VaultError } from './errors.ts';
import { type Job, job as jobShape, keyOf } from './job-kinds.ts';
import type { Vault } from './vault.ts';

/** pg-boss's own schema in the database. */
export const JOBS_SCHEMA = 'qorgan_jobs';
const CONTEXT = 'job';

/** All that pg-boss is given of a job. It names an ad, and an ad of ours leads to the number. */
export interface SealedJob {
  readonly data: { readonly sealed: string };
  /** Two jobs of one key are the same work. */
  readonly key: string;
}
const sealedData = z.strictObject({ sealed: z.base64() });

/** A job as it may stand in the database: beside its queue it tells nothing. */
export function sealJob(vault: Vault, job: Job): SealedJob {
  return {
    data: { sealed: vault.seal(JSON.stringify(jobShape.parse(job)), CONTEXT).toString('base64') },
    key: sealedKeyOf(vault, job),
  };
}

export function sealedKeyOf(vault: Vault, job: Job): string {
  return vault.jobDigest(job.platform, keyOf(job)).toString('hex');
}

/** `null`: of another version of Qorgan or under another key; nobody here knows what it means. */
export function unsealJob(vault: Vault, data: unknown): Job | null {
  const read = sealedData.safeParse(data);
  if (!read.success) return null;
  try {
    const plain = vault.unseal(Buffer.from(read.data.sealed, 'base64'), CONTEXT).toString('utf8');
    return jobShape.safeParse(JSON.parse(plain)).data ?? null;
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

/** Seals every job anew for a change of the root. One that does not open is dropped. Returns how many were sealed. */
export async function resealJobs(db: Db, from: Vault, to: Vault): Promise<number> {
  const table = sql.raw(`${JOBS_SCHEMA}.job`);
  const { rows: there } = await db.execute<{ job: string | null }>(
    sql`select to_regclass(${`${JOBS_SCHEMA}.job`})::text as job`,
  );
  // Nobody has added a job yet.
  if (!there[0]?.job) return 0;
  const { rows } = await db.execute<{ name: string; id: string; data: unknown }>(
    sql`select name, id, data from ${table} order by id`,
  );
  let resealed = 0;
  for (const { name, id, data } of rows) {
    const job = unsealJob(from, data);
    if (job === null) {
      await db.execute(sql`delete from ${table} where name = ${name} and id = ${id}`);
      continue;
    }
    const next = sealJob(to, job);
    await db.execute(
      sql`update ${table} set data = ${JSON.stringify(next.data)}::jsonb, singleton_key = ${next.key}
        where name = ${name} and id = ${id}`,
    );
    resealed++;
  }
  return resealed;
}
