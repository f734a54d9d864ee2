import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { recordCheck } from '../../db/asked.ts';
import { MOST_LINKS, messageFits, triesOf } from '../../db/checks.ts';
import { activeNumbers } from '../../db/numbers.ts';
import type { MessageSighting } from '../../db/schema/scans.ts';
import { shortName } from '../../db/short-name.ts';
import { platforms } from '../../scrapers/directory.ts';
import { addressOf, linksIn } from '../../scrapers/links-in-text.ts';
import { parseOrigins, UNKNOWN_SITE } from '../../scrapers/origins.ts';
import { targetOf } from '../../scrapers/targets.ts';
import { InputError } from '../../terminal.ts';
import { type CheckResult, checkExitCode } from '../check.ts';
import { checkTarget, meansOf } from '../check-target.ts';
import { evidenceSettings } from '../evidence/settings.ts';
import { liveNumbers } from '../live-numbers.ts';
import { sightingsIn } from '../message.ts';
import { createPhotoReader } from '../photos/reader.ts';

interface CheckOptions {
  readonly text?: string;
  readonly captureUnknown?: boolean;
  readonly despiteRefusal?: boolean;
  readonly json?: boolean;
}

/** Adds `check`. */
export function registerCheck(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('check [url...]')
    .description('look at ads that somebody named: does an enrolled number stand in them?')
    .option('--text <file>', 'a forwarded message (file, or - for standard input): its links, and its own words')
    .option('--capture-unknown', 'read also sites that Qorgan does not know, as a plain page; a hit is captured')
    .option('--despite-refusal', 'ask also platforms that refused us and should be left in peace for now')
    .option('--json', 'rows as JSON')
    .action(async (typed: string[], options: CheckOptions) => {
      const at = context();
      const message = options.text === undefined ? null : await messageOf(at, options.text);
      const links = [...typed.map(linkOf), ...(message === null ? [] : linksIn(message))];
      if (links.length === 0 && message === null) throw new InputError('give an address, or a message with --text');
      if (links.length > MOST_LINKS) throw new InputError(`more than ${MOST_LINKS} links at once`);
      if (!messageFits(message ?? ''))
        throw new InputError('the message is too long, or holds too many numbers: give the part that matters');
      const { results, inMessage } = await check(at, links, message, options);
      if (options.json) at.terminal.out(JSON.stringify({ links: results.map(rowOf), message: inMessage }));
      else print(at, results, inMessage);
      exit(at.stopping() ? 130 : checkExitCode(results));
    });
}

interface MessageHit {
  readonly number: string;
  readonly how: string;
  readonly strength: string;
}

async function check(at: CommandContext, links: readonly URL[], message: string | null, options: CheckOptions) {
  return at.withHome(async (home) => {
    const active = await activeNumbers(home.db, home.vault, at.clock());
    if (active.length === 0)
      throw new InputError('no number to look for: enrol one ("qorgan number add"), or renew an expired consent');
    await recordCheck(
      home.db,
      { links: triesOf(links.length, message ?? ''), by: at.account },
      at.config.limits,
      at.clock(),
    );
    const numbers = liveNumbers({ db: home.db, clock: at.clock }, active);
    const { finder } = numbers;
    const origins = parseOrigins(at.config.origins);
    const adapters = platforms(origins);
    const targets = links.map((link) => targetOf(link, adapters));
    const known = adapters.filter((one) => targets.some((target) => target.kind === 'ad' && target.adapter === one));
    const means = meansOf(at, home.db, known, origins.get(UNKNOWN_SITE), options);
    const photoReader = createPhotoReader();
    try {
      const evidence = await evidenceSettings(at, home);
      const results: CheckResult[] = [];
      for (const target of targets) {
        if (at.stopping()) break;
        await numbers.refresh();
        const { db, vault } = home;
        const base = { db, vault, clock: at.clock, evidence, finder, active, photoReader };
        results.push(await checkTarget(target, base, means));
      }
      // Nothing of a message is kept: what stands in it is told, and that is all.
      const masked = new Map(active.map(({ id, number }) => [id, number.masked()]));
      const told = ({ numberId, how, strength }: MessageSighting): MessageHit => ({
        number: `${shortName('n', numberId)} ${masked.get(numberId)}`,
        how,
        strength,
      });
      return { results, inMessage: message === null ? null : sightingsIn(message, active, finder).map(told) };
    } finally {
      await Promise.all([means.close(), photoReader.close()]);
    }
  });
}

/** Throws InputError. */
function linkOf(typed: string): URL {
  const link = addressOf(typed);
  // Not repeated: what was pasted could be a number.
  if (!link) throw new InputError('not a web address; a whole message goes with --text');
  return link;
}

async function messageOf({ terminal }: CommandContext, file: string): Promise<string> {
  if (file === '-') return terminal.input();
  return readFile(file, 'utf8').catch(() => {
    throw new InputError('the message cannot be read');
  });
}

function rowOf({ platform, adId, address, ...answer }: CheckResult) {
  const named = { platform, ad: adId, address };
  if (answer.state === 'not-found') {
    const { state, hidden, lookupId } = answer;
    return { ...named, state, hidden, lookup: lookupId === null ? null : shortName('h', lookupId) };
  }
  if (answer.state !== 'found') return { ...named, ...answer };
  const matches = answer.matches.map(({ matchId, numberId, how, strength }) => ({
    match: shortName('m', matchId),
    number: shortName('n', numberId),
    how,
    strength,
  }));
  return { ...named, ...answer, matches };
}

function print({ terminal }: CommandContext, results: readonly CheckResult[], inMessage: readonly MessageHit[] | null) {
  for (const result of results) for (const line of linesOf(result)) terminal.out(line);
  if (inMessage === null) return;
  if (inMessage.length === 0) terminal.out('not found: no protected number stands in the words of the message');
  for (const { number, how, strength } of inMessage)
    terminal.out(`found: in the words of the message: ${number} ${how} ${strength} (the message is not kept)`);
  if (results.length === 0) terminal.out('the message has no link to look at');
}

function linesOf(result: CheckResult): string[] {
  const where = [result.platform, result.adId, result.address].filter((part) => part !== null).join(' ');
  switch (result.state) {
    case 'found':
      return result.matches.map(
        ({ matchId, numberId, how, strength }) =>
          `found: ${shortName('m', matchId)} ${shortName('n', numberId)} ${how} ${strength}, proof ${result.proof ?? 'none'}: ${where}`,
      );
    case 'gone':
      return [`gone: the platform says so (${result.sign}): ${where}`];
    case 'could-not-look':
      return [`could not look: ${result.kind}: ${result.why}: ${where}`];
    case 'not-found':
      if (!result.hidden) {
        const what = result.platform.startsWith('web-') ? 'the text of this one page' : 'what a guest can see';
        return [`not found in ${what}: ${where}`];
      }
      return [
        result.hidden.couldBeOurs
          ? `not found in what a guest can see, but its contact number is hidden: a person has to open it (${result.lookupId === null ? 'lookup by hand' : `lookup ${shortName('h', result.lookupId)}`}): ${where}`
          : `not found, and its hidden number has another operator code: ${where}`,
      ];
  }
}
