import type { Capture } from '../../../db/captures.ts';
import { EvidenceError, namesInCapture, readCaptureFile } from '../../../db/evidence-files.ts';
import { identityOf } from '../../../db/person-recipient.ts';
import type { Vault } from '../../../db/vault.ts';

/** A larger picture is not shown within a page: it can be saved. */
const MOST_SHOWN = 12 * 1024 * 1024;

export interface Picture {
  readonly name: string;
  /** `data:image/…`: it stands in the one page that was logged, and at no address of its own. */
  readonly source: string;
}

export interface CaptureShown {
  readonly capture: Capture;
  /** `null`: the folder is not there. */
  readonly names: readonly string[] | null;
  readonly pictures: readonly Picture[];
  /** Names of pictures that cannot be read. */
  readonly unreadable: readonly string[];
}

const TYPES: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' };

/** The pictures of a capture, as they lie in its folder; nothing of one that is sealed to staff's keys. */
export async function picturesOf(home: string, vault: Vault, capture: Capture): Promise<CaptureShown> {
  const names = await namesInCapture(home, capture.folder);
  const pictures: Picture[] = [];
  const unreadable: string[] = [];
  if (names && !capture.sealed)
    for (const name of names.filter((one) => one === 'screenshot.png' || one.startsWith('photos/'))) {
      const type = TYPES[name.split('.').at(-1) ?? ''];
      if (!type) continue;
      const bytes = await readCaptureFile(home, capture.folder, name, [identityOf(vault)]).catch((error: unknown) => {
        if (error instanceof EvidenceError) return null;
        throw error;
      });
      if (bytes && bytes.length <= MOST_SHOWN)
        pictures.push({ name, source: `data:${type};base64,${bytes.toString('base64')}` });
      else unreadable.push(name);
    }
  // The page's picture first, whatever the alphabet says.
  return {
    ...{ capture, names, unreadable },
    pictures: [...pictures].sort((one) => (one.name === 'screenshot.png' ? -1 : 1)),
  };
}
