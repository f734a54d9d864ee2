import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A file in which a number stands that should not, and where. */
export interface Leak {
  readonly file: string;
  /** Ours: which of the numbers, by its place in the list. */
  readonly number: number;
}

/** Between the digits of one number may stand what people put there; in UTF-16 also a zero byte. */
const BETWEEN = '[\\s().\\-\\u0000]{0,3}';

/**
 * Searches every byte under these folders for the digits of these numbers, in the ways in which they are written, and
 * every file's name. Files that cannot be opened any more (a socket, one just removed) are passed over.
 */
export function searchForNumbers(
  folders: readonly string[],
  numbers: readonly string[],
  since: Date = new Date(0),
): { readonly leaks: Leak[]; readonly files: number; readonly bytes: number } {
  const patterns = numbers.map((e164) => new RegExp([...e164.replace(/\D/g, '').slice(-10)].join(BETWEEN)));
  const leaks: Leak[] = [];
  let files = 0;
  let bytes = 0;
  for (const folder of folders)
    for (const path of filesUnder(folder)) {
      let text: string;
      try {
        if (statSync(path).mtime < since) continue;
        text = `${relative(folder, path)}\n${readFileSync(path).toString('latin1')}`;
      } catch {
        continue;
      }
      files++;
      bytes += text.length;
      for (const [number, pattern] of patterns.entries()) if (pattern.test(text)) leaks.push({ file: path, number });
    }
  return { leaks, files, bytes };
}

function filesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
