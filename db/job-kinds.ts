import { z } from 'zod';
import type { Urgency } from './leases.ts';

const platform = z.string().min(1);
const adId = z.string().min(1);
const rowId = z.number().int().positive();

/** An ad's address, where it does not follow from the ad's id. */
const url = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .optional();

/** What there is to do, one platform a job. It names rows by their ids, ads by theirs or by an address, and is kept sealed. */
export const job = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sweep'), platform }),
  z.strictObject({ kind: z.literal('scan'), platform, numberId: rowId }),
  z.strictObject({ kind: z.literal('pulse'), platform }),
  z.strictObject({ kind: z.literal('check'), platform, adId, url }),
  z.strictObject({ kind: z.literal('capture'), platform, adId }),
  z.strictObject({ kind: z.literal('recheck'), platform, matchId: rowId }),
  /** A person saw this number behind the button of a lookup: the ad is read and captured now, as confirmed by them. */
  z.strictObject({ kind: z.literal('answer'), platform, lookupId: rowId, numberId: rowId, by: z.string().min(1) }),
]);
export type Job = z.infer<typeof job>;
export type JobKind = Job['kind'];
export type JobOf<K extends JobKind> = Extract<Job, { kind: K }>;

/** Somebody waits for it, or an attack is under way; or it may take all night. */
export const URGENCY: Record<JobKind, Urgency> = {
  scan: 'urgent',
  check: 'urgent',
  capture: 'urgent',
  answer: 'urgent',
  pulse: 'urgent',
  sweep: 'patient',
  recheck: 'patient',
};

/** Among jobs that are equally urgent on a platform. */
export const PRIORITY: Record<JobKind, number> = {
  capture: 4,
  answer: 4,
  check: 3,
  scan: 2,
  pulse: 1,
  recheck: 1,
  sweep: 0,
};

/** Each platform has one queue for what is urgent and one for what is patient; each is worked off by one process. */
export function queueOf(platform: string, urgency: Urgency): string {
  return `${platform}-${urgency}`;
}

/** Two jobs of one key are the same work: the second waits for the first, or joins it. */
export function keyOf(one: Job): string {
  switch (one.kind) {
    case 'sweep':
    case 'pulse':
      return one.kind;
    case 'scan':
      return `scan ${one.numberId}`;
    case 'check':
    case 'capture':
      return `${one.kind} ${one.adId}`;
    case 'recheck':
      return `recheck ${one.matchId}`;
    case 'answer':
      return `answer ${one.lookupId}`;
  }
}
