import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { activeNumbers } from '../../db/numbers.ts';
import { listReturns } from '../../db/rechecks.ts';
import { shortName } from '../../db/short-name.ts';
import { table } from '../../terminal.ts';
import { exitCodeOf } from '../coverage.ts';
import { evidenceSettings } from '../evidence/settings.ts';
import { chosenPlatforms } from '../jobs/workplace.ts';
import { liveNumbers } from '../live-numbers.ts';
import { openOutlook } from '../platform-run.ts';
import { type RecheckResult, recheckPlatform } from '../recheck.ts';

/** Adds `recheck`. */
export function registerRecheck(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('recheck')
    .description('look again at confirmed ads: gone for good, gone once, still there, back, or could not look')
    .option('--platform <id...>', 'only these platforms')
    .option('--json', 'rows as JSON')
    .action(async ({ platform, json }: { platform?: string[]; json?: boolean }) => {
      const at = context();
      const { results, returns } = await recheck(at, platform);
      const rows = results.map(({ runId, ...rest }) => ({ run: shortName('r', runId), ...rest }));
      if (json) at.terminal.out(JSON.stringify(rows));
      else print(at, results);
      for (const back of returns)
        at.terminal.note(
          `it is back: ${shortName('m', back.matchId)} after ${shortName('m', back.removedMatchId)} (${back.reasons.join(', ')})`,
        );
      exit(at.stopping() ? 130 : exitCodeOf(results.map((result) => result.coverage)));
    });
}

async function recheck(at: CommandContext, wanted: readonly string[] | undefined) {
  const { config, clock, tool, chromium, stopping } = at;
  const adapters = chosenPlatforms(at, wanted);
  return at.withHome(async (home) => {
    const active = await activeNumbers(home.db, home.vault, clock());
    const before = new Set((await listReturns(home.db)).map((back) => back.id));
    const outlook = await openOutlook({ adapters, config, tool, chromium, clock, stopping, db: home.db });
    try {
      const numbers = liveNumbers({ db: home.db, clock }, active);
      const evidence = await evidenceSettings(at, home);
      const activeNumberIds = new Set(active.map((number) => number.id));
      const results = await Promise.all(
        adapters.map((adapter) => {
          const { looker, show } = outlook.of(adapter);
          const { db, vault } = home;
          const { finder } = numbers;
          const means = { adapter, db, vault, clock, evidence, finder, activeNumberIds, show, stopping };
          return recheckPlatform({ ...means, look: numbers.withRefresh(looker.look) });
        }),
      );
      const returns = (await listReturns(home.db)).filter((back) => !before.has(back.id));
      return { results, returns };
    } finally {
      await outlook.close();
    }
  });
}

function print({ terminal }: CommandContext, results: readonly RecheckResult[]): void {
  const columns = [
    'platform',
    'coverage',
    'looked',
    'live',
    'gone once',
    'removed',
    'back',
    'could not look',
    'waiting',
  ];
  const cells = results.map(({ platform, coverage, counts }) => [
    platform,
    coverage,
    ...[
      counts.looked,
      counts.live,
      counts.goneOnce,
      counts.removed,
      counts.returned,
      counts.unknown,
      counts.waiting,
    ].map(String),
  ]);
  for (const line of table(columns, cells)) terminal.out(line);
  for (const { platform, reasons } of results)
    for (const reason of reasons.slice(0, 8))
      terminal.out(`could not look: ${platform}: ${reason.where}: ${reason.kind}: ${reason.detail}`);
}
