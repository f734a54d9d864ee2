import {
  type Answer,
  escaped,
  json,
  overlay,
  page,
  printed,
  type Shelf,
  type Standin,
  type StandinAd,
  scriptJson,
  startStandin,
} from './platform.ts';

const ON_A_PAGE = 20;

/**
 * An imitation of kolesa.kz as facts/kolesa-group.md describes it: `?page=1` loops, VIP cards on every page, the text
 * only in a script, pages past the end lead back to the first, and a deleted ad answers 404 with the home page.
 */
export function startKolesa(ads: readonly StandinAd[]): Promise<Standin> {
  return startStandin(ads, (url, shelf) => {
    const { live, removed, trouble } = shelf;
    const pressed = /^\/adverts\/(\d+)\/phones$/.exec(url.pathname)?.[1];
    if (pressed !== undefined) {
      const asked = live.find((one) => one.n === Number(pressed));
      return asked ? phonesOf(asked, shelf) : json(404, { message: 'Not Found' });
    }
    const shown = /^\/(?:kz\/)?a\/show\/(\d{6,12})\/?$/.exec(url.pathname)?.[1];
    if (shown !== undefined) {
      const ad = live.find((one) => one.n === Number(shown));
      if (trouble === 'soft-404') return home(200);
      if (ad) return adPage(ad, trouble === 'archived', trouble === 'overlay');
      return home(removed.has(Number(shown)) ? 410 : 404);
    }
    const section = /^\/([a-z]+)\/$/.exec(url.pathname)?.[1];
    if (section === undefined || url.searchParams.get('sort_by') !== 'add_date-desc') return null;
    const all = live.filter((ad) => ad.category === section);
    const pages = Math.max(1, Math.ceil(all.length / ON_A_PAGE));
    const asked = url.searchParams.get('page');
    if (asked === '1') return redirect(url.pathname + url.search);
    if (Number(asked ?? '1') > pages && trouble !== 'repeated-last-page')
      return redirect(`${url.pathname}?sort_by=add_date-desc`);
    return searchPage(all, Math.min(Number(asked ?? '1'), pages));
  });
}

function redirect(location: string): Answer {
  return { status: 301, body: '', headers: { location } };
}

function home(status: number): Answer {
  return { status, body: page('Колёса — продажа авто в Казахстане', '<p>Колёса — продажа авто в Казахстане</p>') };
}

function searchPage(all: readonly StandinAd[], n: number): Answer {
  const results = all.slice((n - 1) * ON_A_PAGE, n * ON_A_PAGE);
  const vip = all.filter((ad) => ad.promoted).slice(0, 3);
  const pushed = results.map((ad) => {
    const date = ad.postedAt.toISOString().slice(0, 10);
    return `listing.items.push(${scriptJson({
      id: ad.n,
      name: ad.title,
      url: `https://kolesa.kz/a/show/${ad.n}`,
      unitPrice: ad.price,
      attributes: { brand: null, model: null, avgPrice: 0 },
      publicationDate: date,
      lastUpdate: date,
      photoCount: 0,
      seller: { userId: 5_000_000 + (ad.n % 1000), userTypeId: 1 },
      appliedPaidServices: ad.promoted ? ['vip'] : [],
    })});`;
  });
  const offers = scriptJson({ '@type': 'Product', offers: { '@type': 'AggregateOffer', offerCount: all.length } });
  const head = `<script>var listing = { items: [] };\n${pushed.join('\n')}</script><script type="application/ld+json">${offers}</script>`;
  const body = `<h1>Объявления</h1><div class="vip">${vip.map(vipCard).join('')}</div><div class="a-list">${results.map(card).join('')}</div>`;
  return { status: 200, body: page('Колёса', body, head) };
}

function card(ad: StandinAd): string {
  return `<div class="a-card js__a-card" data-id="${ad.n}"><h5 data-test="advert-title"><a href="/a/show/${ad.n}">${escaped(ad.title)}</a></h5>
<span data-test="a-card-price">${ad.price} ₸</span><p data-test="advert-description">${escaped(cut(ad.description))}</p><span class="a-card__region">${escaped(ad.city)}</span></div>`;
}

function vipCard(ad: StandinAd): string {
  return `<div class="vip-card js__a-card" data-id="${ad.n}"><a class="vip-card__title" href="/a/show/${ad.n}">${escaped(ad.title)}</a>
<span class="vip-card__price">${ad.price} ₸</span><p class="vip-card__description">${escaped(cut(ad.description))}</p></div>`;
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** What the button's own request brings, and how the site refuses (facts/kolesa-group.md 2, "Phone reveal"). */
function phonesOf(ad: StandinAd, { trouble, signedIn }: Shelf): Answer {
  if (trouble === 'reveal-refused' || trouble === 'reveal-cap') return json(403, { status: 'error' });
  if (trouble === 'reveal-login' && !signedIn) return json(401, { status: 'error', message: 'Authorization required' });
  if (trouble === 'reveal-captcha') return json(200, { status: 'error', captchaRequired: true });
  return json(200, { status: 'success', phones: [printed(ad.phone)] });
}

function revealScript(ad: StandinAd): string {
  return `<script>document.querySelector('.seller-phones__show-button').onclick = async () => {
  const answer = await fetch('/adverts/${ad.n}/phones?source=advert');
  const said = await answer.json();
  const items = (said.phones ?? []).map((one) => '<li>' + one + '</li>').join('');
  document.querySelector('.seller-phones__phones-list').innerHTML = items;
  if (!items) document.querySelector('.seller-phones__error').textContent = 'Не удалось показать телефон';
}</script>`;
}

/** Cyrillic as `\u0430`, as the site writes the seller's text. */
function unicodeEscaped(text: string): string {
  return scriptJson(text).replace(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function adPage(ad: StandinAd, archived: boolean, covered: boolean): Answer {
  const prefix = ad.phone.replace(/\D/g, '').slice(1, 4);
  const advert = {
    id: ad.n,
    title: ad.title,
    phonePrefix: `+7 ${prefix}`,
    nbPhones: 1,
    userId: 5_000_000 + (ad.n % 1000),
  };
  const comment = escaped(ad.description).replace(/\n/g, '<br>');
  const head = `<link rel="canonical" href="https://kolesa.kz/a/show/${ad.n}"><script>var data = ${scriptJson({ advert })};</script>
<script>window.product = {"id":${ad.n},"avgPrice":0,"descriptionText":${unicodeEscaped(comment)}};</script>`;
  const mark = archived ? '<div class="offer__status">Объявление находится в&nbsp;архиве</div>' : '';
  const body = `<article>${mark}<h1 class="offer__title" data-test="offer-title">${escaped(ad.title)}</h1><div class="offer__price" data-test="offer-price">${ad.price} ₸</div>
<div data-test="offer-parameters"><dl><dt class="value-title">Город</dt><dd>${escaped(ad.city)}</dd></dl></div>
<div class="offer__description"><div class="offer__description-seller is-loading"></div></div>
<div class="js__seller-phones seller-phones"><span data-test="seller-contacts-title">${escaped(ad.sellerName)}</span> +7 ${prefix}
<button class="seller-phones__show-button" data-test="show-seller-phones-button">Показать телефон</button><span class="seller-phones__error"></span><ul class="seller-phones__phones-list"></ul></div></article>
<script>document.querySelector('.offer__description-seller').innerHTML = window.product.descriptionText; document.querySelector('.offer__description-seller').classList.remove('is-loading')</script>${revealScript(ad)}`;
  const above = covered ? overlay('<button data-close class="region-hint__close">Верно</button>') : '';
  const title = `Продажа ${ad.title} - №${ad.n}: цена ${ad.price}₸. Купить — Колёса`;
  return { status: 200, body: page(title, body + above, head) };
}
