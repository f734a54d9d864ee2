import { type Answer, escaped, page, pageOf, pager, type Standin, type StandinAd, startStandin } from './platform.ts';

const ON_A_PAGE = 20;
const META_LENGTH = 60;

/**
 * An imitation of Kaspi Объявления: a list for each rubric of each city, and every ad by its bare id, whichever list it
 * is on. An ad whose category is no list's is on none of them.
 */
export function startKaspi(ads: readonly StandinAd[]): Promise<Standin> {
  return startStandin(ads, (url, { live, removed, trouble }) => {
    const shown = /^\/a\/(?:[a-z-]+-)?(\d+)\/?$/.exec(url.pathname)?.[1];
    if (shown !== undefined) {
      const ad = live.find((one) => one.n === Number(shown));
      if (trouble === 'soft-404') return { status: 200, body: page('Kaspi', '<p>Объявления Казахстана</p>') };
      if (ad && trouble === 'archived') return { status: 200, body: page('Kaspi', '<p>Объявление снято</p>') };
      if (ad) return adPage(ad, live);
      return { status: removed.has(Number(shown)) ? 410 : 404, body: page('Kaspi', '<p>404</p>') };
    }
    const [, city, rubric] = /^\/([a-z]+)\/([a-z-]+)\/$/.exec(url.pathname) ?? [];
    if (!city || url.searchParams.get('sortBy[date]') !== 'desc') return null;
    const all = live.filter((ad) => ad.category === `${rubric}-${city}`);
    const { rows, pages, beyond } = pageOf(all, Number(url.searchParams.get('page') ?? '1'), ON_A_PAGE);
    if (beyond && trouble !== 'repeated-last-page') return { status: 404, body: page('Kaspi', '<p>404</p>') };
    const address = (n: number) => `/${city}/${rubric}/?sortBy[date]=desc&page=${n}`;
    const found = rows.length > 0 ? `<ul>${rows.map(card).join('')}</ul>` : '<p>Пусто</p>';
    return { status: 200, body: page('Kaspi', `<h1>Объявления</h1>${found}${pager(pages, address)}`) };
  });
}

function pathOf(ad: StandinAd): string {
  return `/a/obyavlenie-${ad.n}/`;
}

function card(ad: StandinAd): string {
  return `<li class="card"><a href="${pathOf(ad)}">${escaped(ad.title)}</a><p>${ad.price} ₸, ${escaped(ad.city)}</p></li>`;
}

function adPage(ad: StandinAd, live: readonly StandinAd[]): Answer {
  const others = live.filter((one) => one.n !== ad.n).slice(0, 2);
  const cut = ad.description.length > META_LENGTH ? `${ad.description.slice(0, META_LENGTH)}...` : ad.description;
  const head = `<link rel="canonical" href="${pathOf(ad)}"><meta property="og:description" content="${escaped(cut)}">`;
  const body = `<h1 class="header__title">${escaped(ad.title)}</h1><p class="price__text">${ad.price} ₸</p><div class="about">
<p>${escaped(ad.description).replace(/\n/g, '<br>')}</p></div><p>${escaped(ad.sellerName)}, ${escaped(ad.city)}</p>
<h4>Похожие</h4><ul>${others.map(card).join('')}</ul>`;
  return { status: 200, body: page(ad.title, body, head) };
}
