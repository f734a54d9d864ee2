import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command.ts';
import { appendToLog } from '../../db/evidence-log.ts';
import { stepsOf } from '../../db/notice-steps.ts';
import { findNotice, listNotices } from '../../db/notices.ts';
import { LANGUAGES, type Language } from '../../db/schema/language.ts';
import { NOTICE_KINDS, NOTICE_STATES, type NoticeKind, type NoticeState } from '../../db/schema/notices.ts';
import { shortName } from '../../db/short-name.ts';
import { platforms } from '../../scrapers/directory.ts';
import { InputError, table } from '../../terminal.ts';
import { ADDRESSEES } from '../addressees.ts';
import { type CallLog, callLog } from '../call-log.ts';
import { assertStillCovered } from '../gather.ts';
import { approveLetter, contentOf, draftLetter, draftNotices, onlyAddressee, reprintLetter } from '../letters.ts';
import { takeBack } from '../take-back.ts';
import { xarfReports } from '../xarf.ts';
import { matchIds, noticeId, showLetters, withLetters } from './letter-deps.ts';

/** Adds `notices` and `notice list|draft|show|steps|approve|addressees`. Nothing here sends anything. */
export function registerNotices(program: Command, context: () => CommandContext): Command {
  const notice = program.command('notice').description('one letter: a person approves it and a person sends it');
  for (const command of [program.command('notices'), notice.command('list')])
    command
      .description('letters and where each stands')
      .addOption(new Option('--state <state>', 'only these').choices(NOTICE_STATES))
      .option('--json', 'rows as JSON')
      .action((options: { state?: NoticeState; json?: boolean }) => list(context(), options));

  notice
    .command('draft [matches...]')
    .description('write a letter; without --kind a takedown for the confirmed matches of each platform')
    .addOption(new Option('--kind <kind>', 'what letter').choices(NOTICE_KINDS))
    .option('--platform <id>', 'only this platform')
    .option('--to <addressee>', 'who receives it ("notice addressees" lists them)')
    .option('--follows <notice>', 'the letter that it reminds of or follows')
    .option('--calls-from <file>', 'JSON: calls by the hour and the harm in the person’s words, without who called')
    .addOption(new Option('--language <language>', 'language of the letter').choices(LANGUAGES).default('ru'))
    .requiredOption('--by <name>', 'who drafts it')
    .option('--json', 'rows as JSON')
    .action(async (matches: string[], options: DraftOptions) => {
      const at = context();
      if (options.platform !== undefined && !platforms().some((one) => one.id === options.platform))
        throw new InputError(
          `unknown platform: known are ${platforms()
            .map((one) => one.id)
            .join(', ')}`,
        );
      const ids = matchIds(matches);
      const calls = options.callsFrom === undefined ? undefined : await readCalls(options.callsFrom);
      const letters = await at.withHome((home) =>
        withLetters(at, home, async (deps) => {
          const { kind, platform, language, by } = options;
          if (kind === undefined && ids.length === 0)
            return draftNotices(deps, { language, by, ...(platform === undefined ? {} : { platform }) });
          const followsId = options.follows === undefined ? undefined : noticeId(options.follows);
          const chosen = kind ?? 'takedown';
          const earlier = (await listNotices(deps.db)).find((one) => one.id === followsId);
          const addressee = options.to ?? platform ?? onlyAddressee(chosen) ?? earlier?.addressee;
          if (addressee === undefined) throw new InputError('name who receives it: --platform or --to');
          return [
            await draftLetter(deps, {
              kind: chosen,
              language,
              by,
              addressee,
              matchIds: ids,
              ...(followsId === undefined ? {} : { followsId }),
              ...(calls === undefined ? {} : { calls }),
            }),
          ];
        }),
      );
      showLetters(at, letters, options.json);
    });

  notice
    .command('show <notice>')
    .description('print the files of a letter again from what it was written from')
    .option('--json', 'rows as JSON')
    .action(async (typed: string, { json }: { json?: boolean }) => {
      const at = context();
      const id = noticeId(typed);
      const letter = await at.withHome((home) =>
        withLetters(at, home, async (deps) => {
          await assertStillCovered(deps, await contentOf(deps, id));
          const act = { by: at.account, detail: { notice: shortName('l', id), change: 'letter shown' } };
          await appendToLog(deps.db, { kind: 'number-shown', ...act }, at.clock());
          return reprintLetter(deps, id);
        }),
      );
      showLetters(at, [letter], json);
    });

  notice
    .command('take-back <notice> <file>')
    .description('an edited Word file becomes the letter; it has to be approved as it now stands')
    .requiredOption('--by <name>', 'who edited it')
    .option('--json', 'rows as JSON')
    .action(async (typed: string, file: string, { by, json }: { by: string; json?: boolean }) => {
      const at = context();
      const id = noticeId(typed);
      const letter = await at.withHome((home) => withLetters(at, home, (deps) => takeBack(deps, id, file, by)));
      showLetters(at, [letter], json);
    });

  notice
    .command('xarf <notice>')
    .description('the ads of a letter as XARF 4 reports, for a platform that reads them')
    .action(async (typed: string) => {
      const { terminal, withHome, clock } = context();
      const id = noticeId(typed);
      const reports = await withHome(async ({ db, vault }) => {
        const found = await findNotice(db, { id });
        const content = await contentOf({ db, vault }, id);
        await assertStillCovered({ db, vault, clock }, content);
        return xarfReports(content, found?.reference ?? '', clock());
      });
      terminal.out(JSON.stringify(reports, null, 2));
    });

  notice
    .command('steps <notice>')
    .description('everything that was done with a letter: who, when, with what proof')
    .option('--json', 'rows as JSON')
    .action((typed: string, { json }: { json?: boolean }) => steps(context(), typed, json));

  notice
    .command('approve <notice>')
    .description('a named person has read the letter and answers for it')
    .requiredOption('--by <name>', 'who approves')
    .option('--responsible <name>', 'who answers for norms that a lawyer has still to check')
    .option('--json', 'rows as JSON')
    .action(async (typed: string, { by, responsible, json }: { by: string; responsible?: string; json?: boolean }) => {
      const at = context();
      const id = noticeId(typed);
      const letter = await at.withHome((home) =>
        withLetters(at, home, (deps) => approveLetter(deps, id, by, responsible)),
      );
      showLetters(at, [letter], json);
      at.terminal.note(
        letter.approved
          ? 'approved; sending it is yours: "qorgan notice send", or by hand and then "qorgan notice sent"'
          : 'approved by one person; a second one has to approve it too',
      );
    });

  notice
    .command('addressees')
    .description('who letters can go to besides platforms')
    .option('--json', 'rows as JSON')
    .action(({ json }: { json?: boolean }) => {
      const { terminal } = context();
      if (json) return terminal.out(JSON.stringify(ADDRESSEES));
      const cells = ADDRESSEES.map((one) => [one.id, one.group, one.entity.en, one.checkedOn ?? 'not verified']);
      for (const line of table(['to', 'group', 'name', 'checked on'], cells)) terminal.out(line);
    });
  return notice;
}

interface DraftOptions {
  readonly kind?: NoticeKind;
  readonly platform?: string;
  readonly to?: string;
  readonly follows?: string;
  readonly callsFrom?: string;
  readonly language: Language;
  readonly by: string;
  readonly json?: boolean;
}

async function list(at: CommandContext, { state, json }: { state?: NoticeState; json?: boolean }): Promise<void> {
  const rows = (await at.withHome((home) => listNotices(home.db, state ? { state } : {}))).map((row) => ({
    notice: shortName('l', row.id),
    reference: row.reference,
    kind: row.kind,
    platform: row.platform,
    addressee: row.addressee,
    language: row.language,
    state: row.state,
    since: row.stateSince.toISOString(),
    matches: row.matchIds.map((id) => shortName('m', id)),
    approvedBy: row.approvedBy,
    sentAt: row.sentAt?.toISOString() ?? null,
    receivedAt: row.receivedAt?.toISOString() ?? null,
    ticket: row.ticket,
    follows: row.followsId === null ? null : shortName('l', row.followsId),
    folder: row.folder,
  }));
  if (json) return at.terminal.out(JSON.stringify(rows));
  const cells = rows.map((row) => [
    row.notice,
    row.reference,
    row.kind,
    row.addressee,
    row.language,
    row.state,
    row.matches.join(' '),
    row.approvedBy ?? '',
    row.folder ?? '',
  ]);
  const columns = ['notice', 'reference', 'kind', 'to', 'language', 'state', 'matches', 'approved by', 'files'];
  for (const line of table(columns, cells)) at.terminal.out(line);
}

async function steps(at: CommandContext, typed: string, json: boolean | undefined): Promise<void> {
  const id = noticeId(typed);
  const rows = (await at.withHome((home) => stepsOf(home.db, home.vault, id))).map((step) => ({
    at: step.at.toISOString(),
    move: step.move,
    from: step.from,
    to: step.to,
    by: step.actor,
    channel: step.channel,
    ticket: step.ticket,
    evidence: step.evidenceId === null ? null : shortName('c', step.evidenceId),
    reason: step.reason,
    note: step.note,
  }));
  if (json) return at.terminal.out(JSON.stringify(rows));
  const cells = rows.map((row) => [
    row.at,
    row.move,
    row.to,
    row.by,
    [row.channel, row.ticket, row.evidence, row.reason, row.note].filter((said) => said !== null).join('; '),
  ]);
  for (const line of table(['at', 'move', 'state', 'by', 'with'], cells)) at.terminal.out(line);
}

async function readCalls(path: string): Promise<CallLog> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw new InputError(`${path} cannot be read as JSON`);
  }
  const parsed = callLog.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new InputError(`${path}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'not valid'}`);
}
