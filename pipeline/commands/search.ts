import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { recordLook } from '../../db/asked.ts';
import { activeNumbers } from '../../db/numbers.ts';
import { shortName } from '../../db/short-name.ts';
import { InputError, table } from '../../terminal.ts';
import { exitCodeOf } from '../coverage.ts';
import { evidenceSettings } from '../evidence/settings.ts';
import { requireSearchConsent, type SearchResult, searchPlatformFor } from '../hidden/site-search.ts';
import { finderOf } from '../match.ts';
import { adapterOf, enabledPlatforms } from '../one-platform.ts';
import { createPhotoReader } from '../photos/reader.ts';
import { openOutlook } from '../platform-run.ts';
import { idOf } from './people.ts';

/** Adds `search`: hands one number to the platforms' own search, where the person's consent covers that. */
export function registerSearch(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('search <number>')
    .description('type one number into the platforms’ own search; only with a consent that covers "site-search"')
    .option('--platform <id...>', 'only these platforms')
    .option('--json', 'rows as JSON')
    .action(async (typed: string, { platform, json }: { platform?: string[]; json?: boolean }) => {
      const at = context();
      const results = await search(at, idOf('n', typed, 'number'), platform);
      if (json) at.terminal.out(JSON.stringify(results));
      else print(at, results);
      exit(at.stopping() ? 130 : exitCodeOf(results.map((result) => result.coverage)));
    });
}

async function search(at: CommandContext, id: number, wanted: readonly string[] | undefined): Promise<SearchResult[]> {
  const { config, clock, tool, chromium, stopping, terminal } = at;
  const adapters = wanted ? wanted.map((one) => adapterOf(config, one)) : enabledPlatforms(config);
  return at.withHome(async (home) => {
    const number = (await activeNumbers(home.db, home.vault, clock())).find((one) => one.id === id);
    if (!number) throw new InputError(`${shortName('n', id)} is no number that is looked for now`);
    requireSearchConsent(number);
    const covered = async () =>
      (await activeNumbers(home.db, home.vault, clock())).some(
        (one) => one.id === id && one.scopes.includes('site-search'),
      );
    await recordLook(home.db, { what: 'site-search', numberId: id, by: at.account }, config.limits, clock());
    const outlook = await openOutlook({ adapters, config, db: home.db, tool, chromium, clock, stopping });
    const photoReader = createPhotoReader();
    try {
      const evidence = await evidenceSettings(at, home);
      const results: SearchResult[] = [];
      for (const adapter of adapters) {
        const { looker, show } = outlook.of(adapter);
        const { db, vault } = home;
        const result = await searchPlatformFor(number, {
          ...{ adapter, db, vault, clock, evidence, show, stopping, photoReader },
          finder: finderOf([number]),
          look: looker.look,
          stillCovered: covered,
          onMatch: ({ matchId, platform, how, strength, url }) =>
            terminal.note(`${platform}: ${shortName('m', matchId)} ${how} ${strength} ${url}`),
        });
        if (result) results.push(result);
        else terminal.note(`${adapter.id}: no search by words is known`);
      }
      if (results.length === 0) throw new InputError('none of these platforms has a search that we know');
      return results;
    } finally {
      await Promise.all([outlook.close(), photoReader.close()]);
    }
  });
}

function print({ terminal }: CommandContext, results: readonly SearchResult[]): void {
  const columns = ['platform', 'coverage', 'searches', 'results', 'opened', 'found', 'of them new'];
  const cells = results.map(({ platform, coverage, counts }) => [
    ...[platform, coverage],
    ...['searches', 'cards', 'listingsRead', 'matchesSeen', 'matchesNew'].map((name) => String(counts[name] ?? 0)),
  ]);
  for (const line of table(columns, cells)) terminal.out(line);
  for (const { platform, reasons } of results)
    for (const { where, kind, detail } of reasons)
      terminal.out(`could not look: ${platform}: ${where}: ${kind}: ${detail}`);
}
