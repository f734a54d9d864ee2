import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command.ts';
import { inviteUser } from '../../db/invitations.ts';
import { ROLES, type Role } from '../../db/schema/accounts.ts';
import { LANGUAGES, type Language } from '../../db/schema/language.ts';
import { addUser, changeRole, endUser, LOGIN_PATTERN, listUsers, resetUser, userByLogin } from '../../db/users.ts';
import { InputError, table } from '../../terminal.ts';
import { addressesOf, checkConsole } from '../console/guard/addresses.ts';

/** Who acted, in the log: whoever has the data folder and its keys. */
const BY = 'command line';

/** Adds `user add|list|reset|role|end`: accounts of the console, from the server. */
export function registerUsers(program: Command, context: () => CommandContext): void {
  const user = program.command('user').description('accounts of the staff’s web pages');

  user
    .command('add <login>')
    .description('add somebody; prints a one-time link by which they set password and second factor')
    .requiredOption('--name <name>', 'as it stands in the log and on letters')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).makeOptionMandatory())
    .addOption(new Option('--language <language>', 'of their pages').choices(LANGUAGES).default('ru'))
    .action(async (login: string, options: { name: string; role: Role; language: Language }) => {
      const at = context();
      checkLogin(login);
      const name = options.name.trim();
      if (name === '' || name.length > 80) throw new InputError('a name has 1 to 80 characters');
      const { role, language } = options;
      await at.withHome(async ({ db }) => {
        const { id } = await addUser(db, { login, name, role, language }, BY, at.clock());
        tellLink(at, await inviteUser(db, id, at.clock()));
      });
    });

  user
    .command('list')
    .description('everyone there ever was')
    .option('--json', 'rows as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { terminal, withHome } = context();
      const all = await withHome(({ db }) => listUsers(db));
      const rows = all.map(({ login, name, role, language, ready, createdAt, endedAt }) => {
        const state = endedAt ? 'ended' : ready ? 'active' : 'invited';
        return { login, name, role, language, state, since: (endedAt ?? createdAt).toISOString() };
      });
      if (json) return terminal.out(JSON.stringify(rows));
      const cells = rows.map((row) => [row.login, row.name, row.role, row.language, row.state, row.since]);
      for (const line of table(['login', 'name', 'role', 'language', 'state', 'since'], cells)) terminal.out(line);
    });

  user
    .command('reset <login>')
    .description('password forgotten, phone lost: both are void at once, and a new one-time link is printed')
    .action(async (login: string) => {
      checkLogin(login);
      const at = context();
      await at.withHome(async ({ db }) => {
        const { id } = await userByLogin(db, login);
        await resetUser(db, id, BY, at.clock());
        tellLink(at, await inviteUser(db, id, at.clock()));
      });
    });

  user
    .command('role <login>')
    .description('another role; they sign in anew')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).makeOptionMandatory())
    .action(async (login: string, { role }: { role: Role }) => {
      checkLogin(login);
      const { terminal, withHome, clock } = context();
      await withHome(async ({ db }) => changeRole(db, (await userByLogin(db, login)).id, role, BY, clock()));
      terminal.note(`${login} is ${role}`);
    });

  user
    .command('end <login>')
    .description('they sign in no more, at once; what they did keeps their name')
    .action(async (login: string) => {
      checkLogin(login);
      const { terminal, withHome, clock } = context();
      await withHome(async ({ db }) => endUser(db, (await userByLogin(db, login)).id, BY, clock()));
      terminal.note(`${login} signs in no more`);
    });
}

/** Throws InputError that does not repeat what was typed. */
function checkLogin(typed: string): void {
  if (!LOGIN_PATTERN.test(typed))
    throw new InputError('a login has 2 to 32 characters: a-z first, then a-z, 0-9, dot, hyphen, underscore');
}

function tellLink({ config, terminal }: CommandContext, token: string): void {
  checkConsole(config);
  const [address] = addressesOf(config, config.console.port).origins;
  terminal.out(`${address}/first/${token}`);
  terminal.note('the link works once and for a day: give it to that person alone');
}
