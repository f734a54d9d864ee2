import { CHAIN_BEGINS, hashOfEntry, type LogEntry } from './evidence-chain.ts';
import { sha256 } from './sha256.ts';

/** Kinds of differences that pages show too, each in words of its own there (reports/console/differences.ts). */
export const DIFFERENCE_KINDS = [
  'entry-missing',
  'entry-order',
  'entry-body',
  'entry-hash',
  'entry-unbound',
  'ends-early',
  'ends-late',
  'ends-otherwise',
  'folder-missing',
  'file-missing',
  'file-closed',
  'file-changed',
  'file-unnamed',
  'manifest-changed',
  'manifest-damaged',
  'signature',
  'timestamp-missing',
  'timestamp-unreadable',
  'timestamp-unnamed',
  'timestamp-changed',
  'timestamp-invalid',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What is not as it was, and where: a file, an entry, a signature. */
export interface Difference {
  readonly where: string;
  readonly what: string;
}

/** One that pages show too. */
export interface KnownDifference extends Difference {
  readonly kind: DifferenceKind;
  /** Of an entry of the log. */
  readonly seq?: number;
}

/** An entry to check; `bodyDigest` is reckoned from what it says, `null` when that is withheld. */
export type Link = Pick<LogEntry, 'seq' | 'previous' | 'bodySha256' | 'hash'> & { readonly bodyDigest: string | null };

type Head = { readonly seq: number; readonly hash: string } | null;

/** Checks a log that is there whole, as the installation keeps it (`readLog`). Pure. */
export function checkKeptLog(log: {
  readonly entries: readonly (Omit<Link, 'bodyDigest'> & { readonly body: string })[];
  readonly head: Head;
}): KnownDifference[] {
  return checkLog(
    log.entries.map((entry) => ({ ...entry, bodyDigest: sha256(entry.body) })),
    log.head,
  );
}

/** Checks a log against itself: nothing changed, dropped, added or moved, from its first entry to its head. Pure. */
export function checkLog(links: readonly Link[], head: Head): KnownDifference[] {
  const found: KnownDifference[] = [];
  const differs = (seq: number, kind: DifferenceKind, what: string) =>
    found.push({ where: `log entry ${seq}`, what, kind, seq });
  let seq = 0;
  let hash = CHAIN_BEGINS;
  for (const link of links) {
    if (link.seq > seq + 1)
      for (let gone = seq + 1; gone < link.seq && gone < seq + 20; gone++)
        differs(gone, 'entry-missing', 'is missing here');
    else if (link.seq <= seq) differs(link.seq, 'entry-order', `stands out of its order, after entry ${seq}`);
    if (link.bodyDigest !== null && link.bodyDigest !== link.bodySha256)
      differs(link.seq, 'entry-body', 'what it says was changed');
    if (hashOfEntry(link) !== link.hash) differs(link.seq, 'entry-hash', 'its hash does not belong to it');
    else if (link.previous !== hash) differs(link.seq, 'entry-unbound', 'it is not bound to the entry before it');
    seq = link.seq;
    hash = link.hash;
  }
  const end = head ?? { seq: 0, hash: CHAIN_BEGINS };
  if (end.seq > seq) differs(end.seq, 'ends-early', `the log ends before it, at entry ${seq}`);
  else if (end.seq < seq) differs(seq, 'ends-late', `it was added after the log’s end, entry ${end.seq}`);
  else if (end.hash !== hash) differs(seq, 'ends-otherwise', 'it is not the entry with which the log ended');
  return found;
}
