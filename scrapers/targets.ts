import { type AdAddress, adAddress } from './ad-address.ts';
import type { PlatformAdapter } from './adapter.ts';
import type { ByHandPlatform } from './by-hand.ts';
import { byHandAt, type PlatformOptions, platforms } from './directory.ts';
import { linksIn } from './links-in-text.ts';
import { parseOrigins } from './origins.ts';

/** Where a link that a person gave leads. */
export type Target =
  | AdAddress
  | { readonly kind: 'by-hand'; readonly platform: ByHandPlatform }
  | { readonly kind: 'unknown-site'; readonly link: URL };

/** Where a link leads: an ad of a platform, a platform looked at by hand only, or a site that Qorgan does not know. */
export function targetOf(link: URL, adapters: readonly PlatformAdapter[]): Target {
  const platform = byHandAt(link);
  if (platform) return { kind: 'by-hand', platform };
  return adAddress(adapters, link) ?? { kind: 'unknown-site', link };
}

/** The links of a text as people send it on, each once, and where they lead. Throws OriginsError. */
export function targetsIn(
  text: string,
  config: { readonly origins: string | undefined; readonly platforms: PlatformOptions },
): Target[] {
  const adapters = platforms(parseOrigins(config.origins), config.platforms);
  return linksIn(text).map((link) => targetOf(link, adapters));
}
