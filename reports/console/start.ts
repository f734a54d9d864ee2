import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { CommandContext } from '../../command.ts';
import { type Config, ConfigError } from '../../config.ts';
import type { Home } from '../../db/home.ts';
import { inviteFirst } from '../../db/invitations.ts';
import { openQueue } from '../../db/job-queue.ts';
import { keptPrinter } from '../kept-printer.ts';
import { consoleApp } from './app.ts';
import { type Addresses, addressesOf, checkConsole } from './guard/addresses.ts';
import { securityHeaders } from './guard/headers.ts';
import { openFeed } from './live/feed.ts';
import { ROUTES } from './routes.ts';
import type { ConsoleDeps, ConsoleMeans } from './visit.ts';
import { warmUp } from './warm-up.ts';

export interface RunningConsole {
  /** As staff open it: `http://127.0.0.1:8700`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Opens the console on this data folder and tells where; prints a one-time link while there is no user. Throws
 * ConfigError when it may not or cannot listen there.
 */
export async function startConsole(at: CommandContext, home: Home, means: ConsoleMeans): Promise<RunningConsole> {
  const { config, clock, terminal, chromium } = at;
  checkConsole(config);
  const printer = keptPrinter(chromium);
  const feed = openFeed(home.db, terminal.note);
  let queue: ReturnType<typeof openQueue> | null = null;
  const deps: ConsoleDeps = {
    ...{
      db: home.db,
      vault: home.vault,
      home: home.path,
      keys: home.keys,
      config,
      clock,
      printer,
      feed,
      note: terminal.note,
    },
    ...means,
    queue: () => {
      queue ??= openQueue(home.database, home.vault);
      return queue;
    },
  };
  let addresses: Addresses = { origins: [], hosts: [], proxy: null };
  const app = consoleApp(deps, ROUTES, () => addresses);
  const server = createAdaptorServer({ fetch: app.fetch, ...transport(config) });
  // What is no address at all is refused before the application sees it: these answers bear them too.
  const always = Object.entries(securityHeaders({ https: config.console.tls !== undefined }));
  server.prependListener('request', (_: unknown, answer: ServerResponse) => {
    for (const [name, value] of always) answer.setHeader(name, value);
  });
  const port = await listen(server, config);
  addresses = addressesOf(config, port);
  const address = addresses.origins[0] ?? '';
  terminal.note(`console: ${address}`);
  const warm = warmUp(deps);
  const token = await inviteFirst(home.db, clock());
  if (token) terminal.note(`nobody can sign in yet: open this link within a day, once: ${address}/first/${token}`);
  return {
    address,
    async close() {
      feed.close();
      await warm;
      await printer.close();
      await new Promise((resolve) => {
        server.close(resolve);
        // Open pages listen for changes: they would keep the server for ever.
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    },
  };
}

type Server = ReturnType<typeof createAdaptorServer>;

function transport({ console: { tls } }: Config) {
  if (!tls) return { createServer };
  try {
    const serverOptions = { cert: readFileSync(tls.cert), key: readFileSync(tls.key) };
    return { createServer: createTlsServer, serverOptions };
  } catch {
    throw new ConfigError('console.tls: the certificate or its key cannot be read');
  }
}

function listen(server: Server, { console: { address, port } }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ConfigError(`the console cannot listen on ${address} port ${port} (${error.code ?? 'error'})`)),
    );
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
  });
}
