import type { PlatformAdapter } from './adapter.ts';
import { kolesa } from './platforms/kolesa.ts';
import { krisha } from './platforms/krisha.ts';
import { olx } from './platforms/olx.ts';
import { telegram } from './platforms/telegram.ts';

/** What staff can set of a platform beyond its pace: which Telegram channels to look at. */
export type PlatformOptions = Readonly<Record<string, { readonly channels?: readonly string[] | undefined }>>;

type Maker = (origin?: string, options?: PlatformOptions[string]) => PlatformAdapter;

const MAKERS: Readonly<Record<string, Maker>> = {
  olx,
  krisha,
  kolesa,
  telegram: (origin, options) => telegram(origin, { channels: options?.channels ?? [] }),
};

export const PLATFORM_IDS: readonly string[] = Object.keys(MAKERS);

/** Every platform, at its own origin or at the one given for it (a stand-in, staging), as it is configured. */
export function platforms(
  origins: ReadonlyMap<string, string> = new Map(),
  options: PlatformOptions = {},
): readonly PlatformAdapter[] {
  return Object.entries(MAKERS).map(([id, make]) => make(origins.get(id), options[id]));
}
