import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../../command.ts';
import { findCapture, holdCapture, listCaptures, releaseCapture } from '../../db/captures.ts';
import type { Difference } from '../../db/check-log.ts';
import { readIdentities } from '../../db/evidence-files.ts';
import type { Home } from '../../db/home.ts';
import { caseClosedAt, retainedUntil } from '../../db/retention.ts';
import { idOfShortName, shortName } from '../../db/short-name.ts';
import { openSigningKey } from '../../db/signing-key.ts';
import { InputError, type Terminal, table } from '../../terminal.ts';
import { askAuthority, authoritiesOf, STATE_AUTHORITY_WARNING } from '../evidence/authorities.ts';
import { destroyCapture } from '../evidence/destroy.ts';
import { createStamper, unconfirmed } from '../evidence/stamp.ts';
import { readBundle, verifyBundle } from '../evidence/verify-bundle.ts';
import type { CaptureReport } from '../evidence/verify-capture.ts';
import { verifyHome } from '../evidence/verify-home.ts';

export const NOT_CONFIRMED = 'time not confirmed by a third party';

/** Adds `evidence list|verify|timestamp|hold|destroy`; `evidence export` belongs to reports. */
export function registerEvidence(
  program: Command,
  context: () => CommandContext,
  exit: (code: ExitCode) => void,
): void {
  const evidence = program.command('evidence').description('what was captured: check, confirm, keep, hand over');
  registerList(evidence, context);
  registerVerify(evidence, context, exit);
  registerTimestamp(evidence, context, exit);
  registerRetention(evidence, context);
}

function registerList(evidence: Command, context: () => CommandContext): void {
  evidence
    .command('list')
    .description('captures, newest last, and until when each is kept')
    .option('--due', 'only those whose term is over')
    .option('--json', 'rows as JSON')
    .action(async ({ due, json }: { due?: boolean; json?: boolean }) => {
      const { terminal, withHome, config, clock } = context();
      const all = await withHome(async (home) =>
        Promise.all(
          (await listCaptures(home.db)).map(async (capture) => {
            const closedAt = await caseClosedAt(home.db, capture.platform, capture.adId);
            const until = closedAt && retainedUntil(closedAt, config.evidence.retentionMonths);
            return {
              capture: shortName('c', capture.id),
              platform: capture.platform,
              ad: capture.adId,
              purpose: capture.purpose,
              state: capture.destroyedAt === null ? capture.state : 'destroyed',
              sealed: capture.sealed,
              capturedAt: capture.capturedAt.toISOString(),
              keptUntil: until?.toISOString().slice(0, 10) ?? null,
              due: until !== null && until <= clock() && capture.heldAt === null && capture.destroyedAt === null,
              heldBy: capture.heldBy,
              manifestSha256: capture.manifestSha256,
              folder: capture.folder,
              missing: capture.steps.filter((step) => !step.ok).map((step) => `${step.name}: ${step.detail}`),
            };
          }),
        ),
      );
      const rows = all.filter((row) => !due || row.due);
      if (json) return terminal.out(JSON.stringify(rows));
      const cells = rows.map((row) => [
        row.capture,
        row.platform,
        row.ad,
        row.purpose,
        row.state,
        row.sealed ? 'yes' : 'no',
        row.capturedAt.slice(0, 16).replace('T', ' '),
        row.heldBy === null ? (row.keptUntil ?? 'case open') : 'legal hold',
        row.missing.join('; '),
      ]);
      const columns = [
        'capture',
        'platform',
        'ad',
        'purpose',
        'state',
        'sealed',
        'taken (UTC)',
        'kept until',
        'missing',
      ];
      for (const line of table(columns, cells)) terminal.out(line);
    });
}

function registerVerify(evidence: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  evidence
    .command('verify [captures-or-bundle...]')
    .description('check captures (c1 …, all without a name), or an exported bundle (zip or folder) by itself')
    .option('--identity <file>', 'age identity that opens sealed evidence')
    .option('--key <sha256>', 'of a bundle: the signing key it must carry, as its organisation told')
    .option('--json', 'the report as JSON')
    .action(async (named: string[], options: { identity?: string; key?: string; json?: boolean }) => {
      const ids = named.map((one) => idOfShortName('c', one));
      const bundle = named.length === 1 && ids[0] === null ? named[0] : undefined;
      if (bundle === undefined && ids.includes(null))
        throw new InputError('expected captures (c1 c2 …), or one bundle (a zip file or its folder)');
      const { terminal } = context();
      const outcome = bundle
        ? await bundleOutcome(bundle, options.key)
        : await homeOutcome(context(), ids as number[], options.identity);
      if (options.json) terminal.out(JSON.stringify(outcome));
      else print(terminal, outcome);
      exit(outcome.differences.length === 0 ? 0 : 3);
    });
}

interface Outcome {
  readonly captures: readonly { capture: string; files: number; state: string; time: string }[];
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
}

async function bundleOutcome(path: string, key: string | undefined): Promise<Outcome> {
  const report = await verifyBundle(await readBundle(path));
  const wrongKey = key !== undefined && key.toLowerCase() !== report.fingerprint;
  return {
    captures: report.captures.map(({ name, report: one }) => rowOf(name, one)),
    differences: [
      ...report.differences,
      ...(wrongKey ? [{ where: 'installation.pem', what: 'is not the key that was told' }] : []),
    ],
    notes: [
      `${report.files} files, ${report.entries} entries of the log shown`,
      `signed by the key ${report.fingerprint ?? '(unreadable)'}: compare it with what the organisation tells`,
    ],
  };
}

async function homeOutcome(
  at: CommandContext,
  wanted: readonly number[],
  identity: string | undefined,
): Promise<Outcome> {
  const identities = identity === undefined ? [] : await readIdentities(identity);
  const authorities = await authoritiesOf(at.config);
  return at.withHome(async (home) => {
    for (const id of wanted) await mustExist(home, id);
    const { publicPem } = await openSigningKey(home.path, home.vault);
    const roots = new Map(authorities.map((one) => [one.name, one.roots]));
    const report = await verifyHome({ db: home.db, home: home.path, publicPem, roots, identities }, wanted);
    return {
      captures: report.captures.map(({ capture, report: one }) =>
        one === null
          ? {
              capture: shortName('c', capture.id),
              files: 0,
              state: capture.destroyedAt === null ? 'missing' : 'destroyed',
              time: '',
            }
          : rowOf(shortName('c', capture.id), one),
      ),
      differences: report.differences,
      notes: [`${report.entries} entries of the log`, ...report.leftovers.map((one) => `no evidence: ${one}`)],
    };
  });
}

function rowOf(capture: string, { differences, files, times }: CaptureReport) {
  const told = times.map(
    ({ authority, time, trusted }) =>
      `${time.toISOString()} ${authority}${trusted ? '' : ' (no root given to check it)'}`,
  );
  return {
    capture,
    files,
    state: differences.length === 0 ? 'whole' : 'differs',
    time: told.length > 0 ? told.join(', ') : NOT_CONFIRMED,
  };
}

function print(terminal: Terminal, { captures, differences, notes }: Outcome): void {
  const cells = captures.map((row) => [row.capture, row.state, String(row.files), row.time]);
  for (const line of table(['capture', 'state', 'files', 'time'], cells)) terminal.out(line);
  for (const { where, what } of differences) terminal.out(`DIFFERS ${where}: ${what}`);
  for (const note of notes) terminal.out(note);
  terminal.out(differences.length === 0 ? 'nothing differs' : `${differences.length} differences`);
}

function registerTimestamp(evidence: Command, context: () => CommandContext, exit: (code: ExitCode) => void): void {
  evidence
    .command('timestamp')
    .description('have authorities confirm the time of captures that still wait for it; only a digest leaves')
    .option('--json', 'rows as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { terminal, config, clock, withHome } = context();
      const authorities = await authoritiesOf(config);
      if (authorities.length === 0)
        throw new InputError('no authority is configured (evidence.timestampAuthorities in config.json)');
      if (authorities.some((one) => one.ofTheState)) terminal.note(STATE_AUTHORITY_WARNING);
      const rows = await withHome(async (home) => {
        const at = { db: home.db, home: home.path, clock, authorities };
        const stamper = createStamper({ ...at, by: config.evidence.collector, ask: askAuthority });
        const done = [];
        for (const capture of await unconfirmed(at)) {
          const { captureId, confirmedBy, failed } = await stamper.stamp(capture.id);
          done.push({ capture: shortName('c', captureId), confirmedBy, failed });
        }
        return done;
      });
      if (json) terminal.out(JSON.stringify(rows));
      else
        for (const { capture, confirmedBy, failed } of rows)
          terminal.out(
            `${capture}: ${confirmedBy.length > 0 ? `confirmed by ${confirmedBy.join(', ')}` : NOT_CONFIRMED}${failed.map(({ authority, why }) => `; ${authority}: ${why}`).join('')}`,
          );
      terminal.note(rows.length === 0 ? 'no capture waits' : `${rows.length} captures waited`);
      exit(rows.some((row) => row.failed.length > 0) ? 3 : 0);
    });
}

function registerRetention(evidence: Command, context: () => CommandContext): void {
  evidence
    .command('hold <capture...>')
    .description('a legal hold: nobody can destroy the capture until a person lifts it')
    .requiredOption('--by <name>', 'who decides')
    .requiredOption('--reason <text>', 'why')
    .option('--lift', 'end the hold')
    .action(async (named: string[], { lift, ...act }: { by: string; reason: string; lift?: boolean }) => {
      const { terminal, withHome, clock } = context();
      const ids = named.map(captureId);
      await withHome(async (home) => {
        for (const id of ids) await (lift ? releaseCapture : holdCapture)(home.db, id, act, clock());
      });
      terminal.note(`${lift ? 'hold lifted' : 'held'}: ${named.join(' ')}`);
    });

  evidence
    .command('destroy <capture>')
    .description('destroy a capture whose term is over; its digest and history stay in the log')
    .requiredOption('--by <name>', 'who destroys it')
    .requiredOption('--reason <text>', 'why')
    .option('--before-term', 'though its case is open or its term runs: the reason must carry it')
    .action(async (named: string, options: { by: string; reason: string; beforeTerm?: boolean }) => {
      const { terminal, withHome, clock, config } = context();
      const id = captureId(named);
      const { by, reason, beforeTerm = false } = options;
      const months = config.evidence.retentionMonths;
      await withHome((home) =>
        destroyCapture({ db: home.db, home: home.path, clock, months }, id, { by, reason, beforeTerm }),
      );
      terminal.note(`destroyed: ${named}`);
    });
}

/** The row behind a short name. Throws InputError that does not repeat what was typed: it could be a number. */
function captureId(typed: string): number {
  const id = idOfShortName('c', typed);
  if (id === null) throw new InputError('not the short name of a capture: expected c1, c2 …');
  return id;
}

async function mustExist(home: Home, id: number): Promise<void> {
  if (!(await findCapture(home.db, id))) throw new InputError(`no capture ${shortName('c', id)}`);
}
