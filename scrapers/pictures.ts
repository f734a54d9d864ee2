import type { PlatformAdapter } from './adapter.ts';
import { LookFailure } from './errors.ts';
import type { FetchPicture } from './fetch.ts';
import type { Looker } from './look.ts';
import { isOwnHost } from './read.ts';

/** Fetches one picture of an ad, politely. Throws LookFailure; `blocked` and `throttled` mean: ask for no more. */
export type PictureLook = (url: string) => Promise<Buffer>;

/**
 * Pictures lie on the platform's hosts only (origin and `access.hosts`), take their turn in the platform's one pace, and
 * obey the robots of the host they lie on (scrapers/look.ts).
 */
export function createPictureLook({
  adapter,
  looker,
  fetchPicture,
}: {
  readonly adapter: PlatformAdapter;
  readonly looker: Pick<Looker, 'politely'>;
  readonly fetchPicture: FetchPicture;
}): PictureLook {
  const own = (url: string) => isOwnHost(adapter, url);
  return async (url) => {
    if (!URL.canParse(url) || !own(url))
      throw new LookFailure('disallowed', url, 'the picture lies on a host that is not the platform’s');
    const { status, bytes } = await looker.politely(url, () => fetchPicture(url, own));
    if (status === 200) return bytes;
    if (status === 401 || status === 403 || status === 468) throw new LookFailure('blocked', url, `HTTP ${status}`);
    if (status === 429 || status === 503) throw new LookFailure('throttled', url, `HTTP ${status}`);
    throw new LookFailure('unreachable', url, `HTTP ${status}`);
  };
}
