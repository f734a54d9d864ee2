import type { PlatformAdapter } from './adapter.ts';
import { kolesa } from './platforms/kolesa.ts';
import { krisha } from './platforms/krisha.ts';
import { olx } from './platforms/olx.ts';

const MAKERS: Readonly<Record<string, (origin?: string) => PlatformAdapter>> = { olx, krisha, kolesa };

export const PLATFORM_IDS: readonly string[] = Object.keys(MAKERS);

/** Every platform, at its own origin or at the one given for it (a stand-in, staging). */
export function platforms(origins: ReadonlyMap<string, string> = new Map()): readonly PlatformAdapter[] {
  return Object.entries(MAKERS).map(([id, make]) => make(origins.get(id)));
}
