import type { PhotoPrint } from '../../db/photo-prints.ts';
import { sha256 } from '../../db/sha256.ts';
import { samePhoto } from './fingerprint.ts';
import type { PhotoReader } from './reader.ts';
import type { CouldNotLook } from './reading.ts';

/** How a photo is known: byte for byte, or by its look (re-encoded, resized, a number drawn on it). */
export type Likeness = 'same-bytes' | 'looks-same';

/** Which of the known photos this one is; `null`: none of them. Pure. */
export function likeness(print: PhotoPrint, known: readonly PhotoPrint[]): Likeness | null {
  if (known.some((other) => other.sha256 === print.sha256)) return 'same-bytes';
  const { fingerprint } = print;
  if (fingerprint === null) return null;
  return known.some((other) => other.fingerprint !== null && samePhoto(other.fingerprint, fingerprint))
    ? 'looks-same'
    : null;
}

/** A photo's print, and why it could not be looked at wholly: then "like none of them" says nothing of it. */
export async function printOf(
  bytes: Uint8Array,
  reader: PhotoReader,
): Promise<{ readonly print: PhotoPrint; readonly missed: CouldNotLook | null }> {
  const reading = await reader.fingerprint(bytes);
  return {
    print: { sha256: sha256(bytes), fingerprint: reading.fingerprint },
    missed: reading.state === 'read' ? null : reading.why,
  };
}
