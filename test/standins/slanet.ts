import {
  type Answer,
  escaped,
  page,
  pageOf,
  pager,
  type Standin,
  type StandinAd,
  says,
  startStandin,
} from './platform.ts';

const ON_A_PAGE = 20;
const META_LENGTH = 60;

/** An imitation of slanet.kz: an Osclass board, pages by `iPage`, two shapes of an ad's address. */
export function startSlanet(ads: readonly StandinAd[]): Promise<Standin> {
  return startStandin(ads, (url, { live, removed, trouble }) => {
    const plain = url.searchParams.get('page') === 'item' ? url.searchParams.get('id') : null;
    const shown = plain ?? /_i(\d+)$/.exec(url.pathname)?.[1];
    if (shown !== undefined) {
      const ad = live.find((one) => one.n === Number(shown));
      if (trouble === 'soft-404') return { status: 200, body: page('Slanet', '<p>Объявления Казахстана</p>') };
      if (ad && trouble === 'archived') return { status: 200, body: page('Slanet', '<p>Объявление истекло</p>') };
      if (ad) return adPage(ad, live);
      return { status: removed.has(Number(shown)) ? 410 : 404, body: page('Slanet', '<p>404</p>') };
    }
    if (url.pathname !== '/index.php' || url.searchParams.get('page') !== 'search') return null;
    const all = live.filter((ad) => says(ad, url.searchParams.get('sPattern') ?? ''));
    const { rows, pages, beyond } = pageOf(all, Number(url.searchParams.get('iPage') ?? '1'), ON_A_PAGE);
    if (beyond && trouble !== 'repeated-last-page') return { status: 404, body: page('Slanet', '<p>404</p>') };
    const address = (n: number) => {
      const asked = new URLSearchParams(url.searchParams);
      asked.set('iPage', String(n));
      return `/index.php?${asked}`;
    };
    const body = `<h1>Результаты поиска</h1><ul>${rows.map(card).join('')}</ul>${pager(pages, address)}`;
    return { status: 200, body: page('Slanet', body) };
  });
}

function pathOf(ad: StandinAd): string {
  return `/obyavleniya/obyavlenie-${ad.n % 100}_i${ad.n}`;
}

function card(ad: StandinAd): string {
  return `<li class="card"><a href="${pathOf(ad)}"></a><h4><a href="${pathOf(ad)}">${escaped(ad.title)}</a></h4>
<p>${escaped(ad.description.slice(0, META_LENGTH))}…</p><p>${ad.price} тг., ${escaped(ad.city)}</p></li>`;
}

function adPage(ad: StandinAd, live: readonly StandinAd[]): Answer {
  const others = live.filter((one) => one.n !== ad.n).slice(0, 2);
  const cut = ad.description.length > META_LENGTH ? `${ad.description.slice(0, META_LENGTH)}...` : ad.description;
  const head = `<link rel="canonical" href="${pathOf(ad)}"><meta property="og:description" content="${escaped(cut)}">`;
  const body = `<h1>${escaped(ad.title)}</h1><p>${ad.price} тг.</p><div class="item">
<p>${escaped(ad.description).replace(/\n/g, '<br>')}</p><p>${escaped(ad.sellerName)}, ${escaped(ad.city)}</p></div>
<h4>Ещё объявления</h4><ul>${others.map(card).join('')}</ul>`;
  return { status: 200, body: page(ad.title, body, head) };
}
