import type { PlatformAdapter } from './adapter.ts';
import { BY_HAND_PLATFORMS, type ByHandPlatform } from './by-hand.ts';
import { avi } from './platforms/avi.ts';
import { edc } from './platforms/edc.ts';
import { kaspi } from './platforms/kaspi.ts';
import { kn } from './platforms/kn.ts';
import { kolesa } from './platforms/kolesa.ts';
import { krisha } from './platforms/krisha.ts';
import { olx } from './platforms/olx.ts';
import { salexy } from './platforms/salexy.ts';
import { satu } from './platforms/satu.ts';
import { slanet } from './platforms/slanet.ts';
import { telegram } from './platforms/telegram.ts';

/** What staff can set of a platform beyond its pace: which Telegram channels to look at. */
export type PlatformOptions = Readonly<Record<string, { readonly channels?: readonly string[] | undefined }>>;

type Maker = (origin?: string, options?: PlatformOptions[string]) => PlatformAdapter;

const MAKERS: Readonly<Record<string, Maker>> = {
  olx,
  krisha,
  kolesa,
  kaspi,
  telegram: (origin, options) => telegram(origin, { channels: options?.channels ?? [] }),
  salexy,
  avi,
  edc,
  slanet,
  kn,
  satu,
};

export const PLATFORM_IDS: readonly string[] = Object.keys(MAKERS);

/** Every platform, at its own origin or at the one given for it (a stand-in, staging), as it is configured. */
export function platforms(
  origins: ReadonlyMap<string, string> = new Map(),
  options: PlatformOptions = {},
): readonly PlatformAdapter[] {
  return Object.entries(MAKERS).map(([id, make]) => make(origins.get(id), options[id]));
}

/** Every platform that no sweep looks at: `check`, letters and figures know them. */
export const BY_HAND: readonly ByHandPlatform[] = BY_HAND_PLATFORMS;

/** Every platform that letters and figures know, swept or looked at by hand. */
export function everyPlatform(): readonly (PlatformAdapter | ByHandPlatform)[] {
  return [...platforms(), ...BY_HAND];
}

/** The by-hand platform an address belongs to, or `null`: a host of its own, or any beneath one (mobile, city, language). */
export function byHandAt({ hostname }: URL): ByHandPlatform | null {
  const owns = (host: string) => {
    const own = host.replace(/^(?:www)?\./, '');
    return hostname === own || hostname.endsWith(`.${own}`);
  };
  return BY_HAND.find(({ hosts }) => hosts.some(owns)) ?? null;
}

/**
 * Whether staff may look at this platform's pages through the tool: an escort board only where the configuration says so
 * in so many words.
 */
export function mayLookByHand(
  platform: ByHandPlatform,
  settings: Readonly<Record<string, { readonly enabled: boolean }>>,
): boolean {
  const enabled = settings[platform.id]?.enabled;
  return platform.kind === 'escort' ? enabled === true : enabled !== false;
}
