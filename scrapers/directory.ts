import type { PlatformAdapter } from './adapter.ts';
import { krisha } from './platforms/krisha.ts';
import { olx } from './platforms/olx.ts';

const MAKERS: Readonly<Record<string, (origin?: string) => PlatformAdapter>> = { olx, krisha };

export const PLATFORM_IDS: readonly string[] = Object.keys(MAKERS);

/** Every platform, at its own origin or at the one given for it (a stand-in, staging). */
export function platforms(origins: ReadonlyMap<string, string> = new Map()): readonly PlatformAdapter[] {
  return Object.entries(MAKERS).map(([id, make]) => make(origins.get(id)));
}

/** A platform that no machine of ours reads: a person looks there, and letters can be written to it. */
export interface ByHandPlatform {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly because: string;
}

export const BY_HAND: readonly ByHandPlatform[] = [
  { name: 'flagma.kz', hosts: ['flagma.kz'], because: 'its terms forbid automatic reading' },
];
