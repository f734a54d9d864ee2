import type { Language } from '../../db/schema/language.ts';
import type { How, Strength } from '../../db/schema/matches.ts';

/** What is told of one capture, row by row. */
export interface ProvenanceLabels {
  readonly platform: string;
  readonly ad: string;
  readonly address: string;
  readonly answered: string;
  readonly takenUtc: string;
  readonly takenAlmaty: string;
  readonly time: string;
  readonly clock: string;
  readonly server: string;
  readonly certificate: string;
  readonly collector: string;
  readonly tool: string;
  readonly browser: string;
  readonly number: string;
  readonly revealed: string;
  readonly seller: string;
  readonly dates: string;
  readonly files: string;
  readonly manifest: string;
  readonly key: string;
  readonly missing: string;
  readonly struck: string;
}

export type Term = How | Strength | 'cookie' | 'token' | 'own address' | 'sign-in data';

/** A command as it is typed, with what it is for. */
export interface CheckCommands {
  readonly sums: string;
  readonly signatures: readonly string[];
  readonly times: readonly string[];
  readonly fingerprint: string;
}

/** All that an exported bundle says, in one language; whole sentences, never put together. */
export interface EvidenceWording {
  readonly language: Language;
  title(capture: string): string;
  /** What a capture is and what it does not prove. */
  readonly about: string;
  readonly workingCopy: string;
  readonly labels: ProvenanceLabels;
  readonly columns: { readonly what: string; readonly value: string };
  /** Words of the manifest that are codes: how a number was seen, and what was struck. */
  readonly terms: Readonly<Record<Term, string>>;
  readonly timeNotConfirmed: string;
  confirmed(authority: string, utc: string): string;
  readonly notKnown: string;
  readonly none: string;
  readonly plainHttp: string;
  /** The whole text that stands beside the files. */
  howTo(commands: CheckCommands): string;
  /** ASCII: an old unzip garbles other names, and the checksums would not find their files. */
  readonly howToFile: string;
  readonly textNotProofRead: string;
}
