import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command.ts';
import { holdingsOf } from '../../db/erase-person.ts';
import type { Home } from '../../db/home.ts';
import { findPerson, withdrawPerson } from '../../db/people.ts';
import { LANGUAGES, type Language } from '../../db/schema/language.ts';
import { idOfShortName, shortName } from '../../db/short-name.ts';
import { InputError } from '../../terminal.ts';
import { receiptOf } from '../receipt.ts';

interface ReceiptOptions {
  readonly language?: Language;
  readonly to?: string;
}

/** Adds `person withdraw|receipt` to the group that pipeline/commands/people.ts has made. */
export function registerWithdrawal(program: Command, context: () => CommandContext): void {
  const person = program.commands.find((one) => one.name() === 'person');
  if (!person) throw new Error('the person commands are not registered yet');
  const printed = (command: Command) =>
    command
      .addOption(
        new Option('--language <language>', 'of the receipt; the person’s own when left out').choices(LANGUAGES),
      )
      .option('--to <file>', 'write the receipt there instead of printing it');

  printed(person.command('withdraw <person>'))
    .description(
      'the person takes the consent back: everything stops now, the data are destroyed within 15 working days',
    )
    .requiredOption('--by <name>', 'who takes the withdrawal in')
    .action(async (typed: string, options: ReceiptOptions & { by: string }) => {
      const at = context();
      const id = personId(typed);
      await at.withHome(async (home) => {
        const { destroyOn } = await withdrawPerson(home.db, id, options.by, at.clock());
        at.terminal.note(`nothing is looked for any more; destroyed on ${destroyOn}, unless a legal hold keeps it`);
        await give(at, home, id, options);
      });
    });

  printed(person.command('receipt <person>'))
    .description('the receipt of an ended protection again, as things stand now')
    .action(async (typed: string, options: ReceiptOptions) => {
      const at = context();
      const id = personId(typed);
      await at.withHome((home) => give(at, home, id, options));
    });
}

async function give(
  { terminal, config }: CommandContext,
  { db, vault }: Home,
  id: number,
  { language, to }: ReceiptOptions,
): Promise<void> {
  const person = await findPerson(db, vault, id);
  if (!person) throw new InputError(`no person ${shortName('p', id)}`);
  const { endedHow, endedAt, destroyOn, destroyedAt, heldAt } = person;
  if (endedHow === null || endedAt === null || destroyOn === null)
    throw new InputError(`protection of ${shortName('p', id)} has not ended: there is nothing to confirm`);
  const holdings = await holdingsOf(db, id);
  const facts = { personId: id, endedHow, endedAt, destroyOn, destroyedAt, heldAt, holdings };
  const text = receiptOf({ ...facts, organisation: config.organisation }, language ?? person.language);
  if (to === undefined) return terminal.out(text);
  await writeFile(to, `${text}\n`, { mode: 0o600, flag: 'wx' }).catch(() => {
    throw new InputError('the file given with --to is there already, or cannot be written');
  });
  terminal.note('the receipt is written');
}

/** Throws InputError that does not repeat what was typed: it could be a number. */
function personId(typed: string): number {
  const id = idOfShortName('p', typed);
  if (id === null) throw new InputError('not the short name of a person: expected p1, p2 …');
  return id;
}
