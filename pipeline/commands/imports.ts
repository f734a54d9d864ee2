import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import type { CommandContext } from '../../command.ts';
import { assertStorageCovered, controlRecord, enrol, personRecord } from '../../db/enrolment.ts';
import { decideImport, IMPORT_DAYS, importRecords, listImports, prepareImport } from '../../db/imports.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { shortName } from '../../db/short-name.ts';
import { InputError, table } from '../../terminal.ts';
import { checkRecord } from '../enrol.ts';
import { idOf } from './people.ts';

const MOST_AT_ONCE = 50;

/** The same records as `person add` and `number add` take, with the digits of each number. */
const importedPerson = z.strictObject({
  person: personRecord,
  numbers: z.array(controlRecord.extend({ digits: z.string() })).min(1),
});
type ImportedPerson = z.infer<typeof importedPerson>;

/** Adds `person import|imports|approve-import|refuse-import` to the group that people.ts has made. */
export function registerImports(program: Command, context: () => CommandContext): void {
  const person = program.commands.find((one) => one.name() === 'person');
  if (!person) throw new Error('the person commands are not registered yet');
  person
    .command('import <file>')
    .description(
      'prepare a list of people for enrolment ("-" reads standard input); a second officer has to approve it',
    )
    .requiredOption('--by <name>', 'who prepares it')
    .action(async (file: string, { by }: { by: string }) => {
      const at = context();
      const records = await readRecords(at, file);
      const numbers = records.reduce((all, one) => all + one.numbers.length, 0);
      const { id } = await at.withHome((home) =>
        prepareImport(home.db, home.vault, { records, people: records.length, numbers, by }, at.clock()),
      );
      at.terminal.out(shortName('i', id));
      at.terminal.note(`${records.length} people, ${numbers} numbers wait, sealed; nobody is enrolled yet`);
      at.terminal.note(
        `another officer: "qorgan person approve-import ${shortName('i', id)}", within ${IMPORT_DAYS} days`,
      );
    });

  person
    .command('imports')
    .description('lists that wait for a second officer, and those decided on')
    .option('--json', 'rows as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { terminal, withHome } = context();
      const rows = (await withHome((home) => listImports(home.db))).map((row) => ({
        import: shortName('i', row.id),
        state: row.state,
        people: row.people,
        numbers: row.numbers,
        preparedBy: row.preparedBy,
        preparedAt: row.preparedAt.toISOString(),
        decidedBy: row.decidedBy,
      }));
      if (json) return terminal.out(JSON.stringify(rows));
      const columns = ['import', 'state', 'people', 'numbers', 'prepared by', 'decided by'];
      const cells = rows.map((row) => [
        ...[row.import, row.state, String(row.people), String(row.numbers)],
        ...[row.preparedBy, row.decidedBy ?? ''],
      ]);
      for (const line of table(columns, cells)) terminal.out(line);
    });

  person
    .command('approve-import <import>')
    .description('a second officer has read the list and enrols everyone on it')
    .requiredOption('--by <name>', 'who approves; not who prepared it')
    .action(async (typed: string, { by }: { by: string }) => {
      const at = context();
      const id = idOf('i', typed, 'list to import');
      const enrolled = await at.withHome(async ({ db, vault }) => {
        const records = z.array(importedPerson).parse(await importRecords(db, vault, id));
        // All or none, and with the second name, or not at all.
        return db.transaction(async (tx) => {
          await decideImport(tx, id, { state: 'approved', by }, at.clock());
          const names: string[] = [];
          for (const { person, numbers } of records) {
            const read = numbers.map(({ digits, ...control }) => ({
              number: PhoneNumber.parse(digits, { foreign: true }),
              control,
            }));
            const { personId } = await enrol(tx, vault, { person, numbers: read }, at.config, at.clock());
            names.push(shortName('p', personId));
          }
          return names;
        });
      });
      at.terminal.out(enrolled.join(' '));
    });

  person
    .command('refuse-import <import>')
    .description('nobody on the list is enrolled, and what it holds is destroyed')
    .requiredOption('--by <name>', 'who refuses')
    .action(async (typed: string, { by }: { by: string }) => {
      const { withHome, clock, terminal } = context();
      const id = idOf('i', typed, 'list to import');
      await withHome(({ db }) => db.transaction((tx) => decideImport(tx, id, { state: 'refused', by }, clock())));
      terminal.note(`${shortName('i', id)} is refused; its records are gone`);
    });
}

async function readRecords({ terminal, config }: CommandContext, file: string): Promise<ImportedPerson[]> {
  const text =
    file === '-'
      ? await terminal.input()
      : await readFile(file, 'utf8').catch(() => {
          throw new InputError('the list cannot be read');
        });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError('the list is not JSON');
  }
  const records = checkRecord(z.array(importedPerson).min(1), json, 'list');
  if (records.length > Math.min(MOST_AT_ONCE, config.limits.people))
    throw new InputError(`more people at once than limits.people or ${MOST_AT_ONCE}`);
  for (const { person, numbers } of records) {
    assertStorageCovered(person, config);
    for (const { digits } of numbers) PhoneNumber.parse(digits, { foreign: true });
  }
  return records;
}
