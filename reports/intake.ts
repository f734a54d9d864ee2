import type { ParsedMail } from 'mailparser';
import type { MailServer } from '../config.ts';
import type { Db } from '../db/database.ts';
import { fileReply } from '../db/notice-mail.ts';
import { findNotice } from '../db/notices.ts';
import type { ReplyKind } from '../db/schema/notices.ts';
import { sha256 } from '../db/sha256.ts';
import type { Vault } from '../db/vault.ts';
import { isLoopback } from './loopback.ts';
import { MailError } from './mail.ts';

/** A mail that no reader can take apart, by mischance or on purpose: a person opens it in the mailbox. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail';
}

const REFERENCE = /\bQ-\d{4}-\d{4,}\b/g;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Larger mails are told and left where they are. */
const MOST_BYTES = 15_000_000;
/** Of a longer one the words are not taken; its subject and headers still are. */
const MOST_HTML = 1_000_000;

export interface Filed {
  readonly reference: string;
  readonly noticeId: number;
  readonly kind: ReplyKind;
}

/**
 * Files answers to their letters by reference number. Only mail that names one is fetched; the rest of the mailbox is
 * not read, nothing in it is changed, and no letter moves by itself: what a reply means is for a person to say.
 * Throws MailError when the mailbox cannot be read.
 */
export async function takeIn(
  deps: { readonly db: Db; readonly vault: Vault; readonly clock: () => Date },
  server: MailServer,
  options: { readonly days: number },
): Promise<{ readonly filed: Filed[]; readonly tooLarge: number; readonly unreadable: number }> {
  const { host, port, secure, user = '', password = '' } = server;
  const outside = !isLoopback(host);
  // This and the parser are loaded when mail is read: every command about letters would wait for them.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host,
    port,
    secure,
    auth: { user, pass: password },
    logger: false,
    ...(secure ? {} : { doSTARTTLS: outside }),
  });
  // Without a listener a broken connection would end the process.
  client.on('error', () => undefined);
  const filed: Filed[] = [];
  let tooLarge = 0;
  let unreadable = 0;
  try {
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: true });
    const since = new Date(deps.clock().getTime() - options.days * DAY_MS);
    const found = await client.search({ since, text: 'Q-' }, { uid: true });
    for (const uid of found === false ? [] : (found ?? [])) {
      const size = (await client.fetchOne(String(uid), { size: true }, { uid: true })) || null;
      if ((size?.size ?? 0) > MOST_BYTES) {
        tooLarge++;
        continue;
      }
      const message = (await client.fetchOne(String(uid), { source: true }, { uid: true })) || null;
      if (!message?.source) continue;
      try {
        filed.push(...(await fileMail(deps, message.source)));
      } catch (error) {
        if (!(error instanceof UnreadableMail)) throw error;
        unreadable++;
      }
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    throw new MailError('mailbox', `the mailbox cannot be read: ${code}`);
  } finally {
    await client.logout().catch(() => client.close());
  }
  return { filed, tooLarge, unreadable };
}

/** Files one mail to every letter that it names. Returns what was new. */
export async function fileMail(
  { db, vault, clock }: { readonly db: Db; readonly vault: Vault; readonly clock: () => Date },
  source: Buffer,
): Promise<Filed[]> {
  const { references, kind, sentAt } = await readMail(source);
  const sourceSha256 = sha256(source);
  const filed: Filed[] = [];
  for (const reference of references) {
    const notice = await findNotice(db, { reference });
    if (!notice || notice.sentAt === null) continue;
    const receivedAt = sentAt !== null && sentAt <= clock() ? sentAt : clock();
    const reply = { noticeId: notice.id, kind, sourceSha256, source, receivedAt };
    if (await fileReply(db, vault, reply, clock())) filed.push({ reference, noticeId: notice.id, kind });
  }
  return filed;
}

/** What a mail says of itself: the letters it names, and whether a machine wrote it. */
export async function readMail(
  source: Buffer,
): Promise<{ readonly references: readonly string[]; readonly kind: ReplyKind; readonly sentAt: Date | null }> {
  const mail = await takenApart(source);
  const header = (name: string) => mail.headerLines.find((line) => line.key === name)?.line ?? '';
  const said = [mail.subject ?? '', header('in-reply-to'), header('references'), mail.text ?? '', stripped(mail.html)];
  // The returned message itself is an attachment of its report.
  const returned = mail.attachments
    .filter((part) => /^(message|text)\//.test(part.contentType))
    .map((part) => part.content.toString('utf8'));
  const references = [...new Set([...said, ...returned].join('\n').match(REFERENCE) ?? [])];
  const report = /multipart\/report/i.test(header('content-type')) && /delivery-status/i.test(header('content-type'));
  const automatic =
    /auto-(replied|generated)/i.test(header('auto-submitted')) || /^x-autoreply:/i.test(header('x-autoreply'));
  return { references, kind: report ? 'bounce' : automatic ? 'auto-reply' : 'reply', sentAt: mail.date ?? null };
}

/** The library stops at 256 parts, and fails on some mails that nobody's program wrote. Throws UnreadableMail. */
async function takenApart(source: Buffer): Promise<ParsedMail> {
  try {
    const { simpleParser } = await import('mailparser');
    return await simpleParser(source, { skipImageLinks: true, skipTextLinks: true, maxHtmlLengthToParse: MOST_HTML });
  } catch {
    throw new UnreadableMail('the mail cannot be read');
  }
}

function stripped(html: string | false | undefined): string {
  return html ? html.replace(/<[^<>]*>/g, ' ') : '';
}

/** A filed mail for the screen: subject, sender, text. */
export async function mailText(source: Buffer): Promise<string> {
  const mail = await takenApart(source);
  return [
    `From: ${mail.from?.text ?? ''}`,
    `Subject: ${mail.subject ?? ''}`,
    '',
    mail.text ?? stripped(mail.html),
  ].join('\n');
}
