import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { answerLookup, forgetOldLookups, type OpenLookup, openLookup, openLookups } from '../../db/lookups.ts';
import { activeNumbers } from '../../db/numbers.ts';
import { shortName } from '../../db/short-name.ts';
import { InputError, table } from '../../terminal.ts';
import { evidenceSettings } from '../evidence/settings.ts';
import { answerYes } from '../hidden/answer.ts';
import { adapterOf } from '../one-platform.ts';
import { createPhotoReader } from '../photos/reader.ts';
import { openOutlook } from '../platform-run.ts';
import { idOf } from './people.ts';

interface AnswerFlags {
  readonly by: string;
  readonly yes?: string;
  readonly no?: boolean;
  readonly gone?: boolean;
}

/** Adds `lookups` and `lookup answer`: ads whose number is hidden and could be a protected one. */
export function registerLookups(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('lookups')
    .description('ads that hide their number and could carry a protected one, for a person to open; best first')
    .option('--platform <id>', 'only of this platform')
    .option('--json', 'rows as JSON')
    .action(async ({ platform, json }: { platform?: string; json?: boolean }) => {
      const { terminal, withHome, clock } = context();
      const open = await withHome(async ({ db }) => {
        await forgetOldLookups(db, clock());
        return openLookups(db, platform === undefined ? {} : { platform });
      });
      const rows = open.map(rowOf);
      if (json) return terminal.out(JSON.stringify(rows));
      const columns = ['lookup', 'platform', 'score', 'why this ad', 'not revealed', 'since', 'address'];
      const cells = rows.map((row) => [
        row.lookup,
        row.platform,
        String(row.score),
        row.parts.map(({ code, points }) => `${code} ${points}`).join(', '),
        row.why,
        row.since.slice(0, 10),
        row.url,
      ]);
      for (const line of table(columns, cells)) terminal.out(line);
    });

  program
    .command('lookup')
    .description('a person’s answer on an ad with a hidden number')
    .command('answer <lookup>')
    .description('say what stood behind the button')
    .option('--yes <number>', 'this enrolled number (n3): the ad is captured and the match confirmed')
    .option('--no', 'no enrolled number: only the ad’s id is kept')
    .option('--gone', 'the ad is no longer there')
    .requiredOption('--by <name>', 'who looked')
    .action(async (typed: string, { by, yes, no, gone }: AnswerFlags) => {
      const at = context();
      const id = idOf('h', typed, 'lookup');
      if ([yes !== undefined, no, gone].filter(Boolean).length !== 1)
        throw new InputError('say one of --yes n3, --no and --gone');
      if (yes === undefined) {
        await at.withHome((home) => answerLookup(home.db, id, { state: gone ? 'gone' : 'answered', by }, at.clock()));
        return at.terminal.note(`${typed}: ${gone ? 'gone' : 'no'}; only the ad’s id is kept`);
      }
      exit(await sayYes(at, id, idOf('n', yes, 'number'), by));
    });
}

async function sayYes(at: CommandContext, id: number, numberId: number, by: string): Promise<ExitCode> {
  const { config, clock, tool, chromium, terminal, stopping } = at;
  return at.withHome(async (home) => {
    const lookup = await openLookup(home.db, id);
    const active = await activeNumbers(home.db, home.vault, clock());
    if (!active.some((number) => number.id === numberId))
      throw new InputError(`${shortName('n', numberId)} is no number that is looked for now`);
    const adapter = adapterOf(config, lookup.platform);
    const outlook = await openOutlook({ adapters: [adapter], config, db: home.db, tool, chromium, clock, stopping });
    const photoReader = createPhotoReader();
    try {
      const { looker, show } = outlook.of(adapter);
      const { db, vault } = home;
      const evidence = await evidenceSettings(at, home);
      const deps = { adapter, db, vault, clock, evidence, show, photoReader, look: looker.look };
      const answered = await answerYes(lookup, { numberId, by }, deps);
      switch (answered.state) {
        case 'matched':
          terminal.out(shortName('m', answered.matchId));
          terminal.note(`confirmed and captured (${shortName('h', id)})`);
          return 0;
        case 'removed':
          terminal.note(`the ad is gone by now (${answered.sign}): nothing could be captured; answer --gone`);
          return 3;
        case 'unknown':
          terminal.note(
            `could not look (${answered.kind}: ${answered.why}): ${shortName('h', id)} stays open, try again`,
          );
          return 4;
      }
    } finally {
      await Promise.all([outlook.close(), photoReader.close()]);
    }
  });
}

function rowOf({ id, platform, adId, url, score, parts, why, createdAt }: OpenLookup) {
  return { lookup: shortName('h', id), platform, ad: adId, score, parts, why, since: createdAt.toISOString(), url };
}
