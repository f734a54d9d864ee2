/** The process that decodes and reads pictures; started by reader.ts, never imported. */
import type { Answer, LookRequest } from './messages.ts';
import { couldNotLook } from './reading.ts';

const say = (message: Answer): void => {
  process.send?.(message);
};

// Ctrl-C reaches the whole process group; pictures in hand are finished, the parent says when to end.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));

const look = import('./look.ts').then(
  (module) => module.lookAt,
  () => null, // sharp or zxing-wasm is not installed for this machine
);

async function answerTo(request: LookRequest): Promise<void> {
  const lookAt = await look;
  const reading =
    lookAt === null
      ? couldNotLook('engine-missing')
      : await lookAt(request.bytes, request, (soFar) => say({ kind: 'seen', id: request.id, soFar }));
  say({ kind: 'done', id: request.id, reading: reading });
}

process.on('message', (request: LookRequest) => {
  answerTo(request).catch(() => say({ kind: 'done', id: request.id, reading: couldNotLook('crashed') }));
});
say({ kind: 'ready' });
