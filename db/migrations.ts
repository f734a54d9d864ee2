import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations');

const journal = z.object({ entries: z.array(z.object({ when: z.number() })).min(1) });

/** When the newest migration of this version was made (drizzle's own mark, milliseconds since 1970). */
export function newestKnown(): number {
  const text = readFileSync(join(MIGRATIONS_FOLDER, 'meta', '_journal.json'), 'utf8');
  return Math.max(...journal.parse(JSON.parse(text)).entries.map((entry) => entry.when));
}
