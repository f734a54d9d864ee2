import { codeOfId, idOfCode } from '../../scrapers/base62.ts';
import { type Answer, escaped, page, type Standin, type StandinAd, scriptJson, startStandin } from './platform.ts';

const ORGANIC = 40;
const LAST_PAGE = 25;

/** An imitation of olx.kz as facts/olx.md describes it: state as a string in a script, promoted rows on every page. */
export function startOlx(ads: readonly StandinAd[]): Promise<Standin> {
  return startStandin(ads, (url, { live, removed, trouble }) => {
    const shown = /^\/d\/(?:kk\/)?obyavlenie\/.*-ID([0-9A-Za-z]+)\.html$/.exec(url.pathname)?.[1];
    if (shown !== undefined) {
      const id = idOfCode(shown) ?? -1;
      const ad = live.find((one) => one.n === id);
      if (trouble === 'soft-404') return { status: 200, body: page('OLX.kz', '<p>Объявления Казахстана</p>') };
      if (ad) return adPage(ad, trouble === 'archived' ? 'removed' : 'active');
      return { status: removed.has(id) ? 410 : 404, body: page('OLX.kz', '<p>Объявление больше не доступно</p>') };
    }
    const account = /^\/list\/user\/([0-9A-Za-z]+)\/$/.exec(url.pathname)?.[1];
    if (account !== undefined) {
      const own = live.filter((ad) => accountOf(ad) === idOfCode(account));
      return listPage(own, 1, 1);
    }
    const sought = /^\/list\/q-([^/]+)\/$/.exec(url.pathname)?.[1];
    if (sought !== undefined) {
      const words = decodeURIComponent(sought).toLowerCase().split('-');
      return listPage(
        live.filter((ad) => words.every((word) => ad.title.toLowerCase().includes(word))).slice(0, ORGANIC),
        1,
        1,
      );
    }
    const category = /^\/([a-z-]+)\/$/.exec(url.pathname)?.[1];
    if (category === undefined || url.searchParams.get('search[order]') !== 'created_at:desc') return null;
    const asked = Number(url.searchParams.get('page') ?? '1');
    const all = live.filter((ad) => ad.category === category);
    const pages = Math.min(LAST_PAGE, Math.max(1, Math.ceil(all.length / ORGANIC)));
    if (asked > pages && trouble !== 'repeated-last-page') return { status: 404, body: page('OLX.kz', '<p>404</p>') };
    return listPage(all, Math.min(asked, pages), pages);
  });
}

function listPage(all: readonly StandinAd[], n: number, pages: number): Answer {
  const promoted = all.filter((ad) => ad.promoted);
  const organic = all.slice((n - 1) * ORGANIC, n * ORGANIC);
  const rows = [
    ...promoted.map((ad) => ({ ...stateOf(ad), isPromoted: true })),
    ...organic.map((ad) => ({ ...stateOf(ad), isPromoted: false })),
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

function adPage(ad: StandinAd, status: string): Answer {
  const body = `<article><div data-cy="offer_title"><h4>${escaped(ad.title)}</h4></div><div data-testid="ad-price-container"><h3>${ad.price} тг.</h3></div>
<div data-cy="ad_description" data-testid="ad_description"><h3>Описание</h3><div>${html(ad.description)}</div></div>
<div data-testid="phones-container">xxx xxx xxx <button data-testid="show-phone">показать</button></div>
<p data-cy="ad-footer-bar-section">ID: ${ad.n}</p><p>${escaped(ad.sellerName)}, ${escaped(ad.city)}</p></article>`;
  return { status: 200, body: page(ad.title, body, stateScript({ ad: { ad: { ...stateOf(ad), status } } })) };
}

function stateOf(ad: StandinAd) {
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
    user: { id: accountOf(ad), name: ad.sellerName },
    photos: [],
    location: { cityName: ad.city, regionName: 'Казахстан' },
  };
}

/** Every live page of the real one carries the words "no longer available" among its translations. */
function stateScript(state: object): string {
  const i18n = scriptJson({ 'ad.inactive.message.title': 'Объявление больше не доступно' });
  return `<script id="olx-init-config">window.__TRANSLATIONS__ = ${i18n};
window.__PRERENDERED_STATE__ = ${JSON.stringify(scriptJson(state))};</script>`;
}

function accountOf(ad: StandinAd): number {
  return 9_000_000 + (ad.n % 1000);
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
