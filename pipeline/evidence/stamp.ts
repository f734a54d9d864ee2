import { type Capture, findCapture, listCaptures } from '../../db/captures.ts';
import type { Db } from '../../db/database.ts';
import { addToCapture, namesInCapture } from '../../db/evidence-files.ts';
import { appendToLog } from '../../db/evidence-log.ts';
import { sha256 } from '../../db/sha256.ts';
import { readTimestamp, timestampQuery } from '../../db/timestamp.ts';
import type { Vault } from '../../db/vault.ts';
import type { Authority } from './authorities.ts';

export interface StampDeps {
  readonly db: Db;
  readonly vault: Vault;
  readonly home: string;
  readonly clock: () => Date;
  readonly by: string;
  readonly authorities: readonly Authority[];
  readonly ask: (url: string, query: Buffer) => Promise<Buffer>;
}

export interface Stamped {
  readonly captureId: number;
  readonly confirmedBy: readonly string[];
  readonly failed: readonly { readonly authority: string; readonly why: string }[];
}

/**
 * Confirms the time of captures with every configured authority that has not done it yet. Only the digest of the
 * manifest leaves. One that does not answer is not asked again this time: the rest of the night must not wait for it.
 */
export function createStamper(deps: StampDeps): { stamp(captureId: number): Promise<Stamped> } {
  const silent = new Map<string, string>();
  return {
    async stamp(captureId) {
      const capture = await findCapture(deps.db, deps.vault, captureId);
      const confirmedBy: string[] = [];
      const failed: { authority: string; why: string }[] = [];
      for (const authority of capture ? await missing(deps, capture) : []) {
        const gaveUp = silent.get(authority.name);
        const why = gaveUp ?? (await confirm(deps, capture!, authority));
        if (why === null) confirmedBy.push(authority.name);
        else {
          silent.set(authority.name, why);
          failed.push({ authority: authority.name, why });
        }
      }
      return { captureId, confirmedBy, failed };
    },
  };
}

/** Captures whose time an authority has still to confirm, oldest first. */
export async function unconfirmed(deps: Pick<StampDeps, 'db' | 'vault' | 'home' | 'authorities'>): Promise<Capture[]> {
  const waiting: Capture[] = [];
  for (const capture of await listCaptures(deps.db, deps.vault))
    if ((await missing(deps, capture)).length > 0) waiting.push(capture);
  return waiting;
}

async function missing(deps: Pick<StampDeps, 'home' | 'authorities'>, capture: Capture): Promise<Authority[]> {
  if (capture.destroyedAt !== null || capture.manifestSha256 === null) return [];
  const names = await namesInCapture(deps.home, capture.folder);
  return names === null ? [] : deps.authorities.filter((one) => !names.includes(tokenName(one)));
}

/** `null` when the authority confirmed; else why not, in words for staff. */
async function confirm(deps: StampDeps, capture: Capture, authority: Authority): Promise<string | null> {
  const digest = Buffer.from(capture.manifestSha256 ?? '', 'hex');
  const { query, nonce } = timestampQuery(digest);
  let answer: Buffer;
  try {
    answer = await deps.ask(authority.url, query);
  } catch (error) {
    return error instanceof Error && /^HTTP \d+$/.test(error.message) ? error.message : 'no whole answer';
  }
  const reading = readTimestamp(answer, { sha256: digest, nonce, roots: authority.roots });
  if (reading.state === 'invalid') return reading.why;
  await addToCapture(deps.home, capture.folder, { name: tokenName(authority), bytes: answer });
  const detail = { authority: authority.name, time: reading.time.toISOString(), tokenSha256: sha256(answer) };
  await appendToLog(deps.db, { kind: 'timestamped', by: deps.by, captures: [capture.id], detail }, deps.clock());
  return null;
}

function tokenName({ name }: Authority): string {
  return `timestamps/${name}.tsr`;
}
