import { readFile } from 'node:fs/promises';
import type { Capture } from '../../../db/captures.ts';
import { namesInCapture, readCaptureFile } from '../../../db/evidence-files.ts';
import { timestampsInLog } from '../../../db/evidence-log.ts';
import { identityOf } from '../../../db/person-recipient.ts';
import { shortName } from '../../../db/short-name.ts';
import { openSigningKey } from '../../../db/signing-key.ts';
import { type CaptureReport, checkCapture } from '../../../db/verify-capture.ts';
import type { ConsoleDeps } from '../visit.ts';

/** Files against the manifest, the manifest against the log's digest, its signature and its timestamps; `null` where it is sealed. */
export async function verified(deps: ConsoleDeps, capture: Capture): Promise<CaptureReport | null> {
  if (capture.sealed) return null;
  const { db, home, keys, vault, config } = deps;
  const names = await namesInCapture(home, capture.folder);
  const where = shortName('c', capture.id);
  if (names === null)
    return { differences: [{ where, what: 'its folder is missing', kind: 'folder-missing' }], times: [], files: 0 };
  const { publicPem } = await openSigningKey(keys, vault);
  const roots = new Map(
    await Promise.all(
      config.evidence.timestampAuthorities.map(async ({ name, caFile }) => {
        // Without its root a timestamp is shown as not trusted, which is what it then is.
        const root = caFile === null ? null : await readFile(caFile, 'utf8').catch(() => null);
        return [name, root === null ? [] : [root]] as const;
      }),
    ),
  );
  return checkCapture(
    where,
    { names, read: (file) => readCaptureFile(home, capture.folder, file, [identityOf(vault)]) },
    { manifestSha256: capture.manifestSha256, publicPem, roots, tokens: await timestampsInLog(db, capture.id) },
  );
}
