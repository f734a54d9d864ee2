import { desc, eq, inArray, lt } from 'drizzle-orm';
import { recordCheck } from './asked.ts';
import type { Db } from './database.ts';
import type { Job } from './job-kinds.ts';
import type { Queue } from './job-queue.ts';
import type { Limits } from './limits.ts';
import type { Run } from './runs.ts';
import { matches } from './schema/matches.ts';
import { runs } from './schema/runs.ts';
import { checkLinks, checks, type MessageSighting, type NotAsked } from './schema/scans.ts';
import type { Vault } from './vault.ts';

/** So long a check and its answers can be looked at again. */
export const CHECK_DAYS = 14;

/** Where the id of an ad that somebody asked about is sealed: it may be an ad of ours. */
export const LINK_CONTEXT = 'checked link';

export const MOST_LINKS = 50;
/** A forwarded message is shorter; a list of numbers to be tried against the protected ones is longer. */
const MOST_LETTERS = 20_000;
const MOST_DIGITS = 300;
/** So many digits of a message count as one link more of the day's checks: each could be another number to try. */
const DIGITS_OF_A_NUMBER = 11;

/** Whether a message is one that people send on. Pure. */
export function messageFits(message: string): boolean {
  return message.length <= MOST_LETTERS && digitsIn(message) <= MOST_DIGITS;
}

/** How many of the day's checks links and a message take together. Pure. */
export function triesOf(links: number, message: string): number {
  return links + Math.ceil(digitsIn(message) / DIGITS_OF_A_NUMBER);
}

function digitsIn(message: string): number {
  return message.match(/\p{Nd}/gu)?.length ?? 0;
}

export type Check = Readonly<typeof checks.$inferSelect>;

/** A link as it is to be looked at. */
export type LinkAsked =
  | { readonly platform: string; readonly adId: string; readonly url: string | null; readonly notAsked: null }
  | { readonly platform: string | null; readonly adId: null; readonly notAsked: NotAsked };

export type LinkAnswer = 'waiting' | 'looking' | 'found' | 'not-found' | 'hidden' | 'gone' | 'could-not-look';

export interface CheckedLink {
  readonly platform: string | null;
  readonly adId: string | null;
  readonly answer: LinkAnswer;
  readonly notAsked: NotAsked | null;
  readonly run: Run | null;
  readonly matchIds: readonly number[];
}

/** Has links looked at, each as a job. `tried`: how many links, and numbers of a message, count for the day. Throws RecordError limit. */
export async function startCheck(
  db: Db,
  vault: Vault,
  queue: Pick<Queue, 'add'>,
  asked: {
    readonly by: string;
    readonly tried: number;
    readonly links: readonly LinkAsked[];
    readonly sightings: readonly MessageSighting[] | null;
  },
  limits: Limits,
  now: Date,
): Promise<{ id: number }> {
  await recordCheck(db, { links: asked.tried, by: asked.by }, limits, now);
  const rows: Omit<typeof checkLinks.$inferInsert, 'checkId'>[] = [];
  for (const [place, link] of asked.links.entries()) {
    const { platform, adId, notAsked } = link;
    const job = link.notAsked === null ? await queue.add(jobOf(link)) : null;
    const adSealed = adId === null ? null : vault.seal(adId, LINK_CONTEXT);
    rows.push({ place, job, platform, adSealed, notAsked });
  }
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(checks)
      .values({ askedBy: asked.by, askedAt: now, sightings: asked.sightings })
      .returning({ id: checks.id });
    if (rows.length > 0) await tx.insert(checkLinks).values(rows.map((one) => ({ checkId: row!.id, ...one })));
    return { id: row!.id };
  });
}

function jobOf({ platform, adId, url }: Extract<LinkAsked, { notAsked: null }>): Job {
  return { kind: 'check', platform, adId, ...(url !== null && { url }) };
}

export async function findCheck(db: Db, id: number): Promise<Check | null> {
  const [row] = await db.select().from(checks).where(eq(checks.id, id));
  return row ?? null;
}

/** Newest first. */
export async function latestChecks(db: Db, limit: number): Promise<Check[]> {
  return db.select().from(checks).orderBy(desc(checks.id)).limit(limit);
}

/** Each link in its order, and what became of it. */
export async function checkedLinks(db: Db, vault: Vault, checkId: number): Promise<CheckedLink[]> {
  const links = await db.select().from(checkLinks).where(eq(checkLinks.checkId, checkId)).orderBy(checkLinks.place);
  const jobs = links.flatMap(({ job }) => (job === null ? [] : [job]));
  const done = jobs.length === 0 ? [] : await db.select().from(runs).where(inArray(runs.job, jobs)).orderBy(runs.id);
  const byJob = new Map(done.map((run) => [run.job, run]));
  const answers: CheckedLink[] = [];
  for (const { platform, adSealed, job, notAsked } of links) {
    const adId = adSealed === null ? null : vault.unseal(adSealed, LINK_CONTEXT).toString('utf8');
    const run = (job === null ? undefined : byJob.get(job)) ?? null;
    const answer = notAsked === null ? linkAnswerOf(run) : 'could-not-look';
    const found =
      answer === 'found' && platform !== null && adId !== null
        ? await db
            .select({ id: matches.id })
            .from(matches)
            .where(eq(matches.adDigest, vault.adDigest(platform, adId)))
            .orderBy(matches.id)
        : [];
    answers.push({ platform, adId, answer, notAsked, run, matchIds: found.map((one) => one.id) });
  }
  return answers;
}

/** Pure. "Not found" only of an ad that was read to its end and shows all its numbers. */
export function linkAnswerOf(run: Pick<Run, 'coverage' | 'counts'> | null): LinkAnswer {
  if (run === null) return 'waiting';
  if (run.coverage === null) return 'looking';
  const counts = (name: string) => (run.counts[name] ?? 0) > 0;
  if (counts('matchesSeen')) return 'found';
  if (run.coverage !== 'complete') return 'could-not-look';
  if (counts('gone')) return 'gone';
  return counts('numberHidden') ? 'hidden' : 'not-found';
}

/** Forgets checks whose term is over. */
export async function forgetChecks(db: Db, now: Date): Promise<void> {
  await db.delete(checks).where(lt(checks.askedAt, new Date(now.getTime() - CHECK_DAYS * 86_400_000)));
}
