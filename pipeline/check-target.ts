import { lookup } from 'node:dns/promises';
import type { CommandContext } from '../command.ts';
import { adAddress } from '../scrapers/ad-address.ts';
import type { PlatformAdapter } from '../scrapers/adapter.ts';
import type { ByHandPlatform } from '../scrapers/by-hand.ts';
import { mayLookByHand } from '../scrapers/directory.ts';
import { generic, twinHosts } from '../scrapers/generic.ts';
import { NotPublic, publicAddress, tiedTo } from '../scrapers/public-address.ts';
import type { Target } from '../scrapers/targets.ts';
import { type CheckDeps, type CheckResult, checkAd, noAnswer } from './check.ts';
import { type Outlook, openOutlook } from './platform-run.ts';

type Base = Omit<CheckDeps, 'look' | 'show'>;

/** Looks where a link leads, or says why nothing can be looked at there. */
export async function checkTarget(target: Target, base: Base, means: Means): Promise<CheckResult> {
  switch (target.kind) {
    case 'by-hand':
      return means.mayLookByHand(target.platform)
        ? noAnswer(target.platform.id, 'by-hand', `a person has to look: ${target.platform.why}`)
        : noAnswer(target.platform.id, 'by-hand', `config.json does not enable it: ${target.platform.why}`);
    case 'not-an-ad':
      return noAnswer(target.adapter.id, 'not-an-ad', 'the address names no ad of this platform');
    case 'ad': {
      const outlook = await means.known(target.adapter);
      return checkAd(target, { ...base, ...outlook });
    }
    case 'unknown-site': {
      const { hostname } = target.link;
      if (!(await means.mayReadUnknown(hostname)))
        return noAnswer(
          hostname,
          'unknown-site',
          'Qorgan does not know this site: --capture-unknown reads it as a plain page',
        );
      const adapter = generic(target.link);
      const address = adAddress([adapter], target.link);
      if (address?.kind !== 'ad') return noAnswer(hostname, 'not-an-ad', 'the address cannot be read');
      try {
        const outlook = await means.unknown(adapter, target.link);
        return await checkAd({ ...address, url: target.link.href.replace(/#.*$/, '') }, { ...base, ...outlook });
      } catch (error) {
        if (error instanceof NotPublic) return noAnswer(hostname, 'not-public', error.message);
        throw error;
      }
    }
  }
}

/** How pages are come by, opened as the links need them. */
export interface Means {
  known(adapter: PlatformAdapter): Promise<Pick<CheckDeps, 'look' | 'show'>>;
  /** Throws NotPublic. */
  unknown(adapter: PlatformAdapter, link: URL): Promise<Pick<CheckDeps, 'look' | 'show'>>;
  mayReadUnknown(hostname: string): Promise<boolean>;
  /** Whether staff are to be sent to this platform's page at all. */
  mayLookByHand(platform: ByHandPlatform): boolean;
  close(): Promise<void>;
}

/** `unknownOrigin`: the origin on loopback that stands for an unknown site, where one is set. */
export function meansOf(
  { config, clock, tool, chromium, terminal, stopping }: CommandContext,
  db: CheckDeps['db'],
  known: readonly PlatformAdapter[],
  unknownOrigin: string | undefined,
  { captureUnknown, despiteRefusal }: { captureUnknown?: boolean | undefined; despiteRefusal?: boolean | undefined },
): Means {
  const usual = { config, tool, chromium, clock, stopping, db, despiteRefusal };
  const opened = new Map<string, Promise<Outlook>>();
  const paced = new Map<string, Pick<ReturnType<Outlook['of']>, 'looker' | 'show'>>();
  const asked = new Map<string, boolean>();
  const through = async (adapter: PlatformAdapter, name: string, open: () => Promise<Outlook>) => {
    const outlook = opened.get(name) ?? open();
    opened.set(name, outlook);
    // One pace for a platform, however many of its links are looked at.
    const { looker, show } = paced.get(adapter.id) ?? (await outlook).of(adapter);
    paced.set(adapter.id, { looker, show });
    return { look: looker.look, show };
  };
  return {
    known: (adapter) => through(adapter, 'known', () => openOutlook({ ...usual, adapters: known })),
    unknown: async (adapter, link) => {
      const browserArguments = link.origin === unknownOrigin ? undefined : [tiedTo(await addressesOf(link))];
      return through(adapter, adapter.id, () => openOutlook({ ...usual, adapters: [adapter], browserArguments }));
    },
    mayLookByHand: (platform) => mayLookByHand(platform, config.platforms),
    async mayReadUnknown(hostname) {
      if (captureUnknown || !terminal.interactive) return captureUnknown ?? false;
      const before = asked.get(hostname);
      if (before !== undefined) return before;
      const answer = await terminal.ask(`Qorgan does not know ${hostname}. Read this one page of it? y/N`);
      asked.set(hostname, /^y(es)?$/i.test(answer));
      return asked.get(hostname) ?? false;
    },
    async close() {
      for (const outlook of opened.values()) await (await outlook.catch(() => undefined))?.close();
    },
  };
}

/** Where the site and its www twin stand. Throws NotPublic when the site's own name is no public one. */
async function addressesOf(link: URL): Promise<Map<string, string>> {
  const found = new Map([[link.hostname, await publicAddress(link, resolve)]]);
  for (const twin of twinHosts(link).filter((host) => host !== link.hostname)) {
    const address = await publicAddress(new URL(`https://${twin}/`), resolve).catch(() => null);
    if (address !== null) found.set(twin, address);
  }
  return found;
}

/** A name that does not resolve has no address, and is told so. */
async function resolve(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}
