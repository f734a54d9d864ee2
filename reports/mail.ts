import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { MailServer } from '../config.ts';
import { claimSending, releaseSending } from '../db/notice-mail.ts';
import { moveNotice } from '../db/notice-steps.ts';
import { findNotice } from '../db/notices.ts';
import { sha256 } from '../db/sha256.ts';
import { shortName } from '../db/short-name.ts';
import { assertStillCovered } from './gather.ts';
import { LetterError } from './letter-problem.ts';
import { contentOf, type LetterDeps } from './letters.ts';
import { isLoopback } from './loopback.ts';
import { plainText } from './plain-text.ts';
import { openFile } from './print-files.ts';
import { readDocx } from './read-docx.ts';
import { LETTER_WORDINGS } from './wording/all.ts';
import { writeLetter } from './write-letter.ts';

/** The mail did not go out, or nobody can tell. One line, without what the server quoted. */
export class MailError extends LetterError {
  override readonly name = 'MailError';
}

const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+$/;
const MOST_ATTACHED = 20_000_000;
/** The server has not taken the letter when it fails like this; any other failure leaves it open. */
const NOT_TAKEN = /^(EDNS|EAUTH|ETLS|EENVELOPE|ENOAUTH)$/;

export interface SendOptions {
  readonly by: string;
  /** Where the directory knows no e-mail address, or another is wanted. */
  readonly to?: string;
  /** Files besides the letter, chosen by a person. */
  readonly attach: readonly string[];
  /** After an attempt of which nobody could tell whether it went out. */
  readonly again: boolean;
}

/**
 * Mails an approved letter from the organisation's address, at the word of a person, and records that. Two at once send
 * it once. Throws MailError, LetterError, RecordError.
 */
export async function sendLetter(
  deps: LetterDeps,
  server: MailServer,
  noticeId: number,
  options: SendOptions,
): Promise<{ readonly messageId: string; readonly to: string }> {
  const { db, vault, clock, organisation } = deps;
  const notice = await findNotice(db, { id: noticeId });
  if (!notice) throw new LetterError('no-record', `no notice ${shortName('l', noticeId)}`, shortName('l', noticeId));
  const content = await contentOf(deps, noticeId);
  await assertStillCovered(deps, content);
  const { reference } = notice;
  const to = options.to ?? content.addressee.address ?? '';
  if (!ADDRESS.test(to))
    throw new LetterError('no-address', `no e-mail address of the addressee is known: give it with --to`);
  const letter = await letterFiles(deps, notice);
  const attached = await Promise.all(options.attach.map(attachment));
  const attachments = [...letter.files, ...attached];
  if (attachments.reduce((all, { content: bytes }) => all + bytes.length, 0) > MOST_ATTACHED)
    throw new LetterError('attachments-large', 'the attachments are larger than a mailbox takes: send fewer');
  const repeats = content.numbers.some(({ e164 }) =>
    attachments.some(({ filename }) => filename.replace(/\D/g, '').includes(e164.slice(-10))),
  );
  if (repeats) throw new LetterError('number-in-name', 'the name of an attachment holds a number: rename the file');
  const wording = LETTER_WORDINGS[content.language];
  const heading = writeLetter(content, reference, { draft: false, textChecked: true }).blocks.find(
    (block) => block.kind === 'heading',
  );
  const domain = organisation.email.split('@')[1] ?? 'localhost';
  const messageId = `<${reference}.${randomBytes(8).toString('hex')}@${domain}>`;
  const outbox = await transport(server);
  if (options.again) await releaseSending(db, noticeId);
  await claimSending(db, noticeId, clock());
  try {
    await outbox.sendMail({
      from: { name: oneLine(organisation.name[content.language]), address: organisation.email },
      to,
      subject: oneLine(`${wording.outgoing(reference)}. ${heading?.kind === 'heading' ? heading.text : ''}`),
      text: letter.text,
      attachments,
      messageId,
      date: clock(),
      xMailer: false,
      // What a letter says can name no file of ours and no address to load.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const unreached = error instanceof Error && 'syscall' in error && error.syscall === 'connect';
    if (!NOT_TAKEN.test(code) && !unreached)
      throw new MailError(
        'mail-unsure',
        `nobody can tell whether ${reference} went out (${code}): look into the mailbox; then "notice sent", or "notice send --again"`,
      );
    await releaseSending(db, noticeId);
    throw new MailError('mail-refused', `${reference} did not go out: the mail server said ${code}`);
  }
  const step = { move: 'send', by: options.by, channel: 'e-mail', note: `${messageId} to ${to}` } as const;
  await moveNotice(db, vault, noticeId, step, { fourEyes: deps.fourEyes, now: clock() });
  await releaseSending(db, noticeId);
  return { messageId, to };
}

async function transport(server: MailServer) {
  // Loaded when a mail goes out, which few commands send.
  const { createTransport } = await import('nodemailer');
  const { host, port, secure, user, password } = server;
  const outside = !isLoopback(host);
  return createTransport({
    host,
    port,
    secure,
    // Off loopback nothing is said in the clear, and a certificate that does not hold ends it.
    requireTLS: outside && !secure,
    ignoreTLS: !outside && !secure,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 120_000,
  });
}

interface Attached {
  readonly filename: string;
  readonly content: Buffer;
}

/** The letter as it was approved: each file is compared with the digest that was kept of it. */
async function letterFiles(
  deps: LetterDeps,
  notice: {
    readonly id: number;
    readonly reference: string;
    readonly folder: string | null;
    readonly editedFile: string | null;
    readonly fileDigests: Readonly<Record<string, string>>;
  },
): Promise<{ readonly files: readonly Attached[]; readonly text: string }> {
  const name = notice.editedFile ?? `${notice.reference}.pdf`;
  const bytes = await openFile(deps, notice.folder ?? '', name);
  if (bytes === null)
    throw new LetterError('file-missing', `the file of ${notice.reference} is missing: print it with "notice show"`);
  if (sha256(bytes) !== notice.fileDigests[name])
    throw new LetterError(
      'file-changed',
      `the file of ${notice.reference} is not the one that was approved: "notice show" or "take-back"`,
    );
  const files = [{ filename: name, content: bytes }];
  if (notice.editedFile !== null) return { files, text: (await readDocx(bytes)).paragraphs.join('\n') };
  const content = await contentOf(deps, notice.id);
  return { files, text: plainText(writeLetter(content, notice.reference, { draft: false, textChecked: true })) };
}

async function attachment(path: string): Promise<Attached> {
  const content = await readFile(path).catch(() => {
    throw new LetterError('unreadable', 'an attachment cannot be read');
  });
  return { filename: oneLine(basename(path)), content };
}

/** A header is one line, whatever stands in a name. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that would begin another header
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}
