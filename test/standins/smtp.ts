import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailStandin {
  readonly port: number;
  /** Every mail that was taken, as it came. */
  readonly taken: readonly string[];
  /** `refuse`: the recipient is refused. `hang-up`: the line breaks after the mail was read, before it is confirmed. */
  trouble: 'refuse' | 'hang-up' | null;
  close(): Promise<void>;
}

/** A real SMTP server on loopback that keeps what it is given. */
export async function startSmtp(): Promise<MailStandin> {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(_address, _session, callback) {
      callback(standin.trouble === 'refuse' ? new Error('no such mailbox') : null);
    },
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push(Buffer.concat(chunks).toString('utf8'));
        if (standin.trouble === 'hang-up')
          for (const one of server.connections) (one as unknown as { _socket: { destroy(): void } })._socket.destroy();
        else callback(null);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const standin: MailStandin = {
    port: (server.server.address() as AddressInfo).port,
    taken,
    trouble: null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return standin;
}
