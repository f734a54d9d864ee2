import type { AdAddresses } from '../ad-links.ts';
import type { IndexWalk, PlatformAdapter } from '../adapter.ts';
import { aviEngine, type EngineMarkup } from './avi-engine.ts';

const HOME = 'https://edc.sale';
const HOSTS = ['edc.sale', 'www.edc.sale', 'edc.kz'];
/** Our own bound: past its last page the engine repeats that page, and the walk ends there. */
const LAST_PAGE = 500;
const MARKUP: EngineMarkup = {
  card: '.it-grid-item-in',
  title: null,
  pager: 'a.j-pgn-page, .j-pgn-page a',
  article: '.c-article',
};

/** edc.sale/ru/kz (was edc.kz). Facts: facts/other-platforms.md 1.2; guesses stand in `confidence`. */
export function edc(origin = HOME): PlatformAdapter {
  const at: AdAddresses = { home: HOME, origin, hosts: HOSTS, adIdOf };
  const search = (words: string, n: number) =>
    `${origin}/ru/kz/search/?ct=0&lt=&fa=0&sort=&cur=&page=${n}&q=${encodeURIComponent(words)}`;
  return Object.freeze({
    id: 'edc',
    name: 'EDC.sale',
    origin,
    legal: {
      entity: {
        ru: 'Администрация площадки edc.sale',
        kk: 'edc.sale алаңының әкімшілігі',
        en: 'edc.sale administration',
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
      confirmed: [
        'from public code of about 2022, not from the live site: the search’s address, card and article classes',
      ],
      guesses: [
        'the engine of avi.kz: ad addresses, the pager, the last page repeated, each card printed twice',
        'a search without words lists every ad of the country, newest first',
      ],
      unknown: [
        'robots.txt and terms',
        'how a phone is shown',
        'the nothing-found sign, and how a removed ad or a refusal looks',
      ],
    },
    blindSpots: ['how the board shows a phone is not known: a number outside the ad’s text may be missed'],
    ...aviEngine(at, MARKUP),
    indexWalks: ({ depth }): IndexWalk[] => [
      { name: 'all', page: (n) => search('', n), maxPages: depth === 'full' ? LAST_PAGE : 1 },
    ],
    adIdOf,
    // The address holds rubric and words: it cannot be made of the id alone.
    listingUrl: () => null,
    reveal: null,
    accountUrl: () => null,
    searchUrl: (words) => search(words, 1),
  } satisfies PlatformAdapter);
}

/** The host serves other countries too: only ads beneath /ru/kz/ are this platform's. */
function adIdOf(url: URL): string | null {
  return /^\/ru\/kz\/(?:[a-z0-9-]+\/)*[^/]+-(\d{1,12})\.html$/i.exec(url.pathname)?.[1] ?? null;
}
