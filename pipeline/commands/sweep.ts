import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { activeNumbers } from '../../db/numbers.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { BY_HAND } from '../../scrapers/directory.ts';
import { InputError, table } from '../../terminal.ts';
import { exitCodeOf } from '../coverage.ts';
import { type PlatformResult, printReasons, resultOfJob } from '../jobs/result.ts';
import { addAndWorkOff, chosenPlatforms, withWorkplace } from '../jobs/workplace.ts';
import type { SweepEvent } from '../sweep.ts';
import { unseenPhotosLine } from '../sweep-counts.ts';
import { tellMatches } from './worker.ts';

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
    .description('look through whole platforms for ads that carry an enrolled number; goes on where one was cut off')
    .option('--platform <id...>', 'only these platforms')
    .option('--despite-refusal', 'ask also platforms that refused us and should be left in peace for now')
    .option('--json', 'rows as JSON')
    .option('--by-hand', 'with --json: a row too for each platform that no sweep looks at, its "byHand" saying why')
    .action(async ({ platform, json, byHand, despiteRefusal }: SweepOptions) => {
      const at = context();
      const results = await sweep(at, chosenPlatforms(at, platform), despiteRefusal);
      if (json) at.terminal.out(JSON.stringify([...results, ...(byHand ? byHandRows() : [])]));
      else print(at, results);
      if (!json && !platform) printByHand(at);
      exit(at.stopping() ? 130 : exitCodeOf(results.map((result) => result.coverage)));
    });
}

async function sweep(
  at: CommandContext,
  adapters: readonly PlatformAdapter[],
  despiteRefusal: boolean | undefined,
): Promise<PlatformResult[]> {
  const { clock, terminal } = at;
  return at.withHome(async (home) => {
    const active = await activeNumbers(home.db, home.vault, clock());
    if (active.length === 0)
      throw new InputError('no number to look for: enrol one ("qorgan number add"), or renew an expired consent');
    const lines = new Map<string, string>();
    const onEvent = (event: SweepEvent) => report(at, lines, event);
    const use: Parameters<typeof withWorkplace<PlatformResult[]>>[4] = async (place, queue) => {
      const jobs = adapters.map(({ id }) => ({ kind: 'sweep', platform: id }) as const);
      const ids = await addAndWorkOff(jobs, place, queue);
      terminal.progress(null);
      return Promise.all(adapters.map(({ id }, i) => resultOfJob(home.db, id, ids[i] ?? '')));
    };
    return withWorkplace(at, home, adapters, onEvent, use, { despiteRefusal });
  });
}

function report(at: CommandContext, lines: Map<string, string>, event: SweepEvent): void {
  if (event.kind !== 'page') {
    tellMatches(at)(event);
    return;
  }
  const { platform, walk, n, lastPage, counts } = event;
  const page = lastPage === null ? `${n}` : `${n}/${lastPage}`;
  lines.set(platform, `${platform}: ${walk} ${page}, ${counts.cards} cards, ${counts.matchesSeen} found`);
  at.terminal.progress([...lines.values()].join(' · '));
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
      counts.revealed,
      counts.lookupsOpen,
      counts.matchesSeen,
      counts.matchesNew,
      counts.captures,
      counts.photosRead,
    ].map((count) => String(count ?? 0)),
  ]);
  for (const line of table(columns, cells)) terminal.out(line);
  for (const { platform, counts } of results) {
    const unseen = unseenPhotosLine(counts);
    if (unseen !== null) terminal.out(`${platform}: ${unseen}`);
  }
  printReasons(terminal, results);
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
