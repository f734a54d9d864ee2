import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { DatabaseError } from './errors.ts';
import { currentHolder } from './host-lock.ts';

/** What the host process says to the command that started it. */
export const hostMessage = z.discriminatedUnion('state', [
  z.object({ state: z.literal('serving') }),
  z.object({ state: z.literal('taken') }),
  z.object({
    state: z.literal('failed'),
    kind: z.enum(['unreachable', 'newer', 'locked', 'lost']),
    message: z.string(),
  }),
]);
export type HostMessage = z.infer<typeof hostMessage>;

/** The program runs from its TypeScript; the tests start it compiled, and then its other processes are, too. */
const WRITTEN_IN = extname(import.meta.filename);
const START_MS = 60_000;
const ASK_AGAIN_MS = 50;
/** Somebody ended a host by chance once; one that is killed at each start is killed for a reason, as by a full memory. */
const MOST_KILLED = 3;

/**
 * The folder of the Unix socket on which the embedded database of `home` is served; starts the host process when none
 * runs. Throws DatabaseError when it cannot be served.
 */
export async function embeddedSocket(home: string): Promise<string> {
  const folder = join(home, 'db');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const until = Date.now() + START_MS;
  let killed = 0;
  while (Date.now() < until) {
    const holder = currentHolder(folder);
    if (!holder) {
      if ((await startHost(folder)) === 'killed' && ++killed >= MOST_KILLED)
        throw new DatabaseError('unreachable', `the embedded database was killed while it started, ${killed} times`);
    } else if (await answers(join(holder.socketFolder, '.s.PGSQL.5432'))) return holder.socketFolder;
    else await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  throw new DatabaseError('locked', `the embedded database in ${folder} is held by a process that does not answer`);
}

/** Starts a host on its own: it serves, another one had been quicker, or it was killed before it could say so. */
async function startHost(folder: string): Promise<'serving' | 'taken' | 'killed'> {
  const child = fork(join(import.meta.dirname, `embedded-host${WRITTEN_IN}`), [folder], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: WRITTEN_IN === '.ts' ? ['--import', import.meta.resolve('tsx')] : [],
  });
  const message = await new Promise<HostMessage | { state: 'killed' }>((resolve) => {
    child.once('message', (said) => resolve(hostMessage.parse(said)));
    // Not 'exit': a busy process with two children may hear of that before the message that came first.
    child.once('close', (_, signal) =>
      resolve(
        signal === null
          ? { state: 'failed', kind: 'unreachable', message: 'the embedded database did not start' }
          : { state: 'killed' },
      ),
    );
  });
  child.unref();
  if (message.state === 'failed') throw new DatabaseError(message.kind, message.message);
  return message.state;
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
