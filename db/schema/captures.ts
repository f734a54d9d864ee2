import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { id, moment, oneOf } from './columns.ts';
import { runs } from './runs.ts';

export const CAPTURE_STATES = ['complete', 'partial', 'failed'] as const;
export type CaptureState = (typeof CAPTURE_STATES)[number];
/** Why it was taken: a match was found, the ad was gone, or it was looked at again. */
export const CAPTURE_PURPOSES = ['match', 'removal', 'recheck'] as const;
export type CapturePurpose = (typeof CAPTURE_PURPOSES)[number];
/** One step of taking evidence (screenshot, source …) and how it went. `detail` is ours: never text of a page. */
export type CaptureStep = { readonly name: string; readonly ok: boolean; readonly detail: string | null };

export const captures = pgTable(
  'captures',
  {
    id: id(),
    platform: text('platform').notNull(),
    adId: text('ad_id').notNull(),
    runId: integer('run_id')
      .notNull()
      .references(() => runs.id),
    purpose: text('purpose', { enum: CAPTURE_PURPOSES }).notNull().default('match'),
    state: text('state', { enum: CAPTURE_STATES }).notNull(),
    /** Relative to the data folder. */
    folder: text('folder').notNull(),
    /** How many files the manifest names, itself included. */
    files: integer('files').notNull().default(0),
    /** Encrypted to the keys of staff: this machine cannot read it back. */
    sealed: boolean('sealed').notNull().default(false),
    manifestSha256: text('manifest_sha256'),
    capturedAt: moment('captured_at').notNull(),
    steps: jsonb('steps').$type<readonly CaptureStep[]>().notNull(),
    heldAt: moment('held_at'),
    heldBy: text('held_by'),
    heldReason: text('held_reason'),
    destroyedAt: moment('destroyed_at'),
    destroyedBy: text('destroyed_by'),
  },
  (t) => [
    index('captures_ad').on(t.platform, t.adId),
    oneOf('captures_state', t.state, CAPTURE_STATES),
    oneOf('captures_purpose', t.purpose, CAPTURE_PURPOSES),
    // Evidence without the hash of its manifest proves nothing.
    check('captures_manifest', sql`${t.state} <> 'complete' or ${t.manifestSha256} is not null`),
    check('captures_held', sql`(${t.heldAt} is null) = (${t.heldBy} is null)`),
    // What is destroyed was destroyed by a person or at the end of its term, and never under a hold.
    check(
      'captures_destroyed',
      sql`(${t.destroyedAt} is null) = (${t.destroyedBy} is null) and (${t.destroyedAt} is null or ${t.heldAt} is null)`,
    ),
  ],
);
