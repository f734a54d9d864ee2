import { codeOfId, idOfCode } from '../../scrapers/base62.ts';
import {
  type Answer,
  escaped,
  json,
  overlay,
  page,
  photoUrls,
  printed,
  type Shelf,
  type Standin,
  type StandinAd,
  scriptJson,
  startStandin,
} from './platform.ts';

const ORGANIC = 40;
const LAST_PAGE = 25;

/** An imitation of olx.kz as facts/olx.md describes it: state as a string in a script, promoted rows on every page. */
export function startOlx(ads: readonly StandinAd[]): Promise<Standin> {
  return startStandin(ads, (url, shelf) => {
    const { live, removed, trouble } = shelf;
    const pressed = /^\/api\/v1\/offers\/(\d+)\/limited-phones\/$/.exec(url.pathname)?.[1];
    if (pressed !== undefined) {
      const asked = live.find((one) => one.n === Number(pressed));
      return asked ? phonesOf(asked, shelf) : json(404, { error: { status: 404, detail: 'Ad not found.' } });
    }
    const shown = /^\/d\/(?:kk\/)?obyavlenie\/.*-ID([0-9A-Za-z]+)\.html$/.exec(url.pathname)?.[1];
    if (shown !== undefined) {
      const id = idOfCode(shown) ?? -1;
      const ad = live.find((one) => one.n === id);
      if (trouble === 'soft-404') return { status: 200, body: page('OLX.kz', '<p>Объявления Казахстана</p>') };
      if (ad) return adPage(url.origin, ad, trouble === 'archived' ? 'removed' : 'active', trouble === 'overlay');
      return { status: removed.has(id) ? 410 : 404, body: page('OLX.kz', '<p>Объявление больше не доступно</p>') };
    }
    const listed = /^\/list\/(?:q-([^/]*)|user\/([0-9A-Za-z]+))\/$/.exec(url.pathname);
    if (listed) return listPage(url.origin, kinOf(live, listed[1], listed[2]), 1, 1);
    const category = /^\/([a-z-]+)\/$/.exec(url.pathname)?.[1];
    if (category === undefined || url.searchParams.get('search[order]') !== 'created_at:desc') return null;
    const asked = Number(url.searchParams.get('page') ?? '1');
    const all = live.filter((ad) => ad.category === category);
    const pages = Math.min(LAST_PAGE, Math.max(1, Math.ceil(all.length / ORGANIC)));
    if (asked > pages && trouble !== 'repeated-last-page') return { status: 404, body: page('OLX.kz', '<p>404</p>') };
    return listPage(url.origin, all, Math.min(asked, pages), pages);
  });
}

/** The ads of an account, or those with these words; like the real board it shows unrelated ones where it finds none. */
function kinOf(live: readonly StandinAd[], words: string | undefined, code: string | undefined): readonly StandinAd[] {
  if (words === undefined) return live.filter((ad) => userOf(ad) === idOfCode(code ?? ''));
  const said = (text: string) => text.toLowerCase().replace(/[-\s]+/g, ' ');
  const found = live.filter((ad) => said(`${ad.title} ${ad.description}`).includes(said(decodeURIComponent(words))));
  return (found.length > 0 ? found : live).slice(0, ORGANIC);
}

function userOf(ad: StandinAd): number {
  return 9_000_000 + (ad.n % 1000);
}

function listPage(origin: string, all: readonly StandinAd[], n: number, pages: number): Answer {
  const promoted = all.filter((ad) => ad.promoted);
  const organic = all.slice((n - 1) * ORGANIC, n * ORGANIC);
  const rows = [
    ...promoted.map((ad) => ({ ...stateOf(origin, ad), isPromoted: true })),
    ...organic.map((ad) => ({ ...stateOf(origin, ad), isPromoted: false })),
  ];
  const listing = {
    pageNumber: n,
    totalElements: Math.min(1000, all.length),
    visibleElements: all.length,
    totalPages: pages,
    ads: rows,
    metaData: { promoted: promoted.map((_, at) => at) },
  };
  const empty = '<div data-cy="empty-state"><p>Мы ничего не нашли</p></div>';
  const cards = [...promoted, ...organic].map(
    (ad) => `<div data-cy="l-card" data-testid="l-card" id="${ad.n}"><a href="${pathOf(ad)}"></a>
<div data-cy="ad-card-title"><a href="${pathOf(ad)}"><h4>${escaped(ad.title)}</h4></a></div>
<p data-testid="ad-price">${ad.price} тг.</p><p data-testid="location-date">${escaped(ad.city)} - Сегодня в 12:44</p></div>`,
  );
  const body = `<h1>Объявления</h1><div data-testid="listing-grid">${cards.length > 0 ? cards.join('') : empty}</div>`;
  return { status: 200, body: page('OLX.kz', body, stateScript({ listing: { listing }, categories: { list: {} } })) };
}

/** What the button's own request brings, and how the site refuses (facts/olx.md 3.4). */
function phonesOf(ad: StandinAd, { trouble, signedIn }: Shelf): Answer {
  if (trouble === 'reveal-refused') return json(400, { error: { status: 400, title: 'suspicious activity' } });
  if (trouble === 'reveal-login' && !signedIn) return json(401, { error: { status: 401, title: LOGIN_WALL } });
  if (trouble === 'reveal-captcha') return json(403, { type: 'captcha', context: 'friction' });
  if (trouble === 'reveal-cap') return json(403, { error: { status: 403, title: CAP } });
  return json(200, { data: { phones: [printed(ad.phone)] } });
}

const CAP = 'Мы ограничиваем количество телефонных номеров, которые можно просмотреть в течение суток';
const LOGIN_WALL = 'Вы можете связываться с продавцами после входа в свой профиль OLX';

/** The live page has two buttons of the same name; one of them is bigger. */
function revealScript(ad: StandinAd): string {
  return `<script>for (const button of document.querySelectorAll('[data-testid=show-phone]')) button.onclick = async () => {
  const answer = await fetch('/api/v1/offers/${ad.n}/limited-phones/');
  const said = await answer.json();
  const numbers = said.data ? said.data.phones : [];
  if (numbers.length > 0) document.querySelector('[data-testid=phones-container]').innerHTML = numbers.map((one) => '<a href="tel:' + one.replace(/ /g, '') + '">' + one + '</a>').join(' ');
  else document.querySelector('[role=dialog]').textContent = (said.error && said.error.title) || 'Попробуйте позже';
}</script>`;
}

function adPage(origin: string, ad: StandinAd, status: string, covered: boolean): Answer {
  const body = `<article><div data-cy="offer_title"><h4>${escaped(ad.title)}</h4></div><div data-testid="ad-price-container"><h3>${ad.price} тг.</h3></div>
<div data-cy="ad_description" data-testid="ad_description"><h3>Описание</h3><div>${html(ad.description)}</div></div>
<div data-testid="phones-container">xxx xxx xxx <button data-testid="show-phone">показать</button></div><button data-testid="show-phone">Показать телефон</button><div role="dialog"></div>
<p data-cy="ad-footer-bar-section">ID: ${ad.n}</p><p>${escaped(ad.sellerName)}, ${escaped(ad.city)}</p></article>${revealScript(ad)}`;
  const above = covered ? overlay('<button data-close id="onetrust-accept-btn-handler">Принять</button>') : '';
  return {
    status: 200,
    body: page(ad.title, body + above, stateScript({ ad: { ad: { ...stateOf(origin, ad), status } } })),
  };
}

function stateOf(origin: string, ad: StandinAd) {
  return {
    id: ad.n,
    title: ad.title,
    description: html(ad.description),
    url: `https://www.olx.kz${pathOf(ad)}`,
    status: 'active',
    isActive: true,
    createdTime: almaty(ad.postedAt),
    lastRefreshTime: almaty(ad.postedAt),
    category: { id: 100, type: 'goods' },
    params: [{ key: 'state', name: 'Состояние', type: 'select', value: 'Б/у', normalizedValue: 'used' }],
    price: { displayValue: `${ad.price} тг.`, regularPrice: { value: ad.price, currencyCode: 'KZT' } },
    contact: { name: ad.sellerName, phone: true, chat: true },
    user: { id: userOf(ad), name: ad.sellerName },
    photos: photoUrls(origin, ad),
    location: { cityName: ad.city, regionName: 'Казахстан' },
  };
}

/** Every live page of the real one carries "no longer available", the cap and the login wall among its translations. */
function stateScript(state: object): string {
  const i18n = scriptJson({
    'ad.inactive.message.title': 'Объявление больше не доступно',
    'contact.phone.cap': CAP,
    'contact.phone.login': LOGIN_WALL,
  });
  return `<script id="olx-init-config">window.__TRANSLATIONS__ = ${i18n};
window.__PRERENDERED_STATE__ = ${JSON.stringify(scriptJson(state))};</script>`;
}

function pathOf(ad: StandinAd): string {
  return `/d/obyavlenie/obyavlenie-${ad.n % 100}-ID${codeOfId(ad.n)}.html`;
}

function html(text: string): string {
  return escaped(text).replace(/\n/g, '<br />\n');
}

function almaty(at: Date): string {
  return `${new Date(at.getTime() + 5 * 3_600_000).toISOString().slice(0, 19)}+05:00`;
}
