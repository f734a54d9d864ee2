import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { addConsent, type ConsentInput } from '../../db/consents.ts';
import { addPerson, endPerson, listPersons } from '../../db/people.ts';
import { idOfShortName, shortName } from '../../db/short-name.ts';
import { InputError, table } from '../../terminal.ts';
import { checkRecord, defaultValidUntil, PERSON_QUESTIONS, type PersonRecord, personRecord } from '../enrol.ts';
import { collect, flagOf } from './record-input.ts';

/** Adds `person add|consent|list|end`. */
export function registerPeople(program: Command, context: () => CommandContext): void {
  const person = program.command('person').description('people under protection, each with a consent record');

  const fields = (command: Command) => {
    for (const [field, question] of Object.entries(PERSON_QUESTIONS))
      command.option(`--${flagOf(field)} <value>`, question.replace(/:$/, ''));
    return command.option('--from <file>', 'the whole record as JSON; "-" reads standard input');
  };
  const recordOf = async (
    { terminal, clock }: CommandContext,
    flags: Record<string, string>,
  ): Promise<PersonRecord> => {
    const defaults = { validUntil: defaultValidUntil(clock()), other: '' };
    const collected = await collect(terminal, PERSON_QUESTIONS, flags, defaults, readText);
    return checkRecord(personRecord, collected, 'consent record');
  };

  fields(person.command('add').description('enrol a person with their consent')).action(
    async (flags: Record<string, string>) => {
      const at = context();
      const record = await recordOf(at, flags);
      await at.withHome(async (home) => {
        const { name, language } = record;
        const added = await addPerson(home.db, home.vault, { name, language, consent: consentOf(record) }, at.clock());
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
      }));
      if (json) terminal.out(JSON.stringify(rows));
      else
        for (const line of table(
          ['person', 'name', 'language', 'enrolled', 'ended'],
          rows.map((row) => [
            row.person,
            row.name,
            row.language,
            row.enrolled.slice(0, 10),
            row.ended?.slice(0, 10) ?? '',
          ]),
        ))
          terminal.out(line);
    });

  person
    .command('end <person>')
    .description('end the protection: the next sweep looks for none of the numbers')
    .requiredOption('--by <name>', 'who ends it')
    .action(async (typed: string, { by }: { by: string }) => {
      const { terminal, withHome, clock } = context();
      const id = idOf('p', typed, 'person');
      const { numbersRetired } = await withHome((home) => endPerson(home.db, id, by, clock()));
      terminal.note(`protection of ${typed} has ended; numbers retired: ${numbersRetired}`);
    });
}

/** The row behind a short name. Throws InputError that does not repeat what was typed: it could be a number. */
export function idOf(letter: 'p' | 'n' | 'm' | 'l' | 'h', typed: string, what: string): number {
  const id = idOfShortName(letter, typed);
  if (id === null) throw new InputError(`not the short name of a ${what}: expected ${letter}1, ${letter}2 …`);
  return id;
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new InputError('the file given with --from cannot be read');
  });
}

function consentOf(record: PersonRecord): ConsentInput {
  const { name, givenOn, validUntil, ...rest } = record;
  return {
    ...rest,
    subjectName: name,
    // A day begins and ends in Almaty (UTC+5).
    givenAt: new Date(`${givenOn}T00:00:00+05:00`),
    validUntil: new Date(`${validUntil}T23:59:59+05:00`),
  };
}
