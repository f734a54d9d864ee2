import type { Command } from 'commander';
import type { CommandContext } from '../../command.ts';
import { repliesTo } from '../../db/notice-mail.ts';
import { findNotice } from '../../db/notices.ts';
import { shortName } from '../../db/short-name.ts';
import { InputError, printable } from '../../terminal.ts';
import { mailText, takeIn } from '../intake.ts';
import { sendLetter } from '../mail.ts';
import { noticeId, withLetters } from './letter-deps.ts';

/** Adds `notice send|intake|replies`. Mail goes out at a person's word only, and only what was approved. */
export function registerNoticeMail(notice: Command, context: () => CommandContext): void {
  notice
    .command('send <notice>')
    .description('mail an approved letter now, from the organisation’s address')
    .requiredOption('--by <name>', 'who sends it')
    .option('--to <address>', 'e-mail address, where the directory knows none')
    .option('--attach <file...>', 'files besides the letter')
    .option('--again', 'after an attempt of which nobody could tell whether it went out')
    .action(async (typed: string, options: { by: string; to?: string; attach?: string[]; again?: boolean }) => {
      const at = context();
      const id = noticeId(typed);
      const { smtp } = at.config;
      if (!smtp) throw new InputError('set "mail.smtp" in config.json: where letters go out');
      const { by, to, attach = [], again = false } = options;
      const wanted = { by, attach, again, ...(to === undefined ? {} : { to }) };
      const sent = await at.withHome((home) => withLetters(at, home, (deps) => sendLetter(deps, smtp, id, wanted)));
      at.terminal.note(`${typed} went out to ${sent.to}; no term runs until receipt is proven`);
    });

  notice
    .command('intake')
    .description('file answers from the mailbox to their letters by reference number; nothing in it is changed')
    .option('--days <n>', 'how far back', '30')
    .option('--json', 'rows as JSON')
    .action(async ({ days, json }: { days: string; json?: boolean }) => {
      const { config, terminal, withHome, clock } = context();
      const { imap } = config;
      if (!imap) throw new InputError('set "mail.imap" in config.json: where answers come in');
      if (!/^[1-9]\d{0,2}$/.test(days)) throw new InputError('--days is a whole number from 1');
      const { filed, tooLarge, unreadable } = await withHome(({ db, vault }) =>
        takeIn({ db, vault, clock }, imap, { days: Number(days) }),
      );
      if (json) terminal.out(JSON.stringify(filed));
      else
        for (const one of filed)
          terminal.out(`${shortName('l', one.noticeId)} ${one.reference}: ${one.kind}; read it with "notice replies"`);
      if (filed.length === 0)
        terminal.note(`nothing new: no mail of the last ${days} days names a letter that it is not filed to`);
      if (unreadable > 0) terminal.note(`${unreadable} mails cannot be read: look at them in the mailbox`);
      if (tooLarge > 0) terminal.note(`${tooLarge} mails are too large to file: read them in the mailbox`);
    });

  notice
    .command('replies <notice>')
    .description('mail that was filed to a letter')
    .action(async (typed: string) => {
      const { terminal, withHome } = context();
      const id = noticeId(typed);
      const replies = await withHome(async ({ db, vault }) => {
        if (!(await findNotice(db, { id }))) throw new InputError(`no notice ${typed}`);
        return repliesTo(db, vault, id);
      });
      if (replies.length === 0) terminal.note(`no mail is filed to ${typed}`);
      for (const reply of replies) {
        terminal.out(`— ${reply.kind}, ${reply.receivedAt.toISOString()}`);
        for (const line of (await mailText(reply.source)).split('\n')) terminal.out(printable(line));
      }
    });
}
