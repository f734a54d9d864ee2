import {
  type Answer,
  escaped,
  page,
  pageOf,
  refusedReveal,
  type Standin,
  type StandinAd,
  scriptJson,
  startStandin,
} from './platform.ts';

const ON_A_PAGE = 30;
const META_LENGTH = 60;

/** An imitation of kn.kz: thirty a page, the count of ads found, the phone as JSON for a page's own request. */
export function startKn(ads: readonly StandinAd[]): Promise<Standin> {
  return startStandin(ads, (url, shelf) => {
    const { live, removed, trouble, headers } = shelf;
    const asked = /^\/card\/phone\/(\d+)\/0$/.exec(url.pathname)?.[1];
    if (asked !== undefined) {
      const ad = live.find((one) => one.n === Number(asked));
      if (!ad || headers['x-requested-with'] !== 'XMLHttpRequest') return { status: 404, body: '' };
      const body = JSON.stringify({ phones: [ad.phone] });
      return refusedReveal(shelf) ?? { status: 200, body, headers: { 'content-type': 'application/json' } };
    }
    const shown = /^\/card\/(\d+)$/.exec(url.pathname)?.[1];
    if (shown !== undefined) {
      const ad = live.find((one) => one.n === Number(shown));
      if (trouble === 'soft-404') return { status: 200, body: page('Kn.kz', '<p>Недвижимость Казахстана</p>') };
      if (ad && trouble === 'archived') return { status: 200, body: page('Kn.kz', '<p>Объявление снято</p>') };
      if (ad) return adPage(ad);
      return { status: removed.has(Number(shown)) ? 410 : 404, body: page('Kn.kz', '<p>404</p>') };
    }
    const index = /^\/([a-z]+)\/((?:arenda|prodazha)-kvartir)$/.exec(url.pathname);
    if (!index) return null;
    const all = live.filter((ad) => ad.category === `${index[1]}-${index[2]}`);
    const { rows, beyond } = pageOf(all, Number(url.searchParams.get('page') ?? '1'), ON_A_PAGE);
    if (beyond && trouble !== 'repeated-last-page') return { status: 404, body: page('Kn.kz', '<p>404</p>') };
    const found = String(all.length).replace(/\B(?=(\d{3})+$)/g, ' ');
    const body = `<h1>Квартиры</h1><p>Найдено ${found} объявлений</p>${rows.map(card).join('')}`;
    return { status: 200, body: page('Kn.kz', body) };
  });
}

function card(ad: StandinAd): string {
  return `<div class="card" data-object-id="${ad.n}"><a href="/card/${ad.n}">${escaped(ad.title)}</a>
<p>${ad.price} ₸, ${escaped(ad.city)}</p></div>`;
}

function adPage(ad: StandinAd): Answer {
  const cut = ad.description.length > META_LENGTH ? `${ad.description.slice(0, META_LENGTH)}…` : ad.description;
  const json = scriptJson({
    '@type': 'Product',
    name: ad.title,
    description: cut,
    offers: { '@type': 'Offer', price: ad.price, priceCurrency: 'KZT' },
  });
  const head = `<link rel="canonical" href="/card/${ad.n}"><script type="application/ld+json">${json}</script>`;
  const body = `<article><h1>${escaped(ad.title)}</h1><p>${ad.price} ₸</p><div class="text"><p>${escaped(ad.description).replace(/\n/g, '</p><p>')}</p></div>
<p><button id="phone">Показать телефон</button></p><p>${escaped(ad.sellerName)}, ${escaped(ad.city)}</p></article>
<script>document.getElementById('phone').onclick = async (event) => {
const answer = await fetch('/card/phone/${ad.n}/0', { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
if (answer.ok) event.target.parentNode.textContent = (await answer.json()).phones.join(', '); };</script>`;
  return { status: 200, body: page(ad.title, body, head) };
}
