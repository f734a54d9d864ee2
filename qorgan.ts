import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { CommandContext, ExitCode } from './command.ts';
import { type Config, readConfig } from './config.ts';
import { bugReport } from './db/bug-report.ts';
import { coverNumbers } from './db/cover-numbers.ts';
import type { ConsoleMeans } from './reports/console/visit.ts';
import { openTerminal } from './terminal.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')) as { version: string };
const terminal = openTerminal(process.stdin, process.stdout, process.stderr);
const clock = () => new Date();
// Whoever reads our output may stop reading ("| head"): the work goes on, unsaid.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

// Node would print such an error with all it carries, the parameters of a failed query among it.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    terminal.note(`qorgan: internal error, please report it: ${bugReport(error)}`);
    process.exit(1);
  });

let interrupts = 0;
// SIGTERM is how a service manager asks the same.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
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
  async chromium() {
    const { resolveBrowser } = await import('./scrapers/browser-path.ts');
    return resolveBrowser({ given: config().browser, path: config().path, note: terminal.note });
  },
  tool: `Qorgan/${version}`,
  account: accountName(),
  stopping: () => interrupts > 0,
  async withHome(use) {
    const [{ openHome }, { watchLock }] = await Promise.all([import('./db/home.ts'), import('./db/lock.ts')]);
    const home = await openHome(config(), clock());
    // The surest way for a process to forget its keys is to end at once.
    const stopWatching = watchLock(home.path, home.keys, () => process.exit(2));
    try {
      return await use(home);
    } finally {
      stopWatching();
      await home.close();
    }
  },
});
const exit = (code: ExitCode) => {
  process.exitCode = code;
};

/** A container's user may have no name. */
function accountName(): string {
  try {
    return `account ${userInfo().username}`;
  } catch {
    return 'account without a name';
  }
}

/** What the pages need of the other side of the house; loaded when it is first asked for. */
const consoleMeans: ConsoleMeans = {
  sightingsIn: async (message, active) => (await import('./pipeline/message.ts')).sightingsIn(message, active),
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
  'EvidenceError',
  'BackupError',
  'DocxError',
  'MailError',
  'DeniedNormCited',
  'NormNotInForce',
  'ConsentMissing',
]);

const program = new Command('qorgan')
  .description('Finds classified ads that carry a protected phone number, proves them, asks for their removal.')
  .version(version)
  .exitOverride()
  .configureOutput({
    // What was typed in a wrong place may be a number.
    writeErr: (text) => process.stderr.write(coverNumbers(text).replace(/^error: /, 'qorgan: ')),
  });
/**
 * Each command's file, loaded when the command is called: all of them together take seconds to load on a small machine.
 * Help of the whole program, and a word that is none of these, load them all.
 */
const COMMANDS: Readonly<Record<string, () => Promise<unknown>>> = {
  init: async () => (await import('./pipeline/commands/init.ts')).registerInit(program, context),
  person: async () => {
    (await import('./pipeline/commands/people.ts')).registerPeople(program, context);
    (await import('./pipeline/commands/imports.ts')).registerImports(program, context);
    (await import('./reports/commands/withdrawal.ts')).registerWithdrawal(program, context);
  },
  number: async () => (await import('./pipeline/commands/numbers.ts')).registerNumbers(program, context),
  sweep: async () => (await import('./pipeline/commands/sweep.ts')).registerSweep(program, context, exit),
  scan: async () => (await import('./pipeline/commands/scan.ts')).registerScan(program, context, exit),
  worker: async () => (await import('./pipeline/commands/worker.ts')).registerWorker(program, context, exit),
  schedule: async () => (await import('./pipeline/commands/schedule.ts')).registerSchedule(program, context),
  serve: async () =>
    (await import('./pipeline/commands/serve.ts')).registerServe(program, context, async (at, home) =>
      (await import('./reports/console/start.ts')).startConsole(at, home, consoleMeans),
    ),
  console: async () => (await import('./reports/commands/console.ts')).registerConsole(program, context, consoleMeans),
  call: async () => (await import('./reports/commands/calls.ts')).registerCalls(program, context),
  user: async () => (await import('./reports/commands/users.ts')).registerUsers(program, context),
  check: async () => (await import('./pipeline/commands/check.ts')).registerCheck(program, context, exit),
  lookups: async () => (await import('./pipeline/commands/lookups.ts')).registerLookups(program, context, exit),
  expand: async () => (await import('./pipeline/commands/expand.ts')).registerExpand(program, context, exit),
  search: async () => (await import('./pipeline/commands/search.ts')).registerSearch(program, context, exit),
  login: async () => (await import('./pipeline/commands/login.ts')).registerLogin(program, context),
  match: async () => (await import('./pipeline/commands/matches.ts')).registerMatches(program, context),
  evidence: async () => {
    (await import('./pipeline/commands/evidence.ts')).registerEvidence(program, context, exit);
    (await import('./reports/commands/evidence-export.ts')).registerEvidenceExport(program, context);
  },
  recheck: async () => (await import('./pipeline/commands/recheck.ts')).registerRecheck(program, context, exit),
  notice: async () => {
    const notice = (await import('./reports/commands/notices.ts')).registerNotices(program, context);
    (await import('./reports/commands/notice-life.ts')).registerNoticeLife(notice, context);
    (await import('./reports/commands/notice-mail.ts')).registerNoticeMail(notice, context);
    (await import('./reports/commands/templates.ts')).registerTemplates(notice, context);
  },
  figures: async () => (await import('./reports/commands/figures.ts')).registerFigures(program, context),
  audit: async () => {
    (await import('./reports/commands/audit.ts')).registerAudit(program, context);
    (await import('./pipeline/commands/audit-verify.ts')).registerAuditVerify(program, context, exit);
  },
  retention: async () => (await import('./reports/commands/retention.ts')).registerRetentionTable(program, context),
  inspect: async () => (await import('./pipeline/commands/inspect.ts')).registerInspect(program, context),
  detect: async () => (await import('./pipeline/commands/detect.ts')).registerDetect(program, context, exit),
  doctor: async () => (await import('./pipeline/commands/doctor.ts')).registerDoctor(program, context, exit),
  key: async () => (await import('./pipeline/commands/key.ts')).registerKey(program, context),
  backup: async () => (await import('./pipeline/commands/backup.ts')).registerBackup(program, context),
  lock: async () => (await import('./pipeline/commands/lock.ts')).registerLock(program, context, exit),
  fixture: async () => (await import('./pipeline/commands/fixture.ts')).registerFixture(program, context),
};
const called = process.argv[2] ?? '';
/** A command that stands in the file of another one. */
const FILE_OF: Readonly<Record<string, string>> = { matches: 'match', restore: 'backup', unlock: 'lock' };
const named = COMMANDS[FILE_OF[called] ?? called];
const alone = called === '--version' || called === 'demo';
if (!alone) for (const register of named ? [named] : Object.values(COMMANDS)) await register();
program
  .command('demo')
  .description('the whole path on imitation platforms of this machine; touches nothing outside ./demo-output')
  .option('--serve', 'then open the staff’s pages on its data, until stopped')
  .action(async ({ serve }: { serve?: boolean }) => {
    const { demo } = await import('./test/standins/demo.ts');
    exit(await demo(terminal, serve ? { stopping: () => interrupts > 0 } : null));
  });
for (const command of program.commands) command.copyInheritedSettings(program);

try {
  await program.parseAsync();
} catch (error) {
  terminal.progress(null);
  if (error instanceof CommanderError) exit(error.exitCode === 0 ? 0 : 2);
  else {
    const { asDatabaseError } = await import('./db/client.ts');
    const known = asDatabaseError(error) ?? error;
    if (known instanceof Error && known.name === 'StoppedWaiting') {
      terminal.note(`qorgan: ${known.message}`);
      exit(130);
    } else if (known instanceof Error && USAGE.has(known.name)) {
      terminal.note(`qorgan: ${known.message}`);
      exit(2);
    } else {
      terminal.note(`qorgan: internal error, please report it: ${bugReport(known)}`);
      exit(1);
    }
  }
}
