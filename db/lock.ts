import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HomeError } from './errors.ts';
import { othersWithOpen } from './open-marks.ts';
import { overwriteAndRemove } from './person-keys.ts';
import { thisProcess } from './processes.ts';

const MARKER = 'locked';
const LOOK_EVERY_MS = 250;
const GRACE_MS = 1_500;

/** In the data folder, and beside the keys, where other machines that share them see it. */
const markers = (home: string, keys: string) => [join(home, MARKER), join(keys, MARKER)];

export function isLocked(home: string, keys: string): boolean {
  return markers(home, keys).some((path) => existsSync(path));
}

/** Throws HomeError when the data folder is locked. */
export function refuseLocked(home: string, keys: string): void {
  const marker = markers(home, keys).find((path) => existsSync(path));
  if (marker)
    throw new HomeError(
      `${home} is locked since ${statSync(marker).mtime.toISOString()}: "qorgan unlock" opens it, after "qorgan key join" where the key was destroyed`,
    );
}

/** Calls `onLocked` once when the data folder is locked by another process. Returns how to stop watching. */
export function watchLock(home: string, keys: string, onLocked: () => void): () => void {
  const timer = setInterval(() => {
    if (!isLocked(home, keys)) return;
    clearInterval(timer);
    onLocked();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Locks the data folder: nobody opens it, the given key file is overwritten and removed, and the processes that hold the
 * key end: those of this machine by themselves or killed, others when they next look. Returns how many ended here, and
 * how many on other machines may hold the key still.
 */
export async function lockHome(
  home: string,
  keys: string,
  keyFile: string | null,
): Promise<{ readonly ended: number; readonly elsewhere: number }> {
  for (const path of markers(home, keys))
    if (existsSync(join(path, '..'))) writeFileSync(path, '', { mode: 0o600, flush: true });
  if (keyFile !== null) overwriteAndRemove(keyFile);
  const { machine } = thisProcess();
  const holding = () => othersWithOpen(keys).filter((mark) => mark.machine === machine);
  const before = holding().length;
  for (const until = Date.now() + GRACE_MS; Date.now() < until && holding().length > 0; )
    await new Promise((resolve) => setTimeout(resolve, 50));
  for (const { pid } of holding())
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself just now.
    }
  return { ended: before, elsewhere: othersWithOpen(keys).filter((mark) => mark.machine !== machine).length };
}

/** Lets the data folder be opened again. */
export function unlockHome(home: string, keys: string): void {
  for (const path of markers(home, keys)) rmSync(path, { force: true });
}
