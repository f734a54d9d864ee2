import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { spellingsOnDisk } from './byte-search.ts';

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
  const patterns = numbers.map(patternOf);
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

/** As it is written, and in UTF-16, base64 and hexadecimal digits; other spellings of those would be other bytes. */
function patternOf(e164: string): RegExp {
  const national = e164.replace(/\D/g, '').slice(-10);
  const coded = [national, `+7${national}`, `8${national}`].flatMap(spellingsOnDisk);
  const literal = (needle: Buffer) => needle.toString('hex').replace(/../g, '\\x$&');
  return new RegExp([[...national].join(BETWEEN), ...new Set(coded.map(literal))].join('|'));
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
