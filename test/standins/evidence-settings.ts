import { join } from 'node:path';
import { openSigningKey } from '../../db/signing-key.ts';
import type { Vault } from '../../db/vault.ts';
import type { EvidenceSettings } from '../../pipeline/evidence/capture.ts';
import type { Snapshot } from '../../scrapers/page.ts';
import type { ShownPage } from '../../scrapers/shown-page.ts';

/** How an invented installation takes evidence: signed and sealed with its own keys. */
export async function inventedEvidence(
  home: string,
  vault: Vault,
  clock: () => Date = () => new Date(),
): Promise<EvidenceSettings> {
  const signer = await openSigningKey(join(home, 'keys'), vault);
  const collector = {
    tool: 'Qorgan/test',
    commit: null,
    name: 'Test Staff',
    clockOffset: null,
    key: signer.fingerprint,
  };
  return { home, clock, signer, vault, recipients: [], collector };
}

/** What a browser would show of a page, for tests that are not about the picture. */
export function shownWithoutBrowser(snapshot: Snapshot): ShownPage {
  return {
    snapshot,
    screenshot: { ok: true, value: Buffer.from('png') },
    numberCrop: { ok: true, value: null },
    layout: { ok: true, value: { width: 1, height: 1, own: [], number: [], otherNumbers: [] } },
    pdf: { ok: true, value: Buffer.from('pdf') },
    photos: [],
    exchanges: [],
    server: { address: null, tls: null },
    viewport: { width: 1, height: 1 },
    locale: 'ru-KZ',
    timezone: 'Asia/Almaty',
    userAgent: 'Qorgan/test',
    browserVersion: 'test',
  };
}
