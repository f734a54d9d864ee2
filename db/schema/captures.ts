import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { id, moment, oneOf } from './columns.ts';
import { runs } from './runs.ts';

export const CAPTURE_STATES = ['complete', 'partial', 'failed'] as const;
export type CaptureState = (typeof CAPTURE_STATES)[number];
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
    state: text('state', { enum: CAPTURE_STATES }).notNull(),
    /** Relative to the data folder. */
    folder: text('folder').notNull(),
    manifestSha256: text('manifest_sha256'),
    capturedAt: moment('captured_at').notNull(),
    steps: jsonb('steps').$type<readonly CaptureStep[]>().notNull(),
  },
  (t) => [
    index('captures_ad').on(t.platform, t.adId),
    oneOf('captures_state', t.state, CAPTURE_STATES),
    // Evidence without the hash of its manifest proves nothing.
    check('captures_manifest', sql`${t.state} <> 'complete' or ${t.manifestSha256} is not null`),
  ],
);
