import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answer, type LookRequest } from './messages.ts';
import { type CouldNotLook, couldNotLook, type PhotoReading, type SoFar } from './reading.ts';

export interface ReadingLimits {
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly maxPixels: number;
  readonly pictures: number;
}

/** One process that reads one picture at a time. */
export interface ReadingProcess {
  look(bytes: Uint8Array, want: LookRequest['want']): Promise<PhotoReading>;
  /** Whether it lives, and is not yet due to be replaced. */
  usable(): boolean;
  end(): Promise<void>;
}

const MEMORY_LOOK_MS = 100;
const START_MS = 60_000;
/** The program runs from its TypeScript; the tests start it compiled, and then its other processes are, too. */
const writtenIn = extname(import.meta.filename);
const childFile = join(import.meta.dirname, `child${writtenIn}`);
const loader = () =>
  writtenIn === '.ts' ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];

/** Resident memory in MiB; null where the system has no /proc. */
function residentMb(pid: number): number | null {
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1];
    return (Number(pages) * 4096) / 2 ** 20;
  } catch {
    return null;
  }
}

export function startReadingProcess(limits: ReadingLimits): ReadingProcess {
  const child = fork(childFile, {
    execArgv: [`--max-old-space-size=${Math.min(limits.memoryMb, 1024)}`, ...loader()],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let looks = 0;
  let dead = false;
  let seen: SoFar | null = null;
  let finish: ((reading: PhotoReading) => void) | null = null;

  const settle = (reading: PhotoReading): void => {
    const done = finish;
    finish = null;
    seen = null;
    done?.(reading);
  };
  const breakOff = (why: CouldNotLook): void => {
    dead = true;
    child.kill('SIGKILL');
    settle(couldNotLook(why, seen ?? {}));
  };

  const started = new Promise<void>((resolve) => {
    const patience = setTimeout(() => breakOff('crashed'), START_MS);
    child.once('message', () => {
      clearTimeout(patience);
      resolve();
    });
    child.once('close', () => clearTimeout(patience));
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      dead = true;
      settle(couldNotLook('crashed', seen ?? {}));
      resolve();
    });
  });
  child.on('error', () => breakOff('crashed'));
  child.on('message', (raw) => {
    const message = answer.safeParse(raw);
    if (!message.success) return breakOff('crashed');
    if (message.data.kind === 'ready' || message.data.id !== looks) return;
    if (message.data.kind === 'seen') seen = message.data.soFar;
    else settle(message.data.reading);
  });

  return {
    usable: () => !dead && looks < limits.pictures,
    look: (bytes, want) =>
      new Promise((resolve) => {
        looks++;
        if (dead) return resolve(couldNotLook('crashed'));
        let patience: NodeJS.Timeout | undefined;
        const watch = setInterval(() => {
          if ((residentMb(child.pid ?? -1) ?? 0) > limits.memoryMb) breakOff('memory');
        }, MEMORY_LOOK_MS);
        finish = (reading) => {
          clearTimeout(patience);
          clearInterval(watch);
          resolve(reading);
        };
        // The clock of a picture starts when its process is up: a slow start is not the picture's fault.
        void started.then(() => {
          if (finish === null) return;
          patience = setTimeout(() => breakOff('timeout'), limits.timeoutMs);
          const request: LookRequest = { id: looks, bytes, maxPixels: limits.maxPixels, want };
          child.send(request, (error) => {
            if (error !== null) breakOff('crashed');
          });
        });
      }),
    end: async () => {
      if (!dead) breakOff('stopped');
      await ended;
    },
  };
}
