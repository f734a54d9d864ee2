import { canonicalJson } from '../../db/evidence-chain.ts';
import type { StoredLogEntry } from '../../db/evidence-log.ts';

interface About {
  readonly captures: readonly number[];
  readonly matches: readonly number[];
}

/**
 * The log as a bundle carries it: every entry of this case in words, of all others the digest only, so that the chain
 * can be checked from its first entry to its last and tells nothing of other people.
 */
export function extractOf(entries: readonly StoredLogEntry[], about: About): string {
  const lines = entries.map(({ seq, previous, bodySha256, hash, body }) => {
    const said = JSON.parse(body) as About;
    // An entry that names another case besides this one would tell of it.
    const ours =
      (said.captures.length > 0 || said.matches.length > 0) &&
      said.captures.every((id) => about.captures.includes(id)) &&
      said.matches.every((id) => about.matches.includes(id));
    return canonicalJson({ seq, previous, bodySha256, hash, body: ours ? said : null });
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** Times that authorities confirmed for a capture, as the log tells them. */
export function confirmedTimes(
  entries: readonly StoredLogEntry[],
  captureId: number,
): { authority: string; time: string }[] {
  return entries.flatMap(({ body }) => {
    const said = JSON.parse(body) as About & { kind: string; detail: Record<string, string> };
    if (said.kind !== 'timestamped' || !said.captures.includes(captureId)) return [];
    return [{ authority: said.detail.authority ?? '', time: said.detail.time ?? '' }];
  });
}
