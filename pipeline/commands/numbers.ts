import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { watchAttack } from '../../db/attacks.ts';
import { controlOf, controlRecord } from '../../db/enrolment.ts';
import { addNumber, listNumbers, retireNumber } from '../../db/numbers.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { shortName } from '../../db/short-name.ts';
import { InputError, table } from '../../terminal.ts';
import { CONTROL_QUESTIONS, checkRecord } from '../enrol.ts';
import { idOf } from './people.ts';
import { collect, flagOf } from './record-input.ts';

/** Adds `number add|list|retire`. Digits come from a prompt, a file or standard input, never from the command line. */
export function registerNumbers(program: Command, context: () => CommandContext): void {
  const number = program.command('number').description('the protected numbers of enrolled people');

  const add = number
    .command('add <person>')
    .description('enrol a number; its digits are asked for, or read from a file or standard input')
    .option('--digits-from <file>', 'file that holds the digits; "-" reads standard input')
    .option('--foreign', 'the number belongs to another country’s plan')
    .option('--from <file>', 'the note of how control was proven, as JSON');
  for (const [field, question] of Object.entries(CONTROL_QUESTIONS))
    add.option(`--${flagOf(field)} <value>`, question.replace(/:$/, ''));
  add.action(async (typed: string, flags: Record<string, string>) => {
    const { terminal, withHome, clock, config } = context();
    const personId = idOf('p', typed, 'person');
    if (flags.from === '-' && flags.digitsFrom === '-')
      throw new InputError('only one of --from and --digits-from can read standard input');
    const parsed = PhoneNumber.parse(await digits(context(), flags.digitsFrom), {
      foreign: flags.foreign !== undefined,
    });
    const today = clock().toISOString().slice(0, 10);
    const collected = await collect(terminal, CONTROL_QUESTIONS, flags, { controlVerifiedOn: today }, readText);
    const record = checkRecord(controlRecord, collected, 'note of control');
    const control = controlOf(record);
    const { id } = await withHome((home) =>
      addNumber(home.db, home.vault, { personId, number: parsed, control }, clock(), config.limits),
    );
    terminal.out(shortName('n', id));
    terminal.note(`enrolled ${parsed.masked()}`);
  });

  number
    .command('list')
    .description('every number ever enrolled, masked')
    .option('--json', 'rows as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { terminal, withHome, clock } = context();
      const numbers = await withHome((home) => listNumbers(home.db, home.vault, clock()));
      const rows = numbers.map((row) => ({
        number: shortName('n', row.id),
        person: shortName('p', row.personId),
        masked: row.masked,
        status: row.status,
        validUntil: row.validUntil.toISOString(),
        scopes: row.scopes,
      }));
      if (json) return terminal.out(JSON.stringify(rows));
      const cells = rows.map((row) => [row.number, row.person, row.masked, row.status, row.validUntil.slice(0, 10)]);
      for (const line of table(['number', 'person', 'masked', 'status', 'consent until'], cells)) terminal.out(line);
    });

  registerAttack(number, context);

  number
    .command('retire <number>')
    .description('stop looking for a number')
    .option('--by <name>', 'who decides; the account of the operating system when left out')
    .action(async (typed: string, { by }: { by?: string }) => {
      const { terminal, withHome, clock, account } = context();
      const id = idOf('n', typed, 'number');
      await withHome((home) => retireNumber(home.db, id, by ?? account, clock()));
      terminal.note(`${typed} is retired`);
    });
}

/** Adds `number attack`. */
function registerAttack(number: Command, context: () => CommandContext): void {
  number
    .command('attack <number>')
    .description('ads with this number are being posted: look at the newest every few minutes for a time, then hourly')
    .option('--for <time>', 'how long, as 48h or 3d', '48h')
    .option('--over', 'it is over: nightly sweeps are enough')
    .option('--by <name>', 'who decides; the account of the operating system when left out')
    .action(async (typed: string, flags: { for: string; over?: boolean; by?: string }) => {
      const { terminal, withHome, clock, account } = context();
      const id = idOf('n', typed, 'number');
      const until = new Date(clock().getTime() + milliseconds(flags.for));
      const by = flags.by ?? account;
      await withHome((home) => watchAttack(home.db, { id, by, until: flags.over ? null : until }, clock()));
      if (flags.over) return terminal.note(`${shortName('n', id)}: over`);
      terminal.note(
        `${shortName('n', id)}: the newest ads are looked at every few minutes until ${until.toISOString()}`,
      );
      terminal.note('this needs "qorgan serve" (or "schedule" with "worker") to be running');
    });
}

function milliseconds(typed: string): number {
  const [, count, unit] = /^([1-9]\d{0,2})([hd])$/.exec(typed.trim()) ?? [];
  if (!count) throw new InputError('--for takes hours or days, as 48h or 3d');
  return Number(count) * (unit === 'd' ? 24 : 1) * 3_600_000;
}

async function digits({ terminal }: CommandContext, from: string | undefined): Promise<string> {
  if (from === '-') return (await terminal.input()).trim();
  if (from !== undefined) return (await readText(from)).trim();
  if (terminal.interactive) return terminal.ask('Number (typed here, never in the command line):');
  throw new InputError('the number is missing: give --digits-from FILE, or "-" for standard input');
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new InputError('a file given cannot be read');
  });
}
