import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { CommandContext } from '../../command.ts';
import { EvidenceError, isRecipient } from '../../db/evidence-files.ts';
import type { Home } from '../../db/home.ts';
import { openSigningKey } from '../../db/signing-key.ts';
import type { EvidenceSettings } from './capture.ts';

/** How this installation takes evidence, from its configuration and its own key. */
export async function evidenceSettings(
  at: Pick<CommandContext, 'config' | 'clock' | 'tool'>,
  home: Pick<Home, 'path' | 'keys' | 'vault'>,
): Promise<EvidenceSettings> {
  const { evidence } = at.config;
  if (!evidence.recipients.every(isRecipient))
    throw new EvidenceError('QORGAN_RECIPIENTS holds a key that is mistyped: its checksum is wrong');
  const signer = await openSigningKey(home.keys, home.vault);
  const { clockOffset, collector: name } = evidence;
  return {
    home: home.path,
    clock: at.clock,
    signer,
    vault: home.vault,
    recipients: evidence.recipients,
    collector: { tool: at.tool, commit: evidence.commit ?? commitHere(), name, clockOffset, key: signer.fingerprint },
  };
}

let commit: string | null | undefined;

/** The commit of the program's own folder; `null` outside a git work tree. */
function commitHere(): string | null {
  if (commit !== undefined) return commit;
  try {
    const options = { cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'ignore'] as const };
    commit = execFileSync('git', ['rev-parse', 'HEAD'], { ...options, stdio: [...options.stdio] })
      .toString()
      .trim();
  } catch {
    commit = null;
  }
  return commit;
}
