import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { activeNumbers } from '../../db/numbers.ts';
import { runOfJob } from '../../db/runs.ts';
import type { RunCounts, RunReason } from '../../db/schema/runs.ts';
import { shortName } from '../../db/short-name.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { InputError, table } from '../../terminal.ts';
import { type Coverage, exitCodeOf } from '../coverage.ts';
import { addAndWorkOff, chosenPlatforms, withWorkplace } from '../jobs/workplace.ts';
import type { SweepEvent } from '../sweep.ts';

const REASONS_SHOWN = 8;

/** What became of a platform. Without a run the job never began: nothing was looked at. */
interface PlatformResult {
  readonly run: string | null;
  readonly platform: string;
  readonly coverage: Coverage;
  readonly reasons: readonly RunReason[];
  readonly counts: RunCounts;
}

/** Adds `sweep`. */
export function registerSweep(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('sweep')
    .description('look through whole platforms for ads that carry an enrolled number; goes on where one was cut off')
    .option('--platform <id...>', 'only these platforms')
    .option('--json', 'rows as JSON')
    .action(async ({ platform, json }: { platform?: string[]; json?: boolean }) => {
      const at = context();
      const results = await sweep(at, chosenPlatforms(at, platform));
      if (json) at.terminal.out(JSON.stringify(results));
      else print(at, results);
      exit(at.stopping() ? 130 : exitCodeOf(results.map((result) => result.coverage)));
    });
}

async function sweep(at: CommandContext, adapters: readonly PlatformAdapter[]): Promise<PlatformResult[]> {
  const { clock, terminal } = at;
  return at.withHome(async (home) => {
    const active = await activeNumbers(home.db, home.vault, clock());
    if (active.length === 0)
      throw new InputError('no number to look for: enrol one ("qorgan number add"), or renew an expired consent');
    const lines = new Map<string, string>();
    const onEvent = (event: SweepEvent) => report(at, lines, event);
    return withWorkplace(at, home, adapters, onEvent, async (place, queue) => {
      const jobs = adapters.map(({ id }) => ({ kind: 'sweep', platform: id }) as const);
      const ids = await addAndWorkOff(jobs, place, queue);
      terminal.progress(null);
      return Promise.all(
        adapters.map(async ({ id: platform }, i): Promise<PlatformResult> => {
          const run = await runOfJob(home.db, ids[i] ?? '');
          if (run?.coverage)
            return {
              run: shortName('r', run.id),
              platform,
              coverage: run.coverage,
              reasons: run.reasons,
              counts: run.counts,
            };
          const reasons = [{ kind: 'interrupted', where: platform, detail: 'stopped before it was looked at' }];
          return { run: null, platform, coverage: 'blind', reasons, counts: {} };
        }),
      );
    });
  });
}

function report({ terminal }: CommandContext, lines: Map<string, string>, event: SweepEvent): void {
  if (event.kind === 'match') {
    const { matchId, platform, numberId, how, strength, url } = event;
    terminal.note(`${platform}: ${shortName('m', matchId)} ${shortName('n', numberId)} ${how} ${strength} ${url}`);
    return;
  }
  const { platform, walk, n, lastPage, counts } = event;
  const page = lastPage === null ? `${n}` : `${n}/${lastPage}`;
  lines.set(platform, `${platform}: ${walk} ${page}, ${counts.cards} cards, ${counts.matchesSeen} found`);
  terminal.progress([...lines.values()].join(' · '));
}

function print({ terminal }: CommandContext, results: readonly PlatformResult[]): void {
  const columns = [
    'platform',
    'coverage',
    'pages',
    'cards',
    'new',
    'read',
    'number hidden',
    'found',
    'of them new',
    'proofs',
  ];
  const cells = results.map(({ platform, coverage, counts }) => [
    platform,
    coverage,
    ...[
      counts.indexPages,
      counts.cards,
      counts.fresh,
      counts.listingsRead,
      counts.numberHidden,
      counts.matchesSeen,
      counts.matchesNew,
      counts.captures,
    ].map((count) => String(count ?? 0)),
  ]);
  for (const line of table(columns, cells)) terminal.out(line);
  for (const { platform, reasons } of results) {
    for (const reason of reasons.slice(0, REASONS_SHOWN))
      terminal.out(`could not look: ${platform}: ${reason.where}: ${reason.kind}: ${reason.detail}`);
    if (reasons.length > REASONS_SHOWN)
      terminal.out(`could not look: ${platform}: and ${reasons.length - REASONS_SHOWN} more (--json lists them)`);
  }
}
