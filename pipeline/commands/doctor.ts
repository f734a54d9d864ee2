import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { databaseNow } from '../../db/installation.ts';
import type { PlatformAdapter } from '../../scrapers/adapter.ts';
import { BY_HAND } from '../../scrapers/directory.ts';
import type { ProbeStep } from '../../scrapers/probe.ts';
import { table } from '../../terminal.ts';
import {
  abroadFinding,
  browserFindings,
  clockFinding,
  diskFinding,
  enginesFinding,
  type Finding,
  letterFontFinding,
  unfinishedFinding,
} from '../installation-findings.ts';
import { chosenPlatforms } from '../jobs/workplace.ts';
import { type PlatformHealth, platformHealth } from '../platform-health.ts';
import { openOutlook } from '../platform-run.ts';

interface DoctorOptions {
  readonly platform?: string[];
  readonly probe: boolean;
  readonly despiteRefusal?: boolean;
  readonly acceptChanges?: boolean;
  readonly json?: boolean;
}

/** The data folder's own troubles, each one line that says what to do. */
const HOME_TROUBLES = new Set(['HomeError', 'KeyError', 'DatabaseError', 'VaultError']);

/** Adds `doctor`. */
export function registerDoctor(program: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .description('is this installation whole, and does each platform still look as we know it?')
    .option('--platform <id...>', 'probe only these platforms')
    .option('--no-probe', 'look at the installation only: ask no platform for anything')
    .option('--despite-refusal', 'probe also platforms that refused us and should be left in peace for now')
    .option('--accept-changes', 'from now on compare with what the platforms show today')
    .option('--json', 'findings as JSON')
    .action(async (options: DoctorOptions) => {
      const at = context();
      const adapters = chosenPlatforms(at, options.platform);
      const { findings, platforms } = await diagnose(at, adapters, options);
      if (options.json) at.terminal.out(JSON.stringify({ installation: findings, platforms, byHand: BY_HAND }));
      else print(at, findings, platforms);
      exit(at.stopping() ? 130 : doctorExitCode(findings, platforms));
    });
}

/** 2: the installation does not work. Else as a run's: 0 all platforms good, 4 none could be looked at, 3 between. */
function doctorExitCode(findings: readonly Finding[], platforms: readonly PlatformHealth[]): ExitCode {
  if (findings.some((finding) => finding.state === 'fail')) return 2;
  if (platforms.every((platform) => platform.state === 'good')) return 0;
  return platforms.every((platform) => platform.state === 'could-not-look') ? 4 : 3;
}

async function diagnose(at: CommandContext, adapters: readonly PlatformAdapter[], options: DoctorOptions) {
  const findings: Finding[] = [...settingsFindings(at), letterFontFinding(), enginesFinding()];
  findings.push(...(await browserFindings(at.chromium)));
  try {
    const platforms = await at.withHome(async (home) => {
      findings.push({ what: 'keys', state: 'good', detail: 'they belong to this database' });
      findings.push({ what: 'database', state: 'good', detail: `reached (${home.database.kind})` });
      findings.push(await clockFinding(await databaseNow(home.db), at.clock()), await diskFinding(home.path));
      findings.push(await unfinishedFinding(home.path), await abroadFinding(home.db, at.config.storedAbroad));
      const whole = findings.every((finding) => finding.state !== 'fail');
      return options.probe && whole ? probeAll(at, adapters, home.db, options) : [];
    });
    return { findings, platforms };
  } catch (error) {
    if (!(error instanceof Error) || !HOME_TROUBLES.has(error.name)) throw error;
    findings.push({ what: 'data folder', state: 'fail', detail: error.message });
    return { findings, platforms: [] };
  }
}

function settingsFindings({ config }: CommandContext): Finding[] {
  return [
    config.contact
      ? { what: 'contact', state: 'good', detail: 'platforms can see in the User-Agent how to reach us' }
      : { what: 'contact', state: 'fail', detail: 'set "contact" in config.json or QORGAN_CONTACT' },
    config.organisation
      ? { what: 'organisation', state: 'good', detail: 'letters have a sender' }
      : { what: 'organisation', state: 'warn', detail: 'set "organisation" in config.json: no letter can be drafted' },
  ];
}

async function probeAll(
  { config, tool, chromium, clock, terminal, stopping }: CommandContext,
  adapters: readonly PlatformAdapter[],
  db: Parameters<typeof platformHealth>[2]['db'],
  { despiteRefusal, acceptChanges }: DoctorOptions,
): Promise<PlatformHealth[]> {
  const outlook = await openOutlook({ adapters, config, tool, chromium, clock, db, despiteRefusal });
  try {
    const probed = adapters.map(async (adapter) => {
      if (stopping()) return [];
      terminal.progress(`probing ${adapters.map((one) => one.id).join(', ')}`);
      return [await platformHealth(adapter, outlook.of(adapter).looker, { db, clock, acceptChanges })];
    });
    return (await Promise.all(probed)).flat();
  } finally {
    terminal.progress(null);
    await outlook.close();
  }
}

function print({ terminal }: CommandContext, findings: readonly Finding[], platforms: readonly PlatformHealth[]): void {
  const cells = findings.map(({ what, state, detail }) => [
    state === 'good' ? 'good' : state.toUpperCase(),
    what,
    detail,
  ]);
  for (const line of table(['', 'installation', ''], cells)) terminal.out(line);
  for (const { platform, state, steps, changes, comparedWith } of platforms) {
    const since = comparedWith === null ? 'never probed before' : `compared with ${comparedWith}`;
    terminal.out(`${state}: ${platform} (${since})`);
    for (const step of steps) terminal.out(`  ${step.step}: ${wordsOf(step)}`);
    for (const change of changes) terminal.out(`  changed: ${change}`);
  }
  for (const { name, why } of BY_HAND) terminal.out(`by hand only: ${name}: ${why}`);
}

function wordsOf(step: ProbeStep): string {
  if (!step.ok) return `could not look: ${step.kind}: ${step.why}`;
  const fields = Object.entries(step.facts.fields).map(([field, value]) => `${field} ${value}`);
  return [...(step.facts.via === null ? [] : [`by way of ${step.facts.via}`]), ...fields].join(', ');
}
