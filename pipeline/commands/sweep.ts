import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { activeNumbers, numbersGeneration } from '../../db/numbers.ts';
import { markInterrupted } from '../../db/runs.ts';
import { shortName } from '../../db/short-name.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { BY_HAND, platforms } from '../../scrapers/directory.ts';
import { parseOrigins } from '../../scrapers/origins.ts';
import { InputError, table } from '../../terminal.ts';
import { exitCodeOf } from '../coverage.ts';
import { hiddenMeans } from '../hidden/means.ts';
import { finderOf } from '../match.ts';
import { createPhotoReader } from '../photos/reader.ts';
import { openOutlook } from '../platform-run.ts';
import { type SweepEvent, type SweepResult, sweepPlatform } from '../sweep.ts';
import { unseenPhotosLine } from '../sweep-counts.ts';

/** A run that said nothing for so long was killed: pages take at most half a minute, waits at most five. */
const SILENT_MS = 15 * 60_000;
const REASONS_SHOWN = 8;

interface SweepOptions {
  readonly platform?: string[];
  readonly json?: boolean;
  readonly despiteRefusal?: boolean;
  readonly byHand?: boolean;
}

/** Adds `sweep`. */
export function registerSweep(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('sweep')
    .description('look through whole platforms for ads that carry an enrolled number')
    .option('--platform <id...>', 'only these platforms')
    .option('--despite-refusal', 'ask also platforms that refused us and should be left in peace for now')
    .option('--json', 'rows as JSON')
    .option('--by-hand', 'with --json: a row too for each platform that no sweep looks at, its "byHand" saying why')
    .action(async ({ platform, json, byHand, despiteRefusal }: SweepOptions) => {
      const at = context();
      const results = await sweep(at, chosen(at, platform), despiteRefusal);
      if (json) at.terminal.out(JSON.stringify([...results.map(rowOf), ...(byHand ? byHandRows() : [])]));
      else print(at, results);
      if (!json && !platform) printByHand(at);
      exit(at.stopping() ? 130 : exitCodeOf(results.map((result) => result.coverage)));
    });
}

/** The platforms named, or all that are switched on. Throws InputError. */
export function chosen({ config, terminal }: CommandContext, wanted: readonly string[] | undefined): PlatformAdapter[] {
  const known = platforms(parseOrigins(config.origins), config.platforms);
  const unknown = wanted?.find((id) => !known.some((adapter) => adapter.id === id));
  const byHand = BY_HAND.find((one) => one.id === unknown);
  if (byHand) throw new InputError(`${byHand.id} is looked at by hand only: ${byHand.why}`);
  if (unknown !== undefined)
    throw new InputError(`unknown platform "${unknown}": known are ${known.map((one) => one.id).join(', ')}`);
  const adapters = known.filter((one) => wanted?.includes(one.id) ?? config.platforms[one.id]?.enabled ?? true);
  if (adapters.length === 0) throw new InputError('every platform is switched off in config.json');
  const idle = adapters.filter((one) => one.notSwept !== undefined);
  const asked = idle.find((one) => wanted?.includes(one.id));
  if (asked) throw new InputError(`${asked.id}: ${asked.notSwept}`);
  for (const { id, notSwept } of idle) terminal.note(`not looked at: ${id}: ${notSwept}`);
  const swept = adapters.filter((one) => one.notSwept === undefined);
  if (swept.length === 0) throw new InputError('no platform is left to look at');
  return swept;
}

async function sweep(
  at: CommandContext,
  adapters: readonly PlatformAdapter[],
  despiteRefusal: boolean | undefined,
): Promise<SweepResult[]> {
  const { config, clock, terminal, tool, chromium, stopping } = at;
  return at.withHome(async (home) => {
    const active = await activeNumbers(home.db, home.vault, clock());
    if (active.length === 0)
      throw new InputError('no number to look for: enrol one ("qorgan number add"), or renew an expired consent');
    await markInterrupted(home.db, new Date(clock().getTime() - SILENT_MS), clock());
    const outlook = await openOutlook({ adapters, config, tool, chromium, clock, db: home.db, despiteRefusal });
    const { perRun, perAd, minutes, processes } = config.photos;
    const reader = createPhotoReader({ workers: processes });
    try {
      const generation = await numbersGeneration(home.db);
      const lines = new Map<string, string>();
      return await Promise.all(
        adapters.map(async (adapter) => {
          const { looker, show, reveal, picture } = outlook.of(adapter);
          const hidden = await hiddenMeans({ adapter, config, home, active, reveal });
          const photos = { reader, fetch: picture, perRun, perAd, ms: minutes * 60_000 };
          return sweepPlatform(
            {
              adapter,
              db: home.db,
              vault: home.vault,
              clock,
              home: home.path,
              tool,
              finder: finderOf(active),
              show,
              hidden,
              generation,
              look: looker.look,
              photos: perRun === 0 ? null : photos,
              stopping,
              onEvent: (event) => report(at, lines, event),
            },
            { depth: 'full' },
          );
        }),
      );
    } finally {
      terminal.progress(null);
      await Promise.all([outlook.close(), reader.close()]);
    }
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
    'revealed',
    'for a person',
    'found',
    'of them new',
    'proofs',
    'photos',
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
      counts.revealed ?? 0,
      counts.lookupsOpen ?? 0,
      counts.matchesSeen,
      counts.matchesNew,
      counts.captures,
      counts.photosRead,
    ].map(String),
  ]);
  for (const line of table(columns, cells)) terminal.out(line);
  for (const { platform, reasons, counts } of results) {
    const unseen = unseenPhotosLine(counts);
    if (unseen !== null) terminal.out(`${platform}: ${unseen}`);
    for (const reason of reasons.slice(0, REASONS_SHOWN))
      terminal.out(`could not look: ${platform}: ${reason.where}: ${reason.kind}: ${reason.detail}`);
    if (reasons.length > REASONS_SHOWN)
      terminal.out(`could not look: ${platform}: and ${reasons.length - REASONS_SHOWN} more (--json lists them)`);
  }
}

/** Rows of what no sweep looks at: only under --by-hand, so that who reads coverage from every row is not surprised. */
function byHandRows() {
  return BY_HAND.map(({ id, why }) => ({
    run: null,
    platform: id,
    coverage: null,
    counts: {},
    reasons: [],
    byHand: why,
  }));
}

function printByHand({ terminal }: CommandContext): void {
  for (const { id, why } of BY_HAND) terminal.out(`by hand only: ${id}: ${why}`);
}
