import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ROLES } from '../../db/schema/accounts.ts';
import { codeAt } from '../../reports/console/sign-in/second-factor.ts';
import { attackConsole } from '../pen-test/checks.ts';
import { openTarget } from '../pen-test/target.ts';

/**
 * Attacks a running console (`qorgan serve`, `qorgan console`) and prints a line a check; exit code 1 on a finding, 3 when
 * a check could not be made. On a machine of your own alone: it sends many thousand requests, and guesses passwords.
 *   npx tsx test/bench/pen-test.ts <address> [file]
 * The file holds what the attacker has: {"sessions":{"reviewer":"<cookie>","admin":"<cookie>"},
 * "account":{"login":"...","password":"...","totp":"<base32>"}}. Without it only what nobody may do is tried.
 */
const HELD = z.strictObject({
  sessions: z.partialRecord(z.enum(ROLES), z.string()).default({}),
  account: z.strictObject({ login: z.string(), password: z.string(), totp: z.string() }).nullable().default(null),
});

const [address, file] = process.argv.slice(2);
if (!address || !URL.canParse(address)) {
  console.error('give the address of the console, for example http://127.0.0.1:8700');
  process.exit(2);
}
const { sessions, account } = HELD.parse(file ? JSON.parse(readFileSync(file, 'utf8')) : {});
const held = account && { ...account, code: () => codeAt(account.totp, new Date()) };
await attackConsole(openTarget(address, sessions, held), ({ name, found }) => {
  const verdict = found === null ? 'NOT TRIED' : found.length === 0 ? 'holds' : 'FOUND';
  console.log(`${verdict.padEnd(9)} ${name}`);
  for (const line of found ?? []) console.log(`          ${line}`);
  if (found === null) process.exitCode ??= 3;
  else if (found.length > 0) process.exitCode = 1;
});
