import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { addConsent } from '../../db/consents.ts';
import {
  assertStorageCovered,
  consentOf,
  defaultValidUntil,
  type PersonRecord,
  personRecord,
} from '../../db/enrolment.ts';
import { addPerson, endPerson, holdPerson, listPersons } from '../../db/people.ts';
import { idOfShortName, shortName } from '../../db/short-name.ts';
import { InputError, table } from '../../terminal.ts';
import { checkRecord, PERSON_QUESTIONS } from '../enrol.ts';
import { collect, flagOf } from './record-input.ts';

/** Adds `person add|consent|list|hold|end`; `withdraw` and `receipt` belong to reports, `import` to its own file. */
export function registerPeople(program: Command, context: () => CommandContext): void {
  const person = program.command('person').description('people under protection, each with a consent record');

  const fields = (command: Command) => {
    for (const [field, question] of Object.entries(PERSON_QUESTIONS))
      command.option(`--${flagOf(field)} <value>`, question.replace(/:$/, ''));
    return command.option('--from <file>', 'the whole record as JSON; "-" reads standard input');
  };
  const recordOf = async (
    { terminal, clock, config }: CommandContext,
    flags: Record<string, string>,
  ): Promise<PersonRecord> => {
    const defaults = { validUntil: defaultValidUntil(clock()), other: '' };
    const collected = await collect(terminal, PERSON_QUESTIONS, flags, defaults, readText);
    const record = checkRecord(personRecord, collected, 'consent record');
    assertStorageCovered(record, config);
    return record;
  };

  fields(person.command('add').description('enrol a person with their consent')).action(
    async (flags: Record<string, string>) => {
      const at = context();
      const record = await recordOf(at, flags);
      await at.withHome(async (home) => {
        const { name, language } = record;
        const person = { name, language, consent: consentOf(record) };
        const added = await addPerson(home.db, home.vault, person, at.clock(), at.config.limits);
        at.terminal.out(shortName('p', added.id));
        at.terminal.note(`enrolled; the consent holds until ${record.validUntil}`);
      });
    },
  );

  fields(person.command('consent <person>').description('record a new consent of an enrolled person')).action(
    async (typed: string, flags: Record<string, string>) => {
      const at = context();
      const id = idOf('p', typed, 'person');
      const record = await recordOf(at, flags);
      await at.withHome(async (home) => {
        await addConsent(home.db, home.vault, id, consentOf(record), at.clock());
        at.terminal.note(`recorded; the consent holds until ${record.validUntil}`);
      });
    },
  );

  person
    .command('list')
    .description('everyone ever enrolled')
    .option('--json', 'rows as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { terminal, withHome } = context();
      const people = await withHome((home) => listPersons(home.db, home.vault));
      const rows = people.map((row) => ({
        person: shortName('p', row.id),
        name: row.name,
        language: row.language,
        enrolled: row.createdAt.toISOString(),
        ended: row.endedAt?.toISOString() ?? null,
        how: row.endedHow,
        destroyOn: row.destroyedAt ? null : row.destroyOn,
        held: row.heldAt !== null,
      }));
      if (json) terminal.out(JSON.stringify(rows));
      else
        for (const line of table(
          ['person', 'name', 'language', 'enrolled', 'ended', 'destroyed on'],
          rows.map((row) => [
            row.person,
            row.name,
            row.language,
            row.enrolled.slice(0, 10),
            row.ended?.slice(0, 10) ?? '',
            row.held ? 'legal hold' : (row.destroyOn ?? ''),
          ]),
        ))
          terminal.out(line);
    });

  person
    .command('hold <person>')
    .description('a legal hold: what is known of the person is not destroyed until it is lifted')
    .requiredOption('--by <name>', 'who decides')
    .requiredOption('--reason <text>', 'why: which case needs it')
    .option('--lift', 'end the hold')
    .action(async (typed: string, { by, reason, lift = false }: { by: string; reason: string; lift?: boolean }) => {
      const { terminal, withHome, clock } = context();
      const id = idOf('p', typed, 'person');
      await withHome((home) => holdPerson(home.db, id, { by, reason, lift }, clock()));
      terminal.note(`${lift ? 'hold lifted' : 'held'}: ${shortName('p', id)}`);
    });

  person
    .command('end <person>')
    .description('end the protection: none of the numbers is looked for any more; see also "person withdraw"')
    .requiredOption('--by <name>', 'who ends it')
    .action(async (typed: string, { by }: { by: string }) => {
      const { terminal, withHome, clock } = context();
      const id = idOf('p', typed, 'person');
      const { numbersRetired, destroyOn } = await withHome((home) => endPerson(home.db, id, by, clock()));
      terminal.note(`protection of ${shortName('p', id)} has ended; numbers retired: ${numbersRetired}`);
      terminal.note(`what is known of the person is destroyed on ${destroyOn}, unless a legal hold keeps it`);
    });
}

/** The row behind a short name. Throws InputError that does not repeat what was typed: it could be a number. */
export function idOf(letter: 'p' | 'n' | 'm' | 'l' | 'h' | 'i', typed: string, what: string): number {
  const id = idOfShortName(letter, typed);
  if (id === null) throw new InputError(`not the short name of a ${what}: expected ${letter}1, ${letter}2 …`);
  return id;
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new InputError('the file given with --from cannot be read');
  });
}
