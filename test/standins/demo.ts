import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { ExitCode } from '../../command.ts';
import { platforms } from '../../scrapers/directory.ts';
import { InputError, type Terminal, table } from '../../terminal.ts';
import { inventAds } from './ads.ts';
import { runQorgan } from './command-line.ts';
import { startKrisha } from './krisha.ts';
import { searchForNumbers } from './number-search.ts';
import { startOlx } from './olx.ts';
import { INVENTED_CONFIG, INVENTED_PERSON } from './organisation.ts';
import { pictureAds } from './pictured.ts';
import { PROTECTED, plantedAds } from './planted.ts';
import type { Standin, StandinAd } from './platform.ts';

const OLX_ADS = 1_500;
const KRISHA_ADS = 700;
const MARK = '.qorgan-demo';

interface SweepRow {
  platform: string;
  coverage: string;
  counts: Record<string, number>;
}
interface MatchRow {
  match: string;
  platform: string;
  ad: string;
  how: string;
  evidence: { state: string; folder: string }[];
}

/** After the demo its pages are opened, until somebody stops the program. */
export interface Serving {
  readonly stopping: () => boolean;
}

/**
 * The whole path, as its users walk it: real processes of the real command line, imitation platforms on loopback.
 * Returns 0 only when every planted ad was found and proven, or waits for a person where its number is hidden, and no other.
 */
export async function demo(terminal: Terminal, serving: Serving | null = null): Promise<ExitCode> {
  const began = Date.now();
  const output = freshFolder(resolve('demo-output'));
  const home = join(output, 'home');
  const market = await startMarket();
  const env = { QORGAN_HOME: home, QORGAN_ORIGINS: market.origins };
  const say = (line: string) => terminal.note(`[${((Date.now() - began) / 1000).toFixed(0).padStart(3)} s] ${line}`);
  let told = '';
  const run = async (args: readonly string[], input = '', allowed: readonly number[] = [0]) => {
    const result = await runQorgan(args, { env, input });
    told += result.stdout + result.stderr;
    if (!allowed.includes(result.code ?? -1))
      throw new Error(`"qorgan ${args.join(' ')}" ended with ${result.code}: ${result.stderr}`);
    return result.stdout;
  };
  try {
    say('made the data folder, its keys and its database (init)');
    await run(['init']);
    writeFileSync(join(home, 'config.json'), JSON.stringify(INVENTED_CONFIG, null, 2), { mode: 0o600 });
    say('enrol an invented journalist with her consent, and her number (person add, number add)');
    await run(['person', 'add', '--from', '-'], JSON.stringify(INVENTED_PERSON));
    const control = ['--control-how', 'code read back from an SMS', '--control-verified-by', 'Demo Staff'];
    await run(['number', 'add', 'p1', '--digits-from', '-', ...control], PROTECTED);
    say(`sweep two platforms, ${OLX_ADS + KRISHA_ADS} ads and a few planted ones (sweep)`);
    const first = JSON.parse(await run(['sweep', '--json'], '', [0, 3])) as SweepRow[];
    const matches = JSON.parse(await run(['matches', '--json'])) as MatchRow[];
    say('sweep again: only index pages are asked for, nothing is stored twice');
    market.forgetRequests();
    const second = JSON.parse(await run(['sweep', '--json'], '', [0, 3])) as SweepRow[];
    const secondRequests = market.requests();
    say('a person confirms (match confirm), drafts and approves the letters (notice draft, notice approve)');
    await run(['match', 'confirm', ...matches.map((row) => row.match), '--by', 'Demo Staff']);
    const letters = JSON.parse(await run(['notice', 'draft', '--by', 'Demo Staff', '--json'])) as {
      notice: string;
      reference: string;
      platform: string;
      folder: string;
      matches: string[];
    }[];
    for (const letter of letters) await run(['notice', 'approve', letter.notice, '--by', 'Demo Director']);
    say('and when a platform refuses us: it is told, never read as "nothing found"');
    market.krisha.trouble = '468';
    const refused = JSON.parse(await run(['sweep', '--platform', 'krisha', '--json'], '', [4])) as SweepRow[];

    say('check every file of the evidence against its manifest, signature and log (evidence verify)');
    const verified = JSON.parse(await run(['evidence', 'verify', '--json'])) as { captures: { state: string }[] };

    const found = new Set(matches.map((row) => `${row.platform} ${row.ad}`));
    const planted = new Set(market.planted.map((ad) => `${ad.platform} ${ad.adId}`));
    const missed = [...planted].filter((ad) => !found.has(ad));
    const hidden = market.hidden.map((ad) => `${ad.platform} ${ad.adId}`);
    const revealed = hidden.filter((ad) => found.has(ad));
    const waiting = (JSON.parse(await run(['lookups', '--json'])) as MatchRow[]).map(
      (row) => `${row.platform} ${row.ad}`,
    );
    missed.push(...hidden.filter((ad) => !found.has(ad) && !waiting.includes(ad)));
    const wrong = [...found].filter((ad) => !planted.has(ad) && !hidden.includes(ad));
    const proven = matches.filter((row) => row.evidence.some((capture) => capture.state === 'complete'));
    terminal.out('');
    for (const line of table(
      ['platform', 'looked at', 'ads', 'planted', 'found', 'number hidden', '2nd sweep: new'],
      first.map((row) => [
        row.platform,
        row.coverage,
        String(row.counts.cards),
        String(market.planted.filter((ad) => ad.platform === row.platform).length),
        String(row.counts.matchesNew),
        String(row.counts.numberHidden),
        String(second.find((other) => other.platform === row.platform)?.counts.matchesNew),
      ]),
    ))
      terminal.out(line);
    terminal.out('');
    terminal.out(`could not be looked at: krisha, after it began to refuse: ${refused[0]?.coverage}`);
    terminal.out(
      `only behind the button: ${hidden.length} planted ads; ${revealed.length} found by a reveal, ${waiting.length} ads wait for a person (lookups)`,
    );
    terminal.out(
      market.pictures > 0
        ? `read from pictures: ${matches.filter((row) => row.how === 'picture').length} of ${market.pictures} planted ads whose number stands only on a photo`
        : 'pictures: the optional packages that read lettering are not installed',
    );
    terminal.out(`second sweep asked for ${secondRequests} pages`);
    terminal.out(`proofs:  ${proven.length} of ${matches.length} complete, in ${join(home, 'evidence')}`);
    terminal.out(
      `verified: ${verified.captures.filter((one) => one.state === 'whole').length} captures whole, the log unbroken`,
    );
    for (const letter of letters)
      terminal.out(
        `letter:  ${letter.reference} to ${letter.platform}, ${letter.matches.length} ads, sealed in ${join(home, letter.folder)}`,
      );
    writeFileSync(join(output, 'told.txt'), told, { mode: 0o600 });
    // Everything is sealed at rest: a file that holds the number in clear shows that the search sees.
    const clear = join(output, 'clear.txt');
    writeFileSync(clear, PROTECTED, { mode: 0o600 });
    const searched = searchForNumbers([output], [PROTECTED]);
    rmSync(clear);
    const leaked = searched.leaks.filter(({ file }) => file !== clear);
    const blind = leaked.length === searched.leaks.length;
    terminal.out(
      `number:  searched ${searched.files} files (${(searched.bytes / 1e6).toFixed(0)} MB) and all that was printed: ${
        leaked.length === 0
          ? `nowhere${blind ? ', but the search does not see' : ''}`
          : `ALSO in ${leaked.map(({ file }) => relative(output, file)).join(', ')}`
      }`,
    );
    const strange = market.unexpected();
    if (strange.length > 0) terminal.out(`requests no platform expects: ${strange.join(', ')}`);
    const good =
      missed.length + wrong.length + strange.length + leaked.length === 0 &&
      !blind &&
      proven.length === matches.length &&
      letters.length === 2 &&
      second.every((row) => row.counts.matchesNew === 0 && row.counts.listingsRead === 0);
    terminal.out(
      good
        ? `every planted ad was found or waits for a person, and no other was found (${Math.round((Date.now() - began) / 1000)} s)`
        : `NOT as it should be: missed ${missed.join(', ') || 'none'}; wrong ${wrong.join(', ') || 'none'}`,
    );
    if (serving) await serve(terminal, market, env, serving);
    return good ? 0 : 1;
  } finally {
    await market.close();
  }
}

/** The console, schedule and worker on the demo's data and its imitation platforms: prints a one-time link for its first user. */
async function serve(
  terminal: Terminal,
  market: Market,
  env: Readonly<Record<string, string>>,
  { stopping }: Serving,
): Promise<void> {
  // Krisha answers again: a scan from the pages shows the difference.
  market.krisha.trouble = null;
  terminal.note('opening the pages on the demo’s data; Ctrl-C stops them and the imitation platforms');
  let watch: NodeJS.Timeout | undefined;
  await runQorgan(['serve'], {
    env,
    onNote: (line) => terminal.note(line),
    onStart: (child) => {
      // From a terminal Ctrl-C reaches both; a service manager tells only this process.
      watch = setInterval(() => {
        if (stopping() && !terminal.interactive && child.exitCode === null && !child.killed) child.kill('SIGTERM');
      }, 250);
    },
  });
  clearInterval(watch);
}

interface Market {
  readonly origins: string;
  readonly krisha: Standin;
  readonly planted: readonly { platform: string; adId: string }[];
  readonly hidden: readonly { platform: string; adId: string }[];
  /** Of them, how many show the number only on a picture. */
  readonly pictures: number;
  requests(): number;
  forgetRequests(): void;
  unexpected(): readonly string[];
  close(): Promise<void>;
}

async function startMarket(): Promise<Market> {
  const now = new Date();
  const walks = (id: string) =>
    platforms()
      .find((adapter) => adapter.id === id)
      ?.indexWalks({ depth: 'full' })
      .map((walk) => walk.name) ?? [];
  const planted: { platform: string; adId: string }[] = [];
  const behind: { platform: string; adId: string }[] = [];
  let pictures = 0;
  const stock = async (platform: string, count: number, firstN: number): Promise<StandinAd[]> => {
    const { visible, hidden } = plantedAds(firstN, walks(platform), now);
    const pictured = await pictureAds(firstN, walks(platform), now);
    pictures += pictured.length;
    planted.push(...[...visible, ...pictured].map((ad) => ({ platform, adId: String(ad.n) })));
    behind.push({ platform, adId: String(hidden.n) });
    return [...inventAds(count, firstN, walks(platform), now), ...visible, ...pictured, hidden];
  };
  const olx = await startOlx(await stock('olx', OLX_ADS, 388_900_000));
  const krisha = await startKrisha(await stock('krisha', KRISHA_ADS, 1_009_900_000));
  let before = 0;
  const all = () => olx.requests.length + krisha.requests.length;
  return {
    origins: `olx=${olx.origin},krisha=${krisha.origin}`,
    krisha,
    planted,
    hidden: behind,
    pictures,
    requests: () => all() - before,
    forgetRequests() {
      before = all();
    },
    unexpected: () => [...olx.unexpected, ...krisha.unexpected],
    close: async () => {
      await Promise.all([olx.close(), krisha.close()]);
    },
  };
}

function freshFolder(folder: string): string {
  if (existsSync(folder) && !existsSync(join(folder, MARK)))
    throw new InputError(`${folder} is there already and is not the demo's: move it away first`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(join(folder, MARK), '');
  return folder;
}
