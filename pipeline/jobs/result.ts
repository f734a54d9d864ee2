import type { Db } from '../../db/database.ts';
import { runOfJob } from '../../db/runs.ts';
import type { Coverage, RunCounts, RunReason } from '../../db/schema/runs.ts';
import { shortName } from '../../db/short-name.ts';
import type { Terminal } from '../../terminal.ts';

const REASONS_SHOWN = 8;

/** What became of a job on a platform. Without a run it never began: nothing was looked at. */
export interface PlatformResult {
  readonly run: string | null;
  readonly platform: string;
  readonly coverage: Coverage;
  readonly reasons: readonly RunReason[];
  readonly counts: RunCounts;
}

/** The verdict of the run that did this job; `blind` when none has ended. */
export async function resultOfJob(db: Db, platform: string, job: string): Promise<PlatformResult> {
  const run = await runOfJob(db, job);
  if (run?.coverage) {
    const { coverage, reasons, counts } = run;
    return { run: shortName('r', run.id), platform, coverage, reasons, counts };
  }
  const reasons = [{ kind: 'interrupted', where: platform, detail: 'stopped before it was looked at' }];
  return { run: null, platform, coverage: 'blind', reasons, counts: {} };
}

/** The third answer, in words: what could not be looked at, and why. */
export function printReasons(terminal: Terminal, results: readonly PlatformResult[]): void {
  for (const { platform, reasons } of results) {
    for (const reason of reasons.slice(0, REASONS_SHOWN))
      terminal.out(`could not look: ${platform}: ${reason.where}: ${reason.kind}: ${reason.detail}`);
    if (reasons.length > REASONS_SHOWN)
      terminal.out(`could not look: ${platform}: and ${reasons.length - REASONS_SHOWN} more (--json lists them)`);
  }
}
