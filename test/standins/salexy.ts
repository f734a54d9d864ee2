import {
  type Answer,
  escaped,
  page,
  pageOf,
  pager,
  refusedReveal,
  type Standin,
  type StandinAd,
  says,
  startStandin,
} from './platform.ts';

const ON_A_PAGE = 30;
const COOKIE = { 'set-cookie': 'PHPSESSID=invented; path=/' };
const RUBRIC = '/remont_i_stroitelstvo/remont_kvartir';

/** An imitation of salexy.kz as facts/other-platforms.md describes it: neighbours after a marker, the phone by XHR. */
export function startSalexy(ads: readonly StandinAd[]): Promise<Standin> {
  return startStandin(ads, (url, shelf) => {
    const { live, removed, trouble, headers } = shelf;
    if (url.pathname === '/') return { status: 200, body: page('Salexy', '<h1>Объявления</h1>'), headers: COOKIE };
    const asked = /^\/catalog\/info\/phone\/id\/(\d+)$/.exec(url.pathname)?.[1];
    if (asked !== undefined) {
      const ad = live.find((one) => one.n === Number(asked));
      const guest = headers['x-requested-with'] === 'XMLHttpRequest' && /PHPSESSID=/.test(headers.cookie ?? '');
      if (!guest) return { status: 403, body: 'no cookie' };
      if (!ad) return { status: 404, body: '' };
      const phone = `<a href="tel:${ad.phone}">${ad.phone}</a>`;
      return refusedReveal(shelf) ?? { status: 200, body: `<div class="phones">${phone}</div>` };
    }
    const shown = /^\/c\/[^/]*_(\d+)\.html$/.exec(url.pathname)?.[1];
    if (shown !== undefined) {
      const ad = live.find((one) => one.n === Number(shown));
      if (trouble === 'soft-404') return { status: 200, body: page('Salexy', '<p>Объявления Казахстана</p>') };
      if (ad && trouble === 'archived') return { status: 200, body: page('Salexy', '<p>Объявление в архиве</p>') };
      if (ad) return adPage(ad);
      return { status: removed.has(Number(shown)) ? 410 : 404, body: page('Salexy', '<p>404</p>') };
    }
    if (url.pathname !== '/all' && url.pathname !== RUBRIC) return null;
    const whole = url.pathname === '/all';
    const words = url.searchParams.get('Filter[search_string]') ?? '';
    const all = live.filter((ad) => whole || ad.category === 'almaty-remont-kvartir').filter((ad) => says(ad, words));
    const { rows, n, pages, beyond } = pageOf(all, Number(url.searchParams.get('page') ?? '1'), ON_A_PAGE);
    if (beyond && trouble !== 'repeated-last-page') return { status: 404, body: page('Salexy', '<p>404</p>') };
    const neighbours = whole || n < pages ? [] : live.filter((ad) => !all.includes(ad)).slice(0, 3);
    const marker = neighbours.length > 0 ? '<li><h3>Объявления из соседних городов</h3></li>' : '';
    const links = pager(pages, (to) => `${url.pathname}${query(url, to)}`);
    const list = `<ul class="product-list">${rows.map(card).join('')}${marker}${neighbours.map(card).join('')}</ul>`;
    return { status: 200, body: page('Salexy', `<h1>Объявления</h1>${list}${links}`), headers: COOKIE };
  });
}

function query(url: URL, n: number): string {
  const asked = new URLSearchParams(url.searchParams);
  asked.delete('page');
  if (n > 1) asked.set('page', String(n));
  return asked.size > 0 ? `?${asked}` : '';
}

function pathOf(ad: StandinAd): string {
  return `/c/obyavlenie_${ad.n % 100}_${ad.n}.html`;
}

function card(ad: StandinAd): string {
  return `<li class="card"><div class="title"><a href="${pathOf(ad)}">${escaped(ad.title)}</a></div>
<div class="price">${ad.price} ₸</div><div class="city">${escaped(ad.city)}</div></li>`;
}

function adPage(ad: StandinAd): Answer {
  const body = `<article class="product"><a class="add" data-id="${ad.n}" href="#">В избранное</a><h1>${escaped(ad.title)}</h1>
<div class="control-holder"><span class="price">${ad.price} ₸</span></div>
<div class="description"><p>${escaped(ad.description).replace(/\n/g, '</p><p>')}</p></div>
<div class="btn-holder tel-item"><a href="#" id="tel">Показать телефон</a></div><p>${escaped(ad.sellerName)}, ${escaped(ad.city)}</p></article>
<script>document.getElementById('tel').onclick = async (event) => { event.preventDefault();
const answer = await fetch('/catalog/info/phone/id/${ad.n}', { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
event.target.parentNode.innerHTML = await answer.text(); };</script>`;
  return { status: 200, body: page(ad.title, body), headers: COOKIE };
}
