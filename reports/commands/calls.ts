import type { Command } from 'commander';
import { z } from 'zod';
import type { CommandContext } from '../../command.ts';
import { addCall, listCalls, removeCall } from '../../db/calls.ts';
import { idOfShortName, shortName } from '../../db/short-name.ts';
import { InputError, table } from '../../terminal.ts';
import { nightCalls } from '../call-log.ts';

const MOST_LISTED = 500;
const count = z.coerce.number().int().min(0).max(100_000);
const entry = z.object({
  day: z.iso.date(),
  fromHour: z.coerce.number().int().min(0).max(23),
  toHour: z.coerce.number().int().min(1).max(24),
  calls: count.default(1),
  night: count.optional(),
  messages: count.default(0),
  wanted: z.string().trim().max(600).default(''),
  seen: z.string().trim().max(600).default(''),
  harm: z.string().trim().max(600).default(''),
  by: z.string().trim().min(1),
});

/** Adds `call add|list|remove`: what a person received, without who called. */
export function registerCalls(program: Command, context: () => CommandContext): void {
  const call = program
    .command('call')
    .description('what a protected person received: counts by hours, without who called');

  call
    .command('add <person>')
    .description('note calls; letters to the police are written from these notes')
    .requiredOption('--day <date>', '2026-11-24, Almaty')
    .requiredOption('--from-hour <hour>', 'from this hour on, 0 to 23')
    .requiredOption('--to-hour <hour>', 'until this hour, 1 to 24')
    .option('--calls <n>', 'how many; 1 when left out')
    .option('--night <n>', 'of them between 22:00 and 06:00, where the hours do not tell it')
    .option('--messages <n>', 'how many messages')
    .option('--wanted <text>', 'what the caller wanted')
    .option('--seen <text>', 'where the caller had the number from')
    .option('--harm <text>', 'what it did, in the person’s own words')
    .requiredOption('--by <name>', 'who notes it')
    .action(async (typed: string, options: object) => {
      const { withHome, clock, terminal } = context();
      const personId = personOf(typed);
      const read = entry.safeParse(options);
      if (!read.success) throw new InputError(`--${flagNamed(read.error.issues[0]?.path[0])} is not valid`);
      const { day, fromHour, toHour, calls, messages, wanted, seen, harm, by } = read.data;
      if (fromHour >= toHour) throw new InputError('--from-hour must come before --to-hour');
      const night = nightCalls({ fromHour, toHour, calls }, read.data.night ?? null);
      if (night === null) throw new InputError('these hours are partly night: say with --night how many calls were');
      if (night > calls) throw new InputError('--night is more than --calls');
      const words = { wanted, seenWhere: seen, harm };
      const { id } = await withHome(({ db, vault }) =>
        addCall(
          db,
          vault,
          { ...{ personId, day, fromHour, toHour, calls, night, messages, notedBy: by }, ...words },
          clock(),
        ),
      );
      terminal.out(String(id));
    });

  call
    .command('list')
    .description('the newest notes')
    .option('--person <person>', 'only of this person')
    .option('--json', 'rows as JSON')
    .action(async ({ person, json }: { person?: string; json?: boolean }) => {
      const { withHome, terminal } = context();
      const personId = person === undefined ? undefined : personOf(person);
      const rows = await withHome(({ db, vault }) => listCalls(db, vault, { personId, limit: MOST_LISTED }));
      if (json)
        return terminal.out(JSON.stringify(rows.map((row) => ({ ...row, person: shortName('p', row.personId) }))));
      const cells = rows.map((row) => [
        ...[String(row.id), shortName('p', row.personId), row.day, `${row.fromHour}–${row.toHour}`],
        ...[String(row.calls), String(row.night), String(row.messages), row.wanted, row.seenWhere, row.harm],
      ]);
      const columns = ['id', 'person', 'day', 'hours', 'calls', 'night', 'messages', 'wanted', 'seen', 'harm'];
      for (const line of table(columns, cells)) terminal.out(line);
    });

  call
    .command('remove <id>')
    .description('strike a note out')
    .requiredOption('--by <name>', 'who strikes it out')
    .action(async (typed: string, { by }: { by: string }) => {
      const { withHome, clock } = context();
      if (!/^[1-9]\d{0,8}$/.test(typed)) throw new InputError('not the id of a note ("qorgan call list" shows them)');
      await withHome(({ db }) => removeCall(db, { id: Number(typed), by }, clock()));
    });
}

/** Throws InputError that does not repeat what was typed: it could be a number. */
function personOf(typed: string): number {
  const id = idOfShortName('p', typed);
  if (id === null) throw new InputError('not the short name of a person: expected p1, p2 …');
  return id;
}

/** `fromHour` as it is typed: from-hour. */
function flagNamed(field: PropertyKey | undefined): string {
  return String(field ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
