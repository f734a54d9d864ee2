import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive, type ProcessMark, thisProcess } from './processes.ts';

const FOLDER = 'open';
const markFile = z.object({ machine: z.string(), pid: z.number().int().positive(), born: z.string().nullable() });

export interface OpenMark {
  remove(): void;
}

/**
 * Leaves word, beside the keys, that this process has them in memory: where several machines share the folder, each sees
 * the others.
 */
export function openMark(keys: string): OpenMark {
  const folder = join(keys, FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${process.pid}-${randomBytes(4).toString('hex')}.json`);
  writeFileSync(path, JSON.stringify(thisProcess()), { mode: 0o600 });
  return { remove: () => rmSync(path, { force: true }) };
}

/** Other live processes that hold the keys. Marks of dead ones are taken away; one of another machine counts as alive. */
export function othersWithOpen(keys: string): ProcessMark[] {
  const folder = join(keys, FOLDER);
  const mine = thisProcess();
  return namesIn(folder).flatMap((name) => {
    const mark = readMark(join(folder, name));
    if (!mark || (mark.machine === mine.machine && mark.pid === mine.pid)) return [];
    if (mark.machine !== mine.machine || isAlive(mark)) return [mark];
    rmSync(join(folder, name), { force: true });
    return [];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

function readMark(path: string): ProcessMark | null {
  try {
    return markFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Being written, or removed since the listing.
    return null;
  }
}
