import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command.ts';
import { capturesOf } from '../../db/captures.ts';
import { confirmMatch, dismissMatch, listMatches } from '../../db/matches.ts';
import { listNumbers } from '../../db/numbers.ts';
import { MATCH_STATES, type MatchState } from '../../db/schema/matches.ts';
import { shortName } from '../../db/short-name.ts';
import { table } from '../../terminal.ts';
import { idOf } from './people.ts';

/** Adds `matches` and `match confirm|dismiss`. */
export function registerMatches(program: Command, context: () => CommandContext): void {
  program
    .command('matches')
    .description('ads that carry a protected number')
    .addOption(new Option('--state <state>', 'only these').choices(MATCH_STATES))
    .option('--json', 'rows as JSON')
    .action(async ({ state, json }: { state?: MatchState; json?: boolean }) => {
      const { terminal, withHome, clock } = context();
      const rows = await withHome(async (home) => {
        const masked = new Map((await listNumbers(home.db, home.vault, clock())).map((row) => [row.id, row.masked]));
        const found = await listMatches(home.db, home.vault, state ? { state } : {});
        return Promise.all(
          found.map(async (row) => ({
            match: shortName('m', row.id),
            platform: row.platform,
            ad: row.adId,
            number: shortName('n', row.numberId),
            masked: masked.get(row.numberId) ?? '',
            how: row.how,
            strength: row.strength,
            where: [...new Set(row.whereSeen.map((place) => place.field))],
            state: row.state,
            // What the last recheck said of it.
            presence: row.recheckedAt === null ? null : row.presence,
            firstSeen: row.firstSeenAt.toISOString(),
            lastSeen: row.lastSeenAt.toISOString(),
            url: row.url,
            evidence: (await capturesOf(home.db, home.vault, row.platform, row.adId)).map(({ state, folder }) => ({
              state,
              folder,
            })),
          })),
        );
      });
      if (json) return terminal.out(JSON.stringify(rows));
      const columns = [
        'match',
        'platform',
        'ad',
        'number',
        'how',
        'strength',
        'state',
        'now',
        'evidence',
        'first seen',
        'address',
      ];
      const cells = rows.map((row) => [
        row.match,
        row.platform,
        row.ad,
        `${row.number} ${row.masked}`,
        row.how,
        row.strength,
        row.state,
        row.presence ?? '',
        row.evidence.at(-1)?.state ?? 'none',
        row.firstSeen.slice(0, 16).replace('T', ' '),
        row.url,
      ]);
      for (const line of table(columns, cells)) terminal.out(line);
    });

  const match = program.command('match').description('a person’s decision on a match');
  const decisions = [
    ['confirm', 'this ad is part of the harassment: letters may be written', confirmMatch],
    ['dismiss', 'this ad is no hit', dismissMatch],
  ] as const;
  for (const [name, description, decide] of decisions)
    match
      .command(`${name} <match...>`)
      .description(description)
      .requiredOption('--by <name>', 'who decides')
      .option('--reason <text>', 'why')
      .action(async (typed: string[], { by, reason }: { by: string; reason?: string }) => {
        const { terminal, withHome, clock } = context();
        const ids = typed.map((one) => idOf('m', one, 'match'));
        await withHome(async (home) => {
          // All or none: a wrong name among several leaves nothing half decided.
          await home.db.transaction(async (tx) => {
            for (const id of ids) await decide(tx, id, by, reason ?? null, clock());
          });
        });
        terminal.note(`${name === 'confirm' ? 'confirmed' : 'dismissed'}: ${typed.join(' ')}`);
      });
}
