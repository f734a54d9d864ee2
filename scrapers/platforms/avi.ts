import type { AdAddresses } from '../ad-links.ts';
import type { IndexWalk, PlatformAdapter } from '../adapter.ts';
import { aviEngine, type EngineMarkup } from './avi-engine.ts';

const HOME = 'https://avi.kz';
const HOSTS = ['avi.kz', 'www.avi.kz'];
/** Our own bound: past its last page the board repeats that page, and the walk ends there. */
const LAST_PAGE = 500;
const MARKUP: EngineMarkup = {
  card: '.sr-2-list-item-n',
  title: '.sr-2-list-item-n-title',
  pager: 'a.j-pgn-page, .j-pgn-page a',
  article: '.c-article',
};

/** avi.kz. Facts: facts/other-platforms.md 1.2; what is confirmed and what is a guess stands in `confidence`. */
export function avi(origin = HOME): PlatformAdapter {
  const at: AdAddresses = { home: HOME, origin, hosts: HOSTS, adIdOf };
  return Object.freeze({
    id: 'avi',
    name: 'Avi.kz',
    origin,
    legal: {
      entity: {
        ru: 'Администрация площадки avi.kz',
        kk: 'avi.kz алаңының әкімшілігі',
        en: 'avi.kz administration',
      },
      email: null,
      formUrl: null,
      postalAddress: null,
      bin: null,
      language: 'ru' as const,
      checkedOn: null,
      source: 'facts/other-platforms.md 1.2: entity and complaint channel not found; terms at avi.kz/agreement.html',
    },
    access: { engine: 'http' as const, requestsPerMinute: 12, revealsPerDay: 0, hosts: HOSTS },
    confidence: {
      asOf: '2026-11-24',
      confirmed: [
        'from public code of 2026-09-24, not from the live site: card classes, ad addresses, 60 cards a page each printed' +
          ' twice, the last page repeated; robots.txt closes only the cabinet, the terms do not forbid robots',
      ],
      guesses: [
        'a search without words lists every ad, newest first',
        'an ad stands in .c-article, as on edc.sale',
        'the pager links every later page',
      ],
      unknown: [
        'the ad’s own page: any that has no .c-article is told as "could not look"',
        'how a phone is shown',
        'the nothing-found sign, and how a removed ad or a refusal looks',
      ],
    },
    blindSpots: ['how the board shows a phone is not known: a number outside the ad’s text may be missed'],
    ...aviEngine(at, MARKUP),
    indexWalks: ({ depth }): IndexWalk[] => {
      const maxPages = depth === 'full' ? LAST_PAGE : 1;
      const flats = (city: string): IndexWalk => {
        const first = `${origin}/${city}/nedvizhimost/prodazha-nedvizhimosti/prodazha-kvartir/`;
        return { name: `${city}-prodazha-kvartir`, page: (n) => (n > 1 ? `${first}?page=${n}` : first), maxPages };
      };
      return [
        { name: 'all', page: (n) => `${origin}/search/?ct=0&lt=0&sort=&page=${n}&q=`, maxPages },
        // The rubrics whose addresses are confirmed: they answer even if the guess of the empty search does not hold.
        flats('almaty'),
        flats('astana'),
      ];
    },
    adIdOf,
    // The address holds rubric and words: it cannot be made of the id alone.
    listingUrl: () => null,
    reveal: null,
    accountUrl: () => null,
    searchUrl: (words) => `${origin}/search/?ct=0&lt=0&sort=&page=1&q=${encodeURIComponent(words)}`,
  } satisfies PlatformAdapter);
}

function adIdOf(url: URL): string | null {
  return /^\/(?:[a-z0-9-]+\/)+[^/]+-(\d{1,12})\.html$/i.exec(url.pathname)?.[1] ?? null;
}
