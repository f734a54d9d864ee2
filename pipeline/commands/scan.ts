import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { recordLook } from '../../db/asked.ts';
import type { Db } from '../../db/database.ts';
import { listMatches, type Match } from '../../db/matches.ts';
import { activeNumbers } from '../../db/numbers.ts';
import { shortName } from '../../db/short-name.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { InputError, table } from '../../terminal.ts';
import { exitCodeOf } from '../coverage.ts';
import { type PlatformResult, printReasons, resultOfJob } from '../jobs/result.ts';
import { addAndWorkOff, chosenPlatforms, withWorkplace } from '../jobs/workplace.ts';
import type { SweepEvent } from '../sweep.ts';
import { idOf } from './people.ts';

/** Hits may be found by another process that works off the same jobs: they are told from where they are stored. */
const ASK_EVERY_MS = 500;

/** Found, not found, could not look: never two answers. */
type Answer = 'found' | 'not found' | 'could not look';
type ScanResult = PlatformResult & { readonly answer: Answer; readonly found: number };

/** Adds `scan`. */
export function registerScan(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('scan <number>')
    .description(
      'look for one enrolled number (n1, n2 …) on all platforms now, newest ads first; before a running sweep',
    )
    .option('--platform <id...>', 'only these platforms')
    .option('--json', 'rows as JSON')
    .action(async (typed: string, { platform, json }: { platform?: string[]; json?: boolean }) => {
      const at = context();
      const numberId = idOf('n', typed, 'number');
      const results = await scan(at, numberId, chosenPlatforms(at, platform));
      if (json) at.terminal.out(JSON.stringify(results));
      else print(at, results);
      exit(at.stopping() ? 130 : exitCodeOf(results.map((result) => result.coverage)));
    });
}

async function scan(at: CommandContext, numberId: number, adapters: readonly PlatformAdapter[]): Promise<ScanResult[]> {
  const { clock, terminal } = at;
  return at.withHome(async (home) => {
    const { db } = home;
    const active = await activeNumbers(db, home.vault, clock());
    if (!active.some((number) => number.id === numberId))
      throw new InputError(
        `${shortName('n', numberId)} is not enrolled, or retired, or its consent does not cover a scan ("qorgan number list")`,
      );
    await recordLook(db, { what: 'scan', numberId, by: at.account }, at.config.limits, clock());
    const told = new Set<number>();
    for (const match of await listMatches(db, { numberId })) {
      told.add(match.id);
      terminal.note(`${hit(match)} (found before)`);
    }
    const lines = new Map<string, string>();
    return withWorkplace(at, home, adapters, progressOf(at, lines), async (place, queue) => {
      const jobs = adapters.map(({ id }) => ({ kind: 'scan', platform: id, numberId }) as const);
      let over = false;
      const telling = tellHits(
        db,
        numberId,
        told,
        (line) => terminal.note(line),
        () => over,
      );
      try {
        const ids = await addAndWorkOff(jobs, place, queue);
        terminal.progress(null);
        return await Promise.all(adapters.map(({ id }, i) => resultOf(db, id, ids[i] ?? '', numberId)));
      } finally {
        over = true;
        await telling;
      }
    });
  });
}

/** Tells each hit the moment it is stored, once; the last look comes after everything is done. */
async function tellHits(
  db: Db,
  numberId: number,
  told: Set<number>,
  tell: (line: string) => void,
  over: () => boolean,
): Promise<void> {
  for (let last = false; ; ) {
    for (const match of await listMatches(db, { numberId })) {
      if (told.has(match.id)) continue;
      told.add(match.id);
      tell(hit(match));
    }
    if (last) return;
    if (!over()) await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    last = over();
  }
}

async function resultOf(db: Db, platform: string, job: string, numberId: number): Promise<ScanResult> {
  const result = await resultOfJob(db, platform, job);
  const found = (await listMatches(db, { numberId, platform })).length;
  const answer = found > 0 ? 'found' : result.coverage === 'complete' ? 'not found' : 'could not look';
  return { ...result, answer, found };
}

function hit({ id, platform, numberId, how, strength, url }: Match): string {
  return `${platform}: ${shortName('m', id)} ${shortName('n', numberId)} ${how} ${strength} ${url}`;
}

function progressOf({ terminal }: CommandContext, lines: Map<string, string>): (event: SweepEvent) => void {
  return (event) => {
    if (event.kind !== 'page') return;
    lines.set(event.platform, `${event.platform}: page ${event.n} of ${event.walk}, ${event.counts.cards} cards`);
    terminal.progress([...lines.values()].join(' · '));
  };
}

function print({ terminal }: CommandContext, results: readonly ScanResult[]): void {
  const cells = results.map(({ platform, answer, found, coverage, counts }) => [
    platform,
    answer,
    String(found),
    coverage,
    ...[counts.indexPages, counts.cards, counts.listingsRead, counts.numberHidden].map((count) => String(count ?? 0)),
  ]);
  const columns = ['platform', 'answer', 'found', 'looked at', 'pages', 'cards', 'read', 'number hidden'];
  for (const line of table(columns, cells)) terminal.out(line);
  printReasons(terminal, results);
}
