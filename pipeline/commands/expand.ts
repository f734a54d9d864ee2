import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { matchWithListing } from '../../db/matches.ts';
import { activeNumbers, numbersGeneration } from '../../db/numbers.ts';
import { shortName } from '../../db/short-name.ts';
import { InputError, table } from '../../terminal.ts';
import { exitCodeOf } from '../coverage.ts';
import { evidenceSettings } from '../evidence/settings.ts';
import { keptListing } from '../hidden/confirmed-ads.ts';
import { type Expanded, expandMatch } from '../hidden/expand.ts';
import { hiddenMeans } from '../hidden/means.ts';
import { liveNumbers } from '../live-numbers.ts';
import { enabledPlatforms } from '../one-platform.ts';
import { createPhotoReader } from '../photos/reader.ts';
import { openOutlook } from '../platform-run.ts';
import { idOf } from './people.ts';

/** Adds `expand`: from a confirmed ad to the other ads of its account and its copies elsewhere. */
export function registerExpand(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('expand <match>')
    .description('look at the other ads of a confirmed ad’s account, and for its text and photos on every platform')
    .option('--json', 'rows as JSON')
    .action(async (typed: string, { json }: { json?: boolean }) => {
      const at = context();
      const results = await expand(at, idOf('m', typed, 'match'));
      if (json) at.terminal.out(JSON.stringify(results));
      else print(at, results);
      exit(at.stopping() ? 130 : exitCodeOf(results.map((result) => result.coverage)));
    });
}

async function expand(at: CommandContext, id: number): Promise<Expanded[]> {
  const { config, clock, tool, chromium, stopping, terminal } = at;
  return at.withHome(async (home) => {
    const { db, vault } = home;
    const match = await matchWithListing(db, vault, id);
    if (!match) throw new InputError(`no match ${shortName('m', id)}`);
    if (match.state !== 'confirmed')
      throw new InputError(
        `${shortName('m', id)} is ${match.state}: confirm it first, as only a hostile ad is followed`,
      );
    const kept = keptListing.safeParse(match.listing);
    if (!kept.success) throw new InputError(`the ad kept with ${shortName('m', id)} is of another version`);
    const active = await activeNumbers(db, vault, clock());
    if (active.length === 0) throw new InputError('no number to look for');
    const numbers = liveNumbers({ db, clock }, active);
    const adapters = enabledPlatforms(config);
    const outlook = await openOutlook({ adapters, config, db, tool, chromium, clock, stopping });
    const { processes: workers, perRun, perAd } = config.photos;
    const photoReader = createPhotoReader({ workers });
    try {
      const generation = await numbersGeneration(db);
      const evidence = await evidenceSettings(at, home);
      const results: Expanded[] = [];
      for (const adapter of adapters) {
        const { looker, show, reveal, picture } = outlook.of(adapter);
        const expanded = await expandMatch(match, kept.data, {
          ...{ adapter, db, vault, clock, evidence, show, stopping, generation, photoReader },
          finder: numbers.finder,
          look: numbers.withRefresh(looker.look),
          photos: perRun === 0 ? null : { reader: photoReader, fetch: numbers.withRefresh(picture), perRun, perAd },
          hidden: await hiddenMeans({ adapter, config, home, active, reveal }),
          onMatch: ({ matchId, platform, numberId, how, url }) =>
            terminal.note(`${platform}: ${shortName('m', matchId)} ${shortName('n', numberId)} ${how} ${url}`),
        });
        if (expanded) results.push(expanded);
      }
      if (results.length === 0)
        throw new InputError('neither its account nor its text can be followed on any platform');
      return results;
    } finally {
      await Promise.all([outlook.close(), photoReader.close()]);
    }
  });
}

function print({ terminal }: CommandContext, results: readonly Expanded[]): void {
  const columns = [
    'platform',
    'coverage',
    'ads seen',
    'kin',
    'same photo',
    'looks the same',
    'revealed',
    'found',
    'of them new',
    'for a person',
  ];
  const cells = results.map(({ platform, coverage, counts }) => [
    ...[platform, coverage],
    ...['cards', 'kin', 'sameBytes', 'looksSame', 'revealed', 'matchesSeen', 'matchesNew', 'lookupsOpen'].map((name) =>
      String(counts[name] ?? 0),
    ),
  ]);
  for (const line of table(columns, cells)) terminal.out(line);
  for (const { platform, reasons } of results)
    for (const { where, kind, detail } of reasons)
      terminal.out(`could not look: ${platform}: ${where}: ${kind}: ${detail}`);
}
