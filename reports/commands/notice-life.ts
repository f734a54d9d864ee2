import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command.ts';
import { moveNotice, type NewStep } from '../../db/notice-steps.ts';
import { CHANNELS, type Channel } from '../../db/schema/notices.ts';
import { shortName } from '../../db/short-name.ts';
import { table } from '../../terminal.ts';
import { ANSWERS, type Answer, MOVE_OF_ANSWER } from '../answers.ts';
import { draftReminders, dueNow } from '../reminders.ts';
import { captureId, momentOf, noticeId, showLetters, withLetters } from './letter-deps.ts';

/** Adds `notice sent|answer|revise|withdraw|close|due`. */
export function registerNoticeLife(notice: Command, context: () => CommandContext): void {
  const move = async (typed: string, step: NewStep) => {
    const { terminal, withHome, clock, config } = context();
    const id = noticeId(typed);
    const rules = { fourEyes: config.fourEyes, now: clock() };
    const { to } = await withHome((home) => moveNotice(home.db, home.vault, id, step, rules));
    terminal.note(`${typed} is ${to}`);
  };

  notice
    .command('sent <notice>')
    .description('record that a person sent the letter, and how')
    .requiredOption('--by <name>', 'who sent it')
    .addOption(new Option('--channel <channel>', 'how it went').choices(CHANNELS).makeOptionMandatory())
    .option('--ticket <number>', 'number that the addressee gave at once: it proves receipt')
    .option('--at <time>', 'when, in Almaty: 2026-11-24 or "2026-11-24 14:05"; now when left out')
    .action(async (typed: string, options: { by: string; channel: Channel; ticket?: string; at?: string }) => {
      const { by, channel, ticket, at } = options;
      await move(typed, {
        move: 'send',
        by,
        channel,
        ...(ticket === undefined ? {} : { ticket }),
        ...(at === undefined ? {} : { at: momentOf(at) }),
      });
    });

  notice
    .command('answer <notice>')
    .description('record what the addressee did or said')
    .addOption(new Option('--answer <answer>', 'what').choices(ANSWERS).makeOptionMandatory())
    .requiredOption('--by <name>', 'who records it')
    .option('--ticket <number>', 'number that the addressee gave')
    .option('--evidence <capture>', 'the capture that shows it; "removed" needs one')
    .option('--at <time>', 'when, in Almaty; now when left out')
    .option('--note <text>', 'kept sealed')
    .action(async (typed: string, options: AnswerOptions) => {
      const { answer, by, ticket, evidence, at, note } = options;
      await move(typed, {
        move: MOVE_OF_ANSWER[answer],
        by,
        reason: answer,
        ...(ticket === undefined ? {} : { ticket }),
        ...(evidence === undefined ? {} : { evidenceId: captureId(evidence) }),
        ...(at === undefined ? {} : { at: momentOf(at) }),
        ...(note === undefined ? {} : { note }),
      });
    });

  for (const [name, what] of [
    ['revise', 'send an approved letter back to be written again; it must be approved anew'],
    ['withdraw', 'give a letter up before it is sent'],
  ] as const)
    notice
      .command(`${name} <notice>`)
      .description(what)
      .requiredOption('--by <name>', 'who decides')
      .requiredOption('--reason <text>', 'why')
      .action((typed: string, { by, reason }: { by: string; reason: string }) =>
        move(typed, { move: name, by, reason }),
      );

  notice
    .command('close <notice>')
    .description('nothing more is to be done; a watched removal closes after 30 days, anything else with a reason')
    .requiredOption('--by <name>', 'who decides')
    .option('--reason <text>', 'why')
    .action((typed: string, { by, reason }: { by: string; reason?: string }) =>
      move(typed, { move: 'close', by, ...(reason === undefined ? {} : { reason }) }),
    );

  notice
    .command('due')
    .description('what is due today; reminders are drafted, and sent by nobody')
    .option('--look-only', 'draft nothing')
    .option('--json', 'rows as JSON')
    .action((options: { lookOnly?: boolean; json?: boolean }) => due(context(), options));
}

interface AnswerOptions {
  readonly answer: Answer;
  readonly by: string;
  readonly ticket?: string;
  readonly evidence?: string;
  readonly at?: string;
  readonly note?: string;
}

async function due(at: CommandContext, { lookOnly, json }: { lookOnly?: boolean; json?: boolean }): Promise<void> {
  const { terminal, withHome, clock } = at;
  await withHome(async (home) => {
    const items = await dueNow({ db: home.db, clock });
    const rows = items.map(({ notice, what, on, ground }) => ({
      notice: shortName('l', notice.id),
      reference: notice.reference,
      addressee: notice.addressee,
      what,
      on,
      ground,
    }));
    if (json) terminal.out(JSON.stringify(rows));
    else
      for (const line of table(
        ['notice', 'reference', 'to', 'due', 'since', 'ground'],
        rows.map((row) => [row.notice, row.reference, row.addressee, row.what, row.on, row.ground]),
      ))
        terminal.out(line);
    if (lookOnly || !items.some(({ what }) => what === 'reminder-1' || what === 'reminder-2')) return;
    const { drafted, skipped } = await withLetters(at, home, (deps) => draftReminders(deps, items));
    for (const said of skipped) terminal.note(`not drafted: ${said}`);
    for (const letter of drafted)
      terminal.note(`drafted ${letter.kind} ${letter.reference}: a person has to approve it`);
    if (!json && drafted.length > 0) showLetters(at, drafted, false);
  });
}
