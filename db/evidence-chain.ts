import { sha256 } from './sha256.ts';

export const LOG_KINDS = [
  'captured',
  'timestamped',
  'reviewed',
  'letter',
  'rechecked',
  'exported',
  'held',
  'released',
  'destroyed',
  // Acts of staff in the console that concern no evidence, but secrets and who may see them.
  'number-shown',
  'signed-in',
  'sign-in-refused',
  'user-changed',
  // Acts on people and their consents, and whatever was looked for or taken away at somebody's word.
  'enrolled',
  'consent',
  'ended',
  'number-changed',
  'erased',
  'asked',
  'refused',
  'import',
  'session',
  'backed-up',
  'call',
] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** What an entry says. Ids, digests, names of staff and moments: never a number and never text of an ad. */
export interface LogBody {
  readonly at: string;
  readonly kind: LogKind;
  readonly by: string;
  readonly captures: readonly number[];
  readonly matches: readonly number[];
  readonly detail: Readonly<Record<string, string>>;
  /** Random, so that an entry withheld from an extract cannot be guessed from its digest. */
  readonly salt: string;
}

/** One link. `body: null`: withheld from an extract, while its digest still holds the chain together. */
export interface LogEntry {
  readonly seq: number;
  readonly previous: string;
  readonly bodySha256: string;
  readonly hash: string;
  readonly body: LogBody | null;
}

/** What the first entry holds in place of the hash of one before it. */
export const CHAIN_BEGINS = '0'.repeat(64);

/** The hash of an entry binds its place, the entry before it and what it says. */
export function hashOfEntry(entry: Pick<LogEntry, 'seq' | 'previous' | 'bodySha256'>): string {
  return sha256(`${entry.seq}\n${entry.previous}\n${entry.bodySha256}\n`);
}

export function digestOfBody(body: LogBody): string {
  return sha256(canonicalJson(body));
}

/** JSON with one spelling only (RFC 8785 for the values that occur here): names sorted, no white space. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
