import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { CommandContext, ExitCode } from './command.ts';
import { type Config, readConfig } from './config.ts';
import { asDatabaseError } from './db/client.ts';
import { openHome } from './db/home.ts';
import { registerDetect } from './pipeline/commands/detect.ts';
import { registerInit } from './pipeline/commands/init.ts';
import { registerInspect } from './pipeline/commands/inspect.ts';
import { registerMatches } from './pipeline/commands/matches.ts';
import { registerNumbers } from './pipeline/commands/numbers.ts';
import { registerPeople } from './pipeline/commands/people.ts';
import { registerRecheck } from './pipeline/commands/recheck.ts';
import { registerSweep } from './pipeline/commands/sweep.ts';
import { registerFigures } from './reports/commands/figures.ts';
import { registerNoticeLife } from './reports/commands/notice-life.ts';
import { registerNoticeMail } from './reports/commands/notice-mail.ts';
import { registerNotices } from './reports/commands/notices.ts';
import { registerTemplates } from './reports/commands/templates.ts';
import { resolveBrowser } from './scrapers/browser-path.ts';
import { openTerminal } from './terminal.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')) as { version: string };
const terminal = openTerminal(process.stdin, process.stdout, process.stderr);
const clock = () => new Date();
// Whoever reads our output may stop reading ("| head"): the work goes on, unsaid.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

let interrupts = 0;
process.on('SIGINT', () => {
  interrupts++;
  if (interrupts > 1) process.exit(130);
  terminal.note('finishing the page in flight and saving; Ctrl-C again stops at once');
});

let read: Config | undefined;
/** Read when a command first needs it, so that --help works in any state of the machine. */
const config = () => {
  read ??= readConfig();
  return read;
};
const context = (): CommandContext => ({
  terminal,
  config: config(),
  clock,
  chromium: () => resolveBrowser({ given: config().browser, path: config().path, note: terminal.note }),
  tool: `Qorgan/${version}`,
  stopping: () => interrupts > 0,
  async withHome(use) {
    const home = await openHome(config(), clock());
    try {
      return await use(home);
    } finally {
      await home.close();
    }
  },
});
const exit = (code: ExitCode) => {
  process.exitCode = code;
};

/** Errors that say what the person can do: one line, exit 2. Everything else is a bug, exit 1. */
const USAGE = new Set([
  'InputError',
  'ConfigError',
  'OriginsError',
  'HomeError',
  'KeyError',
  'DatabaseError',
  'RecordError',
  'InvalidNumber',
  'VaultError',
  'BrowserMissing',
  'DetectInputError',
  'LetterError',
  'DocxError',
  'MailError',
  'DeniedNormCited',
  'NormNotInForce',
]);

const program = new Command('qorgan')
  .description('Finds classified ads that carry a protected phone number, proves them, asks for their removal.')
  .version(version)
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text.replace(/^error: /, 'qorgan: ')) });
registerInit(program, context);
registerPeople(program, context);
registerNumbers(program, context);
registerSweep(program, context, exit);
registerRecheck(program, context, exit);
registerMatches(program, context);
const notice = registerNotices(program, context);
registerNoticeLife(notice, context);
registerNoticeMail(notice, context);
registerTemplates(notice, context);
registerFigures(program, context);
registerInspect(program, context);
registerDetect(program, context);
program
  .command('demo')
  .description('the whole path on imitation platforms of this machine; touches nothing outside ./demo-output')
  .action(async () => {
    const { demo } = await import('./test/standins/demo.ts');
    exit(await demo(terminal));
  });
for (const command of program.commands) command.copyInheritedSettings(program);

try {
  await program.parseAsync();
} catch (error) {
  terminal.progress(null);
  if (error instanceof CommanderError) exit(error.exitCode === 0 ? 0 : 2);
  else {
    const known = asDatabaseError(error) ?? error;
    if (known instanceof Error && USAGE.has(known.name)) {
      terminal.note(`qorgan: ${known.message}`);
      exit(2);
    } else {
      // A failed query's own message repeats its parameters; what lies beneath it does not.
      const cause = known instanceof Error && known.cause instanceof Error ? known.cause : known;
      terminal.note(
        `qorgan: internal error, please report it: ${cause instanceof Error ? (cause.stack ?? cause.message) : 'unknown'}`,
      );
      exit(1);
    }
  }
}
