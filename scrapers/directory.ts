import type { PlatformAdapter } from './adapter.ts';
import { krisha } from './platforms/krisha.ts';
import { olx } from './platforms/olx.ts';

const MAKERS: Readonly<Record<string, (origin?: string) => PlatformAdapter>> = { olx, krisha };

export const PLATFORM_IDS: readonly string[] = Object.keys(MAKERS);

/** Every platform, at its own origin or at the one given for it (a stand-in, staging). */
export function platforms(origins: ReadonlyMap<string, string> = new Map()): readonly PlatformAdapter[] {
  return Object.entries(MAKERS).map(([id, make]) => make(origins.get(id)));
}

/** A platform that no sweep looks at: a person opens its pages, and letters can be written to it. */
export interface ByHandPlatform {
  readonly id: string;
  readonly name: string;
  /** One that begins with a dot stands for every host beneath it. */
  readonly hosts: readonly string[];
  /** Why no machine looks, for staff. */
  readonly why: string;
}

export const BY_HAND: readonly ByHandPlatform[] = [
  { id: 'flagma', name: 'flagma.kz', hosts: ['flagma.kz', '.flagma.kz'], why: 'its terms forbid automatic reading' },
];
