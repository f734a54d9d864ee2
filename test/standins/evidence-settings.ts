import { openSigningKey } from '../../db/signing-key.ts';
import type { Vault } from '../../db/vault.ts';
import type { EvidenceSettings } from '../../pipeline/evidence/capture.ts';

/** How an invented installation takes evidence: signed with its own key, not sealed. */
export async function inventedEvidence(
  home: string,
  vault: Vault,
  clock: () => Date = () => new Date(),
): Promise<EvidenceSettings> {
  const signer = await openSigningKey(home, vault);
  const collector = {
    tool: 'Qorgan/test',
    commit: null,
    name: 'Test Staff',
    clockOffset: null,
    key: signer.fingerprint,
  };
  return { home, clock, signer, recipients: [], collector };
}
