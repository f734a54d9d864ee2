import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { activeNumbers, numbersGeneration } from '../../db/numbers.ts';
import { markInterrupted } from '../../db/runs.ts';
import { shortName } from '../../db/short-name.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { platforms } from '../../scrapers/directory.ts';
import { parseOrigins } from '../../scrapers/origins.ts';
import { InputError, table } from '../../terminal.ts';
import { exitCodeOf } from '../coverage.ts';
import { authoritiesOf } from '../evidence/authorities.ts';
import { confirmTimes } from '../evidence/confirm-times.ts';
import { evidenceSettings } from '../evidence/settings.ts';
import { finderOf } from '../match.ts';
import { openOutlook } from '../platform-run.ts';
import { type SweepEvent, type SweepResult, sweepPlatform } from '../sweep.ts';

/** A run that said nothing for so long was killed: pages take at most half a minute, waits at most five. */
const SILENT_MS = 15 * 60_000;
const REASONS_SHOWN = 8;

/** Adds `sweep`. */
export function registerSweep(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('sweep')
    .description('look through whole platforms for ads that carry an enrolled number')
    .option('--platform <id...>', 'only these platforms')
    .option('--json', 'rows as JSON')
    .action(async ({ platform, json }: { platform?: string[]; json?: boolean }) => {
      const at = context();
      const results = await sweep(at, chosen(at, platform));
      if (json) at.terminal.out(JSON.stringify(results.map(rowOf)));
      else print(at, results);
      exit(at.stopping() ? 130 : exitCodeOf(results.map((result) => result.coverage)));
    });
}

function chosen({ config }: CommandContext, wanted: readonly string[] | undefined): PlatformAdapter[] {
  const known = platforms(parseOrigins(config.origins));
  const unknown = wanted?.find((id) => !known.some((adapter) => adapter.id === id));
  if (unknown !== undefined)
    throw new InputError(`unknown platform "${unknown}": known are ${known.map((one) => one.id).join(', ')}`);
  const adapters = known.filter((one) => wanted?.includes(one.id) ?? config.platforms[one.id]?.enabled ?? true);
  if (adapters.length === 0) throw new InputError('every platform is switched off in config.json');
  return adapters;
}

async function sweep(at: CommandContext, adapters: readonly PlatformAdapter[]): Promise<SweepResult[]> {
  const { config, clock, terminal, tool, chromium, stopping } = at;
  return at.withHome(async (home) => {
    const active = await activeNumbers(home.db, home.vault, clock());
    if (active.length === 0)
      throw new InputError('no number to look for: enrol one ("qorgan number add"), or renew an expired consent');
    await markInterrupted(home.db, new Date(clock().getTime() - SILENT_MS), clock());
    const outlook = await openOutlook({ adapters, config, tool, chromium, clock });
    try {
      const evidence = await evidenceSettings(at, home);
      const confirming = confirmTimes(at, home, await authoritiesOf(config));
      const generation = await numbersGeneration(home.db);
      const lines = new Map<string, string>();
      const results = await Promise.all(
        adapters.map((adapter) => {
          const { looker, show } = outlook.of(adapter);
          return sweepPlatform(
            {
              adapter,
              db: home.db,
              vault: home.vault,
              clock,
              evidence,
              finder: finderOf(active),
              show,
              generation,
              look: looker.look,
              stopping,
              onCaptured: confirming.add,
              onEvent: (event) => report(at, lines, event),
            },
            { depth: 'full' },
          );
        }),
      );
      await confirming.done();
      return results;
    } finally {
      terminal.progress(null);
      await outlook.close();
    }
  });
}

function report({ terminal }: CommandContext, lines: Map<string, string>, event: SweepEvent): void {
  if (event.kind === 'match') {
    const { matchId, platform, numberId, how, strength, url } = event;
    terminal.note(`${platform}: ${shortName('m', matchId)} ${shortName('n', numberId)} ${how} ${strength} ${url}`);
    return;
  }
  if (event.kind === 'alert') {
    terminal.note(`${event.platform}: ${event.message}`);
    return;
  }
  const { platform, walk, n, lastPage, counts } = event;
  const page = lastPage === null ? `${n}` : `${n}/${lastPage}`;
  lines.set(platform, `${platform}: ${walk} ${page}, ${counts.cards} cards, ${counts.matchesSeen} found`);
  terminal.progress([...lines.values()].join(' · '));
}

function rowOf({ runId, platform, coverage, counts, reasons }: SweepResult) {
  return { run: shortName('r', runId), platform, coverage, counts, reasons };
}

function print({ terminal }: CommandContext, results: readonly SweepResult[]): void {
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
    ].map(String),
  ]);
  for (const line of table(columns, cells)) terminal.out(line);
  for (const { platform, reasons } of results) {
    for (const reason of reasons.slice(0, REASONS_SHOWN))
      terminal.out(`could not look: ${platform}: ${reason.where}: ${reason.kind}: ${reason.detail}`);
    if (reasons.length > REASONS_SHOWN)
      terminal.out(`could not look: ${platform}: and ${reasons.length - REASONS_SHOWN} more (--json lists them)`);
  }
}
