import { type AdAddresses, adsLinkedOn } from '../ad-links.ts';
import type { Card, IndexWalk, PlatformAdapter } from '../adapter.ts';
import { describedIn, describedListing } from '../described.ts';
import { LookFailure } from '../errors.ts';
import { metaRecord } from '../meta.ts';
import type { Page } from '../page.ts';
import { endOfPager, pageIn } from '../pager.ts';

const HOME = 'https://slanet.kz';
const HOSTS = ['slanet.kz', 'www.slanet.kz'];
/** Our own bound: how deep the board serves its list is not known. */
const LAST_PAGE = 500;

/** slanet.kz, on the Osclass engine. Facts: facts/other-platforms.md 1.2; guesses stand in `confidence`. */
export function slanet(origin = HOME): PlatformAdapter {
  const at: AdAddresses = { home: HOME, origin, hosts: HOSTS, adIdOf };
  const search = (words: string, n: number) =>
    `${origin}/index.php?page=search&sOrder=dt_pub_date&iOrderType=desc&sPattern=${encodeURIComponent(words)}${n > 1 ? `&iPage=${n}` : ''}`;
  const isSearch = ({ snapshot }: Page) => new URL(snapshot.url).searchParams.get('page') === 'search';
  return Object.freeze({
    id: 'slanet',
    name: 'Slanet.kz',
    origin,
    legal: {
      entity: {
        ru: 'Администрация площадки slanet.kz',
        kk: 'slanet.kz алаңының әкімшілігі',
        en: 'slanet.kz administration',
      },
      email: null,
      formUrl: null,
      postalAddress: null,
      bin: null,
      language: 'ru' as const,
      checkedOn: null,
      source: 'facts/other-platforms.md 1.2: entity and complaint channel not found',
    },
    access: { engine: 'http' as const, requestsPerMinute: 12, revealsPerDay: 0, hosts: HOSTS },
    confidence: {
      asOf: '2026-11-24',
      confirmed: ['from public code of about 2022, not from the live site: the search’s address and its parameters'],
      guesses: [
        'the Osclass engine, from the parameter names, and with it the addresses of ads (page=item&id=, …_i<id>)',
        'a search without words lists every ad; pages are linked by iPage',
        'an ad’s text begins as the page’s description for machines does',
      ],
      unknown: [
        'the theme: cards are told by their links, and an ad whose text is not found on its page as "could not look"',
        'robots.txt and terms',
        'how a phone is shown',
        'the nothing-found sign, and how a removed ad or a refusal looks',
      ],
    },
    blindSpots: ['how the board shows a phone is not known: a number outside the ad’s text may be missed'],
    signs: {
      index: (page: Page) => (isSearch(page) && adsLinkedOn(page, at).length > 0 ? 'links to ads' : null),
      indexEmpty: () => null,
      listing: (page: Page) =>
        !isSearch(page) && describedIn(page, at) ? 'the text that the page’s head tells of' : null,
      removed: () => null,
      blocked: () => null,
    },
    indexWalks: ({ depth }): IndexWalk[] => [
      { name: 'all', page: (n) => search('', n), maxPages: depth === 'full' ? LAST_PAGE : 1 },
    ],
    adIdOf,
    listingUrl: (adId) => (/^\d{1,12}$/.test(adId) ? `${origin}/index.php?page=item&id=${adId}` : null),
    parseIndex: (page) => {
      const cards = adsLinkedOn(page, at).map(({ adId, url, title, content }): Card => {
        if (!title) throw new LookFailure('layout', page.snapshot.url, 'cards of an unknown shape');
        const hidden = { count: null, prefix: null };
        return { adId, url: url.href, title, promoted: false, content, listing: null, hidden };
      });
      return { cards, total: null, lastPage: endOfPager(page, pageIn('iPage')), via: 'links' };
    },
    parseListing: (page) => describedListing(page, at),
    reveal: null,
    accountUrl: () => null,
    searchUrl: (words) => search(words, 1),
    adRecord: (page, adId) => metaRecord(page, adId, adIdOf),
  } satisfies PlatformAdapter);
}

/** Osclass's two shapes: the plain one, and the one with the ad's words before `_i<id>`. */
function adIdOf(url: URL): string | null {
  const plain = url.searchParams.get('page') === 'item' ? url.searchParams.get('id') : null;
  if (plain !== null) return /^\d{1,12}$/.test(plain) ? plain : null;
  return /_i(\d{1,12})\/?$/.exec(url.pathname)?.[1] ?? null;
}
