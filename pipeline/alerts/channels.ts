import type { AlertSettings } from '../../config.ts';
import { ConfigError } from '../../config.ts';
import type { Message } from '../../db/alerts.ts';
import type { Channel } from '../../db/schema/jobs.ts';
import type { Language } from '../../db/schema/language.ts';

/** A channel that does not answer in this time is tried again later. */
const ANSWER_MS = 10_000;

type Text = Pick<Message, 'subject' | 'body'>;

/** A rejection says in one line why a message was not taken, without an address or a secret. */
type Send = (message: Text) => Promise<void>;

/** How staff are told: by each channel that is configured, in one language. */
export interface Channels {
  readonly language: Language;
  readonly sends: ReadonlyMap<Channel, Send>;
}

/** Not taken: one line for staff. */
class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

/** Throws ConfigError when a setting cannot be used. */
export function openChannels(settings: AlertSettings): Channels {
  const sends = new Map<Channel, Send>();
  const { mail, telegram, webhook, heartbeat } = settings;
  if (mail) {
    const server = new URL(mail.server);
    if (!/^smtps?:$/.test(server.protocol))
      throw new ConfigError('alerts.mail.server must be an address of the form smtp://host:port');
    sends.set('mail', async ({ subject, body }) => {
      const { createTransport } = await import('nodemailer');
      const transport = createTransport({
        host: server.hostname,
        port: Number(server.port) || (server.protocol === 'smtps:' ? 465 : 587),
        secure: server.protocol === 'smtps:',
        ...(server.username
          ? { auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) } }
          : {}),
        connectionTimeout: ANSWER_MS,
        greetingTimeout: ANSWER_MS,
        socketTimeout: ANSWER_MS,
      });
      try {
        await transport.sendMail({ from: mail.from, to: [...mail.to], subject, text: body });
      } catch (error) {
        throw new NotTaken(`the mail server did not take it (${codeOf(error)})`);
      } finally {
        transport.close();
      }
    });
  }
  if (telegram) {
    const address = new URL(`/bot${telegram.token}/sendMessage`, telegram.origin).href;
    sends.set('telegram', ({ subject, body }) =>
      ask('Telegram', address, { chat_id: telegram.chat, text: `${subject}\n\n${body}` }),
    );
  }
  if (webhook) sends.set('webhook', ({ subject, body }) => ask('the webhook', webhook.url, { subject, body }));
  if (heartbeat) sends.set('heartbeat', () => ask('the heartbeat address', heartbeat, null));
  return { language: settings.language, sends };
}

async function ask(who: string, address: string, body: object | null): Promise<void> {
  let status: number;
  try {
    const response = await fetch(address, {
      signal: AbortSignal.timeout(ANSWER_MS),
      redirect: 'error',
      ...(body === null
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    await response.body?.cancel();
    status = response.status;
  } catch (error) {
    throw new NotTaken(`${who} did not answer (${codeOf(error)})`);
  }
  if (status < 200 || status > 299) throw new NotTaken(`${who} answered HTTP ${status}`);
}

function codeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code;
  return error instanceof Error ? error.name : 'unknown';
}
