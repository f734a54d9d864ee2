import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface ReverseProxy {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * What an office puts before the console: takes https, passes the host on, writes who asks after whatever the asker
 * claims, and hands streams through as they come. `upstream`: where the console listens, asked anew each time.
 */
export async function startReverseProxy(
  { cert, key, port }: { readonly cert: string; readonly key: string; readonly port: number },
  upstream: () => string,
): Promise<ReverseProxy> {
  const server = createServer({ cert, key }, (asked, answer) => {
    const claimed = asked.headers['x-forwarded-for'];
    const remote = (asked.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    const headers = { ...asked.headers, 'x-forwarded-for': [claimed, remote].flat().filter(Boolean).join(', ') };
    const passed = request(new URL(asked.url ?? '/', upstream()), { method: asked.method ?? 'GET', headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    passed.once('error', () => answer.destroy());
    answer.once('close', () => passed.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
