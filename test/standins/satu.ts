import {
  type Answer,
  escaped,
  page,
  pageOf,
  type Standin,
  type StandinAd,
  scriptJson,
  startStandin,
} from './platform.ts';

const ON_A_PAGE = 48;
/** Searches by the names of the adapter's walks. */
const WALKS: Readonly<Record<string, string>> = {
  щенки: 'puppies',
  котята: 'kittens',
  корова: 'cows',
  холодильник: 'fridges',
  'стиральная машина': 'washers',
};

/** An imitation of satu.kz: its data in ApolloCacheState, products of companies, their phone in the page. */
export function startSatu(ads: readonly StandinAd[]): Promise<Standin> {
  return startStandin(ads, (url, { live, removed, trouble }) => {
    const shown = /^\/p(\d+)-[^/]*\.html$/.exec(url.pathname)?.[1];
    if (shown !== undefined) {
      const ad = live.find((one) => one.n === Number(shown));
      if (trouble === 'soft-404') return { status: 200, body: page('Satu', '<p>Товары Казахстана</p>') };
      if (ad && trouble === 'archived') return { status: 200, body: page('Satu', '<p>Товар удалён</p>') };
      if (ad) return adPage(ad);
      return { status: removed.has(Number(shown)) ? 410 : 404, body: page('Satu', '<p>404</p>') };
    }
    const words = url.pathname === '/search' ? url.searchParams.get('search_term') : null;
    if (words === null) return null;
    const all = live.filter((ad) => (WALKS[words] ? ad.category === WALKS[words] : ad.title.includes(words)));
    const { rows } = pageOf(all, 1, ON_A_PAGE);
    const state = { 'SearchListingQuery({"offset":0})': { result: { listing: { page: { total: all.length } } } } };
    const body = `<h1>${escaped(words)}</h1><div>${rows.map(card).join('')}</div>`;
    return { status: 200, body: page('Satu', body, stateScript(state)) };
  });
}

function pathOf(ad: StandinAd): string {
  return `/p${ad.n}-tovar-${ad.n % 100}.html`;
}

function card(ad: StandinAd): string {
  return `<div class="card"><a href="${pathOf(ad)}"><b>${escaped(ad.title)}</b></a><p>${ad.price} ₸</p></div>`;
}

function adPage(ad: StandinAd): Answer {
  const phone = ad.shownPhone ?? `+7709600${String(ad.n % 10_000).padStart(4, '0')}`;
  const product = {
    id: ad.n,
    name: ad.title,
    descriptionPlain: ad.description,
    company: { id: 5000 + (ad.n % 100), name: `Дүкен ${ad.n % 100} (ойдан шығарылған)`, slug: 'duken', phone },
  };
  const body = `<article><h1>${escaped(ad.title)}</h1><p>${ad.price} ₸</p><p>${escaped(ad.description)}</p>
<p>${escaped(product.company.name)}: ${phone}</p></article>`;
  const state = { [`ProductCardPageQuery({"productId":${ad.n}})`]: { result: { product } } };
  return { status: 200, body: page(ad.title, body, stateScript(state)) };
}

function stateScript(cache: object): string {
  return `<script>window.ApolloCacheState = ${scriptJson({ _FAST_CACHE: cache })};window.other = {};</script>`;
}
